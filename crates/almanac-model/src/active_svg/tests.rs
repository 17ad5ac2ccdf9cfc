use super::*;

fn kinds(inner: &str) -> Vec<&'static str> {
    let svg =
        format!("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    active_parts(svg.as_bytes())
        .into_iter()
        .map(|part| part.what)
        .collect()
}

#[test]
fn what_is_a_picture_alone_is_left_in_peace() {
    for inner in [
        "<path d=\"M0 0\" style=\"fill:url(#g)\" onion='1'/>"
            .replace("onion", "data-x")
            .as_str(),
        "<!-- <script> onload= --><title>on javascript: &lt;script&gt;</title>",
        "<a href=\"https://example.org/\"><text>on=</text></a>",
        "<use xlink:href='#x' href=\"#y\"/><image href=\"photo.png\"/><image href='data:image/png;base64,AA=='/>",
        "<style>@font-face { src: url(data:font/woff2;base64,AA) } .a { fill: url('#b') }</style>",
        "<style><![CDATA[ .a > .b { fill: red } ]]></style>",
        "<metadata><rdf:RDF rdf:about=\"\"/></metadata><animate attributeName=\"x\" values=\"1;2\"/>",
        "<path d=\"broken",
        "< ",
    ] {
        assert_eq!(kinds(inner), Vec::<&str>::new(), "{inner}");
    }
    let by_a_drawing_program = "<!DOCTYPE svg PUBLIC \"-//W3C\" \"http://www.w3.org/x.dtd\" [\n\
        <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns=\"&ns_svg;\"/>";
    assert_eq!(active_parts(by_a_drawing_program.as_bytes()), []);
}

#[test]
fn whatever_runs_or_loads_is_found_however_it_is_written() {
    for (inner, what) in [
        ("<script>alert(1)</script>", SCRIPT),
        ("<s:SCRIPT xmlns:s='http://www.w3.org/2000/svg'/>", SCRIPT),
        ("<g\nonload = 'alert(1)'/>", HANDLER),
        ("<g ONCLICK=\"a\"/>", HANDLER),
        ("<set attributeName='onclick' to='x'/>", HANDLER),
        ("<a href='javascript:alert(1)'/>", SCRIPT_LINK),
        (
            "<a xlink:href=' java&#x73;cri&#10;pt:alert(1)'/>",
            SCRIPT_LINK,
        ),
        ("<a href='data:text/html,x'/>", SCRIPT_LINK),
        (
            "<a><animate attributeName='href' values='#a;javascript:x'/></a>",
            SCRIPT_LINK,
        ),
        ("<foreignObject><p/></foreignObject>", FOREIGN),
        (
            "<x:iframe xmlns:x='http://www.w3.org/1999/xhtml'/>",
            FOREIGN,
        ),
        ("<image href='//evil.example/a.png'/>", ELSEWHERE),
        ("<use href='https://evil.example/a.svg#x'/>", ELSEWHERE),
        ("<use href='data:text/xml,x'/>", ELSEWHERE),
        (
            "<g style='fill: u\\72l( \"https://evil.example\" )'/>",
            ELSEWHERE,
        ),
        ("<rect filter='url(http://evil.example#f)'/>", ELSEWHERE),
        ("<style>@import 'x.css';</style>", ELSEWHERE),
        (
            "<style><![CDATA[ a { background: url(//evil.example) } ]]></style>",
            ELSEWHERE,
        ),
        ("<?xml-stylesheet href='x.css'?>", ELSEWHERE),
        ("<g xml:base='https://evil.example/'/>", ELSEWHERE),
    ] {
        assert_eq!(kinds(inner), [what], "{inner}");
    }
    let hidden = "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>\n<svg>&x;</svg>";
    assert_eq!(
        active_parts(hidden.as_bytes()),
        [ActivePart {
            what: DECLARATIONS,
            line: 1
        }]
    );
    let hidden = "<!DOCTYPE svg [<!ENTITY j \"javascript\">]>\n<svg>\n<a href='&j;:x'/></svg>";
    assert_eq!(
        active_parts(hidden.as_bytes()),
        [ActivePart {
            what: SCRIPT_LINK,
            line: 3
        }]
    );
    let wide: Vec<u8> = "\u{feff}<svg onload='x'/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        active_parts(&wide),
        [ActivePart {
            what: HANDLER,
            line: 1
        }]
    );
}

/// Any bytes are read to their end.
#[test]
fn no_file_stops_the_reader() {
    let svg = "<!DOCTYPE s [<!ENTITY é \"ü\">]><s:a é='&é;&#x110000;&' \u{1F600}=\"ö'><style>\\é@</style><?x ?><![CDATA[<]]>";
    for end in 0..=svg.len() {
        for start in 0..end {
            active_parts(&svg.as_bytes()[start..end]);
        }
    }
}
