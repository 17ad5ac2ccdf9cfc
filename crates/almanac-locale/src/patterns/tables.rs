//! How languages write signs at numbers, quotation marks and answers, as the Unicode CLDR 48.2 has them (Unicode License v3,
//! by its packages `cldr-numbers-full` and `cldr-misc-full`). A language that a table lacks has what it inherits: `es-MX`
//! from `es-419`, and that from `es`. Tests compare each language of the CLDR.

/// A pattern, and the languages that have it.
pub(super) type PatternTable = &'static [(&'static str, &'static str)];

/// An amount of money (`currencyFormats`, `standard`); `¤ #`, with a space that does not break, in all other languages.
pub(super) const MONEY: PatternTable = &[
    (
        "¤#",
        "af ak am bem bho bm bn-IN ceb cgg chr cy dav doi dz ebu ee en es-419 es-GQ fil ga gd gu guz gv haw \
         hi id ig ja jmc kam kde ki kl kln kn ko kok kok-Latn ks kw kxv kxv-Deva kxv-Orya kxv-Telu lo luy mas \
         mer ml mn-Mong-MN mr ms ms-Arab mt mua naq nd nr nus nyn om or pa pcm rm rof sa saq sg si sn so ss \
         st su ta te teo th ti tn tok tr ug ur vai vai-Latn vai-Vaii ve vun xh xnr yo yue yue-Hans zh zh-Hant \
         zu",
    ),
    (
        "#\u{a0}¤",
        "asa ast az az-Cyrl ba bas be bg br bs bs-Cyrl bua ca ce ckb cs cv da de dsb dua dyo el en-150 es et \
         eu ewo ff fi fo fr gl gsw hr hsb ht hu hy is it ka kea kk ksf ksh ku ky lb lij lld ln lt lv mk my \
         nds nmg no pl pms prg pt-PT ro ru sah sc sd sdh se sk sl smn sq sr sr-Latn sv szl tg tk tpi tt tzm \
         uk uz uz-Cyrl vi vmw xog yav",
    ),
    (
        "#¤",
        "agq bez bn ccp dje kab khq km ksb lg lu luo oc rn rwk sbp seh ses shi shi-Latn shi-Tfng twq zgh",
    ),
    (
        "¤\u{a0}#",
        "de-AT de-CH de-LI en-AT en-CH en-MV en-NL es-AR es-CO es-PE es-PY es-UY fa-AF it-CH ms-Arab-BN ms-BN \
         ta-MY ta-SG",
    ),
    ("#\u{202f}¤", "eo vec"),
    ("\u{200e}¤#", "fa"),
    ("\u{200f}#\u{a0}¤", "ar"),
    ("\u{200f}#\u{a0}\u{200f}¤", "he"),
];

/// A share of a hundred (`percentFormats`); `#%` in all other languages.
pub(super) const SHARE: PatternTable = &[
    (
        "#\u{a0}%",
        "bas be br bua ca ce ckb cs cv da de dsb dua dz en-AT en-DE en-DK en-FI en-NO en-SE es fi fo fr gl \
         gsw hr hsb ht kl ksh lb lt mk nds no qu rn ro ru se sk sl smn sv tk tt zgh",
    ),
    ("#%", "de-CH de-LI es-419 fr-CH"),
    ("%#", "ku tr"),
    ("%\u{a0}#", "blo eu"),
    ("#\u{202f}%", "oc"),
];

/// What stands before a number that is only near (`approximatelySign`), with a space behind words; `~` in all other
/// languages, and in Wolof, where the CLDR has a minus.
pub(super) const NEAR: PatternTable = &[
    ("≈", "be bs de dsb eo et fr-CA hsb ka mk nn rm ru sq"),
    ("≃", "fr ht"),
    ("ca.\u{a0}", "no"),
    ("dáàshì\u{a0}", "yo-BJ"),
    ("dáàṣì\u{a0}", "yo"),
    ("∼", "lt"),
    ("約", "ja"),
];

