//! Themes and an almanac's own templates.

use std::path::Path;
use std::sync::Arc;

use almanac_compile::{Compiled, FolderTree, Options, OverlayTree, Tree, compile};
use almanac_documents::Documents;
use almanac_model::{Output, TemplateFault};
use almanac_render::{
    SearchParameters, Site, built_in_template, built_in_templates, template_faults,
};
use almanac_search::SearchResults;

use crate::searching::found_for_lab;
use crate::{html_at, site_of, today};

/// The small almanac with some more files, or others in their place.
pub(crate) fn with_files<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Compiled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/almanac");
    let base: Arc<dyn Tree> = Arc::new(FolderTree::new(folder));
    let lay = |tree: OverlayTree, (file, text): (&str, &str)| tree.with(file, text.as_bytes());
    let tree = files.into_iter().fold(OverlayTree::new(base), lay);
    compile(&tree, &Options::for_day(today())).unwrap()
}

/// The configuration of the small almanac, with a theme.
pub(crate) fn themed(theme: &str) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/almanac/almanac.toml");
    let config = std::fs::read_to_string(file).unwrap();
    format!("{config}\n[theme]\n{theme}\n")
}

fn site(compiled: &Compiled) -> Site<'_> {
    site_of(&compiled.snapshot)
}

fn faults(compiled: &Compiled) -> Vec<TemplateFault> {
    template_faults(&compiled.snapshot, today(), &Documents)
}

/// Everything that is made by a template: pages, what search finds, what is not found.
pub(crate) fn made_by_templates(compiled: &Compiled) -> Vec<(String, Output)> {
    let report = &compiled.report;
    let searches = [
        (
            SearchParameters::read("q=lab&kind=organisation&page=2"),
            found_for_lab(),
        ),
        (
            SearchParameters::read("q=%22no+such%22+-lab&level=expert"),
            SearchResults {
                near_titles: found_for_lab().hits,
                ..SearchResults::default()
            },
        ),
    ];
    let mut made = Vec::new();
    for site in [site(compiled), site(compiled).live(report)] {
        for address in site.addresses() {
            made.push((format!("/{address}"), site.render(&address).unwrap()));
        }
        made.push(("no such page".to_owned(), site.not_found("/entries/exlub")));
        for (asked, results) in &searches {
            made.push((format!("{asked:?}"), site.search(asked, results)));
        }
    }
    made
}

#[test]
fn both_engines_make_the_same_pages_byte_for_byte() {
    // A warning, so that there is a banner; a logo and a foot, so that they are there too.
    let config =
        themed("accent = \"#ff9966\"\nlogo = \"static/l.svg\"\nfooter = \"By *us* & [[exlab]]\"");
    let common = [
        ("almanac.toml", config.as_str()),
        ("static/l.svg", "<svg/>"),
        (
            "entries/odd.md",
            "---\ntitle: \"Odd <'\\\"&\"\nsummary: \"'<&>\\\"\"\n---\nA claim. [[Nobody wrote this]]\n",
        ),
    ];
    let compiled_in = with_files(common);
    let at_run_time = built_in_templates()
        .map(|name| {
            (
                format!("templates/{name}"),
                built_in_template(name).unwrap(),
            )
        })
        .collect::<Vec<_>>();
    let own = at_run_time
        .iter()
        .map(|(file, text)| (file.as_str(), *text));
    let interpreted = with_files(common.into_iter().chain(own));
    assert_eq!(faults(&interpreted), []);
    let pages = made_by_templates(&compiled_in);
    assert!(pages.len() > 60);
    for ((address, one), (_, other)) in pages.iter().zip(made_by_templates(&interpreted)) {
        let [one, other] = [&one.bytes, &other.bytes].map(|bytes| String::from_utf8_lossy(bytes));
        let differ = one
            .lines()
            .zip(other.lines())
            .find(|(one, other)| one != other);
        assert!(one == other, "{address}: {differ:#?}");
    }
}

