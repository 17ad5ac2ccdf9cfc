//! `missing-media`: finds an image, or a link to a file below `media/`, whose file is not there or not published.

use std::ops::Range;

use almanac_model::{Area, FilePath, Severity, sent_type};

use super::media::local_images;
use crate::check::{Check, Find, Scope};
use crate::other_page::LinkDestination;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an image, or a link to a file below `media/`, whose file is not there.
pub(crate) static MISSING_MEDIA: Check = Check {
    code: "A0601",
    name: "missing-media",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an image, or a link to a file below `media/`, whose file is not there.

The reader would see a broken frame, or be led nowhere. So it is with a file below `media/` that is not published: images, sounds, videos, their captions, PDF and documents for saving (`.csv`, `.docx`, `.zip`, …) are, and pages and programs are not.

For example:

```
![The office](media/ofice.jpg)
```

Better:

```
![The office](media/office.jpg)
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-media = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for image in local_images(context) {
        match image.is_there {
            true => report_unpublished(reporter, image.file, &image.image.span, &image.path),
            false => report(
                context,
                reporter,
                image.file,
                &image.image.span,
                &image.path,
            ),
        }
    }
    for placed in context.links() {
        match context.destination(&placed) {
            LinkDestination::MissingFile(media) => {
                report(context, reporter, placed.file, &placed.link.span, &media);
            }
            LinkDestination::File(media) => {
                report_unpublished(reporter, placed.file, &placed.link.span, &media);
            }
            _ => {}
        }
    }
}

/// Reports a file that is there, and is published neither by a server nor as a file.
fn report_unpublished(reporter: &mut Reporter, file: &FilePath, span: &Range<usize>, path: &str) {
    if Area::Media.within(path).is_none() || sent_type(path).is_some() {
        return;
    }
    let message = format!("`{path}` is not published: it is neither a medium nor a document");
    let finding = Finding::new(&MISSING_MEDIA, file, span.clone(), message);
    let help = "put it below `static/`, of which every file is published, and link to it from the root: `/NAME`";
    reporter.report(finding.help(help));
}

fn report(
    context: &PageContext<'_>,
    reporter: &mut Reporter,
    file: &FilePath,
    span: &Range<usize>,
    path: &str,
) {
    let message = format!("there is no file `{path}`");
    let finding = Finding::new(&MISSING_MEDIA, file, span.clone(), message);
    let help = match context.config().content.syntax.is_foreign() {
        true => "put a file of this name into the folder, or mend the address",
        false => "put the file under `media/`, and write its address as `media/NAME`",
    };
    reporter.report(finding.help(help));
}
