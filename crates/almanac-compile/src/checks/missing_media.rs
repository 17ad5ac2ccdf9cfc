//! `missing-media`: finds an image whose file is not there.

use almanac_model::Severity;

use super::CheckInfo;
use super::media::local_images;
use crate::context::{Context, Finding, Reporter};

/// Finds an image whose file is not there.
pub(crate) static MISSING_MEDIA: CheckInfo = CheckInfo {
    code: "A0601",
    name: "missing-media",
    default: Severity::Error,
    explanation: r##"Finds an image whose file is not there.

The reader would see a broken frame.

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

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (file, image, media) in local_images(context) {
        if !context.has_file(&media) {
            let message = format!("there is no file `{media}`");
            let finding = Finding::new(&MISSING_MEDIA, file, image.span.clone(), message);
            reporter.report(
                finding.help("put the image under `media/`, and write its address as `media/NAME`"),
            );
        }
    }
}
