//! Patterns of the Unicode CLDR that ICU4X has in its experimental crate only: money, shares of a hundred, and what is near
//! a number. The tables are what that crate gives (`icu_experimental` 0.7, CLDR 48); see `docs/decisions/icu4x.md`.

/// How a language writes numbers with signs at them. In a pattern `#` is the number, `¤` the currency and `%` the sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patterns {
    /// An amount of money.
    pub money: &'static str,
    /// Whether the region writes money in another way than its language.
    pub has_own_money: bool,
    /// A share of a hundred.
    pub share: &'static str,
    /// What stands before a number that is only near.
    pub near: &'static str,
    /// The sign of the dollar of the United States.
    pub dollar: &'static str,
    /// The quotation marks, with the name between them.
    pub quoted: &'static str,
    /// Yes and no, where we are sure of them.
    pub truth: Option<(&'static str, &'static str)>,
}

/// A pattern, and the languages that have it.
type Table = &'static [(&'static str, &'static str)];

const MONEY: Table = &[
    (
        "#\u{a0}¤",
        "az ba be bg br bs ca cs cv da de el es et eu fi fo fr gl hr hu hy is it ka kk ku ky lb lt lv mk my nb nn no pl \
         pt-PT ro ru sc se sk sl sq sr sv tg tk tt uk uz vi",
    ),
    ("#\u{202f}¤", "eo"),
    ("#¤", "bn km oc"),
    ("\u{200e}¤\u{a0}#", "fa"),
    ("\u{200f}#\u{a0}\u{200f}¤", "he"),
    ("\u{200f}#\u{a0}¤", "ar"),
    (
        "¤\u{a0}#",
        "as bm bo ce ckb de-AT de-CH de-LI dz ff fy gv ha haw ia ie ii jv kl kw la lg ln lu mg mi mn nd ne nl os ps pt qu rn \
         rw sd sg sn sw ta tl to wo yi za",
    ),
];

const SHARE: Table = &[
    ("%#", "ku tr"),
    ("%\u{a0}#", "eu"),
    (
        "#\u{a0}%",
        "be br ca cs cv da de es fi fo fr gl hr lb lt mk nb nn no qu ro ru sk sl sv tk tt",
    ),
    ("#\u{202f}%", "oc"),
];

const NEAR: Table = &[
    ("≈", "be bs de eo et ka mk nn rm ru sq"),
    ("約", "ja"),
    ("ca.\u{a0}", "nb no"),
    ("≃", "fr"),
];

const DOLLAR: Table = &[(
    "$",
    "ba be cv de el en et fa fi fil ga gd gl ha he hi hy ig ja kk km kn ks ku lb lv ml mn mr or ps rm ru sl su ta te tg \
     tr tt ug ur wo xh yo zu",
)];

const QUOTED: Table = &[
    ("„#“", "bg bs cs de et hr is lb lt mk sk sl sr"),
    ("„#”", "hu pl ro"),
    ("«#»", "be ca el es eu fa gl it nb nn no oc pt-PT ru uk"),
    ("«\u{a0}#\u{a0}»", "fr"),
    ("”#”", "fi sv"),
    ("「#」", "ja yue zh-HK zh-Hant zh-TW"),
];

