//! `unlicensed-media`: finds an image whose licence `media.yaml` does not give.

use almanac_model::Severity;

use super::CheckInfo;
use super::media::local_images;
use crate::context::{Context, Finding, Reporter};

/// Finds an image whose licence `media.yaml` does not give.
pub(crate) static UNLICENSED_MEDIA: CheckInfo = CheckInfo {
    code: "A0606",
    name: "unlicensed-media",
    default: Severity::Warning,
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `unlicensed-media = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (file, image, media) in local_images(context) {
        // One that is not there has been reported for that.
        if context.has_file(&media) && context.licensed_media.get(media.as_str()) != Some(&true) {
            let message = format!("`media.yaml` gives no licence of `{media}`");
            let finding = Finding::new(&UNLICENSED_MEDIA, file, image.span.clone(), message);
            reporter.report(finding.help(format!(
                "add `{media}: {{ licence: …, attribution: …, origin: … }}`"
            )));
        }
    }
}
