//! What of an almanac is searched.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::Arc;

use almanac_compile::{FolderTree, MemoryTree, Options, compile};
use almanac_model::{Day, Snapshot};
use almanac_search::{SearchDocument, documents_of, fingerprints_of, link_counts_of};

const CONFIG: &str = "title = \"Bees\"\nlanguages = [\"de\"]\n[kinds]\ninsect = \"Insect\"\n\
    [properties.size]\nlabel = \"Size\"\ntype = \"quantity\"\nunit = \"mm\"\n\
    [properties.hives]\nlabel = \"Hives\"\ntype = \"quantity\"\n\
    [properties.founded]\nlabel = \"Founded\"\ntype = \"date\"\n\
    [properties.enemy]\nlabel = \"Enemy\"\ntype = \"entry\"\n";

fn snapshot_of(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let config = [("almanac.toml", CONFIG)];
    let tree: MemoryTree = MemoryTree::from_iter(config.iter().chain(files).copied());
    let options = Options::for_day(Day::constant(2026, 11, 24));
    compile(&tree, &options).unwrap().snapshot
}

/// The documents of some files, each by its subject and language.
fn documents(files: &[(&str, &str)]) -> Vec<SearchDocument> {
    documents_of(&snapshot_of(files))
}

/// The passages of the document of a title, each in a line: its field, its anchor, its text.
fn lines(documents: &[SearchDocument], title: &str) -> Vec<String> {
    let named = |document: &&SearchDocument| document.title() == title;
    let document = documents.iter().find(named).unwrap();
    let line = |passage: &almanac_search::Passage| {
        let anchor = passage.anchor.as_deref();
        let anchor = anchor.map_or(String::new(), |anchor| format!(" #{anchor}"));
        format!("{:?}{anchor}: {}", passage.field, passage.text)
    };
    document.passages.iter().map(line).collect()
}

/// The lines of an entry of a body.
fn body(text: &str) -> Vec<String> {
    let bee = "---\ntitle: Bee\nsummary: It flies.\n---\n".to_owned() + text;
    let ant = "---\ntitle: Ant\naliases: [Emmet]\nfacts:\n  size: { value: 5, sources: [s] }\n\
        sources: [{ key: s, title: S, url: \"https://example.org/s\" }]\n---\n## Legs\n\nSix.\n";
    let documents = documents(&[("entries/bee.md", &bee), ("entries/ant.md", ant)]);
    let mut lines = lines(&documents, "Bee");
    assert_eq!(
        lines.drain(..2).collect::<Vec<_>>(),
        ["Title: Bee", "Summary: It flies."]
    );
    lines
}

#[test]
fn a_text_is_searched_as_it_is_read() {
    let text = "It measures {{ant/size:unit}}, and no {{ant/wings}}. See [[ant]], [[ant|*its* kin]], [[Emmet]], \
        [[ant#Legs]] and [[red-mason]]. **Bold** `a.b` &amp; $n$, $x^2$.\\\nA [link](https://example.org/x).[@s]\n\n\
        > [!NOTE]\n> A callout.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c |   |\n| [[ant]] | d |\n\n\
        ```rust\nlet bee = 1;\n\n  fly(bee);\n```\n\n![A wing](media/wing.png)\n\n\
        ```figure\ntype: bar\ntitle: Sizes of *bees*\nsubtitle: In the sun\nproperty: size\nentries: [ant]\n```\n";
    let expected = [
        "Text: It measures 5 mm, and no {{ant/wings}}. See Ant, its kin, Emmet, Ant: Legs and red mason. Bold a.b & n, …. A link.",
        "Text: A callout.",
        "Text: one",
        "Text: two",
        "Text: a · b",
        "Text: c",
        "Text: Ant · d",
        "Text: let bee = 1;\n\n  fly(bee);",
        "Text: A wing",
        "Text: Sizes of bees · In the sun",
    ];
    assert_eq!(body(text)[..expected.len()], expected);
}

#[test]
fn a_passage_leads_to_the_heading_above_it() {
    let text = "Above.\n\n## Wings\n\nTwo.\n\n### Of {{ant/size}}\n\n## Wings\n\nTwo more.[^n] And ^[in line] here.\n\n\
        ## Legs {#feet}\n\n```question\nid: q\nask: How *many*?\nanswer: \"{{ant/size}}\"\n```\n\n[^n]: A note.\n";
    let expected = [
        "Text: Above.",
        "Heading #wings: Wings",
        "Text #wings: Two.",
        "Heading #of-: Of 5",
        "Heading #wings-1: Wings",
        "Text #wings-1: Two more. And here.",
        "Heading #feet: Legs",
        "Question #feet: How many? 5",
        "Text #fn:1: A note.",
        "Text #fn:2: in line",
    ];
    assert_eq!(body(text), expected);
}