#[test]
fn an_override_changes_its_page_and_no_other() {
    let text = "{% extends \"base.html\" %}{% block main %}<h1>Ours: {{ content.title }}</h1>{% endblock %}";
    let compiled = with_files([("templates/entry.html", text)]);
    let (site, plain) = (site(&compiled), with_files([]));
    let plain = self::site(&plain);
    assert!(html_at(&site, "entries/exlab").contains("<h1>Ours: Example Lab</h1>"));
    for address in ["", "paths/", "sources/", "paths/open-or-closed/1"] {
        assert_eq!(
            html_at(&site, address),
            html_at(&plain, address),
            "{address}"
        );
    }
    assert_eq!(faults(&compiled), []);
}

#[test]
fn an_override_of_the_base_or_of_a_part_changes_all_pages_that_have_it() {
    let base = "{% extends \"built-in/base.html\" %}{% block foot %}<footer>Our foot</footer>{% endblock %}\
                {% block head %}<link rel=\"stylesheet\" href=\"{{ frame.base }}ours.css\">{% endblock %}";
    let cite = "<p>Cite {{ citation.text }}</p>";
    let compiled = with_files([("templates/base.html", base), ("templates/cite.html", cite)]);
    let site = site(&compiled);
    for address in ["", "entries/exlab", "paths/", "topics/"] {
        let page = html_at(&site, address);
        assert!(page.contains("<footer>Our foot</footer>"), "{address}");
        assert!(page.contains("href=\"/small/ours.css\""), "{address}");
        assert!(!page.contains("<footer class=\"site\">"), "{address}");
    }
    assert!(html_at(&site, "entries/exlab").contains("<p>Cite "));
    assert_eq!(faults(&compiled), []);
}

#[test]
fn words_of_others_are_escaped_and_markup_is_left_as_it_is() {
    let text = "{{ content.title }}|{{ content.body }}|{{ \"minutes\"|count(content.minutes) }}";
    let entry = "---\ntitle: \"<b>&\"\n---\n*So* it is.\n";
    let compiled = with_files([("templates/entry.html", text), ("entries/odd.md", entry)]);
    let page = html_at(&site(&compiled), "entries/odd");
    assert!(page.starts_with("&#60;b&#62;&#38;|"), "{page}");
    assert!(page.contains("<em>So</em>"), "{page}");
    assert!(page.ends_with("|1 min"), "{page}");
}

#[test]
fn a_fault_is_told_with_its_place_and_the_page_is_made_all_the_same() {
    let plain = with_files([]);
    for (text, place, message, help) in [
        (
            "<h1>\n{{ content.titel }}",
            "content.titel",
            "`content.titel` names what the page does not have",
            "did you mean `content.title`?",
        ),
        (
            "{% for path in pathz %}{% endfor %}",
            "pathz",
            "`pathz` names what the page does not have",
            "did you mean `paths`?",
        ),
        (
            "<p>\n{% if content %}\n",
            "",
            "not a template: ",
            "the built-in template is used",
        ),
        (
            "\n{{ \"no-such-words\"|say }}",
            "say",
            "the template fails: there is no message `no-such-words`",
            "until then the built-in template is used",
        ),
    ] {
        let compiled = with_files([("templates/entry.html", text)]);
        let found = faults(&compiled);
        assert_eq!(found.len(), 1, "{found:#?}");
        let fault = &found[0];
        assert!(fault.message.contains(message), "{fault:#?}");
        assert!(fault.help.contains(help), "{fault:#?}");
        assert!(
            text[fault.range()].contains(place),
            "{:?}",
            &text[fault.range()]
        );
        assert_eq!(
            html_at(&site(&compiled), "entries/exlab"),
            html_at(&site(&plain), "entries/exlab")
        );
    }
}

