//! Figures: what they say, and the forms that they have by themselves.

use almanac_compile::Compiled;
use almanac_model::Address;

use crate::{compiled, html_at, site_of};

const CONFIG: &str = r#"title = "Figures"
[kinds]
model = "Model"
[properties.released]
label = "Released"
type = "date"
[properties.total-parameters]
label = "Parameters"
type = "quantity"
unit = "parameters"
review = "6 months"
[properties.licence]
label = "Licence"
type = "text"
"#;

const SMALL: &str = "---
title: Small
kind: model
facts:
  released: { value: 2024-02, sources: [small-card] }
  total-parameters: { value: 7 billion, as_of: 2024-02, sources: [small-card] }
  licence: { value: unknown }
sources:
  - { key: small-card, title: Model card, url: \"https://small.example/card\" }
---
Small.
";

const LARGE: &str = "---
title: Large 2
kind: model
facts:
  released: { value: 2026-10-01, sources: [large-card] }
  total-parameters:
    - { value: 1.2 trillion, applies_to: 2-Pro, as_of: 2026-10, sources: [large-card] }
sources:
  - { key: large-card, title: \"Card, \\\"Large\\\"\", url: \"https://large.example/card\" }
---
Large.
";

fn almanac(figure: &str) -> Compiled {
    let page = format!("---\ntitle: Charts\n---\n```figure\n{figure}\n```\n");
    let compiled = compiled([
        ("almanac.toml", CONFIG),
        ("entries/small.md", SMALL),
        ("entries/large.md", LARGE),
        ("entries/charts.md", page.as_str()),
        (
            "data/prices.csv",
            "label,date,price,source\n\"Small, hosted\",2024-03,2,small-card\nLarge,2026-10-01,\"1,000\",large-card\n",
        ),
        (
            "threads/news.md",
            "---\ntitle: News\n---\n## 2024 · Early {#early}\n\nA.\n\n## 2026-10-01 · Late {#late}\n\nB.\n",
        ),
    ]);
    assert_eq!(compiled.report.errors(), 0, "{:?}", compiled.report);
    compiled
}

fn at(figure: &str, address: &str) -> String {
    let compiled = almanac(figure);
    html_at(&site_of(&compiled.snapshot), address)
}

#[test]
fn the_data_of_facts_is_served_as_comma_separated_values() {
    let figure = "type: scatter\ntitle: Models have grown\nx: released\ny: total-parameters\nof: model\nscale: log";
    insta::assert_snapshot!(at(figure, "figures/charts/models-have-grown.csv"), @r#"
    label,series,x,value,shown,as_of,sources
    Large 2-Pro,Parameters,2026-10-01,1200000000000,1.2 trillion,2026-10,large-card
    Small,Parameters,2024-02,7000000000,7 billion,2024-02,small-card
    "#);
}

#[test]
fn the_data_of_a_file_is_served_with_its_sources() {
    let figure = "type: line\ntitle: Prices\nid: prices\ndata: prices.csv\nx: date\ny: price";
    insta::assert_snapshot!(at(figure, "figures/charts/prices.json"), @r#"
    {
      "id": "prices",
      "points": [
        {
          "as_of": null,
          "label": "Small, hosted",
          "series": "price",
          "shown": "2",
          "sources": [
            "small-card"
          ],
          "stale": false,
          "value": 2.0,
          "x": "2024-03"
        },
        {
          "as_of": null,
          "label": "Large",
          "series": "price",
          "shown": "1,000",
          "sources": [
            "large-card"
          ],
          "stale": false,
          "value": 1000.0,
          "x": "2026-10-01"
        }
      ],
      "sources": [
        {
          "key": "small-card",
          "title": "Model card",
          "url": "https://small.example/card"
        },
        {
          "key": "large-card",
          "title": "Card, \"Large\"",
          "url": "https://large.example/card"
        }
      ],
      "subtitle": null,
      "title": "Prices",
      "type": "line"
    }
    "#);
}

#[test]
fn every_point_leads_to_its_source_and_says_its_value_and_whether_it_may_be_old() {
    let page = at(
        "title: Sizes\nproperty: total-parameters\nof: model",
        "entries/charts",
    );
    for words in [
        "<a href=\"/entries/small#note:1\" aria-label=\"Small: 7 billion (February 2024), may be out of date\"",
        "<a href=\"/entries/large#note:1\" aria-label=\"Large 2-Pro: 1.2 trillion (October 2026)\"",
    ] {
        assert_eq!(
            page.matches(words).count(),
            2,
            "{words} for wide and for narrow screens"
        );
    }
    assert!(page.contains("class=\"first hollow\""));
}

#[test]
fn a_timeline_shows_a_year_as_a_span_and_a_day_as_a_point() {
    let svg = at("title: News\nthread: news", "figures/charts/news.svg");
    assert!(
        svg.contains("aria-label=\"2024: Early\"") && svg.contains("href=\"/threads/news#late\"")
    );
    let (year, day) = svg.split_once("Late").unwrap();
    assert!(
        year.contains("<rect x=\"49.0\"") && day.contains("<circle"),
        "{svg}"
    );
}

#[test]
fn in_a_matrix_what_is_unknown_and_what_is_not_stated_are_told_apart() {
    let page = at(
        "type: matrix\ntitle: Terms\nproperties: [licence, released]\nof: model",
        "entries/charts",
    );
    let cells: Vec<&str> = page
        .split("<tbody ")
        .nth(1)
        .unwrap()
        .split("<td ")
        .collect();
    assert!(cells[1].contains("not stated here"), "{}", cells[1]);
    assert!(cells[3].contains("unknown"), "{}", cells[3]);
}

const BREAK_EVEN: &str = "type: break-even
title: Own or rent
tokens-per-day: { value: 10 million, note: A guess & no more. }
input-price: { value: 0.5, as_of: 2026-05, sources: [small-card] }
output-price: { value: 1.5, as_of: 2026-05, sources: [small-card] }
output-share: 50
machine-hour: { value: 2, as_of: 2026-11-09, sources: [large-card] }
tokens-per-second: { value: 1000, as_of: 2025-10, sources: [large-card] }
ranges: { tokens-per-day: [1 million, 1 billion] }";

#[test]
fn a_break_even_is_served_with_what_it_rests_on_and_what_follows() {
    insta::assert_snapshot!(at(BREAK_EVEN, "figures/charts/own-or-rent.csv"), @r##"
    label,series,x,value,shown,as_of,sources
    Tokens a day,,,10000000,10 million,,
    Price of a million tokens sent,,,0.5,$0.50,2026-05,small-card
    Price of a million tokens received,,,1.5,$1.50,2026-05,small-card
    Share of tokens received,,,50,50%,,
    One machine for an hour,,,2,$2.00,2026-11-09,large-card
    Tokens a second on one machine,,,1000,"1,000",2025-10,large-card
    "Price of a million tokens at the API, sent and received",,,1,$1.00,,
    One machine for a day,,,48,$48.00,,
    Tokens a day on one machine that is never idle,,,86400000,86.4 million,,
    Cost of a million tokens on it,,,0.5555555555555555,$0.56,,
    Tokens a day at which both cost the same,,,48000000,48 million,,
    "##);
}

#[test]
fn a_break_even_is_told_drawn_and_tabled_without_a_module() {
    let page = at(BREAK_EVEN, "entries/charts");
    let figure = page.split("<figure").nth(1).unwrap();
    let told = figure
        .split("<p class=\"outcome\" aria-live=\"polite\">")
        .nth(1)
        .unwrap();
    insta::assert_snapshot!(told.split("</p>").next().unwrap(), @"At 10 million tokens a day the API costs $10.00 a day and 1 machine of your own $48.00: the API is cheaper. Both cost the same at 48 million tokens a day, when one machine does 56% of what it can.");
    assert_eq!(figure.matches("<g data-part=\"even\">").count(), 2);
    assert!(figure.contains(">same cost at 48 million</text>"));
    let form = figure.split("<form").nth(1).unwrap();
    assert!(form.split('>').next().unwrap().ends_with("hidden"));
    let rows: Vec<&str> = figure.split("<tr>").skip(2).collect();
    assert!(rows[0].contains("A guess &amp; no more.") && rows[0].contains("a guess, to be moved"));
    assert!(rows[1].contains("<td>May 2026</td><td><a href=\"/entries/small#note:1\">"));
}

#[test]
fn a_break_even_by_itself_says_what_it_comes_to() {
    let svg = at(BREAK_EVEN, "figures/charts/own-or-rent.svg");
    insta::assert_snapshot!(svg, @r##"
    <svg xmlns="http://www.w3.org/2000/svg" width="576" height="360" viewBox="0 0 576 360" font-family="Almanac Sans, Source Sans 3, system-ui, sans-serif" font-size="14"><title>Own or rent</title><desc>At 10 million tokens a day the API costs $10.00 a day and 1 machine of your own $48.00: the API is cheaper. Both cost the same at 48 million tokens a day, when one machine does 56% of what it can.</desc><rect width="100%" height="100%" fill="#fbf8f1"/><text x="0.0" y="12.0" text-anchor="start" class="quiet" fill="#554e46">cost a day</text><line x1="49.8" y1="310.0" x2="564.0" y2="310.0" class="rule" stroke="#d8cfbf"/><text x="41.8" y="314.5" text-anchor="end" class="quiet" fill="#554e46">$1</text><line x1="49.8" y1="216.7" x2="564.0" y2="216.7" class="rule" stroke="#d8cfbf"/><text x="41.8" y="221.2" text-anchor="end" class="quiet" fill="#554e46">$10</text><line x1="49.8" y1="123.3" x2="564.0" y2="123.3" class="rule" stroke="#d8cfbf"/><text x="41.8" y="127.8" text-anchor="end" class="quiet" fill="#554e46">$100</text><line x1="49.8" y1="30.0" x2="564.0" y2="30.0" class="rule" stroke="#d8cfbf"/><text x="41.8" y="34.5" text-anchor="end" class="quiet" fill="#554e46">$1,000</text><text x="49.8" y="328.0" text-anchor="middle" class="quiet" fill="#554e46">1 million</text><text x="221.2" y="328.0" text-anchor="middle" class="quiet" fill="#554e46">10 million</text><text x="392.6" y="328.0" text-anchor="middle" class="quiet" fill="#554e46">100 million</text><text x="551.5" y="328.0" text-anchor="middle" class="quiet" fill="#554e46">1 billion</text><text x="306.9" y="352.0" text-anchor="middle" class="quiet" fill="#554e46">tokens a day</text><g data-plot="49.800000000000004 564 30 310 1000000 1000000000 1 1000"><g data-part="chosen"><line x1="221.2" y1="30.0" x2="221.2" y2="310.0" class="quiet" stroke="#554e46"/></g><g data-part="api"><polyline points="49.8,310.0 564.0,30.0" class="first" stroke="#8c2a1a" stroke-width="2" fill="none"/><circle cx="221.2" cy="216.7" r="4.5" class="first" fill="#8c2a1a"/><text x="119.5" y="292.4" text-anchor="start" class="first" fill="#8c2a1a">API</text></g><g data-part="own"><polyline points="49.8,153.1 381.7,153.1 381.7,125.0 433.3,125.0 433.3,108.6 463.5,108.6 463.5,96.9 484.9,96.9 484.9,87.8 501.5,87.8 501.5,80.5 515.1,80.5 515.1,74.2 526.6,74.2 526.6,68.8 536.5,68.8 536.5,64.0 545.3,64.0 545.3,59.8 553.1,59.8 553.1,55.9 560.2,55.9 560.2,52.4 564.0,52.4" class="second" stroke="#0d5050" stroke-width="2" fill="none"/><circle cx="221.2" cy="153.1" r="4.5" class="second" fill="#0d5050"/><text x="55.8" y="171.1" text-anchor="start" class="second" fill="#0d5050">your own</text></g><g data-part="even"><circle cx="338.0" cy="153.1" r="6.5" class="text hollow" fill="none" stroke="#211d18" stroke-width="1.5"/><text x="328.0" y="141.1" text-anchor="end" class="text" fill="#211d18">same cost at 48 million</text></g></g></svg>
    "##);
}

#[test]
fn a_break_even_takes_a_fact_with_its_date_and_source() {
    let figure = BREAK_EVEN.replace(
        "tokens-per-second: { value: 1000, as_of: 2025-10, sources: [large-card] }",
        "tokens-per-second: { fact: small/total-parameters }",
    );
    let csv = at(&figure, "figures/charts/own-or-rent.csv");
    let row = "Tokens a second on one machine,,,7000000000,7 billion,2024-02,small-card";
    assert!(csv.contains(row), "{csv}");
}

#[test]
fn without_a_break_even_none_is_marked() {
    let cheap = BREAK_EVEN
        .replace("value: 0.5", "value: 0.05")
        .replace("value: 1.5", "value: 0.15");
    let page = at(&cheap, "entries/charts");
    assert_eq!(
        page.matches("<g data-part=\"even\" display=\"none\">")
            .count(),
        2
    );
    assert!(page.contains("No number of tokens makes your own cheaper"));
}

#[test]
fn what_is_no_figure_has_no_forms() {
    let compiled = almanac("title: Sizes\nproperty: total-parameters\nof: model");
    let site = site_of(&compiled.snapshot);
    for address in ["figures/charts/other.csv", "figures/nowhere/sizes.csv"] {
        assert_eq!(site.render(&Address::parse(address).unwrap()), None);
    }
    assert_eq!(Address::parse("figures/charts/sizes.png"), None);
    let files: Vec<String> = site.files().iter().map(ToString::to_string).collect();
    assert!(files.contains(&"figures/charts/sizes.svg".to_owned()));
}

#[test]
fn the_words_above_a_figure_are_markdown_and_plain_where_marks_can_not_be() {
    let figure = "id: f\ntitle: \"*All* of [[small]] & [the large](large.md), {{small/licence}}[@small-card]\"\n\
                  subtitle: in {{small/released}}, as `we` said\ndata: prices\ntype: line\ny: price\nx: date";
    let figure = figure.replace("data: prices", "data: prices.csv");
    let compiled = almanac(&figure);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "entries/charts");
    let start = page.find("<figcaption>").unwrap();
    let end = page[start..].find("</figcaption>").unwrap() + start;
    let caption = &page[start..end];
    for markup in [
        "<figcaption><em>All</em> of <a href=\"/entries/small\"",
        ">Small</a> &amp; <a href=\"/entries/large\"",
        "<a class=\"fact\" href=\"/entries/small#fact:released\"",
        "<code>we</code>",
        "<sup class=\"cite\">",
    ] {
        assert!(caption.contains(markup), "no {markup} in {caption}");
    }
    let words = "All of Small &amp; the large, unknown";
    assert!(page.contains(&format!("aria-label=\"{words}\"")), "{page}");
    assert!(html_at(&site, "figures/charts/f.svg").contains(&format!("<title>{words}</title>")));
    let json = html_at(&site, "figures/charts/f.json");
    assert!(
        json.contains("\"title\": \"All of Small & the large, unknown\""),
        "{json}"
    );
    assert!(json.contains("as we said\""), "{json}");
    let small = html_at(&site, "entries/small");
    assert!(small.contains("href=\"/entries/charts\""), "{small}");
}

#[test]
fn the_words_above_a_figure_are_a_line_however_they_begin() {
    let figure = "id: f\ntitle: \"1. of *four*\"\nsubtitle: \"# of [[small]]\"\ndata: prices.csv\ntype: line\ny: price\nx: date";
    let page = {
        let compiled = almanac(figure);
        html_at(&site_of(&compiled.snapshot), "entries/charts")
    };
    assert!(
        page.contains("<figcaption>1. of <em>four</em><span class=\"measured\"># of <a "),
        "{page}"
    );
    assert!(page.contains("aria-label=\"1. of four\""), "{page}");
}
