//! `unportable-name`: finds a file that not every system can hold.

use std::borrow::Cow;

use almanac_model::{
    FilePath, Severity, Slug, UnportableName, is_device_name, same_file_name, unportable_name,
};
use rustc_hash::FxHashMap as HashMap;

use super::alias_clash::alias_span;
use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a file that not every system can hold.
pub(crate) static UNPORTABLE_NAME: Check = Check {
    code: "A0632",
    name: "unportable-name",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a file or a folder that not every system can hold.

An almanac is a folder that others copy. Windows refuses some names: those of its devices (`nul`, `con`, `aux`, `prn`, `com1`, `lpt1`) with any ending, names that end in a dot or a space, and names with one of `< > : " \ | ? *`. There, and on most Macs, two names that differ only in case are one file, so that a clone would lose one of the two.

For example:

```
entries/nul.md
media/Port.png
media/port.png
```

Better:

```
entries/null-value.md
media/port.png
media/port-at-night.png
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unportable-name = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let mut seen: HashMap<Cow<'_, str>, &str> = HashMap::default();
    let mut before = "";
    // A page whose name has such signs, or letters in upper case, can't be an address, which has been reported.
    let is_reported = |path: &str, why: Option<UnportableName>| {
        context.layout().is_page_file(path) && why != Some(UnportableName::Device)
    };
    // Files are sorted, so that those of a folder follow each other: what two have in common is looked at once.
    for file in context.files {
        let path = file.as_str();
        for end in ends_of_parts(path).skip_while(|end| is_shared(before, path, *end)) {
            let part = &path[..end];
            let name = part.rsplit('/').next().unwrap_or(part);
            let why = unportable_name(name).filter(|why| !is_reported(part, Some(*why)));
            if let Some(why) = why {
                report_refused(file, part, why, reporter);
            }
            if is_reported(part, None) {
                continue;
            }
            match seen.get(&*same_file_name(part)) {
                Some(other) if *other != part => report_twin(file, part, other, reporter),
                Some(_) => {}
                None => drop(seen.insert(same_file_name(part), part)),
            }
        }
        before = path;
    }
    find_names_of_folders(context, reporter);
}

/// Looks for former slugs, which no file bears and a folder of the built site will. Languages and topics are looked at
/// while they are read.
fn find_names_of_folders(context: &Context<'_>, reporter: &mut Reporter) {
    let pages = context
        .originals()
        .map(|(page, read)| (&page.content, read));
    let paths = context.original_paths();
    let paths = paths.map(|(path, read)| (&path.content, read));
    for (content, read) in pages.chain(paths) {
        let devices = content.aliases.iter().filter(|alias| is_device_name(alias));
        for alias in devices.filter(|alias| Slug::new(alias).is_ok()) {
            let message = format!(
                "Windows can't hold a folder `{alias}`, which this alias would be built as"
            );
            let span = alias_span(read, alias);
            let finding = Finding::new(&UNPORTABLE_NAME, &content.file, span, message);
            reporter.report(finding.help("take it out, or write it as a title"));
        }
    }
}

/// Where each folder of a path ends, and the path itself.
fn ends_of_parts(path: &str) -> impl Iterator<Item = usize> {
    let folders = path.match_indices('/').map(|(end, _)| end);
    folders.chain([path.len()])
}

/// Whether the path before lies in the same folder up to `end`.
fn is_shared(before: &str, path: &str, end: usize) -> bool {
    before.as_bytes().get(end) == Some(&b'/') && before.get(..end) == path.get(..end)
}

/// Reports a path whose last part Windows refuses.
fn report_refused(file: &FilePath, path: &str, why: UnportableName, reporter: &mut Reporter) {
    let why = match why {
        UnportableName::Device => "it is the name of a device there".to_owned(),
        UnportableName::Ending => "names end in no dot or space there".to_owned(),
        UnportableName::Sign(sign) => {
            format!("`{}` has a meaning of its own there", sign.escape_default())
        }
    };
    let message = format!("Windows can't hold `{path}`: {why}");
    let finding = Finding::new(&UNPORTABLE_NAME, file, 0..0, message);
    reporter.report(finding.help("rename it"));
}

/// Reports two paths that are one for file systems that don't tell cases apart.
fn report_twin(file: &FilePath, path: &str, other: &str, reporter: &mut Reporter) {
    let message = format!("`{path}` and `{other}` are one name on Windows and on most Macs");
    let finding = Finding::new(&UNPORTABLE_NAME, file, 0..0, message);
    reporter.report(finding.help("rename one of the two"));
}
