use super::*;

fn ids(rule: AnchorRule, words: &[&str]) -> Vec<String> {
    let mut anchors = Anchors::new(&rule);
    words.iter().map(|words| anchors.of(words)).collect()
}

fn python() -> AnchorRule {
    AnchorRule::PythonMarkdown {
        separator: "-".into(),
    }
}

#[test]
fn each_generator_has_its_rule() {
    let pymdown = || AnchorRule::Pymdown {
        separator: "-".into(),
        is_lower: true,
    };
    let cases = [
        (
            AnchorRule::MdBook,
            "What's new?  In 2.0",
            "whats-new--in-20",
        ),
        (AnchorRule::MdBook, "Größe & 价格_x", "größe--价格_x"),
        (AnchorRule::MdBook, "???", "section"),
        (python(), "Größe & Preis -- 2.0", "groe-preis-20"),
        (python(), "Café_au lait", "cafe_au-lait"),
        (python(), "价格", "_1"),
        (pymdown(), "价格 & Größe", "价格--größe"),
        (AnchorRule::GitHub, "People & Body", "people--body"),
        (AnchorRule::GitHub, "हिन्दी में", "हिन्दी-में"),
        (AnchorRule::MditVue, "3. Über `a.b` & c!", "_3-uber-a-b-c"),
        (
            AnchorRule::MditVue,
            "라우팅 (기본)",
            "\u{1105}\u{1161}\u{110b}\u{116e}\u{1110}\u{1175}\u{11bc}-\u{1100}\u{1175}\u{1107}\u{1169}\u{11ab}",
        ),
        (AnchorRule::Hugo, " Über & C++ - x_y ", "über--c---x_y"),
        (AnchorRule::Hugo, "***", "heading"),
        (AnchorRule::HugoAscii, "Über 价", "uber-"),
        (AnchorRule::Blackfriday, "What's new: C++!", "what-s-new-c"),
        (
            AnchorRule::KramdownGfm,
            "1. What's new? Über",
            "1-whats-new-über",
        ),
        (AnchorRule::Kramdown, "1. What's new? Über", "whats-new-ber"),
        (AnchorRule::Kramdown, "价格", "section"),
        (AnchorRule::Docutils, "3. Über a_b: c", "uber-a-b-c"),
        (AnchorRule::Docutils, "Straße Łódź", "strasze-lodz"),
        (AnchorRule::Pandoc, "3.1 Node.js & _x", "node.js-_x"),
        (AnchorRule::Pandoc, "33", "section"),
        (AnchorRule::Pandoc, "हिन्दी में ½", "हनद-म-½"),
        (AnchorRule::GitBook, "3. Paint", "id-3.-paint"),
        (AnchorRule::GitBook, "Paint & ink", "paint--ink"),
    ];
    for (rule, words, id) in cases {
        assert_eq!(ids(rule.clone(), &[words]), [id], "{rule:?} {words}");
    }
}

#[test]
fn repeated_ids_are_counted_as_the_generator_counts() {
    let words = ["A", "A", "A"];
    for (rule, expected) in [
        (AnchorRule::MdBook, ["a", "a-1", "a-2"]),
        (python(), ["a", "a_1", "a_2"]),
        (AnchorRule::VuePress1, ["a", "a-2", "a-3"]),
        (AnchorRule::MditVue, ["a", "a-1", "a-2"]),
        (AnchorRule::Docutils, ["a", "id1", "id2"]),
        (AnchorRule::GitBook, ["a", "a-1", "a-2"]),
    ] {
        assert_eq!(ids(rule, &words), expected);
    }
    assert_eq!(
        ids(python(), &["价", "格", "a_1", "a_1"]),
        ["_1", "_2", "a_1", "a_2"]
    );
}

#[test]
fn an_id_by_hand_is_not_given_twice() {
    let rule = AnchorRule::MdBook;
    let mut anchors = Anchors::new(&rule);
    anchors.take("a");
    assert_eq!(anchors.of("A"), "a-1");
}

#[test]
fn fragments_are_compared_composed_and_decoded() {
    assert_eq!(fragment_key("cafe%CC%81"), "café");
    assert_eq!(
        fragment_key(&ids(AnchorRule::MditVue, &["라우팅"])[0]),
        "라우팅"
    );
}
