//! Names that look the same are one name, composed (NFC) or decomposed (NFD), wherever they are written.

use almanac_compile::{MemoryTree, Options, compile};
use almanac_model::{Day, Destination, FilePath, Link, LinkForm};

/// `ö` and `é` in two characters each.
fn decomposed(text: &str) -> String {
    text.replace('ö', "o\u{308}").replace('é', "e\u{301}")
}

const CONFIG: &str = "title = \"T\"\n[kinds]\n\"spöt\" = \"Spot\"\n\
    [properties.\"höhe\"]\ntype = \"quantity\"\nunit = \"föt\"\nkinds = [\"spöt\"]\n\
    [checks]\norphan-entry = \"off\"\nmissing-summary = \"off\"\n";
const SHARED: [(&str, &str); 5] = [
    ("topics.yaml", "örter: { title: Places }\n"),
    (
        "sources.yaml",
        "- { key: vögel-1, title: x, url: \"https://a.example/\", accessed_date: 2026-01-01 }\n",
    ),
    ("media.yaml", "vögel.png: { licence: CC0-1.0 }\n"),
    ("data/höhen.csv", "label,höhe\na,1\n"),
    ("media/vögel.png", ""),
];
const PAGE: &str = "---\ntitle: Café Högel\nkind: spöt\ntopics: [örter]\nfacts:\n  \
    höhe: { value: 3 föt, sources: [vögel-1] }\n---\nIt is {{höhe}} föt high.[@vögel-1]\n\n\
    ## Höhe\n\n![Birds](../media/vögel.png) [[Café Högel#Höhe]] [there](#höhe)\n\n\
    ```figure\ntype: bar\ntitle: One\nproperty: höhe\nof: spöt\n```\n\n\
    ```figure\ntype: bar\ntitle: Two\ndata: höhen.csv\ny: höhe\n```\n";

#[test]
fn names_that_look_the_same_are_one() {
    let as_is = |text: &str| text.to_owned();
    let forms: [&dyn Fn(&str) -> String; 2] = [&as_is, &decomposed];
    for (config, shared, page) in [
        (0, 0, 1),
        (0, 1, 0),
        (1, 0, 0),
        (1, 1, 0),
        (0, 1, 1),
        (1, 0, 1),
    ] {
        let mut files = vec![("almanac.toml".to_owned(), forms[config](CONFIG))];
        files.extend(SHARED.map(|(path, text)| (forms[shared](path), forms[shared](text))));
        files.push((forms[page]("entries/café-högel.md"), forms[page](PAGE)));
        let tree: MemoryTree = files.into_iter().collect();
        let compiled = compile(&tree, &Options::for_day(Day::constant(2026, 1, 2))).unwrap();
        let said: Vec<String> = { compiled.report.diagnostics.iter() }
            .map(|said| format!("{} {}", said.name, said.message))
            .collect();
        assert_eq!(said, Vec::<String>::new(), "{config} {shared} {page}");
        // The address is the one at which the file is.
        let link = Link {
            form: LinkForm::Address,
            target: forms[page]("../media/vögel.png"),
            heading: None,
            span: 0..0,
            behind_bar: None,
            is_optional: false,
            is_embed: false,
            target_span: 0..0,
        };
        let file = FilePath::from(forms[page]("entries/café-högel.md"));
        let destination = compiled.snapshot.destination(&file, None, &link);
        let Destination::File(path) = destination else {
            panic!("{destination:?}");
        };
        assert_eq!(path, forms[shared]("media/vögel.png"));
    }
}
