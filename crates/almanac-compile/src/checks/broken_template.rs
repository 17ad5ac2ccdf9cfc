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

It is not of the form that templates have, or it names what the page does not give it, or nothing uses it. The pages are
then made by the template that is built in. `docs/entries/theming.md` says what each template gets.

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