/// The sign of the dollar of the United States; `US$` in all other languages.
pub(super) const DOLLAR: PatternTable = &[
    (
        "$",
        "ast ba bal-Latn be bn-IN brx cad chr cic cv de doi dsb el en en-Dsrt en-IN es-EC es-PR es-SV es-US \
         et fa fi fil ga gd gl gsw ha haw he hi hsb hy ig ja kk km kn ks ks-Deva ku lb lkt lv mai ml mn \
         mn-Mong mni mr mus mzn nl-BQ or os osa ps qu-EC rm ru sd-Deva sl su sw-KE ta te tg tr tt ug ur wae \
         wo xh yo zu",
    ),
    (
        "USD",
        "af bs ca en-AU eo es-419 hr hu is it ky lt ms no pl ro sk uk vec",
    ),
    (
        "US$",
        "en-001 en-CA es-AR es-CL es-CO es-CU es-DO es-UY ta-SG",
    ),
    ("𞅎", "hnj hnj-Hmnp mww mww-Hmnp"),
    ("$US", "fr ht qu"),
    ("$ SU", "br"),
    ("$\u{a0}US", "fr-CA"),
    ("US $", "ceb"),
    ("щ.д.", "bg"),
    ("ߊߞߘ$", "nqo"),
];

/// What stands between the two ends of a range of dates (`intervalFormatFallback` of `cldr-dates-full`), in languages where
/// it is no dash.
pub(super) const BETWEEN_DATES: PatternTable = &[
    ("至", "yue zh-Hant"),
    ("～", "ja"),
    ("\u{a0}~ ", "ko"),
    ("\u{a0}تا ", "fa"),
];

/// The quotation marks (`delimiters`); `“#”` in all other languages. The CLDR leaves out the spaces of French.
pub(super) const QUOTED: PatternTable = &[
    (
        "«#»",
        "am ast az-Arab az-Cyrl bas be blo bm br bua ca cv dua dyo el es-US eu ewo fa fr-CH gsw ht hy ie it \
         jgo kab kk kkj ksf ky lij mg mua mzn nnh no oc os pms pt-PT rm ru rw sah sc sdh sg shi shi-Latn \
         shi-Tfng ti tyv uk wae yav zgh",
    ),
    (
        "„#“",
        "bg bs-Cyrl cs de dsb et hr hsb is ka ksh lb lt luy mk nds prg sgs sk sl",
    ),
    ("„#”", "agq bs ff hu nmg pl ro sr sr-Latn szl"),
    ("”#”", "fi he lag rn se sn sv yi"),
    ("‘#’", "fur ia nl ti-ER tn"),
    ("”#“", "ar lld ms-Arab syr ur"),
    ("「#」", "ja yue yue-Hans zh-Hant"),
    ("»#«", "kk-Arab ug"),
    ("«\u{a0}#\u{a0}»", "fr"),
    ("“#’", "st"),
];

/// The marks of a quotation within another (`alternateQuotation…`); `‘#’` in all other languages.
pub(super) const QUOTED_WITHIN: PatternTable = &[
    (
        "“#”",
        "ast blo bm br ca cv dyo el es-US eu ewo fur ia ie it kab kk lij mg mua nnh pms pt-AO pt-CH pt-CV pt-GQ \
         pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL sc sg st ti tk tn",
    ),
    (
        "‚#‘",
        "bs-Cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl",
    ),
    ("„#“", "bas be bg bua ky lt os prg ru sah sgs tyv uk"),
    (
        "‹#›",
        "am az-Arab az-Cyrl fa fr-CH gsw jgo kkj mzn rm sdh wae",
    ),
    ("«#»", "eo fr ht hy ka nmg oc pl ro yav"),
    ("’#’", "fi he lag rn se sn sr sr-Latn sv yi"),
    ("’#‘", "ar lld ms-Arab syr ur uz"),
    ("‘#’", "bm-Nkoo el-polyton ff-Adlm uz-Arab uz-Cyrl"),
    ("『#』", "ja yue yue-Hans zh-Hant"),
    ("‚#’", "agq ff"),
    ("»#«", "hu szl"),
    ("›#‹", "kk-Arab ug"),
    ("„#”", "shi shi-Latn shi-Tfng zgh"),
    ("”#“", "fr-CA"),
];

