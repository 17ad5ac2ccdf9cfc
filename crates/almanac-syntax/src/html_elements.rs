//! The elements of HTML, and their attributes: which a page may have, and which would take what follows them.

/// The elements that a page may have, sorted. A sanitizer takes out all others.
pub const KEPT_ELEMENTS: [&str; 76] = [
    "a",
    "abbr",
    "acronym",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "map",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// The elements that HTML has and a page may not have, sorted. A sanitizer takes out their tags and leaves the words
/// between them.
const REMOVED_ELEMENTS: [&str; 48] = [
    "address", "applet", "base", "basefont", "big", "body", "button", "canvas", "center",
    "datalist", "dialog", "dir", "embed", "fieldset", "font", "footer", "form", "frame", "head",
    "header", "html", "input", "keygen", "label", "legend", "link", "listing", "main", "marquee",
    "math", "menu", "menuitem", "meta", "meter", "nav", "nobr", "object", "optgroup", "option",
    "output", "param", "progress", "rb", "search", "section", "slot", "svg", "tfoot",
];

/// Elements whose content HTML doesn't read as markup, or throws away: what follows their start tag would be lost up to
/// an end tag that may never come. The first nine are GFM's.
pub(crate) const SWALLOWING_ELEMENTS: [&str; 12] = [
    "title",
    "textarea",
    "style",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "script",
    "plaintext",
    "noscript",
    "select",
    "template",
];

/// Kept elements that have no end, sorted.
pub(crate) const WITHOUT_END: [&str; 8] =
    ["area", "br", "col", "hr", "img", "source", "track", "wbr"];

/// Kept elements whose end may be left out, sorted.
pub(crate) const WITH_OPTIONAL_END: [&str; 12] = [
    "caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "th", "tr",
];

/// The attributes that an element in a page may have, beside [`KEPT_ATTRIBUTES`]. A sanitizer takes out all others.
pub fn kept_attributes(element: &str) -> &'static [&'static str] {
    match element {
        "a" => &["href", "hreflang", "name"],
        "area" => &["alt", "coords", "href", "shape"],
        "audio" => &["controls", "loop", "muted", "preload", "src"],
        "blockquote" | "q" => &["cite"],
        "col" | "colgroup" => &["align", "span"],
        "data" => &["value"],
        "del" | "ins" => &["cite", "datetime"],
        "details" => &["open"],
        "hr" => &["align", "size", "width"],
        "img" => &[
            "align", "alt", "height", "sizes", "src", "srcset", "usemap", "width",
        ],
        "li" => &["value"],
        "map" => &["name"],
        "ol" => &["reversed", "start", "type"],
        "source" => &["media", "sizes", "src", "srcset", "type"],
        "table" => &["align", "summary"],
        "tbody" | "thead" | "tr" => &["align"],
        "td" => &["align", "colspan", "headers", "rowspan"],
        "th" => &["align", "colspan", "headers", "rowspan", "scope"],
        "time" => &["datetime"],
        "track" => &["default", "kind", "label", "src", "srclang"],
        "video" => &[
            "controls",
            "height",
            "loop",
            "muted",
            "playsinline",
            "poster",
            "preload",
            "src",
            "width",
        ],
        _ => &[],
    }
}

/// The attributes that every element in a page may have.
pub const KEPT_ATTRIBUTES: [&str; 4] = ["dir", "id", "lang", "title"];

/// Whether what stands behind a `<` begins a tag whose content would be lost.
pub(crate) fn is_swallowing_tag(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let name = &rest[..length.unwrap_or(rest.len())];
    let mut elements = SWALLOWING_ELEMENTS.iter();
    elements.any(|element| element.eq_ignore_ascii_case(name))
}

/// Whether a page may have an element.
pub(crate) fn is_kept(name: &str) -> bool {
    KEPT_ELEMENTS.binary_search(&name).is_ok()
}

/// The element of that name, if HTML has it and a page may not.
pub(crate) fn removed_element(name: &str) -> Option<&'static str> {
    let found = REMOVED_ELEMENTS.binary_search(&name).ok()?;
    Some(REMOVED_ELEMENTS[found])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_elements_are_sorted() {
        assert!(
            KEPT_ELEMENTS.is_sorted()
                && REMOVED_ELEMENTS.is_sorted()
                && WITHOUT_END.is_sorted()
                && WITH_OPTIONAL_END.is_sorted()
        );
    }
}
