//! What is left of TeX in a field once the library has read it: as words.
//!
//! The library resolves accents and letters. It leaves ties, quotation marks, spaces, formulas and the commands that it
//! doesn't know.

use almanac_model::nfc;
use almanac_syntax::without_control_characters;
use biblatex::{Chunk, Spanned};

/// A narrow space at which no line ends: TeX's `\,`.
const NARROW_SPACE: char = '\u{202f}';

/// A space at which no line ends: TeX's `~`.
const TIE: char = '\u{a0}';

/// Commands that put quotation marks around what they are given.
const QUOTING: [&str; 2] = ["enquote", "mkbibquote"];

/// Commands of which what they are given is not shown: they order entries, leave room, or say where a link leads.
const HIDING: [&str; 9] = [
    "hphantom",
    "href",
    "hspace",
    "label",
    "noopsort",
    "phantom",
    "sortnoop",
    "switchargs",
    "vphantom",
];

/// Commands that change how words look, or nothing that is shown.
const SILENT: [&str; 42] = [
    "bf",
    "bfseries",
    "bibnamedash",
    "bigskip",
    "break",
    "centering",
    "displaystyle",
    "em",
    "ensuremath",
    "footnotesize",
    "it",
    "itshape",
    "large",
    "left",
    "limits",
    "mathbb",
    "mathbf",
    "mathcal",
    "mathfrak",
    "mathit",
    "mathrm",
    "mathsf",
    "mathtt",
    "mbox",
    "newblock",
    "noindent",
    "nolinebreak",
    "normalfont",
    "operatorname",
    "protect",
    "relax",
    "right",
    "rm",
    "sc",
    "scshape",
    "selectlanguage",
    "sf",
    "sl",
    "small",
    "text",
    "tt",
    "upshape",
];

