//! What programs read.

use almanac_render::{Address, Site};

use crate::{html_at, small_almanac, today};

fn file(address: &str) -> String {
    let compiled = small_almanac();
    html_at(&Site::new(&compiled.snapshot, today()), address)
}

/// The lines of a page's head that hold these words.
fn head_lines(address: &str, words: &str) -> String {
    let html = file(address);
    let head = html.split("</head>").next().unwrap();
    let lines: Vec<&str> = head.lines().filter(|line| line.contains(words)).collect();
    lines.join("\n")
}

#[test]
fn the_markdown_of_a_page_is_its_file() {
    let source = include_str!("../almanac/entries/exlab.md");
    assert_eq!(file("entries/exlab.md"), source);
    let source = include_str!("../almanac/paths/labs-only.md");
    assert_eq!(file("paths/labs-only.md"), source);
    let source = include_str!("../almanac/threads/open-weights-progress.md");
    assert_eq!(file("threads/open-weights-progress.md"), source);
}

#[test]
fn an_entry_is_an_object() {
    insta::assert_snapshot!(file("entries/exlab.json"), @r#"
    {
      "id": "e1exlab",
      "slug": "exlab",
      "kind": "organisation",
      "title": "Example Lab",
      "summary": "Example Lab hosts models that anyone may download.",
      "aliases": [
        "ExLab",
        "example-laboratory"
      ],
      "level": "introductory",
      "minutes": 1,
      "language": "en",
      "licence": "CC-BY-4.0",
      "is_stub": false,
      "url": "https://example.org/small/entries/exlab",
      "markdown_url": "https://example.org/small/entries/exlab.md",
      "content_hash": "e09429057f8fb9f8ce99e35df54b44e3",
      "changed": {
        "date": "2026-11-20"
      },
      "topics": [
        {
          "slug": "labs",
          "title": "Labs",
          "url": "https://example.org/small/topics/labs"
        }
      ],
      "requires": [
        {
          "slug": "open-weights",
          "exists": true,
          "reason": "what *weights* are"
        },
        {
          "slug": "licences",
          "exists": false,
          "reason": null
        }
      ],
      "facts": [
        {
          "property": "founded",
          "label": "Founded",
          "type": "date",
          "value": "2016",
          "text": "2016",
          "rank": "normal",
          "is_current": true,
          "is_stale": false,
          "sources": [
            "exlab-about"
          ]
        },
        {
          "property": "rival",
          "label": "Rival",
          "type": "entry",
          "value": "other-lab",
          "text": "Other Lab",
          "rank": "normal",
          "is_current": true,
          "is_stale": false,
          "sources": []
        },
        {
          "property": "models-hosted",
          "label": "Models hosted",
          "type": "quantity",
          "value": 1000000,
          "text": "1 million",
          "unit": "models",
          "as_of": "2024-09",
          "rank": "normal",
          "is_current": false,
          "is_stale": false,
          "fresh_until": "2025-03-30",
          "sources": [
            "exlab-stats"
          ]
        },
        {
          "property": "models-hosted",
          "label": "Models hosted",
          "type": "quantity",
          "value": 2400000,
          "text": "over 2.4 million",
          "unit": "models",
          "bound": "over",
          "as_of": "2026-03",
          "rank": "normal",
          "is_current": true,
          "is_stale": true,
          "fresh_until": "2026-09-30",
          "sources": [
            "exlab-stats"
          ]
        },
        {
          "property": "funding",
          "label": "Funding raised",
          "type": "money",
          "value": 5000000,
          "text": "$5 million",
          "currency": "USD",
          "as_of": "2026-01",
          "rank": "contested",
          "is_current": true,
          "is_stale": false,
          "sources": [
            "exlab-about"
          ]
        },
        {
          "property": "funding",
          "label": "Funding raised",
          "type": "money",
          "value": 7000000,
          "text": "$7 million",
          "currency": "USD",
          "as_of": "2026-01",
          "rank": "contested",
          "is_current": true,
          "is_stale": false,
          "sources": [
            "ledger-count"
          ]
        },
        {
          "property": "website",
          "label": "Website",
          "type": "link",
          "value": "https://exlab.example/",
          "text": "https://exlab.example/",
          "rank": "normal",
          "is_current": true,
          "is_stale": false,
          "sources": [
            "exlab-about"
          ]
        },
        {
          "property": "training-data",
          "label": "Training data",
          "type": "unknown",
          "value": null,
          "text": "unknown",
          "rank": "normal",
          "is_current": true,
          "is_stale": false,
          "sources": []
        }
      ],
      "outline": [
        {
          "depth": 2,
          "title": "What it does",
          "anchor": "what-it-does"
        },
        {
          "depth": 3,
          "title": "A section within",
          "anchor": "a-section-within"
        },
        {
          "depth": 2,
          "title": "What it is not",
          "anchor": "what-it-is-not"
        }
      ],
      "events": [],
      "questions": [
        {
          "id": "q1models",
          "ask": "About how many models did it host in March 2026?",
          "answer": "{{models-hosted}}, says its own page.[@exlab-stats]",
          "facts": [
            "models-hosted"
          ]
        }
      ],
      "sources": [
        {
          "number": 1,
          "key": "exlab-about",
          "title": "About ExLab",
          "type": "web",
          "url": "https://exlab.example/about",
          "archived_url": "https://archive.example/exlab",
          "authors": [],
          "publisher": "ExLab",
          "published": "2025-03",
          "accessed_date": "2026-11-20",
          "note": "Founding and address."
        },
        {
          "number": 2,
          "key": "exlab-stats",
          "title": "ExLab in numbers",
          "type": "post",
          "url": "https://exlab.example/stats?a=1&b=2",
          "authors": [
            "Ada Doe",
            "Ben Roe"
          ],
          "published": "2026-08-01",
          "accessed_date": "2026-11-20"
        },
        {
          "number": 3,
          "key": "ledger-count",
          "title": "Counting models: a second look",
          "type": "news",
          "url": "https://ledger.example/count",
          "authors": [],
          "publisher": "The Ledger",
          "accessed_date": "2026-11-21"
        }
      ],
      "links": [
        {
          "slug": "other-lab",
          "title": "Other Lab",
          "url": "https://example.org/small/entries/other-lab"
        },
        {
          "slug": "open-weights-progress",
          "title": "Open weights progress",
          "url": "https://example.org/small/threads/open-weights-progress"
        }
      ],
      "backlinks": [
        {
          "slug": "open-weights-progress",
          "title": "Open weights progress",
          "url": "https://example.org/small/threads/open-weights-progress"
        },
        {
          "slug": "other-lab",
          "title": "Other Lab",
          "url": "https://example.org/small/entries/other-lab"
        }
      ],
      "steps_of": [
        {
          "path": "open-or-closed",
          "title": "Open or closed: who ships weights, and who guards them",
          "number": 2,
          "url": "https://example.org/small/paths/open-or-closed/2"
        }
      ]
    }
    "#);
}

#[test]
fn a_thread_is_an_object_with_its_events() {
    let thread = file("threads/open-weights-progress.json");
    let events = thread.split("\"events\": ").nth(1).unwrap();
    let events = events.split("\"questions\"").next().unwrap();
    insta::assert_snapshot!(events, @r#"
    [
        {
          "id": "habit",
          "date": "2015~",
          "title": "A habit begins",
          "url": "https://example.org/small/threads/open-weights-progress#habit",
          "markdown": "Papers come with code."
        },
        {
          "id": "gpt2",
          "date": "2019-02-14",
          "title": "GPT-2 is announced, its weights withheld",
          "url": "https://example.org/small/threads/open-weights-progress#gpt2",
          "markdown": "The weights are withheld.[@ledger-count]"
        },
        {
          "id": "gpt2-full",
          "date": "2019-11",
          "title": "The weights follow",
          "url": "https://example.org/small/threads/open-weights-progress#gpt2-full",
          "markdown": "All of them."
        },
        {
          "id": "many",
          "date": "2023",
          "title": "Many follow",
          "url": "https://example.org/small/threads/open-weights-progress#many",
          "markdown": "Too many to list."
        }
      ],
    "#);
}

#[test]
fn a_path_is_an_object_with_its_steps() {
    insta::assert_snapshot!(file("paths/open-or-closed.json"), @r#"
    {
      "id": "p1path",
      "slug": "open-or-closed",
      "kind": "path",
      "title": "Open or closed: who ships weights, and who guards them",
      "summary": "Three readings on two labs.",
      "audience": "Anyone who has heard the words and wants to know *who* does what.",
      "aliases": [],
      "level": "mixed",
      "minutes": 1,
      "language": "en",
      "licence": "CC-BY-4.0",
      "url": "https://example.org/small/paths/open-or-closed",
      "markdown_url": "https://example.org/small/paths/open-or-closed.md",
      "content_hash": "ce498418c184de5e7bca7cee521822d5",
      "changed": {
        "date": "2026-11-21"
      },
      "topics": [
        {
          "slug": "labs",
          "title": "Labs",
          "url": "https://example.org/small/topics/labs"
        }
      ],
      "introduction": "Should models be files that anyone may download?\n\nThis path takes two labs and holds them side by side.",
      "steps": [
        {
          "number": 1,
          "url": "https://example.org/small/paths/open-or-closed/1",
          "why": "Start here: it gives the words that every later step needs.",
          "read": "open-weights-progress",
          "page": {
            "id": "t1progress",
            "slug": "open-weights-progress",
            "title": "Open weights progress",
            "level": "introductory",
            "minutes": 1,
            "content_hash": "329d2531d9783fb21b9c56e5fddde061",
            "url": "https://example.org/small/threads/open-weights-progress"
          }
        },
        {
          "number": 2,
          "url": "https://example.org/small/paths/open-or-closed/2",
          "why": "The clearest case of [[open-weights]].",
          "read": "exlab",
          "page": {
            "id": "e1exlab",
            "slug": "exlab",
            "title": "Example Lab",
            "level": "introductory",
            "minutes": 1,
            "content_hash": "e09429057f8fb9f8ce99e35df54b44e3",
            "url": "https://example.org/small/entries/exlab"
          }
        },
        {
          "number": 3,
          "url": "https://example.org/small/paths/open-or-closed/3",
          "why": "The other side of the line.",
          "read": "other-lab",
          "page": {
            "id": "e2other",
            "slug": "other-lab",
            "title": "Other Lab",
            "level": "advanced",
            "minutes": 1,
            "content_hash": "4f8052375f4bef1df8670fe99660d61b",
            "url": "https://example.org/small/entries/other-lab"
          }
        }
      ],
      "closing": "Two labs, two answers. Neither is the last word.",
      "links": [
        {
          "slug": "open-weights",
          "title": "Open weights",
          "url": "https://example.org/small/entries/open-weights"
        }
      ]
    }
    "#);
}

#[test]
fn a_page_names_its_other_forms() {
    insta::assert_snapshot!(head_lines("entries/exlab", "alternate"), @r#"
    <link rel="alternate" type="text/markdown" href="/small/entries/exlab.md">
    <link rel="alternate" type="application/json" href="/small/entries/exlab.json">
    <link rel="alternate" type="application/atom+xml" title="Small almanac: what changed lately" href="/small/feed.xml">
    "#);
    insta::assert_snapshot!(head_lines("paths/labs-only", "alternate"), @r#"
    <link rel="alternate" type="text/markdown" href="/small/paths/labs-only.md">
    <link rel="alternate" type="application/json" href="/small/paths/labs-only.json">
    <link rel="alternate" type="application/atom+xml" title="Small almanac: what changed lately" href="/small/feed.xml">
    "#);
}

#[test]
fn a_site_of_pages_alone_names_no_other_forms() {
    let compiled = small_almanac();
    let site = Site::new(&compiled.snapshot, today()).pages_only();
    assert!(
        site.files()
            .iter()
            .all(|file| !matches!(file, Address::Form(..) | Address::Llms))
    );
    for address in site.addresses() {
        let html = String::from_utf8(site.render(&address).unwrap().bytes).unwrap();
        assert!(
            !html.contains(".md\"") && !html.contains("lab.json\""),
            "{address}"
        );
    }
}

#[test]
fn a_form_of_what_has_moved_leads_to_its_form_now() {
    let compiled = small_almanac();
    let site = Site::new(&compiled.snapshot, today());
    for (former, now) in [
        ("entries/example-laboratory.md", "entries/exlab.md"),
        (
            "entries/open-weights-progress.json",
            "threads/open-weights-progress.json",
        ),
    ] {
        let former = Address::parse(former).unwrap();
        assert_eq!(site.render(&former), None);
        assert_eq!(site.redirect(&former), Address::parse(now));
    }
}

#[test]
fn the_feed_of_the_site_tells_what_changed_last() {
    insta::assert_snapshot!(file("feed.xml"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>tag:example.org,2026:/small/feed</id>
    <title>Small almanac</title>
    <subtitle>Two labs, one thread, one path: enough to show every page.</subtitle>
    <link rel="self" type="application/atom+xml" href="https://example.org/small/feed.xml"/>
    <link rel="alternate" type="text/html" href="https://example.org/small/"/>
    <updated>2026-11-21T00:00:00Z</updated>
    <author><name>Small almanac</name></author>
    <rights>CC-BY-4.0</rights>
    <entry>
    <id>tag:example.org,2026:/small/paths/p1path</id>
    <title>Open or closed: who ships weights, and who guards them</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/paths/open-or-closed"/>
    <updated>2026-11-21T00:00:00Z</updated>
    <summary>Three readings on two labs.</summary>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/e1exlab</id>
    <title>Example Lab</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/entries/exlab"/>
    <updated>2026-11-20T00:00:00Z</updated>
    <summary>Example Lab hosts models that anyone may download.</summary>
    </entry>
    </feed>
    "#);
}

#[test]
fn the_feed_of_a_thread_tells_its_events_newest_first() {
    insta::assert_snapshot!(file("threads/open-weights-progress/feed.xml"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>tag:example.org,2026:/small/feed/threads/t1progress</id>
    <title>Open weights progress · Small almanac</title>
    <subtitle>How publishing weights became usual.</subtitle>
    <link rel="self" type="application/atom+xml" href="https://example.org/small/threads/open-weights-progress/feed.xml"/>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress"/>
    <updated>2023-01-01T00:00:00Z</updated>
    <author><name>Small almanac</name></author>
    <rights>CC-BY-4.0</rights>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/many</id>
    <title>Many follow</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress#many"/>
    <updated>2023-01-01T00:00:00Z</updated>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2023&quot;&gt;2023&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;Too many to list.&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/gpt2-full</id>
    <title>The weights follow</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress#gpt2-full"/>
    <updated>2019-11-01T00:00:00Z</updated>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2019-11&quot;&gt;November 2019&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;All of them.&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/gpt2</id>
    <title>GPT-2 is announced, its weights withheld</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress#gpt2"/>
    <updated>2019-02-14T00:00:00Z</updated>
    <published>2019-02-14T00:00:00Z</published>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2019-02-14&quot;&gt;14 February 2019&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;The weights are withheld.&lt;sup class=&quot;cite&quot;&gt;&lt;a href=&quot;https://example.org/small/sources/ledger-count&quot; title=&quot;Counting models: a second look&quot;&gt;source&lt;/a&gt;&lt;/sup&gt;&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/habit</id>
    <title>A habit begins</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress#habit"/>
    <updated>2015-01-01T00:00:00Z</updated>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2015&quot;&gt;about 2015&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;Papers come with code.&lt;/p&gt;
    </content>
    </entry>
    </feed>
    "#);
}

#[test]
fn the_feed_of_a_topic_tells_what_changed_on_it() {
    // A thread and an entry of a narrower topic belong to the wider one too.
    let feed = file("topics/everything/feed.xml");
    insta::assert_snapshot!(feed, @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>tag:example.org,2026:/small/feed/topics/everything</id>
    <title>Everything · Small almanac</title>
    <link rel="self" type="application/atom+xml" href="https://example.org/small/topics/everything/feed.xml"/>
    <link rel="alternate" type="text/html" href="https://example.org/small/topics/everything"/>
    <updated>2026-11-21T00:00:00Z</updated>
    <author><name>Small almanac</name></author>
    <rights>CC-BY-4.0</rights>
    <entry>
    <id>tag:example.org,2026:/small/paths/p1path</id>
    <title>Open or closed: who ships weights, and who guards them</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/paths/open-or-closed"/>
    <updated>2026-11-21T00:00:00Z</updated>
    <summary>Three readings on two labs.</summary>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/e1exlab</id>
    <title>Example Lab</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/entries/exlab"/>
    <updated>2026-11-20T00:00:00Z</updated>
    <summary>Example Lab hosts models that anyone may download.</summary>
    </entry>
    </feed>
    "#);
}

#[test]
fn a_sitemap_names_what_is_worth_finding() {
    insta::assert_snapshot!(file("sitemap.xml"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://example.org/small/</loc></url>
    <url><loc>https://example.org/small/paths/</loc></url>
    <url><loc>https://example.org/small/entries/</loc></url>
    <url><loc>https://example.org/small/threads/</loc></url>
    <url><loc>https://example.org/small/topics/</loc></url>
    <url><loc>https://example.org/small/sources/</loc></url>
    <url><loc>https://example.org/small/paths/labs-only</loc></url>
    <url><loc>https://example.org/small/paths/labs-only/end</loc></url>
    <url><loc>https://example.org/small/paths/open-or-closed</loc><lastmod>2026-11-21</lastmod></url>
    <url><loc>https://example.org/small/paths/open-or-closed/end</loc></url>
    <url><loc>https://example.org/small/entries/exlab</loc><lastmod>2026-11-20</lastmod></url>
    <url><loc>https://example.org/small/threads/open-weights-progress</loc></url>
    <url><loc>https://example.org/small/entries/other-lab</loc></url>
    <url><loc>https://example.org/small/topics/everything</loc></url>
    <url><loc>https://example.org/small/topics/labs</loc></url>
    <url><loc>https://example.org/small/sources/exlab-about</loc></url>
    <url><loc>https://example.org/small/sources/exlab-stats</loc></url>
    <url><loc>https://example.org/small/sources/ledger-count</loc></url>
    </urlset>
    "#);
}

#[test]
fn crawlers_may_read_everything_but_answers() {
    insta::assert_snapshot!(file("robots.txt"), @"
    User-agent: *
    Disallow: /small/search?

    Sitemap: https://example.org/small/sitemap.xml
    ");
}

#[test]
fn language_models_are_led_to_every_page() {
    insta::assert_snapshot!(file("llms.txt"), @"
    # Small almanac

    > Two labs, one thread, one path: enough to show every page.

    Links lead to the source text of each page, as Markdown. Replace `.md` by `.json` for the same as an object, with every fact, date and source; leave it off for the page that people read. Every claim cites its source as `[@key]`; facts have the dates at which they were true.

    ## Learning paths

    - [Only the labs](https://example.org/small/paths/labs-only.md): One reading. (Advanced level, 1 step, ~1 min)
    - [Open or closed: who ships weights, and who guards them](https://example.org/small/paths/open-or-closed.md): Three readings on two labs. (Mixed level, 3 steps, ~1 min)

    ## Threads

    - [Open weights progress](https://example.org/small/threads/open-weights-progress.md): How publishing weights became usual.

    ## Organisation

    - [Example Lab](https://example.org/small/entries/exlab.md): Example Lab hosts models that anyone may download.
    - [Other Lab](https://example.org/small/entries/other-lab.md): Other Lab keeps its weights.

    ## Optional

    - [What changed lately (Atom)](https://example.org/small/feed.xml)
    - [All sources](https://example.org/small/sources/)
    - [Still to be written](https://example.org/small/requested)
    ");
}

#[test]
fn a_device_is_told_how_to_show_the_site() {
    let manifest: serde_json::Value = serde_json::from_str(&file("site.webmanifest")).unwrap();
    assert_eq!(manifest["start_url"], "/small/");
    for icon in manifest["icons"].as_array().unwrap() {
        let name = icon["src"].as_str().unwrap().strip_prefix("/small/assets/");
        assert!(
            almanac_render::assets()
                .iter()
                .any(|asset| Some(asset.name.as_str()) == name)
        );
    }
}

/// The small almanac as it is before it has an address.
fn unpublished() -> almanac_compile::Compiled {
    let text = include_str!("../almanac/threads/open-weights-progress.md");
    let tree: almanac_compile::MemoryTree = [
        ("almanac.toml", "title = \"Unpublished\"\n"),
        ("threads/progress.md", text),
    ]
    .into_iter()
    .collect();
    let options = almanac_compile::Options::for_day(today());
    almanac_compile::compile(&tree, &options).unwrap()
}

#[test]
fn without_an_address_there_is_no_sitemap_and_feeds_lead_by_path() {
    let compiled = unpublished();
    let site = Site::new(&compiled.snapshot, today());
    assert_eq!(site.render(&Address::Sitemap), None);
    assert!(!site.files().contains(&Address::Sitemap));
    assert!(!html_at(&site, "robots.txt").contains("Sitemap"));
    let feed = html_at(&site, "threads/progress/feed.xml");
    assert!(
        feed.contains("<id>tag:localhost,2026:/pages/t1progress/gpt2</id>"),
        "{feed}"
    );
    assert!(feed.contains("href=\"/threads/progress#gpt2\""), "{feed}");
}

#[test]
fn every_page_has_one_canonical_address() {
    let compiled = small_almanac();
    let site = Site::new(&compiled.snapshot, today());
    for address in site
        .addresses()
        .into_iter()
        .filter(|address| !address.is_file())
    {
        let html = html_at(&site, &address.to_string());
        let canonical: Vec<&str> = html
            .split("<link rel=\"canonical\" href=\"")
            .skip(1)
            .collect();
        let [canonical] = canonical.as_slice() else {
            panic!("{} canonical addresses on {address}", canonical.len());
        };
        let canonical = canonical.split('"').next().unwrap();
        let path = canonical
            .strip_prefix("https://example.org/small/")
            .unwrap();
        match address {
            // A step shows what has a page of its own.
            Address::Step(..) => assert!(Address::parse(path).unwrap().subject().is_some()),
            _ => assert_eq!(path, address.to_string()),
        }
    }
    let not_found = String::from_utf8(site.not_found("/none").bytes).unwrap();
    assert!(!not_found.contains("canonical"));
}
