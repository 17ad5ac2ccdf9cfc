//! The built-in templates in the dialect of the almanac's own.
//!
//! They are written once, for askama, whose expressions are those of Rust. An almanac's own
//! templates are Jinja's, and extend and include the built-in ones, so those are rewritten: only
//! what they make use of, which a test holds to the same output.

/// Rewrites a template.
pub(super) fn to_jinja(source: &str) -> String {
    let mut writer = DialectWriter::default();
    let mut rest = source;
    while let Some(at) = tag_start(rest) {
        writer.out.push_str(&rest[..at]);
        let (kind, closing) = match &rest[at..at + 2] {
            "{{" => (TagKind::Expression, "}}"),
            _ => (TagKind::Statement, "%}"),
        };
        let inner = &rest[at + 2..];
        let end = inner.find(closing).unwrap_or(inner.len());
        writer.tag(kind, inner[..end].trim());
        rest = inner.get(end + closing.len()..).unwrap_or_default();
    }
    writer.out.push_str(rest);
    writer.out
}

fn tag_start(text: &str) -> Option<usize> {
    let starts = ["{{", "{%"].map(|opening| text.find(opening));
    starts.into_iter().flatten().min()
}

#[derive(Clone, Copy)]
enum TagKind {
    Expression,
    Statement,
}

#[derive(Default)]
struct DialectWriter {
    out: String,
    /// For each `if` that is open, whether its present branch binds a name.
    open: Vec<bool>,
}

impl DialectWriter {
    fn tag(&mut self, kind: TagKind, inner: &str) {
        match kind {
            TagKind::Expression => self.write(&format!("{{{{ {} }}}}", expression(inner))),
            TagKind::Statement => self.statement(inner),
        }
    }

    fn statement(&mut self, inner: &str) {
        let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        match word {
            "if" => self.open_branch(rest),
            "else" => {
                self.close_branch();
                match rest.strip_prefix("if ") {
                    Some(condition) => {
                        self.write(&format!("{{% elif {} %}}", expression(condition)));
                    }
                    None => self.write("{% else %}"),
                }
            }
            "endif" => {
                self.close_branch();
                self.open.pop();
                self.write("{% endif %}");
            }
            "call" => self.write(&format!("{{{{ {} }}}}", expression(rest))),
            "endcall" => {}
            _ => self.write(&format!("{{% {} %}}", expression(inner))),
        }
    }

    fn open_branch(&mut self, condition: &str) {
        let bound = condition
            .strip_prefix("let Some(")
            .and_then(|rest| rest.split_once(") = "));
        self.open.push(bound.is_some());
        match bound {
            Some((name, value)) => {
                let value = expression(value);
                let text = format!("{{% if {value} is not none %}}{{% with {name} = {value} %}}");
                self.write(&text);
            }
            None => self.write(&format!("{{% if {} %}}", expression(condition))),
        }
    }

    fn close_branch(&mut self) {
        if let Some(binds) = self.open.last_mut()
            && std::mem::take(binds)
        {
            self.write("{% endwith %}");
        }
    }

    fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// Rewrites an expression: Rust's operators, paths and methods.
fn expression(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_negated = false;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            '!' if !rest.starts_with("!=") => {
                is_negated = true;
                rest = &rest[1..];
                continue;
            }
            _ if rest.starts_with("||") || rest.starts_with("&&") => {
                out.push_str(if first == '|' { "or" } else { "and" });
                rest = &rest[2..];
                continue;
            }
            _ if first.is_alphabetic() || first == '_' => {
                let length = path_length(rest);
                let called = rest[length..].starts_with("()");
                out.push_str(&path(&rest[..length], called, is_negated));
                is_negated = false;
                rest = &rest[length + if called { 2 } else { 0 }..];
                continue;
            }
            _ => first.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// How long the path is that a text begins with: `parts::page_list`, `step.why.is_empty`.
fn path_length(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':');
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// Rewrites a path; where it is called, its last part is a method without arguments.
fn path(path: &str, is_called: bool, is_negated: bool) -> String {
    let jinja = path.replace("::", ".");
    let method = jinja.rsplit_once('.').filter(|_| is_called);
    let (value, is_negated) = match method {
        Some((owner, "is_empty")) => (owner.to_owned(), !is_negated),
        Some((owner, "is_some")) => (format!("{owner} is not none"), is_negated),
        Some((owner, "len")) => (format!("{owner}|length"), is_negated),
        Some((owner, "element")) => (format!("{owner}|time"), is_negated),
        Some((owner, "iter")) => (owner.to_owned(), is_negated),
        _ if is_called => (format!("{jinja}()"), is_negated),
        _ => (jinja, is_negated),
    };
    if is_negated {
        format!("not {value}")
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_templates_say_in_rust_is_said_in_jinja() {
        for (askama, jinja) in [
            ("{{ frame.title }}", "{{ frame.title }}"),
            (
                "{{ \"a || !b\"|count(of.len()) }}",
                "{{ \"a || !b\"|count(of|length) }}",
            ),
            (
                "{% if !a.is_empty() || b.is_empty() && !c %}x{% endif %}",
                "{% if a or not b and not c %}x{% endif %}",
            ),
            (
                "{% if let Some(x) = a.b %}{{ x }}{% else if n > 1 %}y{% else %}z{% endif %}",
                "{% if a.b is not none %}{% with x = a.b %}{{ x }}{% endwith %}{% elif n > 1 %}y{% else %}z{% endif %}",
            ),
            (
                "{% if a != b %}{% if let Some(x) = a %}{% endif %}{% endif %}",
                "{% if a != b %}{% if a is not none %}{% with x = a %}{% endwith %}{% endif %}{% endif %}",
            ),
            (
                "{% call parts::list(kind.entries.iter(), 3) %}{% endcall %}",
                "{{ parts.list(kind.entries, 3) }}",
            ),
            (
                "{% for a in b %}{{ a.date.element() }}{% endfor %}",
                "{% for a in b %}{{ a.date|time }}{% endfor %}",
            ),
            (
                "{% if a.is_some() %}{% endif %}",
                "{% if a is not none %}{% endif %}",
            ),
        ] {
            assert_eq!(to_jinja(askama), jinja);
        }
    }
}
