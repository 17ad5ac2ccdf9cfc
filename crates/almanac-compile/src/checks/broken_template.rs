//! `broken-template`: finds a template of the almanac’s own that can’t make its pages.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a template of the almanac’s own that can’t make its pages.
/// It is found when pages are rendered, and added to the report then.
pub(crate) static BROKEN_TEMPLATE: Check = Check {
    code: "A0609",
    name: "broken-template",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a template of the almanac’s own that can’t make its pages.

The template has a syntax error, or names a value that its page does not have, or no page uses it. The pages are then made by the built-in template. `docs/entries/theming.md` says what each template gets.

For example:

```
{% extends "base.html" %}
{% block main %}<h1>{{ content.titel }}</h1>{% endblock %}
```

Better:

```
{% extends "base.html" %}
{% block main %}<h1>{{ content.title }}</h1>{% endblock %}
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `broken-template = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};
