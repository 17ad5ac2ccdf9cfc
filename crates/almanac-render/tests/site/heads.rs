//! What the heads of pages say to programs.

use almanac_model::Address;

use crate::{compiled, file, html_at, site_of, small_almanac};

/// The lines of a page's head that hold these words.
fn head_lines(address: &str, words: &str) -> String {
    let html = file(address);
    let head = html.split("</head>").next().unwrap();
    let lines: Vec<&str> = head.lines().filter(|line| line.contains(words)).collect();
    lines.join("\n")
}

#[test]
fn a_page_names_its_other_forms() {
    insta::assert_snapshot!(head_lines("entries/exlab", "rel=\"alternate\""), @r#"
    <link rel="alternate" type="text/markdown" href="/small/entries/exlab.md">
    <link rel="alternate" type="application/json" href="/small/entries/exlab.json">
    <link rel="alternate" type="application/atom+xml" title="Small almanac: what changed lately" href="/small/feed.xml">
    "#);
    insta::assert_snapshot!(head_lines("paths/labs-only", "rel=\"alternate\""), @r#"
    <link rel="alternate" type="text/markdown" href="/small/paths/labs-only.md">
    <link rel="alternate" type="application/json" href="/small/paths/labs-only.json">
    <link rel="alternate" type="application/atom+xml" title="Small almanac: what changed lately" href="/small/feed.xml">
    "#);
}

#[test]
fn every_page_has_one_canonical_address() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
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

/// The data in a page's head.
fn structured_data(address: &str) -> String {
    let html = file(address);
    let data = html
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let data = data.split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    format!("{data:#}")
}

#[test]
fn a_path_is_a_course_with_its_steps() {
    insta::assert_snapshot!(structured_data("paths/open-or-closed"), @r#"
    {
      "@context": "https://schema.org",
      "@type": [
        "Course",
        "LearningResource"
      ],
      "about": [
        {
          "@type": "Thing",
          "name": "Labs",
          "url": "https://example.org/small/topics/labs"
        }
      ],
      "dateModified": "2026-11-21",
      "description": "Three readings on two labs.",
      "educationalLevel": "mixed",
      "hasCourseInstance": {
        "@type": "CourseInstance",
        "courseMode": "Online",
        "courseWorkload": "PT1M"
      },
      "hasPart": [
        {
          "@type": "LearningResource",
          "description": "How publishing weights became usual.",
          "educationalLevel": "introductory",
          "name": "Open weights progress",
          "position": 1,
          "timeRequired": "PT1M",
          "url": "https://example.org/small/paths/open-or-closed/1"
        },
        {
          "@type": "LearningResource",
          "description": "Example Lab hosts models that anyone may download.",
          "educationalLevel": "introductory",
          "name": "Example Lab",
          "position": 2,
          "timeRequired": "PT1M",
          "url": "https://example.org/small/paths/open-or-closed/2"
        },
        {
          "@type": "LearningResource",
          "description": "Other Lab keeps its weights.",
          "educationalLevel": "advanced",
          "name": "Other Lab",
          "position": 3,
          "timeRequired": "PT1M",
          "url": "https://example.org/small/paths/open-or-closed/3"
        }
      ],
      "inLanguage": "en",
      "isAccessibleForFree": true,
      "learningResourceType": "learning path",
      "license": "https://spdx.org/licenses/CC-BY-4.0.html",
      "name": "Open or closed: who ships weights, and who guards them",
      "provider": {
        "@type": "Organization",
        "name": "Small almanac",
        "url": "https://example.org/small/"
      },
      "timeRequired": "PT1M",
      "url": "https://example.org/small/paths/open-or-closed"
    }
    "#);
}

#[test]
fn an_entry_is_an_article_with_what_it_cites() {
    insta::assert_snapshot!(structured_data("entries/exlab"), @r#"
    {
      "@context": "https://schema.org",
      "@type": "Article",
      "about": [
        {
          "@type": "Thing",
          "alternateName": [
            "ExLab",
            "example-laboratory"
          ],
          "name": "Example Lab"
        },
        {
          "@type": "Thing",
          "name": "Labs",
          "url": "https://example.org/small/topics/labs"
        }
      ],
      "citation": [
        {
          "@type": "CreativeWork",
          "datePublished": "2025-03",
          "name": "About ExLab",
          "publisher": {
            "@type": "Organization",
            "name": "ExLab"
          },
          "url": "https://exlab.example/about"
        },
        {
          "@type": "CreativeWork",
          "author": [
            {
              "@type": "Person",
              "name": "Ada Doe"
            },
            {
              "@type": "Person",
              "name": "Ben Roe"
            }
          ],
          "datePublished": "2026-08-01",
          "name": "ExLab in numbers",
          "url": "https://exlab.example/stats?a=1&b=2"
        },
        {
          "@type": "NewsArticle",
          "name": "Counting models: a second look",
          "publisher": {
            "@type": "Organization",
            "name": "The Ledger"
          },
          "url": "https://ledger.example/count"
        }
      ],
      "dateModified": "2026-11-20",
      "description": "Example Lab hosts models that anyone may download.",
      "educationalLevel": "introductory",
      "headline": "Example Lab",
      "inLanguage": "en",
      "isAccessibleForFree": true,
      "license": "https://spdx.org/licenses/CC-BY-4.0.html",
      "mainEntityOfPage": "https://example.org/small/entries/exlab",
      "publisher": {
        "@type": "Organization",
        "name": "Small almanac",
        "url": "https://example.org/small/"
      },
      "timeRequired": "PT1M",
      "url": "https://example.org/small/entries/exlab"
    }
    "#);
}

#[test]
fn a_step_is_part_of_its_course() {
    insta::assert_snapshot!(structured_data("paths/open-or-closed/2"), @r#"
    {
      "@context": "https://schema.org",
      "@type": "LearningResource",
      "description": "Example Lab hosts models that anyone may download.",
      "educationalLevel": "introductory",
      "isAccessibleForFree": true,
      "isPartOf": {
        "@type": "Course",
        "name": "Open or closed: who ships weights, and who guards them",
        "url": "https://example.org/small/paths/open-or-closed"
      },
      "mainEntityOfPage": "https://example.org/small/entries/exlab",
      "name": "Example Lab",
      "position": 2,
      "timeRequired": "PT1M",
      "url": "https://example.org/small/paths/open-or-closed/2"
    }
    "#);
}

#[test]
fn home_is_a_site_that_can_be_searched() {
    insta::assert_snapshot!(structured_data(""), @r#"
    {
      "@context": "https://schema.org",
      "@type": "WebSite",
      "description": "Two labs, one thread, one path: enough to show every page.",
      "inLanguage": "en",
      "license": "https://spdx.org/licenses/CC-BY-4.0.html",
      "name": "Small almanac",
      "potentialAction": {
        "@type": "SearchAction",
        "query-input": "required name=search_term_string",
        "target": {
          "@type": "EntryPoint",
          "urlTemplate": "https://example.org/small/search?q={search_term_string}"
        }
      },
      "url": "https://example.org/small/"
    }
    "#);
}

#[test]
fn a_list_names_its_items() {
    insta::assert_snapshot!(structured_data("topics/labs"), @r#"
    {
      "@context": "https://schema.org",
      "@type": "ItemList",
      "itemListElement": [
        {
          "@type": "ListItem",
          "name": "Only the labs",
          "position": 1,
          "url": "https://example.org/small/paths/labs-only"
        },
        {
          "@type": "ListItem",
          "name": "Open or closed: who ships weights, and who guards them",
          "position": 2,
          "url": "https://example.org/small/paths/open-or-closed"
        },
        {
          "@type": "ListItem",
          "name": "Example Lab",
          "position": 3,
          "url": "https://example.org/small/entries/exlab"
        },
        {
          "@type": "ListItem",
          "name": "Open weights progress",
          "position": 4,
          "url": "https://example.org/small/threads/open-weights-progress"
        },
        {
          "@type": "ListItem",
          "name": "Other Lab",
          "position": 5,
          "url": "https://example.org/small/entries/other-lab"
        }
      ],
      "numberOfItems": 5,
      "url": "https://example.org/small/topics/labs"
    }
    "#);
}

#[test]
fn every_page_says_what_it_is() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    for address in site
        .addresses()
        .into_iter()
        .filter(|address| !address.is_file())
    {
        let data = structured_data(&address.to_string());
        assert!(
            data.contains("\"@context\": \"https://schema.org\""),
            "{address}"
        );
        assert!(!data.contains("null"), "{data}");
    }
}

#[test]
fn no_title_ends_the_script_that_it_stands_in() {
    let files = [
        (
            "almanac.toml",
            "title = \"</script><script>alert(1)</script><!--\"\n",
        ),
        ("entries/x.md", "---\ntitle: \"</script><b>\"\n---\nText.\n"),
    ];
    let compiled = compiled(files);
    let html = html_at(&site_of(&compiled.snapshot), "entries/x");
    assert!(
        !html.contains("<script>") && !html.contains("</script><b>"),
        "{html}"
    );
    assert!(
        html.contains("\"headline\":\"\\u003c/script>\\u003cb>\""),
        "{html}"
    );
}

#[test]
fn a_link_to_a_page_is_shown_with_its_card() {
    insta::assert_snapshot!(head_lines("entries/exlab", "=\"og:"), @r#"
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="Small almanac">
    <meta property="og:title" content="Example Lab">
    <meta property="og:url" content="https://example.org/small/entries/exlab">
    <meta property="og:description" content="Example Lab hosts models that anyone may download.">
    <meta property="og:image" content="https://example.org/small/entries/exlab.png">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:height" content="630">
    <meta property="og:image:alt" content="Organisation: Example Lab. introductory · 1 min. Small almanac">
    "#);
    insta::assert_snapshot!(head_lines("paths/open-or-closed/2", "og:image\""), @r#"<meta property="og:image" content="https://example.org/small/paths/open-or-closed.png">"#);
    insta::assert_snapshot!(head_lines("entries/", "twitter:"), @r#"<meta name="twitter:card" content="summary">"#);
}
