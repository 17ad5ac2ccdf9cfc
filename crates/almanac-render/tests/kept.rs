//! Pages that are kept over edits are at each step what would be made afresh.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod edits;

use std::collections::{BTreeSet, HashMap};

use almanac_compile::{Compiled, Compiler, Touched};
use almanac_documents::Documents;
use almanac_model::{Address, FilePath, Output};
use almanac_render::{Basis, Findings, Look, Site};

use edits::{CONFIG, Edited, with_sequences};

/// An almanac on its way, with the pages that are kept of it.
struct Served {
    edited: Edited,
    compiler: Compiler,
    kept: HashMap<Address, (Output, Basis)>,
}

impl Served {
    fn of(edited: Edited) -> Self {
        Self {
            edited,
            compiler: Compiler::default(),
            kept: HashMap::new(),
        }
    }

    /// Compiles, and compares each page that is still kept with one that is made now. The addresses
    /// of those that had to be made again.
    fn compare(&mut self, touched: &Touched) -> Vec<String> {
        let tree = self.edited.tree();
        let compiled = self
            .compiler
            .compile(&tree, &self.edited.options, touched)
            .unwrap();
        let Compiled {
            snapshot, report, ..
        } = &compiled;
        let findings = Findings::of(report);
        let site = Site::new(snapshot, self.edited.options.today, &Documents)
            .with_look(Look::of(snapshot))
            .live(report);
        let mut made = Vec::new();
        // A card shows but titles, and takes longer to draw than all other pages together.
        let is_text = |address: &Address| !address.to_string().ends_with(".png");
        let addresses = site.addresses().into_iter().chain(site.files());
        for address in addresses.filter(is_text) {
            if let Some((output, basis)) = self.kept.get(&address)
                && basis.holds_for(&site, Some(&findings))
            {
                assert_eq!(Some(output), site.render(&address).as_ref(), "{address}");
                continue;
            }
            made.push(address.to_string());
            if let Some(page) = site.render_to_keep(&address, Some(&findings)) {
                assert_eq!(Some(&page.0), site.render(&address).as_ref(), "{address}");
                self.kept.insert(address, page);
            }
        }
        made
    }
}

#[test]
fn a_page_that_is_kept_over_edits_is_the_page_that_would_be_made_now() {
    with_sequences(20, |sequence| {
        let mut served = Served::of(Edited::begin());
        served.compare(&Touched::Anything);
        for edit in sequence {
            let touched = served.edited.make(edit);
            served.compare(&Touched::Files(touched));
        }
    });
}

#[test]
fn an_edit_of_what_nothing_names_leaves_all_pages_but_its_own_and_the_lists_that_show_it() {
    let files = [
        ("almanac.toml", CONFIG),
        (
            "entries/ant.md",
            "---\ntitle: Ant\ntopics: [garden]\n---\nSee [[bee]].\n",
        ),
        (
            "entries/bee.md",
            "---\ntitle: Bee\ntopics: [sky]\n---\nSee [[moth]], not written.\n",
        ),
        (
            "entries/lone.md",
            "---\ntitle: Lone\ntopics: [sky]\n---\nAlone.\n",
        ),
        (
            "threads/swarms.md",
            "---\ntitle: Swarms\n---\nOne.\n\n## 2020 · A swarm\n\nSee [[bee]].\n",
        ),
        (
            "paths/way.md",
            "---\ntitle: Way\nsteps:\n  - { read: ant, why: First. }\n  - { read: bee, why: Then. }\n---\n",
        ),
        (
            "topics.yaml",
            "garden: { title: Garden }\nsky: { title: Sky }\n",
        ),
    ];
    let files = files.map(|(file, text)| (FilePath::from(file), text.to_owned()));
    let mut edited = Edited::begin();
    edited.files = files.into();
    let mut served = Served::of(edited);
    served.compare(&Touched::Anything);
    let mut after = |file: &str, text: &str| {
        served.edited.files.insert(file.into(), text.to_owned());
        let touched = Touched::Files([FilePath::from(file)].into());
        let made = served.compare(&touched);
        made.into_iter().collect::<BTreeSet<String>>()
    };
    let lists = "entries/ threads/ topics/sky changes progress/titles.json feed.xml topics/sky/feed.xml llms.txt";
    let own = "entries/lone entries/lone.md entries/lone.json";
    let home = BTreeSet::from([String::new()]);
    let with_lists = |own: &str| -> BTreeSet<String> {
        let words = own.split(' ').chain(lists.split(' '));
        words.map(str::to_owned).chain(home.clone()).collect()
    };
    let lone = "---\ntitle: Lone\ntopics: [sky]\n---\nStill alone.\n";
    assert_eq!(after("entries/lone.md", lone), with_lists(own));
    // Front matter, too, though all names and tables are made again.
    let lone = lone.replace("Lone", "Alone");
    assert_eq!(after("entries/lone.md", &lone), with_lists(own));
}

