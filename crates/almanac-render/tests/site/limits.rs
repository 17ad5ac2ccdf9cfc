//! Pages of almanacs that hold more than anybody could look at.

use std::fmt::Write;

use almanac_compile::{Compiled, MemoryTree, Options, compile};

use crate::{html_at, site_of, today};

const CONFIG: &str = "title = \"Large\"\n[properties.size]\nlabel = \"Size\"\ntype = \"quantity\"\nreview = \"1 month\"\n";

/// Compiles an almanac of these files, which may have faults.
fn compiled(files: impl IntoIterator<Item = (String, String)>) -> Compiled {
    let config = [("almanac.toml".to_owned(), CONFIG.to_owned())];
    let tree: MemoryTree = config.into_iter().chain(files).collect();
    compile(&tree, &Options::for_day(today())).unwrap()
}

fn entry(title: &str, head: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n{head}---\n{body}\n")
}

fn page_of(files: Vec<(String, String)>, address: &str) -> String {
    let compiled = compiled(files);
    html_at(&site_of(&compiled.snapshot), address)
}

fn figure(fields: &str) -> String {
    format!("```figure\n{fields}\n```\n\n")
}

/// A file of data with a head and rows of the form `name,number,…`.
fn table(rows: usize, columns: usize) -> String {
    let mut text = String::from("label,x");
    for column in 0..columns {
        write!(text, ",c{column}").unwrap();
    }
    text.push('\n');
    for row in 0..rows {
        write!(text, "r{row},{row}").unwrap();
        for column in 0..columns {
            write!(text, ",{}", row + column).unwrap();
        }
        text.push('\n');
    }
    text
}

fn with_table(body: &str, table: String) -> String {
    page_of(
        vec![
            ("entries/x.md".to_owned(), entry("X", "", body)),
            ("data/t.csv".to_owned(), table),
        ],
        "entries/x",
    )
}

#[test]
fn of_hundreds_of_figures_the_first_are_drawn_and_the_others_are_named() {
    let body: String = (0..900)
        .map(|number| figure(&format!("title: Number {number}\ndata: t.csv\ny: c0")))
        .collect();
    let page = with_table(&body, table(2, 1));
    assert_eq!(page.matches("<svg class=\"wide\"").count(), 100);
    assert_eq!(
        page.matches("Not drawn: this page has more figures")
            .count(),
        800
    );
    assert!(page.contains("<figcaption>Number 899</figcaption>"));
}

#[test]
fn a_line_of_thousands_of_values_is_drawn_as_far_as_a_drawing_goes_and_says_so() {
    let body = figure("type: line\ntitle: Growth\ndata: t.csv\nx: x\ny: c0");
    let page = with_table(&body, table(20_000, 1));
    assert_eq!(page.matches("<circle").count(), 2 * 1_000);
    assert!(page.contains("these are the first 1,000 values"));
}

#[test]
fn figures_together_draw_no_more_values_than_a_page_has_room_for() {
    let body: String = (0..60)
        .map(|number| figure(&format!("title: N {number}\ndata: t.csv\ny: c0")))
        .collect();
    let page = with_table(&body, table(3_000, 1));
    assert_eq!(page.matches("<svg class=\"wide\"").count(), 20);
    assert_eq!(page.matches("Not drawn: ").count(), 40);
}

#[test]
fn of_hundreds_of_columns_the_first_are_drawn() {
    let names: Vec<String> = (0..900).map(|column| format!("c{column}")).collect();
    let body = figure(&format!(
        "type: scatter\ntitle: Wide\ndata: t.csv\nx: x\ny: [{}]",
        names.join(", ")
    ));
    let page = with_table(&body, table(30, 900));
    assert_eq!(page.matches("<tr><th scope=\"row\">").count(), 30 * 24);
    assert!(page.contains("these are the first 720 values"));
}

#[test]
fn a_matrix_of_thousands_of_rows_shows_the_first_and_says_so() {
    let entries = (0..1_100).map(|number| {
        let name = format!("entries/e{number}.md");
        (name, entry(&format!("E{number}"), "kind: model\n", "Text."))
    });
    let body = figure("type: matrix\ntitle: All\nof: model\nproperties: [size]");
    let mut files: Vec<(String, String)> = entries.collect();
    files.push(("entries/x.md".to_owned(), entry("X", "", &body)));
    let page = page_of(files, "entries/x");
    assert_eq!(
        page.matches("<tr role=\"row\"><th scope=\"row\"").count(),
        1_000
    );
    assert!(page.contains("these are the first 1,000 values"));
}

#[test]
fn a_timeline_over_millennia_is_bounded_and_marks_few_years() {
    let table = "label,date\nFirst,0100\nLast,2024\n".to_owned();
    let page = with_table(&figure("type: timeline\ntitle: Ages\ndata: t.csv"), table);
    // The year of an event stands at its label, in the drawing for wide screens and in that for narrow ones.
    assert_eq!(page.matches(">2024</text>").count(), 2);
    assert!(page.contains(">1000</text>"), "{page}");
    assert!(page.matches("<line").count() < 100, "{page}");
}

#[test]
fn of_hundreds_of_values_of_one_fact_the_infobox_shows_the_first_and_counts_the_others() {
    let values: String = (0..900)
        .map(|number| format!("    - {{ value: {number}, applies_to: p{number} }}\n"))
        .collect();
    let head = format!("facts:\n  size:\n{values}");
    let body = "```figure\ntitle: Sizes\nproperty: size\n```\n\n{{size}}";
    let files = vec![("entries/x.md".to_owned(), entry("X", &head, body))];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "entries/x");
    assert_eq!(page.matches("<div class=\"value\">").count(), 100);
    assert!(page.contains("and 800 more values"));
    let json = html_at(&site, "entries/x.json");
    assert_eq!(json.matches("\"applies_to\"").count(), 900);
}
