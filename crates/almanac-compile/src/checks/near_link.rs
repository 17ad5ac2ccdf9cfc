//! `near-link`: finds words that look like a link and are none.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds words that look like a link and are none. It is found while files are read.
pub(crate) static NEAR_LINK: Check = Check {
    code: "A0105",
    name: "near-link",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds words that look like a link and are none.

`[words][label]` is a link only if the text defines the label, `[label]: address`, and an address with a space in it must
stand between `<` and `>`. Of two links in each other, `[see [[plan]]](guide.md)`, only the inner one is a link. Otherwise readers see the brackets and the address as they are written.

For example:

```
More in [the guide](my guide.md) and [the plan][plan].
```

Better:

```
More in [the guide](<my guide.md>) and [the plan][plan].

[plan]: plan.md
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `near-link = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
