//! Reads `almanac.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{
    Claims, Config, FilePath, Interval, LanguageTag, Link, Preset, Property, PropertyName,
    PropertyType, Severity, WantedEvidence, is_device_name, nearest, nfc,
};
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{needs_parsing, take_control_characters};
use toml::Spanned;
use toml::de::Error as TomlError;
use toml::de::{DeTable, DeValue};

use super::base_url::read_base_url;
use super::content_config::read_content_config;
use super::contributions_config::read_contributions;
use super::fields::{Fields, list_names};
use super::links::take_links;
use super::theme::{HasFile, read_theme};
use super::{data_findings, fault_findings};
use crate::checks::{self, INVALID_FRONT_MATTER, UNPORTABLE_NAME};
use crate::context::{Foot, ReadFile};
use crate::dialect::dialect;
use crate::reporter::Finding;

/// What `almanac.toml` holds.
pub(crate) struct ReadConfig {
    pub config: Config,
    /// The words at the foot of every page, if they name anything.
    pub foot: Option<Foot>,
    pub findings: Vec<Finding>,
}

/// Reads the configuration; what is wrong keeps its default.
pub(crate) fn read_config(file: &FilePath, text: &str, has_file: HasFile<'_>) -> ReadConfig {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut findings = syntax_findings(file, text, &errors);
    let mut node = table_node(table.span(), table.get_ref());
    let control = take_control_characters(text, &mut node);
    findings.extend(data_findings(file, text, control.as_slice()));
    let mut fields = Fields::new(file, &node, "almanac.toml");
    let mut config = Config::with_title("");
    read_site(&mut fields, &mut config);
    if let Some(search) = fields.node("search") {
        let mut inner = Fields::new(file, search, "`search`");
        config.count_misses = inner.boolean("count_misses");
        fields.findings.extend(inner.finish());
    }
    if let Some(contributions) = fields.node("contributions") {
        config.contributions = read_contributions(&mut fields, contributions);
    }
    if let Some(content) = fields.node("content") {
        config.content = read_content_config(&mut fields, content);
    }
    if let Some(kinds) = fields.node("kinds") {
        config.kinds.extend(read_kinds(&mut fields, kinds));
    }
    if let Some(properties) = fields.node("properties") {
        config.properties = read_properties(&mut fields, properties, &config.kinds);
    }
    let mut foot_place = None;
    if let Some(theme) = fields.node("theme") {
        (config.theme, foot_place) =
            read_theme(&mut fields, theme, &config.content.layout, has_file);
    }
    if let Some(checks) = fields.node("checks") {
        let read = read_checks(&mut fields, checks, &mut config);
        config.checks.extend(read);
    }
    if config.title.is_empty() && findings.is_empty() {
        let span = text.find('\n').map_or(0..text.len(), |end| 0..end);
        fields.findings.push(
            Finding::new(
                &INVALID_FRONT_MATTER,
                file,
                span,
                "the almanac has no title",
            )
            .help("add a line `title = \"…\"` at the top"),
        );
    }
    findings.extend(fields.finish());
    let foot = foot_place.and_then(|place| read_foot(file, text, place, &mut config));
    ReadConfig {
        config,
        foot,
        findings,
    }
}

