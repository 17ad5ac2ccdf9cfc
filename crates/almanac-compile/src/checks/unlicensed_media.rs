//! `unlicensed-media`: finds an image whose licence `media.yaml` does not give.

use almanac_model::{Severity, SharedFile};

use super::media::{LocalImage, local_images};
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an image whose licence `media.yaml` does not give.
pub(crate) static UNLICENSED_MEDIA: Check = Check {
    code: "A0606",
    name: "unlicensed-media",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an image whose licence `media.yaml` does not give.

Whoever copies the almanac has to know whether they may.

For example:

```yaml
# media.yaml says nothing of office.jpg
```

Better:

```yaml
office.jpg: { licence: CC-BY-4.0, attribution: "…", origin: "https://…" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unlicensed-media = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let mut images = local_images(context).peekable();
    // What an unreadable list says is not known, and that it is one has been reported.
    if images.peek().is_none() || context.is_unread_list(SharedFile::Media) {
        return;
    }
    for LocalImage {
        file,
        image,
        path: media,
        is_there,
    } in images
    {
        // One that is not there has been reported for that.
        if is_there && !context.is_licensed(&media) {
            let message = format!("`media.yaml` gives no licence of `{media}`");
            let finding = Finding::new(&UNLICENSED_MEDIA, file, image.span.clone(), message);
            reporter.report(finding.help(format!(
                "add `{media}: {{ licence: …, attribution: …, origin: … }}`"
            )));
        }
    }
}