#[test]
fn an_event_is_a_heading_with_its_date_and_its_id() {
    let thread = "---\ntitle: Swarms\n---\nOf late they swarm.\n\n## 2019-02-14 · The {{ant/size}} first ones {#first}\n\nThey left.\n\n\
        ### Why\n\nToo warm.\n\n## 2024-05: \"They\" swarm\n\nAgain.\n";
    let ant = "---\ntitle: Ant\nfacts:\n  size: { value: 5, sources: [s] }\nsources: [{ key: s, title: S, url: \"https://example.org/s\" }]\n---\nSix legs.\n";
    let documents = documents(&[("threads/swarms.md", thread), ("entries/ant.md", ant)]);
    let expected = [
        "Title: Swarms",
        "Text: Of late they swarm.",
        "Heading #/first: 14 February 2019 · The 5 first ones",
        "Text #/first: They left.",
        "Heading #why: Why",
        "Text #why: Too warm.",
        "Heading #/2024-05-they-swarm: May 2024 · “They” swarm",
        "Text #/2024-05-they-swarm: Again.",
    ];
    assert_eq!(lines(&documents, "Swarms"), expected);
}

#[test]
fn facts_and_sources_are_passages_of_their_own() {
    let bee = "---\ntitle: Bee\nfacts:\n  size: { value: 12, applies_to: the queen, as_of: 2024-09, sources: [s] }\n  \
        hives: { value: over 2.4 million, sources: [s] }\n  founded: { value: unknown }\n  enemy: { value: wasp }\n\
        sources: [{ key: s, title: On bees, url: \"https://example.org/s\", authors: [Ada Doe], publisher: Hive }]\n---\n\
        As @s says, it hums.[@s]\n";
    let wasp = "---\ntitle: The wasp\n---\nIt stings.\n";
    let documents = documents(&[("entries/bee.md", bee), ("entries/wasp.md", wasp)]);
    let expected = [
        "Title: Bee",
        "Fact #fact:size: Size: 12 mm, the queen, as of September 2024",
        "Fact #fact:hives: Hives: over 2.4 million",
        "Fact #fact:hives: Hives: 2400000",
        "Fact #fact:founded: Founded: unknown",
        "Fact #fact:enemy: Enemy: The wasp",
        "Text: As Ada Doe says, it hums.",
        "Source #note:1: On bees · Ada Doe · Hive · https://example.org/s",
    ];
    assert_eq!(lines(&documents, "Bee"), expected);
    let bee = documents
        .iter()
        .find(|document| document.title() == "Bee")
        .unwrap();
    assert_eq!(bee.addresses, ["https://example.org/s"]);
    let wasp = documents
        .iter()
        .find(|document| document.title() == "The wasp")
        .unwrap();
    assert_eq!((bee.linked_from, wasp.linked_from), (0, 0));
}

#[test]
fn a_day_is_also_found_as_it_is_written_in_data() {
    let hive = |day: &str| {
        let text =
            format!("---\ntitle: Hive\nfacts:\n  founded: {{ value: {day}, sources: [] }}\n---\n");
        lines(&documents(&[("entries/hive.md", &text)]), "Hive")
    };
    let facts = [
        "Title: Hive",
        "Fact #fact:founded: Founded: 17 May 1876",
        "Fact #fact:founded: Founded: 1876-05-17",
    ];
    assert_eq!(hive("1876-05-17"), facts);
    let month = ["Title: Hive", "Fact #fact:founded: Founded: May 1876"];
    assert_eq!(hive("1876-05"), month);
}

#[test]
fn of_raw_html_the_words_are_read() {
    let text = "<div align=\"center\">\n<h3 id=\"raw\">A &amp;lt; title</h3>\nWords <b>in</b>\nbold.<br>More <!-- hidden -->\n\
        <table><tr><td>a</td><td>b</td></tr></table>\n</div>\n\n\
        <script>\nvar hidden = 1;\n</script>\n\n<style>\n.hidden { color: red }\n</style>\n\n\
        About 10<sup>25</sup> of H<sub>2</sub>O, a List<String> and <kbd>x</kbd>. <img src=\"media/a.png\" alt=\"A wing\">\n";
    let expected = [
        "Heading #raw: A &lt; title",
        "Text #raw: Words in bold. More",
        "Text #raw: a · b",
        "Text #raw: About 10²⁵ of H₂O, a List<String> and x. A wing",
    ];
    assert_eq!(body(text), expected);
}

