//! What is read of a bibliography, and what is said of the rest.

use super::*;

#[test]
fn entries_become_sources() {
    let text = "@article{doe-2019,\n  title = {On {B}ees},\n  author = {Doe, Jane and Roe, Rik},\n  \
                year = 2019,\n  journal = {Bee},\n  doi = {10.1/x}\n}\n";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0);
    let source = &sources[0];
    assert_eq!(source.title, "On Bees");
    let names: Vec<&str> = source.authors.named.iter().map(AsRef::as_ref).collect();
    assert_eq!(names, ["Jane Doe", "Rik Roe"]);
    assert_eq!(source.url.as_deref(), Some("https://doi.org/10.1/x"));
    assert_eq!(source.published.as_ref().unwrap().to_string(), "2019");
    assert_eq!(&text[source.span.clone()], "doe-2019");
}

/// The keys that are read, and what is reported with the text that it is about.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    let keys = sources.iter().map(|source| source.key.to_string());
    let shown = findings.iter().map(|finding| {
        let (span, message) = finding.place_and_message();
        format!("{}: {message}", &text[span.clone()])
    });
    (keys.collect(), shown.collect())
}

#[test]
fn other_keys_name_the_same_work_and_are_not_inherited() {
    let text = "@book{a, ids={b, c}, title={A.}, titleaddon={With maps}, crossref=p}\n\
                @book{p, ids=q, title={P}, titleaddon={Plain}, publisher={House}}\n";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0, "{findings:?}");
    let read = sources
        .iter()
        .map(|source| (source.key.as_str(), &*source.title));
    let read: Vec<(&str, &str)> = read.collect();
    let a = "A. With maps";
    assert_eq!(
        read,
        [
            ("a", a),
            ("b", a),
            ("c", a),
            ("p", "P. Plain"),
            ("q", "P. Plain")
        ]
    );
    assert_eq!(sources[0].identity, sources[2].identity);
    assert_ne!(sources[0].identity, sources[3].identity);
}

#[test]
fn a_bad_entry_is_reported_and_all_others_count() {
    let text = "@book{a, title={A}}\n@book{b,\n  title={B\n}\n@book{c, title=C D}\n\
                @book{d, title={D}}\n@book{a, title={A again}}\n";
    let (keys, findings) = read(text);
    assert_eq!(keys, ["a", "d", "a"]);
    assert_eq!(
        findings,
        [
            "@book{b,: this entry is never closed, and not read",
            ": this entry is not valid BibTeX, and not read: expected comma",
        ]
    );
}

#[test]
fn a_field_that_can_not_be_read_is_left_out() {
    let (sources, findings) = read_bibliography(
        &"sources.bib".into(),
        "@misc{a, title={A}, publisher=pub, note={x \\",
    );
    assert_eq!((sources.len(), findings.len()), (0, 1), "{findings:?}");
    let (sources, findings) = read_bibliography(
        &"sources.bib".into(),
        "@misc{a, title={A}, note={{$5} a piece}, publisher=pub}",
    );
    assert_eq!((sources[0].title.as_str(), findings.len()), ("A", 1));
    assert_eq!(sources[0].note.as_deref(), Some("$5 a piece"));
}

#[test]
fn what_refers_to_itself_is_reported_and_read_without_that() {
    for text in [
        "@book{a,crossref={a},title={x}}",
        "@string{a=b} @string{b=a} @book{a, title=a # {x}}",
        "@book{a, xdata={b}, title={x}} @book{b, crossref={c}} @book{c, xdata={a, b}}",
    ] {
        let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
        assert_eq!(sources[0].title, "x", "{text}");
        assert!(!findings.is_empty(), "{text}");
    }
}

#[test]
fn what_grows_without_a_bound_is_reported() {
    let mut doubling = "@string{s0 = \"x\" # \"x\"}\n".to_owned();
    let mut chain = "@misc{k0, title={x}}\n".to_owned();
    for number in 1..40 {
        let before = number - 1;
        doubling += &format!("@string{{s{number} = s{before} # s{before}}}\n");
        chain += &format!("@misc{{k{number}, crossref={{k{before}}}, title={{x}}}}\n");
    }
    doubling += "@misc{a, title=s39}\n";
    let nested = format!(
        "@misc{{a, title={{{}{}}}}}",
        "\\b{".repeat(50_000),
        "}".repeat(50_000)
    );
    for text in [doubling, chain, nested] {
        assert!(!read(&text).1.is_empty());
    }
}

#[test]
fn parents_are_inherited_from() {
    let text = "@string{pub = {The } # {Press}}\n@inbook{a, crossref={b}, title={A}}\n\
                @book{b, title={B}, publisher=pub, year=2001}";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0);
    assert_eq!(sources[0].publisher.as_deref(), Some("B, The Press"));
}

#[test]
fn a_parent_may_be_named_by_its_other_keys() {
    let text = "@inbook{a, crossref={old}, title={A}}\n@inbook{c, xdata={x, other}, title={C}}\n\
                @book{b, ids={older, old}, title={B}, year=2001}\n@xdata{y, ids={other}, publisher={Press}}\n\
                @xdata{x, year=2002}";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0, "{findings:?}");
    assert_eq!(sources[0].publisher.as_deref(), Some("B"));
    assert_eq!(sources[1].publisher.as_deref(), Some("Press"));
    let published = sources[1].published.as_ref().map(ToString::to_string);
    assert_eq!(published.as_deref(), Some("2002"));
}

