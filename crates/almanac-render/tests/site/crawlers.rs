//! Feeds, and what crawlers, language models and devices are told.

use almanac_model::Address;

use crate::{compiled, file, html_at, site_of};

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
    <title>2023 · Many follow</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress/many"/>
    <updated>2023-01-01T00:00:00Z</updated>
    <published>2023-01-01T00:00:00Z</published>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2023&quot;&gt;2023&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;Too many to list.&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/gpt2-full</id>
    <title>November 2019 · The weights follow</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress/gpt2-full"/>
    <updated>2019-11-01T00:00:00Z</updated>
    <published>2019-11-01T00:00:00Z</published>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2019-11&quot;&gt;November 2019&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;All of them.&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/gpt2</id>
    <title>14 February 2019 · GPT-2 is announced, its weights withheld</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress/gpt2"/>
    <updated>2019-02-14T00:00:00Z</updated>
    <published>2019-02-14T00:00:00Z</published>
    <content type="html">&lt;p&gt;&lt;time datetime=&quot;2019-02-14&quot;&gt;14 February 2019&lt;/time&gt;&lt;/p&gt;
    &lt;p&gt;The weights are withheld.&lt;sup class=&quot;cite&quot;&gt;[&lt;a href=&quot;https://example.org/small/sources/ledger-count&quot; title=&quot;Counting models: a second look&quot;&gt;source&lt;/a&gt;]&lt;/sup&gt;&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <id>tag:example.org,2026:/small/pages/t1progress/habit</id>
    <title>about 2015 · A habit begins</title>
    <link rel="alternate" type="text/html" href="https://example.org/small/threads/open-weights-progress/habit"/>
    <updated>2015-01-01T00:00:00Z</updated>
    <published>2015-01-01T00:00:00Z</published>
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
    <url><loc>https://example.org/small/events/</loc></url>
    <url><loc>https://example.org/small/events/2015</loc></url>
    <url><loc>https://example.org/small/events/2019</loc></url>
    <url><loc>https://example.org/small/events/2023</loc></url>
    <url><loc>https://example.org/small/topics/everything/events</loc></url>
    <url><loc>https://example.org/small/topics/labs/events</loc></url>
    <url><loc>https://example.org/small/paths/labs-only</loc></url>
    <url><loc>https://example.org/small/paths/labs-only/end</loc></url>
    <url><loc>https://example.org/small/paths/open-or-closed</loc><lastmod>2026-11-21</lastmod></url>
    <url><loc>https://example.org/small/paths/open-or-closed/end</loc></url>
    <url><loc>https://example.org/small/entries/exlab</loc><lastmod>2026-11-20</lastmod></url>
    <url><loc>https://example.org/small/threads/open-weights-progress</loc></url>
    <url><loc>https://example.org/small/threads/open-weights-progress/habit</loc></url>
    <url><loc>https://example.org/small/threads/open-weights-progress/gpt2</loc></url>
    <url><loc>https://example.org/small/threads/open-weights-progress/gpt2-full</loc></url>
    <url><loc>https://example.org/small/threads/open-weights-progress/many</loc></url>
    <url><loc>https://example.org/small/entries/other-lab</loc></url>
    <url><loc>https://example.org/small/topics/everything</loc></url>
    <url><loc>https://example.org/small/topics/labs</loc></url>
    <url><loc>https://example.org/small/sources/ledger-count</loc></url>
    </urlset>
    "#);
}

#[test]
fn crawlers_may_read_everything_but_answers() {
    insta::assert_snapshot!(file("robots.txt"), @"
    User-agent: *
    Disallow:

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

#[test]
fn without_an_address_there_is_no_sitemap_and_feeds_lead_by_path() {
    let thread = include_str!("../almanac/threads/open-weights-progress.md");
    let config = "title = \"Unpublished\"\n";
    let compiled = compiled([("almanac.toml", config), ("threads/progress.md", thread)]);
    let site = site_of(&compiled.snapshot);
    assert_eq!(site.render(&Address::Sitemap), None);
    assert!(!site.files().contains(&Address::Sitemap));
    assert!(!html_at(&site, "robots.txt").contains("Sitemap"));
    let feed = html_at(&site, "threads/progress/feed.xml");
    assert!(
        feed.contains("<id>tag:localhost,2026:/pages/t1progress/gpt2</id>"),
        "{feed}"
    );
    assert!(feed.contains("href=\"/threads/progress/gpt2\""), "{feed}");
}
