//! `missing-media`: finds an image, or a link to a file below `media/`, whose file is not there.

use std::ops::Range;

use almanac_model::{FilePath, Severity};
use almanac_syntax::Hyperlink;

use super::media::local_images;
use crate::check::{Check, Find, Scope};
use crate::local::LocalAddress;
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-media = "error"`, `"warning"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let images = local_images(context).map(|(file, image, media)| (file, &image.span, media));
    let links = linked_media(context);
    for (file, span, media) in images.chain(links) {
        if !context.has_file(&media) {
            let message = format!("there is no file `{media}`");
            let finding = Finding::new(&MISSING_MEDIA, file, span.clone(), message);
            reporter.report(
                finding.help("put the file under `media/`, and write its address as `media/NAME`"),
            );
        }
    }
}

/// The files below `media/` that Markdown links lead to.
fn linked_media<'c>(
    context: &'c PageContext<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Range<usize>, String)> {
    let media = |file: &FilePath, link: &Hyperlink| {
        let address = LocalAddress::read(file, &link.address)?;
        address.media().map(str::to_owned)
    };
    context.read_files().flat_map(move |(file, read)| {
        let links = read.document.hyperlinks.iter();
        links.filter_map(move |link| Some((file, &link.span, media(file, link)?)))
    })
}
