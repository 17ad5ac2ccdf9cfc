//! `missing-media`: finds an image, or a link to a file below `media/`, whose file is not there.

use std::ops::Range;

use almanac_model::{FilePath, LinkForm, Severity};

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

The reader would see a broken frame, or be led nowhere.

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
    for image in local_images(context).filter(|image| !image.is_there) {
        report(reporter, image.file, &image.image.span, &image.path);
    }
    for placed in context.links() {
        if placed.link.form == LinkForm::Address
            && let LinkDestination::MissingFile(media) = context.destination(&placed)
        {
            report(reporter, placed.file, &placed.link.span, &media);
        }
    }
}

fn report(reporter: &mut Reporter, file: &FilePath, span: &Range<usize>, path: &str) {
    let message = format!("there is no file `{path}`");
    let finding = Finding::new(&MISSING_MEDIA, file, span.clone(), message);
    let help = "put the file under `media/`, and write its address as `media/NAME`";
    reporter.report(finding.help(help));
}