/// Signs of other currencies, the same in nearly all languages. All others are written by their code.
pub(super) const SIGNS: [(&str, &str); 15] = [
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

/// Signs of currencies in the languages of the countries that have them: sign, code, and languages.
pub(super) const OWN_SIGNS: &[(&str, &str, &str)] = &[
    ("؋", "AFN", "ps"),
    ("Lekë", "ALL", "sq"),
    ("֏", "AMD", "hy"),
    ("₼", "AZN", "az"),
    ("KM", "BAM", "bs"),
    ("৳", "BDT", "bn"),
    ("Br", "BYN", "be"),
    ("Kč", "CZK", "cs"),
    ("kr", "DKK", "fo"),
    ("kr.", "DKK", "da"),
    ("Br", "ETB", "ti"),
    ("ብር", "ETB", "am"),
    ("₾", "GEL", "ka"),
    ("GH₵", "GHS", "ak"),
    ("Ft", "HUF", "hu"),
    ("Rp", "IDR", "id jv"),
    ("ریال", "IRR", "fa"),
    ("kr.", "ISK", "is"),
    ("￥", "JPY", "ja"),
    ("сом", "KGS", "ky"),
    ("៛", "KHR", "km"),
    ("₸", "KZT", "kk"),
    ("₭", "LAK", "lo"),
    ("රු.", "LKR", "si"),
    ("ден.", "MKD", "mk"),
    ("K", "MMK", "my"),
    ("₮", "MNT", "mn"),
    ("RM", "MYR", "ms"),
    ("₦", "NGN", "ha ig yo"),
    ("kr", "NOK", "no"),
    ("नेरू", "NPR", "ne"),
    ("Rs", "PKR", "sd ur"),
    ("zł", "PLN", "pl"),
    ("₽", "RUB", "cv ru tt"),
    ("kr", "SEK", "sv"),
    ("฿", "THB", "th"),
    ("сом.", "TJS", "tg"),
    ("₺", "TRY", "tr"),
    ("TSh", "TZS", "sw"),
    ("₴", "UAH", "uk"),
    ("soʻm", "UZS", "uz"),
    ("F\u{202f}CFA", "XOF", "wo"),
    ("R", "ZAR", "af xh zu"),
];

/// Yes and no (`posix`), in the languages for which the CLDR has them in a form that can stand alone, `hayır` with the
/// letter that it has there without its dot.
pub(super) const ANSWERS: &[(&str, &str, &str)] = &[
    ("af", "ja", "nee"),
    ("am", "አዎን", "አይ"),
    ("az", "hə", "yox"),
    ("be", "так", "не"),
    ("bg", "да", "не"),
    ("bn", "হ্যাঁ", "না"),
    ("bs", "da", "ne"),
    ("bs-Cyrl", "да", "не"),
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
    ("fil", "oo", "hindi"),
    ("fo", "ja", "nei"),
    ("fr", "oui", "non"),
    ("fy", "ja", "nee"),
    ("gl", "si", "non"),
    ("gu", "હા", "નહીં"),
    ("he", "כן", "לא"),
    ("hi", "हाँ", "नहीं"),
    ("hr", "da", "ne"),
    ("hu", "igen", "nem"),
    ("hy", "այո", "ոչ"),
    ("id", "ya", "tidak"),
    ("is", "já", "nei"),
    ("it", "sì", "no"),
    ("ja", "はい", "いいえ"),
    ("ka", "კი", "არა"),
    ("kk", "иә", "жоқ"),
    ("kn", "ಹೌದು", "ಇಲ್ಲ"),
    ("ko", "예", "아니요"),
    ("ky", "ооба", "жок"),
    ("lb", "jo", "nee"),
    ("lt", "taip", "ne"),
    ("lv", "jā", "nē"),
    ("mk", "да", "не"),
    ("mn", "тийм", "үгүй"),
    ("ms", "ya", "tidak"),
    ("nl", "ja", "nee"),
    ("nn", "ja", "nei"),
    ("no", "ja", "nei"),
    ("or", "ହଁ", "ନା"),
    ("pa", "ਹਾਂ", "ਨਹੀਂ"),
    ("pl", "tak", "nie"),
    ("pt", "sim", "não"),
    ("rm", "gea", "na"),
    ("ro", "da", "nu"),
    ("ru", "да", "нет"),
    ("si", "ඔව්", "නැත"),
    ("sk", "áno", "nie"),
    ("sl", "da", "ne"),
    ("sq", "po", "jo"),
    ("sr", "да", "не"),
    ("sr-Latn", "da", "ne"),
    ("sv", "ja", "nej"),
    ("sw", "Ndiyo", "Hapana"),
    ("ta", "ஆம்", "இல்லை"),
    ("th", "ใช่", "ไม่ใช่"),
    ("tr", "evet", "hayır"),
    ("uk", "так", "ні"),
    ("ur", "ہاں", "نہیں"),
    ("uz", "ha", "yo‘q"),
    ("uz-Cyrl", "ҳа", "йўқ"),
    ("vi", "có", "không"),
    ("yue", "係", "唔係"),
    ("zu", "yebo", "cha"),
];
