//! `wrong-unit`: finds a value in another unit than its property has.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a value in another unit than its property has.
/// It is found while files are read and linked.
pub(crate) static WRONG_UNIT: Check = Check {
    code: "A0308",
    name: "wrong-unit",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a value in another unit than its property has.

All values of a property have the unit that `almanac.toml` declares, so that they can be compared and drawn. A value in another unit is not converted for you: the diagnostic says what it would be, and you decide how many of its digits mean something.

For example:

```yaml
facts:
  depth: { value: 19 feet, sources: [survey] }
```

Better:

```yaml
facts:
  depth: { value: 5.8, sources: [survey] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `wrong-unit = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