#[test]
fn a_loop_without_an_end_is_ended() {
    let text =
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}";
    let compiled = with_files([("templates/topics.html", text)]);
    let found = faults(&compiled);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].message.contains("engine ran out of fuel"),
        "{found:#?}"
    );
}

#[test]
fn a_fault_further_in_is_told_where_the_almanac_called_it() {
    let text = "{% import \"parts.html\" as parts %}\n<p>\n{{ parts.page_list([1]) }}";
    let compiled = with_files([("templates/entry.html", text)]);
    let found = faults(&compiled);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].message.contains("built-in `parts.html`, line "),
        "{found:#?}"
    );
}

#[test]
fn a_template_that_nothing_uses_is_told() {
    let compiled = with_files([
        ("templates/entires.html", "x"),
        ("templates/aside.html", "x"),
        ("templates/extra/part.html", "x"),
        ("templates/home.html", "{% include 'extra/part.html' %}"),
        ("templates/built-in/base.html", "x"),
    ]);
    let found: Vec<(String, String)> = faults(&compiled)
        .into_iter()
        .map(|fault| (fault.file.to_string(), fault.help))
        .collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert_eq!(found[2].1, "did you mean `templates/entries.html`?");
    assert_eq!(html_at(&site(&compiled), ""), "x");
}

#[test]
fn a_theme_is_in_the_style_sheet_and_nothing_of_it_in_the_pages() {
    let config = themed(
        "accent = \"#0b3d91\"\ntext-font = \"Quill\"\n[[theme.fonts]]\nfamily = \"Quill\"\nfile = \"static/quill.woff2\"",
    );
    let compiled = with_files([
        ("almanac.toml", config.as_str()),
        ("static/quill.woff2", ""),
    ]);
    let of_config = |d: &&almanac_model::Diagnostic| d.place.file.as_str() == "almanac.toml";
    assert_eq!(compiled.report.diagnostics.iter().find(of_config), None);
    let site = site(&compiled);
    let sheet = site.look().assets().next().unwrap();
    let rules = String::from_utf8_lossy(&sheet.bytes);
    assert!(rules.contains("--red: light-dark(#0b3d91, "));
    assert!(rules.contains("src: url(\"../quill.woff2\")"));
    let page = html_at(&site, "entries/exlab");
    assert!(page.contains(&format!("href=\"/small/assets/{}\"", sheet.name)));
    assert!(page.contains("<link rel=\"preload\" href=\"/small/quill.woff2\" as=\"font\""));
    assert!(!page.contains("style="));
    let plain = with_files([]);
    assert_eq!(self::site(&plain).look().assets().count(), 0);
}

#[test]
fn logo_foot_and_icon_are_the_almanac_s_own() {
    let config = themed("logo = \"static/logo.svg\"\nfooter = \"Made by *us* <b>\"");
    let files = [
        ("almanac.toml", config.as_str()),
        ("static/logo.svg", "<svg/>"),
        ("static/favicon.png", ""),
    ];
    let compiled = with_files(files);
    let page = html_at(&site(&compiled), "");
    assert!(page.contains("<img src=\"/small/logo.svg\" alt=\""));
    assert!(page.contains("<p>Made by <em>us</em>"));
    assert!(page.contains("<link rel=\"icon\" href=\"/small/favicon.png\" type=\"image/png\">"));
}

#[test]
fn an_expression_of_thousands_of_links_is_a_fault_and_does_not_end_the_program() {
    for template in [
        format!("{{{{ frame{} }}}}", ".title".repeat(10_000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(10_000)),
        format!("{{{{ \"a\"{} }}}}", "|upper".repeat(10_000)),
        format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(10_000)),
    ] {
        let compiled = with_files([("templates/entry.html", template.as_str())]);
        let faults = faults(&compiled);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].message, "this expression is too long to be read");
        // The built-in template makes the page.
        assert!(html_at(&site(&compiled), "entries/exlab").contains("<h1"));
    }
}
