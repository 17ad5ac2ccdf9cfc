//! Figures: what they say, and the forms that they have by themselves.

use almanac_compile::Compiled;
use almanac_render::{Address, Site};

use crate::{compiled, html_at, today};

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
    html_at(&Site::new(&compiled.snapshot, today()), address)
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
        "<a href=\"/sources/small-card\" aria-label=\"Small: 7 billion (February 2024), may be out of date\">",
        "<a href=\"/sources/large-card\" aria-label=\"Large 2-Pro: 1.2 trillion (October 2026)\">",
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
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("<td>")
        .collect();
    assert!(cells[1].contains("not stated here"), "{}", cells[1]);
    assert!(cells[3].contains("unknown"), "{}", cells[3]);
}

#[test]
fn what_is_no_figure_has_no_forms() {
    let compiled = almanac("title: Sizes\nproperty: total-parameters\nof: model");
    let site = Site::new(&compiled.snapshot, today());
    for address in ["figures/charts/other.csv", "figures/nowhere/sizes.csv"] {
        assert_eq!(site.render(&Address::parse(address).unwrap()), None);
    }
    assert_eq!(Address::parse("figures/charts/sizes.png"), None);
    let files: Vec<String> = site.files().iter().map(ToString::to_string).collect();
    assert!(files.contains(&"figures/charts/sizes.svg".to_owned()));
}