#[test]
fn a_page_is_a_document_at_each_of_its_depths() {
    let bee = "---\ntitle: Bee\nlevel: advanced\nsummary: It flies.\ntakeaways: [\"It is {{hives:unit}} strong.[@s]\", \"See [[ant|its kin]].\"]\n\
        facts:\n  hives: { value: 2, sources: [s] }\nsources: [{ key: s, title: S, url: \"https://example.org/s\" }]\n---\nHaplodiploid.[@s]\n";
    let simply = "---\ntitle: The bee, simply\n---\nIt hums: {{hives}}.\n";
    let einfach = "---\ntitle: Die Biene, einfach\n---\nSie summt.\n";
    let race =
        "---\ntitle: Race\nlevel: advanced\n---\n## 2024-05-02 · It begins {#start}\n\nThey run.\n";
    let race_simply = "---\ntitle: Race, simply\n---\n## 2024-05-02 · Go {#start}\n\nRun.\n";
    let documents = documents(&[
        ("entries/bee.md", bee),
        ("entries/bee.introductory.md", simply),
        ("entries/bee.introductory.de.md", einfach),
        ("threads/race.md", race),
        ("threads/race.introductory.md", race_simply),
    ]);
    let addresses: Vec<String> = { documents.iter() }
        .map(|document| document.address().to_string())
        .collect();
    let expected = [
        "entries/bee",
        "entries/bee/introductory",
        "de/entries/bee/introductory",
        "threads/race",
        "threads/race/introductory",
    ];
    assert_eq!(addresses, expected);
    assert_eq!(documents[1].subject, documents[0].subject);
    let expected = [
        "Title: Bee",
        "Summary: It flies.",
        "Text: It is 2 strong.",
        "Text: See its kin.",
        "Fact #fact:hives: Hives: 2",
        "Text: Haplodiploid.",
        "Source #note:1: S · https://example.org/s",
    ];
    assert_eq!(lines(&documents, "Bee"), expected);
    let expected = [
        "Title: The bee, simply",
        "Fact #fact:hives: Hives: 2",
        "Text: It hums: 2.",
        "Source #note:1: S · https://example.org/s",
    ];
    assert_eq!(lines(&documents, "The bee, simply"), expected);
    // An event has one page, and that has the original's words: those of a depth stand in its own text.
    let anchors = |title: &str| lines(&documents, title)[2].clone();
    assert_eq!(anchors("Race"), "Text #/start: They run.");
    assert_eq!(anchors("Race, simply"), "Text #start: Run.");
}

#[test]
fn a_page_is_a_document_in_each_of_its_languages() {
    let bee = "---\ntitle: Bee\nlevel: advanced\ntopics: [sky]\nkind: insect\nfacts:\n  hives: { value: 2.4 million, as_of: 2024-09, sources: [s] }\n\
        sources: [{ key: s, title: S, url: \"https://example.org/s\" }]\n---\nSee [[ant]]: {{hives}}.\n";
    let bee_in_german =
        "---\ntitle: Biene\ntranslated_from: x\n---\nSiehe [[ant]] und [[Ameise]]: {{hives}}.\n";
    let ant = "---\ntitle: Ant\n---\nSee [[bee]].\n";
    let ant_in_german = "---\ntitle: Ameise\ntranslated_from: x\n---\nSiehe [[bee]].\n";
    let way = "---\ntitle: The way\nsummary: From ant to bee.\naudience: For *all*.\nsteps:\n  - { read: ant, why: \"It is small: [[bee]]\" }\n  - { read: bee, why: \"It flies.\" }\n---\nLet us go.\n\n## On foot\n\nStep by step.\n\n# Closing\n\nWell done.\n";
    let documents = documents(&[
        ("entries/bee.md", bee),
        ("entries/bee.de.md", bee_in_german),
        ("entries/ant.md", ant),
        ("entries/ant.de.md", ant_in_german),
        ("paths/way.md", way),
        (
            "topics.yaml",
            "sky: { title: Sky, description: All that flies. }\n",
        ),
    ]);
    let subjects: Vec<(&str, &str, bool)> = documents
        .iter()
        .map(|document| {
            (
                document.subject.sort(),
                &*document.language,
                document.is_translation,
            )
        })
        .collect();
    let expected = [
        ("entry", "en", false),
        ("entry", "de", true),
        ("entry", "en", false),
        ("entry", "de", true),
        ("path", "en", false),
        ("topic", "en", false),
    ];
    assert_eq!(subjects, expected);
    let expected = [
        "Title: Biene",
        "Fact #fact:hives: Hives: 2,4 Millionen, Stand: September 2024",
        "Fact #fact:hives: Hives: 2400000",
        "Text: Siehe Ameise und Ameise: 2,4 Millionen.",
        "Source #note:1: S · https://example.org/s",
    ];
    assert_eq!(lines(&documents, "Biene"), expected);
    let bee = documents
        .iter()
        .find(|document| document.title() == "Biene")
        .unwrap();
    assert_eq!(bee.within, ["bee", "path:way"]);
    assert_eq!(bee.kind.as_deref(), Some("insect"));
    assert_eq!(bee.topics.len(), 1);
    assert_eq!(bee.linked_from, 1);
    assert!(bee.level.is_some());
    let expected = [
        "Title: The way",
        "Summary: From ant to bee.",
        "Text: For all.",
        "Text: Let us go.",
        "Heading #on-foot: On foot",
        "Text #on-foot: Step by step.",
        "Text #steps:: Ant · It is small: Bee",
        "Text #steps:: Bee · It flies.",
        "Text: Well done.",
    ];
    assert_eq!(lines(&documents, "The way"), expected);
    assert_eq!(
        lines(&documents, "Sky"),
        ["Title: Sky", "Summary: All that flies."]
    );
}

