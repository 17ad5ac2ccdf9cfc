//! `hidden-address`: finds a file of `static/` that would take an address of the site’s own.

use almanac_model::{Area, Severity, own_address};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a file of `static/` that would take an address of the site’s own.
pub(crate) static HIDDEN_ADDRESS: Check = Check {
    code: "A0608",
    name: "hidden-address",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a file of `static/` that would take an address of the site’s own.

Files of `static/` are served at the site’s root: `static/CNAME` as `/CNAME`. A file with the address of a page would hide that page, so the file is not served. `robots.txt` and a favicon may be replaced. Pages are changed by templates: see `docs/entries/theming.md`.

For example:

```
static/entries/index.html
```

Better:

```
static/more/index.html
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `hidden-address = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for file in context.files {
        let Some(address) = context.layout().within(Area::Static, file.as_str()) else {
            continue;
        };
        let Some(own) = own_address(address) else {
            continue;
        };
        let message =
            format!("the file would hide `/{address}`: `/{own}` is an address of the site's own");
        let help = format!(
            "rename `{}{own}`; to change a page, override its template",
            Area::Static.folder()
        );
        reporter.report(Finding::new(&HIDDEN_ADDRESS, file, 0..0, message).help(help));
    }
}
