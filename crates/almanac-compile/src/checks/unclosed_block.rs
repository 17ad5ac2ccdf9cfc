//! `unclosed-block`: finds front matter, a fenced block, HTML, `{{` or, in a cell of a table, `[[` that is never closed.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds front matter, a fenced block, HTML, `{{` or, in a cell of a table, `[[` that is never closed.
/// It is found while files are read and linked.
pub(crate) static UNCLOSED_BLOCK: Check = Check {
    code: "A0604",
    name: "unclosed-block",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds front matter, a fenced block, HTML, `{{` or, in a cell of a table, `[[` that is never closed.

Everything behind it would become part of it. In a table a bar ends the cell, so write the bar of a wiki link as `\|`: `[[open-weights\|open]]`. A comment or a `<script>` that is never closed is shown as it is written, up to the
end of its paragraph. So is one that ends too far away: a `<!DOCTYPE`, `<?` or `<![CDATA[` behind its paragraph, a `<script>`, `<style>` or `<textarea>` behind a heading.

For example:

````
```question
ask: Why?
````

Better:

````
```question
ask: Why?
answer: Because.
```
````

To change how grave it is, write under `[checks]` in `almanac.toml`: `unclosed-block = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