#[test]
fn a_work_that_several_pages_cite_is_a_document() {
    let page = |title: &str, more: &str| {
        format!(
            "---\ntitle: {title}\n{more}sources: [{{ key: s, title: On bees, url: \"https://example.org/s\", note: A note. }}]\n---\nSo it is.[@s]\n"
        )
    };
    let (bee, ant) = (page("Bee", ""), page("Ant", ""));
    let hidden = page("Ant", "unlisted: true\n");
    let cited_twice = documents(&[("entries/bee.md", &bee), ("entries/ant.md", &ant)]);
    let expected = [
        "Title: On bees",
        "Source: https://example.org/s",
        "Source: A note.",
    ];
    assert_eq!(lines(&cited_twice, "On bees"), expected);
    // Nobody sees who else cites it.
    let cited_once = documents(&[("entries/bee.md", &bee), ("entries/ant.md", &hidden)]);
    assert_eq!(cited_once.len(), 1);
}

#[test]
fn drafts_unlisted_pages_and_ignored_files_are_no_documents() {
    let page = |more: &str| format!("---\ntitle: Secret\n{more}---\nSecret words. See [[bee]].\n");
    let steps = |more: &str| page(&format!("{more}steps: [{{ read: bee, why: Why. }}]\n"));
    let files = [
        ("almanac.toml", CONFIG.to_owned()),
        ("entries/draft.md", page("draft: true\n")),
        ("entries/unlisted.md", page("unlisted: true\n")),
        ("threads/unlisted-thread.md", page("unlisted: true\n")),
        ("paths/draft.md", steps("draft: true\n")),
        ("paths/unlisted.md", steps("unlisted: true\n")),
        ("entries/.ignored.md", page("")),
        ("entries/.hidden/ignored.md", page("")),
        (".trash/entries/ignored.md", page("")),
        (
            "entries/bee.md",
            "---\ntitle: Bee\n---\nIt hums. <!-- Secret -->\n".to_owned(),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let options = Options::for_day(Day::constant(2026, 11, 24));
    let snapshot = compile(&FolderTree::new(folder.path()), &options)
        .unwrap()
        .snapshot;
    let documents = documents_of(&snapshot);
    assert_eq!(documents.len(), 1);
    assert_eq!(lines(&documents, "Bee"), ["Title: Bee", "Text: It hums."]);
    let bee = &documents[0];
    assert_eq!(
        (bee.linked_from, &*bee.within),
        (0, &["bee".to_owned()][..])
    );
    assert_eq!(link_counts_of(&snapshot).count(), 1);
    assert_eq!(fingerprints_of(&snapshot).len(), 1);
    let options = options.with_drafts();
    let with_drafts = compile(&FolderTree::new(folder.path()), &options)
        .unwrap()
        .snapshot;
    assert_eq!(documents_of(&with_drafts).len(), 3);
}