/// What is wrong with the TOML: the first fault of each line, as others there follow from it.
fn syntax_findings(file: &FilePath, text: &str, errors: &[TomlError]) -> Vec<Finding> {
    let span = |error: &TomlError| error.span().unwrap_or(0..0);
    let line = |error: &TomlError| {
        text.as_bytes()[..span(error).start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    };
    let mut last = None;
    let firsts = errors
        .iter()
        .filter(|error| last.replace(line(error)) != Some(line(error)));
    firsts
        .map(|error| {
            let message = format!("not valid TOML: {}", error.message().trim());
            let help = match key_at(text, span(error).start) {
                Some(key) => format!("a key with other letters than those of ASCII stands in quotation marks: `\"{key}\"`"),
                None => "see https://toml.io for the format".to_owned(),
            };
            Finding::new(&INVALID_FRONT_MATTER, file, span(error), message).help(help)
        })
        .collect()
}

/// The key that stands at a byte without quotation marks although it has letters that need them.
fn key_at(text: &str, place: usize) -> Option<&str> {
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    let (before, behind) = text.split_at_checked(place)?;
    let start = before.trim_end_matches(is_of_key).len();
    let length = behind.find(|c| !is_of_key(c)).unwrap_or(behind.len());
    let key = &text[start..place + length];
    let ends_a_key = text[place + length..]
        .trim_start()
        .starts_with(['=', '.', ']']);
    (ends_a_key && !key.is_ascii() && !key.contains(char::is_whitespace)).then_some(key)
}

/// Reads what the footer of the theme names, which stands at a place.
fn read_foot(
    file: &FilePath,
    text: &str,
    place: Range<usize>,
    config: &mut Config,
) -> Option<Foot> {
    let footer = config.theme.footer.as_deref();
    let footer = footer.filter(|footer| needs_parsing(footer))?;
    let dialect = dialect(config);
    let mut document = almanac_syntax::parse("", dialect);
    let faults = document.add_markdown(text, &[(footer.to_owned(), place)], dialect);
    let mut findings: Vec<Finding> = fault_findings(file, &faults).collect();
    let links = take_links(&mut document, file, &mut findings);
    let written = |link: &Link| text[link.target_span.clone()].to_owned();
    let with_words = links.iter().map(|link| (link.clone(), written(link)));
    config.theme.footer_links = with_words.collect();
    Some(Foot {
        file: file.clone(),
        read: ReadFile {
            document,
            sources: Vec::new(),
            head: 0..0,
            broken: false,
            undeclared_properties: Vec::new(),
            updated: None,
            misplaced: Vec::new(),
            foreign_fields: Vec::new(),
            findings,
        },
        links,
    })
}

fn read_site(fields: &mut Fields<'_>, config: &mut Config) {
    if let Some(title) = fields.text("title") {
        config.title = title;
    }
    config.description = fields.text("description");
    config.licence = fields.text("licence");
    if let Some(language) = fields.text("language") {
        config.language = language;
    }
    config.languages = read_languages(fields, &config.language);
    if let Some(node) = fields.node("base_url") {
        match read_base_url(node.as_str().unwrap_or_default()) {
            Ok(url) => config.base_url = Some(url),
            Err(reason) => fields.invalid(node, format!("`base_url` {reason}")),
        }
    }
    if let Some(node) = fields.node("smart_punctuation") {
        match node.as_str() {
            Some("true") => config.smart_punctuation = true,
            Some("false") => config.smart_punctuation = false,
            _ => fields.invalid(node, "`smart_punctuation` must be true or false"),
        }
    }
    if let Some(node) = fields.node("words_per_minute") {
        match node
            .as_str()
            .and_then(|text| text.parse().ok())
            .filter(|speed| (1..=10_000).contains(speed))
        {
            Some(speed) => config.words_per_minute = speed,
            None => fields.invalid(
                node,
                "`words_per_minute` must be a whole number from 1 to 10000",
            ),
        }
    }
}

/// The languages that the almanac is translated into.
fn read_languages(fields: &mut Fields<'_>, own: &str) -> Vec<LanguageTag> {
    let mut languages = Vec::new();
    for (tag, span) in fields.texts("languages") {
        let fault = match LanguageTag::new(&tag) {
            Ok(language) if LanguageTag::new(own).as_ref() == Ok(&language) => {
                format!("the almanac itself is in the language `{language}`")
            }
            Ok(language) if languages.contains(&language) => {
                format!("the language `{language}` stands twice")
            }
            Ok(language) => {
                if is_device_name(language.as_str()) {
                    fields
                        .findings
                        .push(unportable(fields.file, span, &language));
                }
                languages.push(language);
                continue;
            }
            Err(error) => format!("`{tag}` can't be a language: {error}"),
        };
        let finding = Finding::new(&INVALID_FRONT_MATTER, fields.file, span, fault);
        let help =
            "name the languages of translations by their tags: `languages = [\"de\", \"pt-BR\"]`";
        fields.findings.push(finding.help(help));
    }
    languages
}

/// Reports a language whose tag Windows takes for a device: Cofán is `con`.
fn unportable(file: &FilePath, span: Range<usize>, language: &LanguageTag) -> Finding {
    let message = format!(
        "Windows can't hold a folder `{language}`, where the pages of this language would be built"
    );
    let finding = Finding::new(&UNPORTABLE_NAME, file, span, message);
    finding.help("write it with the country, as in `pt-BR`")
}

/// The lines of a table. That something else stands there is said.
fn pairs<'n>(fields: &mut Fields<'_>, node: &'n Node, what: &str) -> &'n [(Node, Node)] {
    if let Some(pairs) = node.as_mapping() {
        return pairs;
    }
    fields.invalid(
        node,
        format!("{what} must be a table: lines of `name = value`"),
    );
    &[]
}

fn read_kinds(fields: &mut Fields<'_>, node: &Node) -> BTreeMap<String, String> {
    let mut kinds = BTreeMap::new();
    for (name, label) in pairs(fields, node, "`kinds`") {
        match (name.as_str(), label.as_str()) {
            (Some(name), Some(label)) => {
                kinds.insert(nfc(name).into_owned(), label.to_owned());
            }
            _ => fields.invalid(label, "the label of a kind must be a text"),
        }
    }
    kinds
}

fn read_properties(
    fields: &mut Fields<'_>,
    node: &Node,
    kinds: &BTreeMap<String, String>,
) -> Vec<Property> {
    let mut properties = Vec::new();
    for (name, node) in pairs(fields, node, "`properties`") {
        let Some(name) = name.as_str() else { continue };
        let mut inner = Fields::new(fields.file, node, "a property");
        properties.push(read_property(&mut inner, name, kinds));
        fields.findings.extend(inner.finish());
    }
    properties
}

fn read_property(
    fields: &mut Fields<'_>,
    name: &str,
    kinds: &BTreeMap<String, String>,
) -> Property {
    let types: Vec<&str> = PropertyType::ALL.iter().map(|kind| kind.name()).collect();
    let kind = fields
        .one_of("type", PropertyType::from_name, &types)
        .unwrap_or(PropertyType::Text);
    let label = fields
        .text("label")
        .unwrap_or_else(|| name.replace('-', " "));
    let unit = fields.placed_text("unit");
    if let Some((_, span)) = unit.as_ref().filter(|_| kind != PropertyType::Quantity) {
        let message = format!("a property of the type `{}` has no unit", kind.name());
        let finding = Finding::new(&checks::UNKNOWN_FIELD, fields.file, span.clone(), message);
        let help = "take `unit` out, or make the property a `quantity`";
        fields.findings.push(finding.help(help));
    }
    let mut allowed = Vec::new();
    for (kind, span) in fields.texts("kinds") {
        let kind = nfc(&kind).into_owned();
        if !kinds.contains_key(&kind) {
            let message = format!("the kind `{kind}` is not declared");
            let help = format!("add `{kind} = \"…\"` under `[kinds]`");
            fields
                .findings
                .push(Finding::new(&checks::UNKNOWN_KIND, fields.file, span, message).help(help));
        }
        allowed.push(kind);
    }
    let review = fields
        .node("review")
        .and_then(|node| read_interval(fields, node));
    Property {
        name: PropertyName::from(name),
        label,
        kind,
        unit: unit.map(|(unit, _)| nfc(&unit).into_owned()),
        kinds: allowed,
        review,
    }
}

/// Reads a review interval.
pub(super) fn read_interval(fields: &mut Fields<'_>, node: &Node) -> Option<Interval> {
    let interval = node.as_str().and_then(Interval::parse);
    if interval.is_none() {
        fields.invalid(
            node,
            "`review` must be a length of time like `6 months` or `2 years`",
        );
    }
    interval
}

/// Says that there is no check of a name, and which one may have been meant.
fn unknown_check(fields: &mut Fields<'_>, key: &Node) {
    let name = key.as_str().unwrap_or_default();
    let help = match nearest(name, checks::checks().iter().map(|check| check.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`almanac explain` lists the checks".to_owned(),
    };
    fields.unread(key, format!("there is no check `{name}`"), help);
}

fn read_checks(
    fields: &mut Fields<'_>,
    node: &Node,
    config: &mut Config,
) -> BTreeMap<String, Option<Severity>> {
    let mut severities = BTreeMap::new();
    for (name, value) in pairs(fields, node, "`checks`") {
        if name.as_str() == Some("preset") {
            config.preset = read_preset(fields, value);
            continue;
        }
        let Some(check) = name.as_str().and_then(checks::explain) else {
            unknown_check(fields, name);
            continue;
        };
        if check.name == checks::MISSING_EVIDENCE.name && value.as_mapping().is_some() {
            let severity = read_wanted_evidence(fields, value, &mut config.evidence);
            severities.insert(check.name.to_owned(), severity);
            continue;
        }
        let severity = match value.as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("remark") => Some(Severity::Remark),
            Some("off") => None,
            _ => {
                let names = list_names(&["error", "warning", "remark", "off"]);
                fields.invalid(value, format!("a check's severity must be {names}"));
                continue;
            }
        };
        severities.insert(check.name.to_owned(), severity);
    }
    severities
}

/// Reads `preset = "notes"`.
fn read_preset(fields: &mut Fields<'_>, node: &Node) -> Preset {
    let preset = node.as_str().and_then(Preset::from_name);
    if preset.is_none() {
        let names = list_names(&Preset::ALL.map(Preset::name));
        fields.invalid(node, format!("`preset` must be {names}"));
    }
    preset.unwrap_or_default()
}

/// Reads `missing-evidence = { severity = "warning", for = "numbers", pages = ["bee", "path:bees"] }`.
fn read_wanted_evidence(
    fields: &mut Fields<'_>,
    node: &Node,
    evidence: &mut WantedEvidence,
) -> Option<Severity> {
    let mut inner = Fields::new(fields.file, node, "`missing-evidence`");
    let severity = |name: &str| match name {
        "error" => Some(Some(Severity::Error)),
        "warning" => Some(Some(Severity::Warning)),
        "remark" => Some(Some(Severity::Remark)),
        "off" => Some(None),
        _ => None,
    };
    let names = ["error", "warning", "remark", "off"];
    let severity = inner.one_of("severity", severity, &names);
    let claims = Claims::ALL.map(Claims::name);
    evidence.claims = inner
        .one_of("for", Claims::from_name, &claims)
        .unwrap_or_default();
    evidence.pages = inner.texts("pages");
    let findings = inner.finish();
    fields.findings.extend(findings);
    severity.unwrap_or(Some(checks::MISSING_EVIDENCE.default))
}

/// A TOML table as a node, in the order of the file.
pub(super) fn table_node(span: Range<usize>, table: &DeTable<'_>) -> Node {
    let mut pairs: Vec<(Node, Node)> = table
        .iter()
        .map(|(key, value)| {
            let name = Content::Scalar(key.get_ref().to_string());
            (
                Node {
                    span: key.span(),
                    content: name,
                },
                value_node(value),
            )
        })
        .collect();
    pairs.sort_by_key(|(key, _)| key.span.start);
    Node {
        span,
        content: Content::Mapping(pairs),
    }
}

fn value_node(value: &Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let content = match value.get_ref() {
        DeValue::String(text) => Content::Scalar(text.to_string()),
        DeValue::Integer(number) => Content::Scalar(number.as_str().replace('_', "")),
        DeValue::Float(number) => Content::Scalar(number.as_str().replace('_', "")),
        DeValue::Boolean(truth) => Content::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Content::Scalar(date.to_string()),
        DeValue::Array(items) => Content::Sequence(items.iter().map(value_node).collect()),
        DeValue::Table(table) => return table_node(span, table),
    };
    Node { span, content }
}
