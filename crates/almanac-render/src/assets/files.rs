//! The files that pages load, as they are in the source: all of them, and which are sent together.

use std::borrow::Cow;

/// The style sheet of every page, in the order in which its parts are laid over each other.
const STYLES: &str = concat!(
    include_str!("../../assets/styles/fonts.css"),
    include_str!("../../assets/styles/base.css"),
    include_str!("../../assets/styles/frame.css"),
    include_str!("../../assets/styles/reader.css"),
    include_str!("../../assets/styles/page.css"),
    include_str!("../../assets/styles/marks.css"),
    include_str!("../../assets/styles/figures.css"),
    include_str!("../../assets/styles/thread.css"),
    include_str!("../../assets/styles/notes.css"),
    include_str!("../../assets/styles/cite.css"),
    include_str!("../../assets/styles/code.css"),
    include_str!("../../assets/styles/search.css"),
    include_str!("../../assets/styles/wide.css"),
    include_str!("../../assets/styles/print.css"),
);

/// The style sheet of the pages that lead to reading, which lies below the one of every page. Whoever
/// reads an entry needs none of it.
const FRONT_STYLES: &str = concat!(
    include_str!("../../assets/styles/lists.css"),
    include_str!("../../assets/styles/path.css"),
    include_str!("../../assets/styles/home.css"),
);

/// What the editor is made of that is not ours, minified as it is made by `cargo xtask editor`. The module of its name beside
/// ours only lists what is in it.
pub(super) const CODEMIRROR: &str = "codemirror";

const FONT: &str = "font/woff2";
const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";
const PNG: &str = "image/png";
pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// A file as it is in the source, before those that it names are named by their hashes.
#[derive(Clone)]
pub(super) struct File {
    pub stem: Cow<'static, str>,
    pub extension: &'static str,
    pub content_type: &'static str,
    pub bytes: Cow<'static, [u8]>,
}

const fn file(
    stem: &'static str,
    extension: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
) -> File {
    File {
        stem: Cow::Borrowed(stem),
        extension,
        content_type,
        bytes: Cow::Borrowed(bytes),
    }
}

macro_rules! font {
    ($stem:literal) => {
        file(
            $stem,
            "woff2",
            FONT,
            include_bytes!(concat!("../../assets/vendor/fonts/", $stem, ".woff2")),
        )
    };
}

macro_rules! icon {
    ($stem:literal) => {
        file(
            $stem,
            "png",
            PNG,
            include_bytes!(concat!("../../assets/", $stem, ".png")),
        )
    };
}

macro_rules! style {
    ($stem:literal) => {
        file(
            $stem,
            "css",
            CSS,
            include_bytes!(concat!("../../assets/styles/", $stem, ".css")),
        )
    };
}

macro_rules! module {
    ($stem:literal) => {
        file(
            $stem,
            "js",
            JAVASCRIPT,
            include_bytes!(concat!("../../assets/scripts/", $stem, ".js")),
        )
    };
}

/// Modules that are sent as one file, which bears the name of the last of them. What any module needs
/// is with the words, as every page loads these first.
pub(super) const TOGETHER: &[&[&str]] = &[
    &["dom", "storage", "addresses", "words"],
    &["record", "progress", "opener", "page"],
    &[
        "searchers",
        "recent",
        "labels",
        "facets",
        "found",
        "typed-search",
        "dialog",
        "search",
    ],
    &[
        "bytes",
        "search-files",
        "dictionary",
        "document-rows",
        "cutting-numbers",
        "cutting-names",
        "cutting-chunks",
        "cutting",
        "parsing",
        "near-words",
        "naming",
        "slot",
        "slots",
        "collecting",
        "ranking",
        "narrowing",
        "excerpts",
        "passages",
        "open-site",
        "answers",
        "further",
        "static-search",
    ],
    &["saved", "ledger"],
    &[
        "exact-text",
        "manuscript",
        "front-matter",
        "pasted",
        "completed",
        "edit-requests",
        "editor-language",
        "editor-direction",
        "editor-checks",
        "editor-completion",
        "merging",
        "editor-difference",
        "editor-joining",
        "editor-preview",
        "editor-fields",
        "editor-pasting",
        "editor-uploads",
        "editor-drafts",
        "editor-saving",
        "editor-view",
        "editor",
    ],
    &["break-even-case", "break-even"],
];

/// The files, each after those that it names.
pub(super) static FILES: &[File] = &[
    font!("serif"),
    font!("serif-more"),
    font!("serif-italic"),
    font!("serif-italic-more"),
    font!("serif-display"),
    font!("serif-display-more"),
    font!("sans"),
    font!("sans-more"),
    file("front", "css", CSS, FRONT_STYLES.as_bytes()),
    file("almanac", "css", CSS, STYLES.as_bytes()),
    file(
        "writing",
        "css",
        CSS,
        include_bytes!("../../assets/styles/writing.css"),
    ),
    file("icon", "svg", SVG, include_bytes!("../../assets/icon.svg")),
    icon!("icon-180"),
    icon!("icon-192"),
    icon!("icon-512"),
    module!("dom"),
    module!("storage"),
    module!("addresses"),
    module!("words"),
    module!("turn"),
    module!("paths"),
    module!("asides"),
    module!("contents"),
    module!("depths"),
    module!("twice"),
    module!("place"),
    style!("moves"),
    style!("copy"),
    style!("selected"),
    style!("preview"),
    style!("panel"),
    module!("style"),
    module!("preview"),
    module!("settings"),
    module!("folding"),
    module!("characters"),
    module!("filter"),
    module!("events"),
    module!("code"),
    module!("selected"),
    module!("formulas"),
    module!("bytes"),
    module!("search-files"),
    module!("dictionary"),
    module!("document-rows"),
    module!("cutting-numbers"),
    module!("cutting-names"),
    module!("cutting-chunks"),
    module!("cutting"),
    module!("parsing"),
    module!("near-words"),
    module!("naming"),
    module!("slot"),
    module!("slots"),
    module!("collecting"),
    module!("ranking"),
    module!("narrowing"),
    module!("excerpts"),
    module!("passages"),
    style!("results"),
    style!("events"),
    style!("history"),
    style!("forms"),
    module!("answers"),
    module!("nothing"),
    module!("open-site"),
    module!("further"),
    module!("static-search"),
    module!("searchers"),
    module!("recent"),
    module!("labels"),
    module!("facets"),
    module!("found"),
    module!("typed-search"),
    module!("dialog"),
    module!("search"),
    module!("saved"),
    module!("ledger"),
    module!("break-even-case"),
    module!("break-even"),
    module!("record"),
    module!("progress"),
    module!("opener"),
    module!("page"),
    module!("moved"),
    module!("former"),
    module!("early"),
    module!("channel"),
    module!("states"),
    module!("live"),
    style!("editor"),
    file(
        CODEMIRROR,
        "js",
        JAVASCRIPT,
        include_bytes!("../../assets/vendor/codemirror/codemirror.js"),
    ),
    module!("drafts"),
    module!("edit-leaving"),
    module!("exact-text"),
    module!("manuscript"),
    module!("front-matter"),
    module!("pasted"),
    module!("completed"),
    module!("edit-requests"),
    module!("editor-language"),
    module!("editor-direction"),
    module!("editor-checks"),
    module!("editor-completion"),
    module!("merging"),
    module!("editor-difference"),
    module!("editor-joining"),
    module!("editor-preview"),
    module!("editor-fields"),
    module!("editor-pasting"),
    module!("editor-uploads"),
    module!("editor-drafts"),
    module!("editor-saving"),
    module!("editor-view"),
    module!("editor"),
];
