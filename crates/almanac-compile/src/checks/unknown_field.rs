//! `unknown-field`: finds a field that an almanac doesn't have, wherever fields are written.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a field that an almanac doesn't have, wherever fields are written.
/// It is found while files are read and linked.
pub(crate) static UNKNOWN_FIELD: Check = Check {
    code: "A0630",
    name: "unknown-field",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a field that an almanac doesn't have, wherever fields are written.

The field is not read, so nobody sees what it says. It may be misspelt, or belong to another program. Fields of other programs are read where their meaning is plain: `tags` and `categories` as `topics`, `description` as `summary`, `date` as `published`, `lastmod` and `modified` as `updated`, `author` as `authors`, `alias` as `aliases`, `published: false`, `publish: false` and `status: draft` as `draft: true`. Where ours is there too, ours counts, and the other one is reported.

It looks at front matter, facts, questions, figures, sources, `almanac.toml`, `topics.yaml` and `media.yaml`.

For example:

```yaml
title: Hugging Face
sumary: A company that hosts models.
```

Better:

```yaml
title: Hugging Face
summary: A company that hosts models.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-field = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
