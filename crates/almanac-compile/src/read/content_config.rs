//! Reads `[content]` of `almanac.toml`: where content lies, and how its texts are read.

use almanac_model::{Area, ContentConfig, ContentSyntax, FilePath, Layout, read_folder};
use almanac_syntax::yaml::Node;
use toml::de::DeTable;

use super::config::table_node;
use super::fields::Fields;

/// The areas whose folders can be named, with how that is done.
const AREAS: [(&str, Area); 5] = [
    ("entries", Area::Entries),
    ("threads", Area::Threads),
    ("paths", Area::Paths),
    ("media", Area::Media),
    ("data", Area::Data),
];

/// Where content lies, by the text of `almanac.toml`. A tree is listed by this before the rest can be read; what is wrong
/// is said when it is.
pub fn content_config_of(text: &str) -> ContentConfig {
    let (table, _) = DeTable::parse_recoverable(text);
    let node = table_node(table.span(), table.get_ref());
    let file = FilePath::from("almanac.toml");
    let mut fields = Fields::new(&file, &node, "almanac.toml");
    match fields.node("content") {
        Some(content) => read_content_config(&mut fields, content),
        None => ContentConfig::default(),
    }
}

/// Reads `[content]`; what is wrong keeps its default.
pub(super) fn read_content_config(fields: &mut Fields<'_>, node: &Node) -> ContentConfig {
    let mut inner = Fields::new(fields.file, node, "`content`");
    let names = ContentSyntax::ALL.map(ContentSyntax::name);
    let syntax = inner
        .one_of("syntax", ContentSyntax::from_name, &names)
        .unwrap_or_default();
    let ignore = inner
        .texts("ignore")
        .into_iter()
        .map(|(pattern, _)| pattern);
    let content = ContentConfig {
        syntax,
        ignore: ignore.collect(),
        hard_breaks: inner.boolean("hard_breaks"),
        outline: None,
        anchors: None,
        words_first: false,
        unlisted: Vec::new(),
        remote: inner.text("remote"),
        layout: match syntax.is_foreign() {
            true => read_layout(&mut inner).with_all_endings(),
            false => read_layout(&mut inner),
        },
    };
    fields.findings.extend(inner.finish());
    content
}

/// Reads in which folders the areas lie. Two areas can't share one, as nobody could tell their files apart.
fn read_layout(fields: &mut Fields<'_>) -> Layout {
    let mut layout = Layout::default();
    for (name, area) in AREAS {
        let Some(node) = fields.node(name) else {
            continue;
        };
        let Some(written) = node.as_str() else {
            fields.invalid(node, format!("`{name}` must name a folder"));
            continue;
        };
        match read_folder(written) {
            Ok(folder) => layout = layout.with(area, folder.as_deref()),
            Err(reason) => fields.invalid(node, format!("`{name}` {reason}")),
        }
    }
    for (name, area) in AREAS {
        let shared = Area::ALL.into_iter().find(|other| {
            *other != area
                && layout.folder(area).is_some()
                && layout.folder(*other) == layout.folder(area)
        });
        if let (Some(other), Some(node)) = (shared, fields.node(name)) {
            let other = other.folder().trim_end_matches('/');
            fields.invalid(
                node,
                format!("`{name}` can't be in the folder of `{other}`"),
            );
            layout = layout.with(area, Some(area.folder()));
        }
    }
    layout
}