/// The names of signs, in text and in formulas.
const SIGNS: [(&str, &str); 92] = [
    ("Delta", "Δ"),
    ("Gamma", "Γ"),
    ("Lambda", "Λ"),
    ("Omega", "Ω"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Psi", "Ψ"),
    ("Sigma", "Σ"),
    ("Theta", "Θ"),
    ("Upsilon", "Υ"),
    ("Xi", "Ξ"),
    ("alpha", "α"),
    ("approx", "≈"),
    ("ast", "∗"),
    ("beta", "β"),
    ("bullet", "•"),
    ("cap", "∩"),
    ("cdot", "·"),
    ("cdots", "⋯"),
    ("chi", "χ"),
    ("circ", "∘"),
    ("cup", "∪"),
    ("dag", "†"),
    ("dagger", "†"),
    ("delta", "δ"),
    ("ell", "ℓ"),
    ("epsilon", "ε"),
    ("equiv", "≡"),
    ("eta", "η"),
    ("euro", "€"),
    ("exists", "∃"),
    ("forall", "∀"),
    ("gamma", "γ"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("gg", "≫"),
    ("hbar", "ℏ"),
    ("hyphen", "-"),
    ("in", "∈"),
    ("infty", "∞"),
    ("int", "∫"),
    ("iota", "ι"),
    ("j", "ȷ"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("langle", "⟨"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leq", "≤"),
    ("ll", "≪"),
    ("mp", "∓"),
    ("mu", "μ"),
    ("nabla", "∇"),
    ("neq", "≠"),
    ("newline", " "),
    ("nobreakspace", "\u{a0}"),
    ("nu", "ν"),
    ("omega", "ω"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("partial", "∂"),
    ("phi", "φ"),
    ("pi", "π"),
    ("pm", "±"),
    ("prime", "′"),
    ("prod", "∏"),
    ("propto", "∝"),
    ("psi", "ψ"),
    ("quad", " "),
    ("rangle", "⟩"),
    ("rho", "ρ"),
    ("rightarrow", "→"),
    ("sigma", "σ"),
    ("sim", "∼"),
    ("slash", "/"),
    ("space", " "),
    ("sqrt", "√"),
    ("star", "⋆"),
    ("subset", "⊂"),
    ("sum", "∑"),
    ("tau", "τ"),
    ("textcopyright", "©"),
    ("textdegree", "°"),
    ("texteuro", "€"),
    ("textmu", "µ"),
    ("textsterling", "£"),
    ("texttimes", "×"),
    ("theta", "θ"),
    ("times", "×"),
    ("to", "→"),
    ("varepsilon", "ε"),
    ("xi", "ξ"),
];

/// Digits and signs that a text has raised and lowered too.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₋";

fn sign_named(name: &str) -> Option<&'static str> {
    let place = SIGNS
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()?;
    Some(SIGNS[place].1)
}

/// The words of a name, which the library has as text.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    push_text(&mut out, text);
    // A tie holds a name together, and is a space like any other in it.
    let out = out.replace(TIE, " ");
    nfc(&without_control_characters(out.trim())).into_owned()
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
    nfc(&without_control_characters(&words)).into_owned()
}

/// The address that a field gives: its signs may be escaped, and it may stand in `\url{…}`.
pub(super) fn address(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix("\\url{")
        .and_then(|text| text.strip_suffix('}'));
    let mut address = inner.unwrap_or(text).trim().to_owned();
    for (escaped, sign) in [
        ("\\textasciitilde{}", "~"),
        ("\\textasciitilde", "~"),
        ("\\~{}", "~"),
        ("$\\sim$", "~"),
        ("\\_", "_"),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\#", "#"),
        ("\\~", "~"),
    ] {
        if address.contains(escaped) {
            address = address.replace(escaped, sign);
        }
    }
    address
}

/// The address that a text is or has in it, if it is one: `\url{https://…}`, as `howpublished` often has it.
pub(super) fn address_in(text: &str) -> Option<String> {
    let start = text.find("\\url{").or_else(|| {
        let is_whole = text.trim().starts_with("http") && !text.trim().contains(' ');
        is_whole.then_some(0)
    })?;
    let text = text[start..].trim();
    let end = match text.strip_prefix("\\url{") {
        Some(_) => text.find('}')? + 1,
        None => text.len(),
    };
    let address = address(&text[..end]);
    address.starts_with("http").then_some(address)
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
        return push_sign(out, text);
    }
    let (name, rest) = text.split_at(letters);
    if let Some(sign) = sign_named(name) {
        out.push_str(sign);
        let rest = rest.strip_prefix("{}").unwrap_or(rest);
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    let Some(inner) = rest.strip_prefix('{') else {
        if !SILENT.contains(&name) {
            // What we don't know is shown as it is written: it may be the word that matters.
            out.push('\\');
            out.push_str(name);
            return rest;
        }
        return rest.strip_prefix(' ').unwrap_or(rest);
    };
    let end = closing_brace(inner).unwrap_or(inner.len());
    let (inner, rest) = (&inner[..end], inner.get(end + 1..).unwrap_or_default());
    match name {
        name if HIDING.contains(&name) => {}
        "textsuperscript" => push_moved(out, inner, RAISED),
        "textsubscript" => push_moved(out, inner, LOWERED),
        name if QUOTING.contains(&name) => {
            out.push('“');
            push_text(out, inner);
            out.push('”');
        }
        _ => push_text(out, inner),
    }
    rest
}

/// Writes what a command comes to whose name is the sign that a text begins with. Returns what stands behind it.
fn push_sign<'t>(out: &mut String, text: &'t str) -> &'t str {
    let sign = text.chars().next();
    let rest = &text[sign.map_or(0, char::len_utf8)..];
    match sign {
        // The library puts the accent of `\'\i` on the backslash behind it.
        Some(accent @ '\u{300}'..='\u{338}') if rest.starts_with(['i', 'j']) => {
            out.extend([&rest[..1], accent.encode_utf8(&mut [0; 4])]);
            let rest = &rest[1..];
            return rest.strip_prefix(' ').unwrap_or(rest);
        }
        Some(',' | ';' | ':') => out.push(NARROW_SPACE),
        Some(' ' | '\n' | '\\') => out.push(' '),
        Some('/' | '!' | '@' | '-') | None => {}
        Some(other) => out.push(other),
    }
    // The library puts a space behind a command that it doesn't know.
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// Writes digits raised or lowered, and anything else as it is.
fn push_moved(out: &mut String, text: &str, digits: &str) {
    let moved = |c: char| {
        "0123456789-"
            .find(c)
            .and_then(|place| digits.chars().nth(place))
    };
    let all: Option<String> = text.chars().map(moved).collect();
    match all {
        Some(all) => out.push_str(&all),
        None => push_text(out, text),
    }
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
                match sign_named(name) {
                    Some("∘") if shift.is_some() => out.push('°'),
                    Some(sign) => out.push_str(sign),
                    None if SILENT.contains(&name) => {}
                    None => out.push_str(name),
                }
                for _ in 0..name.chars().count() {
                    characters.next();
                }
                if name.is_empty() && characters.next().is_some() {
                    out.push(NARROW_SPACE);
                }
            }
            '^' => shift = Some(RAISED),
            '_' => shift = Some(LOWERED),
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
    fn signs_are_found_by_their_names() {
        assert!(SIGNS.is_sorted());
    }

    #[test]
    fn addresses_are_read_without_what_tex_escapes() {
        assert_eq!(
            address(r"https://a.example/\~{}b\_c?d=1\&e=2\%20"),
            "https://a.example/~b_c?d=1&e=2%20"
        );
        assert_eq!(
            address_in(r"Online: \url{https://a.example/x\_y}").as_deref(),
            Some("https://a.example/x_y")
        );
        assert_eq!(address_in("By post"), None);
    }

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
            (
                r#"Mart{\'\i}nez, Garc\'\ia, na\"\i ve"#,
                "Martínez, García, naïve",
            ),
            (
                r"methodology\hyphen independent and\slash or",
                "methodology-independent and/or",
            ),
            (
                r"{\noopsort{1973c}}1981, \href{https://a.example}{a page}",
                "1981, a page",
            ),
            (
                r"CO\textsubscript{2}, 5\textsuperscript{th}, 3$^\circ$C",
                "CO₂, 5th, 3°C",
            ),
            (
                r"$\mathrm{H}_2$ in {\em all} of $\mathbb{R}^3$",
                "H₂ in all of R³",
            ),
            (r"\wibble and \wobble{x}", r"\wibble and x"),
        ] {
            let text = format!("@misc{{a, title = {{{tex}}}}}");
            let read = Bibliography::parse(&text).unwrap();
            let title = read.get("a").unwrap().get("title").unwrap();
            assert_eq!(words(title), expected, "{tex}");
        }
    }
}
