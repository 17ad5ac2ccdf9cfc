//! What is left of TeX in a field once the library has read it: as words.
//!
//! The library resolves accents and letters. It leaves ties, quotation marks, spaces, formulas and the commands that it
//! doesn't know.

use biblatex::{Chunk, Spanned};

/// A narrow space at which no line ends: TeX's `\,`.
const NARROW_SPACE: char = '\u{202f}';

/// A space at which no line ends: TeX's `~`.
const TIE: char = '\u{a0}';

/// Commands that put quotation marks around what they are given.
const QUOTING: [&str; 2] = ["enquote", "mkbibquote"];

/// The names of signs in formulas that a text has too.
const SIGNS: [(&str, &str); 44] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("cdot", "·"),
    ("pm", "±"),
    ("infty", "∞"),
    ("le", "≤"),
    ("leq", "≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("sim", "∼"),
];

/// The words of a name, which the library has as text.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    push_text(&mut out, text);
    // A tie holds a name together, and is a space like any other in it.
    out.replace(TIE, " ").trim().to_owned()
}

/// The words of a field.
pub(super) fn words(chunks: &[Spanned<Chunk>]) -> String {
    let mut out = String::new();
    for chunk in chunks {
        match &chunk.v {
            Chunk::Normal(text) | Chunk::Verbatim(text) => push_text(&mut out, text),
            Chunk::Math(formula) => push_formula(&mut out, formula),
        }
    }
    let mut words = String::with_capacity(out.len());
    // Lines of the file are none of the field; a space that doesn't break is kept.
    for word in out
        .split([' ', '\n', '\r', '\t'])
        .filter(|word| !word.is_empty())
    {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '~', '`', '\'']) {
        out.push_str(&rest[..at]);
        let sign = &rest[at..];
        rest = match sign.as_bytes() {
            [b'~', ..] => {
                out.push(TIE);
                &sign[1..]
            }
            [b'`', b'`', ..] => {
                out.push('“');
                &sign[2..]
            }
            [b'\'', b'\'', ..] => {
                out.push('”');
                &sign[2..]
            }
            [b'`', ..] => {
                out.push('‘');
                &sign[1..]
            }
            [b'\'', ..] => {
                out.push('’');
                &sign[1..]
            }
            _ => push_command(out, &sign[1..]),
        };
    }
    out.push_str(rest);
}

/// Writes what a command comes to, whose name a text begins with. Returns what stands behind it.
fn push_command<'t>(out: &mut String, text: &'t str) -> &'t str {
    let letters = text.len()
        - text
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    if letters == 0 {
        let sign = text.chars().next();
        match sign {
            Some(',' | ';' | ':') => out.push(NARROW_SPACE),
            Some(' ' | '\n' | '\\') => out.push(' '),
            Some('/' | '!' | '@' | '-') | None => {}
            Some(other) => out.push(other),
        }
        let rest = &text[sign.map_or(0, char::len_utf8)..];
        // The library puts a space behind a command that it doesn't know.
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    let (name, rest) = text.split_at(letters);
    let Some(inner) = rest.strip_prefix('{') else {
        return rest.strip_prefix(' ').unwrap_or(rest);
    };
    let end = closing_brace(inner).unwrap_or(inner.len());
    let (open, close) = match QUOTING.contains(&name) {
        true => ("“", "”"),
        false => ("", ""),
    };
    out.push_str(open);
    push_text(out, &inner[..end]);
    out.push_str(close);
    inner.get(end + 1..).unwrap_or_default()
}

/// Where the brace stands that closes one before a text.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Writes a formula as well as a line of text can: signs by their names, exponents and indices raised and lowered where
/// there are such digits.
fn push_formula(out: &mut String, formula: &str) {
    let mut characters = formula.char_indices().peekable();
    let mut shift: Option<&str> = None;
    let mut is_group = false;
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => {
                let rest = &formula[at + 1..];
                let name = &rest[..rest.len()
                    - rest
                        .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                        .len()];
                let sign = SIGNS
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, sign)| *sign);
                out.push_str(sign.unwrap_or(name));
                for _ in 0..name.chars().count() {
                    characters.next();
                }
                if name.is_empty() && characters.next().is_some() {
                    out.push(NARROW_SPACE);
                }
            }
            '^' => shift = Some("⁰¹²³⁴⁵⁶⁷⁸⁹⁻"),
            '_' => shift = Some("₀₁₂₃₄₅₆₇₈₉₋"),
            '{' => is_group = true,
            '}' => (shift, is_group) = (None, false),
            other => {
                let digit = "0123456789-".find(other).filter(|_| shift.is_some());
                let moved = digit.and_then(|digit| shift?.chars().nth(digit));
                out.push(moved.unwrap_or(other));
                if !is_group {
                    shift = None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use biblatex::Bibliography;

    #[test]
    fn tex_becomes_words() {
        for (tex, expected) in [
            (r"``x''~5\,km", "“x”\u{a0}5\u{202f}km"),
            (r#"G{\"o}del, \"{o} \'e {\'{\i}} \ss"#, "Gödel, ö é í ß"),
            (
                r"An \emph{old \textbf{one}} -- and --- more",
                "An old one – and — more",
            ),
            (r"\mkbibquote{Bees} \& \enquote{Hives}", "“Bees” & “Hives”"),
            (
                r"The $\beta$-decay of $10^{12}$ CO$_2$",
                "The β-decay of 10¹² CO₂",
            ),
            ("two\n   lines", "two lines"),
            (r"D'Arcy's `way'", "D’Arcy’s ‘way’"),
            (r"{\TeX} and \LaTeX{}", "TeX and LaTeX"),
        ] {
            let text = format!("@misc{{a, title = {{{tex}}}}}");
            let read = Bibliography::parse(&text).unwrap();
            let title = read.get("a").unwrap().get("title").unwrap();
            assert_eq!(words(title), expected, "{tex}");
        }
    }
}