#[test]
fn an_edit_of_a_text_leaves_the_pages_that_link_to_it() {
    let files = [
        ("almanac.toml", CONFIG),
        ("entries/ant.md", "---\ntitle: Ant\n---\nSee [[bee]].\n"),
        (
            "entries/bee.md",
            "---\ntitle: Bee\n---\nOne.\n\n## Wings\n\nTwo.\n",
        ),
        (
            "entries/cat.md",
            "---\ntitle: Cat\n---\nSee [[bee#Wings]].\n",
        ),
    ];
    let files = files.map(|(file, text)| (FilePath::from(file), text.to_owned()));
    let mut edited = Edited::begin();
    edited.files = files.into();
    let mut served = Served::of(edited);
    served.compare(&Touched::Anything);
    let bee = "---\ntitle: Bee\n---\nOne more.\n\n## Wings\n\nTwo.\n";
    let file = FilePath::from("entries/bee.md");
    served.edited.files.insert(file.clone(), bee.to_owned());
    let made = served.compare(&Touched::Files([file.clone()].into()));
    assert!(made.contains(&"entries/bee".to_owned()), "{made:?}");
    assert!(!made.contains(&"entries/ant".to_owned()), "{made:?}");
    // It names a heading, which may be gone.
    assert!(made.contains(&"entries/cat".to_owned()), "{made:?}");
    let renamed = bee.replace("title: Bee", "title: Bees");
    served.edited.files.insert(file.clone(), renamed);
    let made = served.compare(&Touched::Files([file].into()));
    assert!(made.contains(&"entries/ant".to_owned()), "{made:?}");
}

#[test]
fn a_feed_that_says_a_fact_is_made_again_when_the_value_has_another_name() {
    let ant = "---\ntitle: Ant\ntopics: [garden]\nupdated: 2026-11-20\nfacts:\n  enemy: { value: bee, as_of: 2026-11 }\n---\nOne.\n";
    let files = [
        ("almanac.toml", CONFIG),
        ("entries/ant.md", ant),
        ("entries/bee.md", "---\ntitle: Bee\n---\nTwo.\n"),
        ("topics.yaml", "garden: { title: Garden }\n"),
    ];
    let files = files.map(|(file, text)| (FilePath::from(file), text.to_owned()));
    let mut edited = Edited::begin();
    edited.files = files.into();
    let mut served = Served::of(edited);
    served.compare(&Touched::Anything);
    let bee = "---\ntitle: Hornet\n---\nTwo.\n".to_owned();
    served.edited.files.insert("entries/bee.md".into(), bee);
    let touched = Touched::Files([FilePath::from("entries/bee.md")].into());
    let made = served.compare(&touched);
    let feed = "topics/garden/feed.xml".to_owned();
    assert!(made.contains(&feed), "{made:?}");
    let feed = &served.kept[&Address::parse(&feed).unwrap()].0;
    assert!(String::from_utf8_lossy(&feed.bytes).contains("Hornet"));
}
