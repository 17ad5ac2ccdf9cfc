//! What languages call themselves, and what the languages of the interface call them.

use std::sync::LazyLock;

use almanac_model::LanguageTag;
use rustc_hash::FxHashMap as HashMap;

use crate::Locale;
use crate::locale::primary;

/// Tags and names, sorted by tag, as the Unicode CLDR has them (version 48).
const NAMES: [(&str, &str); 156] = [
    ("af", "Afrikaans"),
    ("ak", "Akan"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("as", "অসমীয়া"),
    ("az", "azərbaycan"),
    ("ba", "башҡорт"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bm", "bamanakan"),
    ("bn", "বাংলা"),
    ("bo", "བོད་སྐད་"),
    ("br", "brezhoneg"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("ce", "нохчийн"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("cv", "чӑваш чӗлхи"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("dz", "རྫོང་ཁ"),
    ("ee", "eʋegbe"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("en-GB", "English (United Kingdom)"),
    ("en-US", "English (United States)"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("es-419", "español (Latinoamérica)"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("ff", "Pulaar"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fo", "føroyskt"),
    ("fr", "français"),
    ("fr-CA", "français (Canada)"),
    ("fy", "Frysk"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("gv", "Gaelg"),
    ("ha", "Hausa"),
    ("haw", "ʻŌlelo Hawaiʻi"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("ia", "interlingua"),
    ("id", "Indonesia"),
    ("ie", "Interlingue"),
    ("ig", "Igbo"),
    ("ii", "ꆈꌠꉙ"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("jv", "Jawa"),
    ("ka", "ქართული"),
    ("ki", "Gikuyu"),
    ("kk", "қазақ тілі"),
    ("kl", "kalaallisut"),
    ("km", "ខ្មែរ"),
    ("kn", "ಕನ್ನಡ"),
    ("ko", "한국어"),
    ("ks", "کٲشُر"),
    ("ku", "kurdî (kurmancî)"),
    ("kw", "kernewek"),
    ("ky", "кыргызча"),
    ("la", "Latina"),
    ("lb", "Lëtzebuergesch"),
    ("lg", "Luganda"),
    ("ln", "lingála"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lu", "Tshiluba"),
    ("lv", "latviešu"),
    ("mg", "Malagasy"),
    ("mi", "Māori"),
    ("mk", "македонски"),
    ("ml", "മലയാളം"),
    ("mn", "монгол"),
    ("mr", "मराठी"),
    ("ms", "Melayu"),
    ("mt", "Malti"),
    ("my", "မြန်မာ"),
    ("nb", "norsk bokmål"),
    ("nd", "isiNdebele"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("oc", "occitan"),
    ("om", "Oromoo"),
    ("or", "ଓଡ଼ିଆ"),
    ("os", "ирон"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("pt-BR", "português (Brasil)"),
    ("pt-PT", "português (Portugal)"),
    ("qu", "Runasimi"),
    ("rm", "rumantsch"),
    ("rn", "Ikirundi"),
    ("ro", "română"),
    ("ru", "русский"),
    ("rw", "Ikinyarwanda"),
    ("sa", "संस्कृत भाषा"),
    ("sc", "sardu"),
    ("sd", "سنڌي"),
    ("se", "davvisámegiella"),
    ("sg", "Sängö"),
    ("si", "සිංහල"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sn", "chiShona"),
    ("so", "Soomaali"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sr-Cyrl", "српски (ћирилица)"),
    ("sr-Latn", "srpski (latinica)"),
    ("st", "Sesotho"),
    ("su", "Basa Sunda"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "тоҷикӣ"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tk", "türkmen dili"),
    ("tl", "Filipino"),
    ("tn", "Setswana"),
    ("to", "lea fakatonga"),
    ("tr", "Türkçe"),
    ("tt", "татар"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("uz", "o‘zbek"),
    ("vi", "Tiếng Việt"),
    ("wo", "Wolof"),
    ("xh", "IsiXhosa"),
    ("yi", "ייִדיש"),
    ("yo", "Èdè Yorùbá"),
    ("yue", "粵語"),
    ("za", "Vahcuengh"),
    ("zh", "中文"),
    ("zh-Hans", "中文（简体）"),
    ("zh-Hant", "中文（繁體）"),
    ("zu", "isiZulu"),
];

/// What each language of the interface calls the languages of [`NAMES`], from the same version of the CLDR: a line of the tags of
/// the interface's languages, then one for each language, its tag first.
const NAMES_IN: &str = include_str!("../locales/language-names.tsv");

/// The same by the tag of the interface's language and that of the named one.
static BY_TAGS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let mut lines = NAMES_IN.lines().map(|line| line.split('\t'));
    let interfaces: Vec<&str> = lines.next().into_iter().flatten().skip(1).collect();
    let rows = lines.filter_map(|mut row| Some((row.next()?, row)));
    let names = rows.flat_map(|(tag, row)| {
        let named = interfaces.iter().zip(row);
        named.map(move |(interface, name)| ((*interface, tag), name))
    });
    names.collect()
});

impl Locale {
    /// What the language of the interface calls a language, as it stands among words of the interface.
    pub fn language_name(&self, language: &str) -> String {
        let interface = primary(self.tag());
        name_by(language, |tag| BY_TAGS.get(&(interface, tag)).copied())
    }
}

/// What a language calls itself.
pub fn own_name(language: &str) -> String {
    name_by(language, find)
}

/// A name that is looked up by the tag, else by its first part, and what else the tag says in brackets; the tag, if we don't know.
fn name_by(language: &str, find: impl Fn(&str) -> Option<&'static str>) -> String {
    if let Some(name) = find(language) {
        return name.to_owned();
    }
    let (base, rest) = language.split_once('-').unwrap_or((language, ""));
    match find(base) {
        Some(name) if LanguageTag::new(language).is_ok() => {
            format!("{name} ({})", rest.replace('-', ", "))
        }
        _ => language.to_owned(),
    }
}

fn find(tag: &str) -> Option<&'static str> {
    let found = NAMES.binary_search_by(|(known, _)| (*known).cmp(tag));
    found.ok().map(|index| NAMES[index].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_as_their_readers_name_them() {
        assert!(NAMES.is_sorted());
        for (tag, name) in [
            ("ar", "العربية"),
            ("de", "Deutsch"),
            ("pt-BR", "português (Brasil)"),
            ("de-AT", "Deutsch (AT)"),
            ("qaa", "qaa"),
        ] {
            assert_eq!(own_name(tag), name);
        }
    }

    #[test]
    fn every_language_of_the_interface_has_a_name_for_every_language() {
        for locale in Locale::all() {
            for (tag, _) in NAMES {
                let name = BY_TAGS.get(&(primary(locale.tag()), tag)).copied();
                assert!(
                    name.is_some_and(|name| !name.is_empty()),
                    "{tag} in {}",
                    locale.tag()
                );
            }
        }
        for (interface, tag, name) in [
            ("de", "en", "Englisch"),
            ("en", "de", "German"),
            ("en", "de-AT", "German (AT)"),
            ("zh", "fr", "法语"),
            // An interface that does not speak the language speaks English.
            ("fr", "de", "German"),
            ("de", "qaa", "qaa"),
        ] {
            assert_eq!(Locale::of(interface).language_name(tag), name);
        }
    }
}
