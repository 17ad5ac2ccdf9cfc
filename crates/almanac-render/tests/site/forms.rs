//! The forms of pages for programs.

use almanac_model::Address;

use crate::{compiled, file, html_at, site_of, small_almanac};

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
      "file": "entries/exlab.md",
      "content_hash": "e09429057f8fb9f8ce99e35df54b44e3",
      "text_hash": "a1bbdbecce77a24d40f77976c5073a1c",
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
          "note": "Founding and address.",
          "locators": [
            "sec. 3"
          ]
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
          "weight": "ordinary",
          "url": "https://example.org/small/threads/open-weights-progress/habit",
          "markdown": "Papers come with code."
        },
        {
          "id": "gpt2",
          "date": "2019-02-14",
          "title": "GPT-2 is announced, its weights withheld",
          "weight": "ordinary",
          "url": "https://example.org/small/threads/open-weights-progress/gpt2",
          "markdown": "The weights are withheld.[@ledger-count]"
        },
        {
          "id": "gpt2-full",
          "date": "2019-11",
          "title": "The weights follow",
          "weight": "ordinary",
          "url": "https://example.org/small/threads/open-weights-progress/gpt2-full",
          "markdown": "All of them."
        },
        {
          "id": "many",
          "date": "2023",
          "title": "Many follow",
          "weight": "ordinary",
          "url": "https://example.org/small/threads/open-weights-progress/many",
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
      "file": "paths/open-or-closed.md",
      "content_hash": "ce498418c184de5e7bca7cee521822d5",
      "text_hash": "a4691f9aa9331bf704a06326f7647707",
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
fn a_site_of_pages_alone_names_no_other_forms() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot).pages_only();
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
    let site = site_of(&compiled.snapshot);
    for (former, now) in [
        ("entries/example-laboratory.md", "entries/exlab.md"),
        (
            "entries/open-weights-progress.json",
            "threads/open-weights-progress.json",
        ),
    ] {
        let former = Address::parse(former).unwrap();
        assert_eq!(site.render(&former), None);
        let place = site.redirect(&former).map(|place| place.to_string());
        assert_eq!(place.as_deref(), Some(now));
    }
}

#[test]
fn no_name_or_value_turns_what_stands_beside_it() {
    let entry = "---\ntitle: \"A\\u202eB\"\nsummary: A\u{2067} summary.\naliases: [\"x\\u202d\"]\nauthors: [\"An\\u202en\"]\n\
         topics: [t]\nfacts:\n  - { property: size, value: \"ten\\u202e\", applies_to: \"a\\u2066\", sources: [k, s] }\n\
         sources:\n  - { key: k, title: \"Its\\u202e title\", url: \"https://example.org/k\" }\n---\n\
         It is[@k; @s]\u{2028}so.\n\n\
         ```question\nid: q\nask: \"Why\\u202e?\"\nanswer: So.\n```\n\n\
         ```figure\ntype: bar\ntitle: \"Fi\\u202egure\"\ndata: d.csv\n```\n";
    let thread = "---\ntitle: T\n---\n## 2024-01-02 · One\u{202e} event {#one}\n\nMore[@s].\n";
    let compiled = compiled([
        (
            "almanac.toml",
            "title = \"A\\u202e\"\nbase_url = \"https://example.org\"\n[properties.size]\nlabel = \"Si\\u202eze\"\ntype = \"text\"\n",
        ),
        ("topics.yaml", "t: { title: \"T\\u202et\" }\n"),
        (
            "sources.bib",
            "@misc{s, title = {S\u{202e}s}, author = {B\u{202e}b, C}, url = {https://example.org/s}}\n",
        ),
        ("data/d.csv", "label,value\no\u{202e}ne,1\n"),
        ("entries/a.md", entry),
        ("threads/t.md", thread),
    ]);
    let site = site_of(&compiled.snapshot);
    let addresses = "entries sources sources/s topics/t changes requested entries/a entries/a.json threads/t.json \
         threads/t/feed.xml feed.xml topics/t/feed.xml llms.txt progress/titles.json \
         figures/a/figure.csv figures/a/figure.json figures/a/figure.svg";
    for address in std::iter::once("").chain(addresses.split(' ')) {
        let text = html_at(&site, address);
        for mark in ['\u{202e}', '\u{202d}', '\u{2066}', '\u{2067}', '\u{2028}'] {
            let at = text.find(mark);
            assert_eq!(
                at.map(|at| &text[at.saturating_sub(60)..]),
                None,
                "{address}"
            );
        }
        for escape in ["\\u202", "&#x202"] {
            assert!(!text.contains(escape), "{address}");
        }
    }
}
