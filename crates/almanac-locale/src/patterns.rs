//! How a language writes money, shares of a hundred, what is near a number, quotation marks, and yes and no: what of the
//! Unicode CLDR is in no stable crate of ICU4X. `docs/decisions/icu4x.md` says why the tables are ours.

#[cfg(test)]
mod cldr;
mod tables;

use icu_locale_fallback::LocaleFallbacker;
use icu_provider::DataLocale;

use tables::PatternTable;

/// How a language writes numbers with signs at them. In a pattern `#` is the number, `¤` the currency and `%` the sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patterns {
    /// An amount of money.
    money: &'static str,
    /// Whether the region writes money in another way than its language.
    pub has_own_money: bool,
    /// A share of a hundred.
    pub share: &'static str,
    /// Whether the region writes shares in another way than its language.
    pub has_own_share: bool,
    /// What stands before a number that is only near.
    pub near: &'static str,
    /// The sign of the dollar of the United States.
    dollar: &'static str,
    /// The sign of the currency of the country, by its code.
    own_sign: Option<(&'static str, &'static str)>,
    /// What stands between two dates, if it is no dash.
    pub between_dates: Option<&'static str>,
    /// The quotation marks, with the name between them.
    pub quoted: &'static str,
    /// Those of a quotation within another.
    pub quoted_within: &'static str,
    /// Yes and no: signs, which say it in any language, where we have no words that we are sure of.
    pub answers: (&'static str, &'static str),
}

impl Patterns {
    /// Those of a language, by its BCP 47 tag.
    pub(crate) fn of(language: &str) -> Self {
        let lineage = lineage(language);
        let base = &lineage[lineage.len().saturating_sub(1)..];
        let find = |table, root| find(table, &lineage).unwrap_or(root);
        let differs = |table| self::find(table, &lineage) != self::find(table, base);
        Self {
            money: find(tables::MONEY, "¤\u{a0}#"),
            has_own_money: differs(tables::MONEY),
            share: find(tables::SHARE, "#%"),
            has_own_share: differs(tables::SHARE),
            near: find(tables::NEAR, "~"),
            dollar: find(tables::DOLLAR, "US$"),
            own_sign: nearest(&lineage, |tag| {
                let mut rows = tables::OWN_SIGNS.iter();
                let row = rows.find(|(_, _, languages)| names(languages, tag));
                row.map(|(sign, code, _)| (*code, *sign))
            }),
            between_dates: self::find(tables::BETWEEN_DATES, &lineage),
            quoted: find(tables::QUOTED, "“#”"),
            quoted_within: find(tables::QUOTED_WITHIN, "‘#’"),
            answers: nearest(&lineage, |tag| {
                let row = tables::ANSWERS.iter().find(|(of, ..)| *of == tag);
                row.map(|(_, yes, no)| (*yes, *no))
            })
            .unwrap_or(("✓", "✗")),
        }
    }

    /// An amount in a currency, by its ISO code or its sign.
    pub(crate) fn money(&self, currency: &str, amount: &str) -> String {
        let sign = self.sign(currency);
        let written = self.money.replace('#', amount).replace('¤', sign);
        // A letter and a digit don't touch.
        let (first, last) = (format!("{sign}{amount}"), format!("{amount}{sign}"));
        let touches = written.trim_start_matches('\u{200e}');
        match touches {
            _ if touches == first && sign.ends_with(char::is_alphabetic) => {
                written.replace(&first, &format!("{sign}\u{a0}{amount}"))
            }
            _ if touches == last && sign.starts_with(char::is_alphabetic) => {
                written.replace(&last, &format!("{amount}\u{a0}{sign}"))
            }
            _ => written,
        }
    }

    fn sign<'s>(&self, currency: &'s str) -> &'s str
    where
        'static: 's,
    {
        match (currency, self.own_sign) {
            ("USD", _) => self.dollar,
            (code, Some((own, sign))) if own == code => sign,
            (code, _) => {
                let known = tables::SIGNS.iter().find(|(known, _)| *known == code);
                known.map_or(code, |(_, sign)| *sign)
            }
        }
    }
}

/// A language and those that it inherits from, the nearest first: of `es-MX` `es-MX`, `es-419` and `es`.
fn lineage(language: &str) -> Vec<String> {
    let Ok(tag) = language.parse::<icu_locale_core::Locale>() else {
        return Vec::new();
    };
    let fallbacker = LocaleFallbacker::new().for_config(Default::default());
    let mut ancestors = fallbacker.fallback_for(DataLocale::from(&tag));
    let mut lineage = Vec::new();
    while !ancestors.get().is_unknown() {
        lineage.push(ancestors.get().to_string());
        ancestors.step();
    }
    lineage
}

fn find(table: PatternTable, lineage: &[String]) -> Option<&'static str> {
    nearest(lineage, |tag| {
        let row = table.iter().find(|(_, languages)| names(languages, tag));
        row.map(|(pattern, _)| *pattern)
    })
}

fn nearest<T>(lineage: &[String], find: impl Fn(&str) -> Option<T>) -> Option<T> {
    lineage.iter().find_map(|tag| find(tag))
}

fn names(languages: &str, tag: &str) -> bool {
    languages.split_ascii_whitespace().any(|known| known == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_stands_where_its_language_puts_it() {
        for (language, currency, written) in [
            ("pl", "USD", "3,5\u{a0}USD"),
            ("pl", "EUR", "3,5\u{a0}€"),
            ("pl", "PLN", "3,5\u{a0}zł"),
            ("fr-CA", "EUR", "3,5\u{a0}€"),
            ("fr", "CHF", "3,5\u{a0}CHF"),
            ("ja", "USD", "$3,5"),
            ("ja", "JPY", "￥3,5"),
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
            ("fa", "USD", "\u{200e}$3,5"),
            ("fa", "CHF", "\u{200e}CHF\u{a0}3,5"),
            ("qaa", "USD", "US$\u{a0}3,5"),
        ] {
            let patterns = Patterns::of(language);
            assert_eq!(patterns.money(currency, "3,5"), written, "{language}");
        }
    }

    #[test]
    fn a_region_has_what_its_nearest_of_kin_has() {
        let quoted = |language| Patterns::of(language).quoted;
        assert_eq!(quoted("pt-AO"), "«#»");
        assert_eq!(quoted("zh-TW"), "「#」");
        assert_eq!(quoted("fr-CA"), "«\u{a0}#\u{a0}»");
        assert_eq!(quoted("no language"), "“#”");
        let answers = |language| Patterns::of(language).answers;
        assert_eq!(answers("nb"), ("ja", "nei"));
        assert_eq!(answers("sr-ME"), ("da", "ne"));
        assert_eq!(answers("az-Cyrl"), ("✓", "✗"));
        assert_eq!(Patterns::of("es-MX").money("MXN", "5"), "MX$5");
    }
}