#[test]
fn where_a_work_stands_in_a_larger_one_is_kept() {
    let text = "@article{a, title={A}, volume={3}, number=2, issue={Spring}, pages={12--34}}\n\
                @book{b, title={B}, edition={Second}, series={Notes on \\emph{tides}}, volume={4}, part={1}, chapter={5}}\n\
                @article{c, title={C}, eid={e17}}\n@misc{d, title={D}, pagetotal={300}}\n\
                @inbook{e, title={E}, crossref={b}, pages={7}}";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0, "{findings:?}");
    let details = sources.iter().map(|source| {
        let details = source.details.as_deref().cloned().unwrap_or_default();
        let parts = [
            details.edition,
            details.series,
            details.volume,
            details.number,
            details.chapter,
            details.pages,
        ];
        parts.map(Option::unwrap_or_default).join("|")
    });
    let expected = [
        "||3|2, Spring||12–34",
        "2|Notes on tides|4.1||5|",
        "|||||e17",
        "|||||",
        "2|Notes on tides|4.1||5|7",
    ];
    let details: Vec<String> = details.collect();
    assert_eq!(details, expected);
}

#[test]
fn where_a_work_came_out_and_how_large_it_is_is_kept() {
    let text = "@book{a, title={A}, publisher={P}, location={Basel and {Bosnia and Herzegovina}}, pagetotal={300}, volumes=5}\n\
                @inproceedings{b, title={B}, address={New York}, eventtitle={{Tides} 2001}, venue={Paris}, pubstate={inpress}}\n\
                @software{c, title={C}, version={1.2}, year=2001, pubstate={prepublished}}\n\
                @patent{d, title={D}, location={countryus and countryde}, pubstate={under review}}\n\
                @inbook{e, title={E}, crossref={a}}";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(findings.len(), 0, "{findings:?}");
    let shown = sources.iter().map(|source| {
        let details = source.details.as_deref().cloned().unwrap_or_default();
        let parts = [
            details.location,
            details.event,
            details.version,
            details.volume_total,
            details.page_total,
            details.status,
            source.published.as_ref().map(ToString::to_string),
        ];
        parts.map(Option::unwrap_or_default).join("|")
    });
    let expected = [
        "Basel; Bosnia and Herzegovina|||5|300||",
        "New York|Tides 2001, Paris|||||in press",
        "||1.2|||pre-published|2001",
        "United States of America; Germany||||||under review",
        "Basel; Bosnia and Herzegovina|||5|||",
    ];
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

/// What is shown of the only entry of a text: title, authors, where it came out, when, and its address.
fn shown(text: &str) -> String {
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    let said: Vec<&str> = findings.iter().map(|it| it.place_and_message().1).collect();
    assert_eq!(said, [] as [&str; 0], "{text}");
    let source = &sources[0];
    let parts = [("", &source.authors), ("ed. ", &source.editors)];
    let names = parts.into_iter().flat_map(|(part, creators)| {
        let named = creators.named.iter().map(move |creator| {
            let family = creator.family.as_ref();
            let family = family.map_or_else(String::new, |family| format!(" [{family}]"));
            format!("{part}{}{family}", creator.name)
        });
        named.chain(creators.has_more.then(|| "…".to_owned()))
    });
    let names = names.collect::<Vec<String>>().join("; ");
    let date = source
        .published
        .as_ref()
        .map(|date| date.to_string())
        .unwrap_or_default();
    let origin = source.publisher.as_deref().unwrap_or_default();
    let url = source.url.as_deref().unwrap_or_default();
    format!("{} | {names} | {origin} | {date} | {url}", source.title)
}

#[test]
fn all_that_an_entry_says_is_kept() {
    for (entry, expected) in [
        (
            "@article{a, title={T}, author={van der Berg, Ann and Lucas, Jr., Robert and others}, journal={J}, year=2019, month=mar}",
            "T | Ann van der Berg [van der Berg]; Robert Lucas, Jr. [Lucas]; … | J | 2019-03 | ",
        ),
        (
            "@inproceedings{a, title={Main}, subtitle={Sub}, author={{Open AI}}, booktitle={Proc. of X}, publisher={ACM}, date={1984/1986}}",
            "Main: Sub | Open AI | Proc. of X, ACM | 1984/1986 | ",
        ),
        (
            "@phdthesis{a, title={T}, author={Doe, J{\\\"o}rg}, school={ETH}, year={2019~}}",
            "T | Jörg Doe [Doe] | ETH | 2019~ | ",
        ),
        (
            "@online{a, title={T}, editor={Roe, Rik}, eprint={1234.5678}, eprinttype={arxiv}, date={2010-21}}",
            "T | ed. Rik Roe [Roe] |  | 2010-21 | https://arxiv.org/abs/1234.5678",
        ),
        (
            "@zine{a, title={T}, howpublished={By post}, doi={10.1/x}}",
            "T |  | By post |  | https://doi.org/10.1/x",
        ),
    ] {
        assert_eq!(shown(entry), expected);
    }
}

#[test]
fn the_time_grows_with_the_size() {
    let start = std::time::Instant::now();
    let many: String = (0..5_000)
        .map(|n| format!("@book{{k{n}, title={{T {n}}}, author={{Doe, Jane}}, year=2001}}\n"))
        .collect();
    assert_eq!(read(&many).0.len(), 5_000);
    let unclosed = "@book{a, title={x\n".repeat(5_000);
    assert_eq!(read(&unclosed).0.len(), 0);
    let people = format!(
        "@book{{a, author={{{}}}, title={{x}}}}",
        "A and ".repeat(40_000)
    );
    assert_eq!(read(&people).0, ["a"]);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
