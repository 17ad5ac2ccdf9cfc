//! Which pages stand at the foot of a page as related, and the sentences on the page of a source.

use super::{compiled, html_at, site_of};

const CONFIG: (&str, &str) = (
    "almanac.toml",
    "title = \"Bees\"\nlanguages = [\"de\"]\n[properties.size]\nlabel = \"Size\"\ntype = \"quantity\"\nunit = \"mm\"\n[checks]\norphan-entry = \"off\"\nmissing-summary = \"off\"\n",
);

const SHARED: (&str, &str) = (
    "sources.yaml",
    "- { key: book, title: Book, url: \"https://example.org/b\" }\n- { key: page, title: Page, url: \"https://example.org/p\" }\n",
);

fn related(html: &str) -> Vec<String> {
    let Some((_, behind)) = html.split_once("<h2>Related</h2>") else {
        return Vec::new();
    };
    let list = behind.split("</ul>").next().unwrap();
    let links = list.split("<a href=\"").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_are_related_by_what_few_share_and_not_by_one_topic() {
    let page =
        |title: &str, rest: &str| format!("---\ntitle: {title}\ntopics: [garden]\n---\n{rest}\n");
    let files = [
        (
            "entries/bee.md",
            page(
                "Bee",
                "It flies, unlike the [[mole]].\n\nIt is known.[@book] See [[hive]].",
            ),
        ),
        (
            "entries/wasp.md",
            page("Wasp", "It stings.[@book] See [[hive]]."),
        ),
        ("entries/hive.md", page("Hive", "A home.")),
        (
            "entries/mole.md",
            page("Mole", "It digs.[@book] See [[hive]]."),
        ),
        ("entries/rose.md", page("Rose", "It smells.")),
        (
            "entries/draft.md",
            "---\ntitle: Draft\ndraft: true\n---\nSo.[@book]\n".to_owned(),
        ),
        (
            "entries/hidden.md",
            "---\ntitle: Hidden\nunlisted: true\n---\nSo.[@book] See [[hive]].\n".to_owned(),
        ),
        (
            "entries/stub.md",
            "---\ntitle: Stub\nstub: true\n---\n[[hive]] [[wasp]]\n".to_owned(),
        ),
        (
            "entries/bee.de.md",
            "---\ntitle: Biene\n---\nSie fliegt.\n".to_owned(),
        ),
        (
            "entries/wasp.de.md",
            "---\ntitle: Wespe\n---\nSie sticht.\n".to_owned(),
        ),
        ("topics.yaml", "garden: { title: Garden }\n".to_owned()),
    ];
    let own = files.iter().map(|(file, text)| (*file, text.as_str()));
    let compiled = compiled(own.chain([CONFIG, SHARED]));
    let site = site_of(&compiled.snapshot);
    // The mole is linked to at once; the rose shares a topic alone; what is hidden, a draft or a stub is not shown.
    assert_eq!(
        related(&html_at(&site, "entries/bee")),
        ["/entries/wasp", "/entries/hive"]
    );
    assert_eq!(related(&html_at(&site, "entries/rose")), [""; 0]);
    let german = html_at(&site, "de/entries/bee");
    assert!(german.contains("<h2>Verwandte Seiten</h2>") && german.contains("/de/entries/wasp"));
    let list = german.split("<h2>Verwandte Seiten</h2>").nth(1).unwrap();
    assert!(!list.split("</ul>").next().unwrap().contains("hive"));
}

#[test]
fn a_page_that_is_tied_to_all_others_is_related_to_few_of_them() {
    let leaves = 30;
    // Each of a ring names the next three; the hub names all and is named by all.
    let leaf = |number: usize| {
        let next = |by: usize| (number + by) % leaves;
        let [one, two, three] = [1, 2, 3].map(next);
        let text = format!("Words.\n\nSee [[hub]], [[p{one}]], [[p{two}]] and [[p{three}]].");
        (
            format!("entries/p{number}.md"),
            format!("---\ntitle: P{number}\n---\n{text}\n"),
        )
    };
    let mut files: Vec<(String, String)> = (0..leaves).map(leaf).collect();
    let all: Vec<String> = (0..leaves).map(|number| format!("[[p{number}]]")).collect();
    files.push((
        "entries/hub.md".to_owned(),
        format!("---\ntitle: Hub\n---\nAll.\n\n{}\n", all.join(" ")),
    ));
    let own = files
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    let compiled = compiled(own.chain([CONFIG]));
    let site = site_of(&compiled.snapshot);
    for number in 0..leaves {
        let related = related(&html_at(&site, &format!("entries/p{number}")));
        assert_eq!(related.len(), 5, "{related:?}");
        assert!(!related.contains(&"/entries/hub".to_owned()), "{related:?}");
    }
}

#[test]
fn the_page_of_a_source_lists_the_sentences_that_it_supports() {
    let files = [
        CONFIG,
        SHARED,
        (
            "entries/bee.md",
            "---\ntitle: Bee\nfacts:\n  size: { value: 12, sources: [book] }\n---\nFirst. The hive of St. Gallen holds {{size:unit}} [[wasp|wasps]].[@book, p. 3] Next.\n\n\
             It grew [@page], and then *it fell*. No more.\n\n- one item[@book]\n- other\n\n| a | b |\n|---|---|\n| a cell[@book] | other |\n",
        ),
        (
            "entries/wasp.md",
            "---\ntitle: Wasp\n---\nIt stings.[@book; @page]\n",
        ),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "sources/book");
    let sentences: Vec<&str> = html.split("<ul class=\"uses\"").skip(1).collect();
    let items = |list: &str| -> Vec<String> {
        let list = list.split("</ul>").next().unwrap();
        list.split("<li>")
            .skip(1)
            .map(|item| item.split("</li>").next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        items(sentences[0]),
        [
            "The hive of St. Gallen holds 12 mm wasps.",
            "one item",
            "a cell",
            "Size: 12 mm"
        ]
    );
    assert_eq!(items(sentences[1]), ["It stings."]);
    let html = html_at(&site, "sources/page");
    assert!(
        html.contains("<li>It grew, and then it fell.</li>"),
        "{html}"
    );
}