/// Signs of other currencies, the same in nearly all languages. All others are written by their code.
const SIGNS: [(&str, &str); 15] = [
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("CAD", "CA$"),
    ("CNY", "CN¥"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("HKD", "HK$"),
    ("ILS", "₪"),
    ("INR", "₹"),
    ("JPY", "JP¥"),
    ("KRW", "₩"),
    ("MXN", "MX$"),
    ("PHP", "₱"),
    ("TWD", "NT$"),
    ("VND", "₫"),
];

/// Yes and no, as the CLDR has them for answers (`posix/messages`).
const TRUTHS: [(&str, &str, &str); 48] = [
    ("af", "ja", "nee"),
    ("az", "hə", "yox"),
    ("be", "так", "не"),
    ("bg", "да", "не"),
    ("bn", "হ্যাঁ", "না"),
    ("bs", "da", "ne"),
    ("ca", "sí", "no"),
    ("cs", "ano", "ne"),
    ("da", "ja", "nej"),
    ("el", "ναι", "όχι"),
    ("eo", "jes", "ne"),
    ("es", "sí", "no"),
    ("et", "jah", "ei"),
    ("eu", "bai", "ez"),
    ("fa", "بله", "نه"),
    ("fi", "kyllä", "ei"),
    ("fr", "oui", "non"),
    ("gl", "si", "non"),
    ("he", "כן", "לא"),
    ("hi", "हाँ", "नहीं"),
    ("hr", "da", "ne"),
    ("hu", "igen", "nem"),
    ("id", "ya", "tidak"),
    ("is", "já", "nei"),
    ("it", "sì", "no"),
    ("ja", "はい", "いいえ"),
    ("ka", "დიახ", "არა"),
    ("ko", "예", "아니요"),
    ("lt", "taip", "ne"),
    ("lv", "jā", "nē"),
    ("mk", "да", "не"),
    ("nb", "ja", "nei"),
    ("nl", "ja", "nee"),
    ("nn", "ja", "nei"),
    ("no", "ja", "nei"),
    ("pl", "tak", "nie"),
    ("pt", "sim", "não"),
    ("ro", "da", "nu"),
    ("ru", "да", "нет"),
    ("sk", "áno", "nie"),
    ("sl", "da", "ne"),
    ("sq", "po", "jo"),
    ("sr", "да", "не"),
    ("sv", "ja", "nej"),
    ("tr", "evet", "hayır"),
    ("uk", "так", "ні"),
    ("ur", "ہاں", "نہیں"),
    ("vi", "có", "không"),
];

impl Patterns {
    /// Those of a language, by its BCP 47 tag.
    pub(crate) fn of(language: &str) -> Self {
        let base = language.split('-').next().unwrap_or_default();
        let find = |table| find(table, language).or_else(|| find(table, base));
        let truth = TRUTHS.iter().find(|(tag, ..)| *tag == base);
        Self {
            money: find(MONEY).unwrap_or("¤#"),
            has_own_money: self::find(MONEY, language) != self::find(MONEY, base),
            share: find(SHARE).unwrap_or("#%"),
            near: find(NEAR).unwrap_or("~"),
            dollar: find(DOLLAR).unwrap_or("US$"),
            quoted: find(QUOTED).unwrap_or("“#”"),
            truth: truth.map(|(_, yes, no)| (*yes, *no)),
        }
    }

    /// An amount in a currency, by its ISO code.
    pub(crate) fn money(&self, currency: &str, amount: &str) -> String {
        let known = SIGNS.iter().find(|(code, _)| *code == currency);
        let sign = match (currency, known) {
            ("USD", _) => self.dollar,
            (_, Some((_, sign))) => sign,
            (code, None) => code,
        };
        let written = self.money.replace('#', amount).replace('¤', sign);
        // A letter and a digit don't touch.
        let (first, last) = (format!("{sign}{amount}"), format!("{amount}{sign}"));
        match written {
            written if written == first && sign.ends_with(char::is_alphabetic) => {
                format!("{sign}\u{a0}{amount}")
            }
            written if written == last && sign.starts_with(char::is_alphabetic) => {
                format!("{amount}\u{a0}{sign}")
            }
            written => written,
        }
    }
}

fn find(table: Table, language: &str) -> Option<&'static str> {
    let mut rows = table.iter();
    let row = rows.find(|(_, languages)| {
        languages
            .split_ascii_whitespace()
            .any(|tag| tag == language)
    });
    row.map(|(pattern, _)| *pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_stands_where_its_language_puts_it() {
        for (language, currency, written) in [
            ("pl", "USD", "3,5\u{a0}US$"),
            ("pl", "EUR", "3,5\u{a0}€"),
            ("fr-CA", "EUR", "3,5\u{a0}€"),
            ("fr", "CHF", "3,5\u{a0}CHF"),
            ("ja", "USD", "$3,5"),
            ("ja", "CHF", "CHF\u{a0}3,5"),
            ("ko", "KRW", "₩3,5"),
            ("tr", "USD", "$3,5"),
            ("nl", "EUR", "€\u{a0}3,5"),
            ("de-AT", "EUR", "€\u{a0}3,5"),
            ("pt", "BRL", "R$\u{a0}3,5"),
            ("pt-PT", "EUR", "3,5\u{a0}€"),
            ("km", "USD", "3,5$"),
            ("km", "CHF", "3,5\u{a0}CHF"),
            ("he", "ILS", "\u{200f}3,5\u{a0}\u{200f}₪"),
            ("fa", "USD", "\u{200e}$\u{a0}3,5"),
            ("qaa", "USD", "US$3,5"),
        ] {
            let patterns = Patterns::of(language);
            assert_eq!(patterns.money(currency, "3,5"), written, "{language}");
        }
    }

    #[test]
    fn every_table_names_a_language_once() {
        for table in [MONEY, SHARE, NEAR, DOLLAR, QUOTED] {
            let tags = table.iter().flat_map(|(_, tags)| tags.split_whitespace());
            let mut tags: Vec<&str> = tags.collect();
            tags.sort_unstable();
            assert!(tags.is_sorted_by(|one, other| one < other), "{tags:?}");
        }
        assert!(TRUTHS.is_sorted());
    }
}
