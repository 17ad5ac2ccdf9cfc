//! `wrong-property-type`: finds a value that is not of the type that `almanac.toml` declares for its property.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a value that is not of the type that `almanac.toml` declares for its property.
/// It is found while files are read and linked.
pub(crate) static WRONG_PROPERTY_TYPE: Check = Check {
    code: "A0304",
    name: "wrong-property-type",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a value that is not of the type that `almanac.toml` declares for its property.

Values are compared, sorted, drawn and aged by their type.

For example:

```yaml
facts:
  models-hosted: { value: many, sources: [hf-stats] }
```

Better:

```yaml
facts:
  models-hosted: { value: over 2 million, sources: [hf-stats] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `wrong-property-type = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
