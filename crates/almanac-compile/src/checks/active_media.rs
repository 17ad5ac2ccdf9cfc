//! `active-media`: finds a file of `media/` that does more than be seen or heard.

use almanac_model::{Area, Severity, media_type};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a file of `media/` that does more than be seen or heard.
pub(crate) static ACTIVE_MEDIA: Check = Check {
    code: "A0650",
    name: "active-media",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a file of `media/` that does more than be seen or heard: an SVG with a script, an event handler, a link that runs a script, elements of other documents (`<foreignObject>`) or something that is loaded from elsewhere, and a page or a script (`media/x.html`).

In a page an SVG is a picture and nothing of it runs. Opened by its own address it is a page of your site: its script may read what your readers keep there, and what it loads tells others who reads. `almanac serve` forbids that by its headers, but not every host of a built site does. Pages and scripts below `media/` are published by neither.

For example:

```svg
<svg xmlns="http://www.w3.org/2000/svg" onload="start()">
  <image href="https://example.org/photo.png"/>
</svg>
```

Better:

```svg
<svg xmlns="http://www.w3.org/2000/svg">
  <image href="data:image/png;base64,…"/>
</svg>
```

Drawing programs can save a plain SVG. What your site is to run goes into `static/`, which is published as it is.

To change how grave it is, write under `[checks]` in `almanac.toml`: `active-media = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// What the names of files end in that browsers open as pages, or run.
const ACTIVE_TYPES: [&str; 13] = [
    "hta", "htm", "html", "js", "mht", "mhtml", "mjs", "shtml", "svgz", "swf", "xhtml", "xht",
    "xml",
];

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (file, parts) in context.active_media {
        let parts = parts
            .iter()
            .map(|part| format!("{} (line {})", part.what, part.line));
        let message = format!(
            "`{file}` is more than a picture: it has {}",
            parts.collect::<Vec<_>>().join(", ")
        );
        let finding = Finding::new(&ACTIVE_MEDIA, file, 0..0, message);
        reporter.report(finding.help("take it out, or save the drawing as a plain SVG"));
    }
    let media = context
        .files
        .iter()
        .filter(|file| context.layout().area_of(file.as_str()) == Some(Area::Media));
    for file in media.filter(|file| media_type(file.as_str()).is_none()) {
        let extension = file
            .as_str()
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if ACTIVE_TYPES.contains(&&*extension) {
            let message = format!("`{file}` is not published: a page or a script is no medium");
            let finding = Finding::new(&ACTIVE_MEDIA, file, 0..0, message);
            reporter.report(finding.help("move it below `static/` if it is yours to publish"));
        }
    }
}
