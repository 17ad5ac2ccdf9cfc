//! Endings that words of a language have often, folded, without accents.
//!
//! A form of a word that stands on no page has no stem in the files. A browser takes such an ending off it and looks whether
//! what is left is a stem that some page has. The list may be generous: of these endings only those are written to the
//! files that the stemmer of the language takes off too, so a wrong one does nothing.

/// By language, as the first part of a BCP 47 tag has it.
const ENDINGS: [(&str, &str); 22] = [
    ("ar", "ه ات ون ين ان ها هم نا ي يه"),
    ("ca", "s es a os as ment cio cions ar ant at ada ats ades"),
    (
        "da",
        "e en er et ne ene ens erne ernes es s ede ende ere hed heden",
    ),
    (
        "de",
        "e en em er es n s ern ung ungen end et te ten est st lich liche lichen ig ige igen heit keit isch ische",
    ),
    (
        "el",
        "α ασ εσ η ησ ο οι οσ ου ουσ ον ων ε ια ιασ ιο ιου ι εισ εων ω ει ουν ουμε ετε ματα ματοσ μα",
    ),
    (
        "en",
        "s es ed ing ings er ers or ors ion ions ation ations ational ment ments ness able ible ably al ally ive ives ively \
         ity ities ize izes ized izing ise ises ised ising ance ances ence ences ant ent ful fully less ly ous ously ism isms \
         ist ists",
    ),
    (
        "es",
        "o a e os as es ar er ir ado ada ados adas ido ida idos idas ando iendo mente cion ciones idad idades ista istas \
         able ables an en aron ieron aba aban ia ian ara era ira",
    ),
    (
        "et",
        "d de le l lt s st sse ga ks ta na ni t te id ide idele ides idest",
    ),
    (
        "eu",
        "a ak an ko ek en ean ra tik rekin ren rako etan etako etara",
    ),
    (
        "fi",
        "a an ssa sta lla lta lle n t ta na ksi tta en in ille illa ilta issa ista iksi ina ni si nsa ja jen den ien ssani aan assa asta alla alta alle ana aksi at oissa oista oihin",
    ),
    (
        "fr",
        "s e es ie ies x er ez ee ees ent ant ants ante ait aient a ai ont ion ions ation ations ement ements ment ite ites ique \
         iques able ables if ive ifs ives eur eurs euse euses iste istes \
         isme ismes ence ences ance ances al aux ien iens ienne iennes el els elle elles",
    ),
    (
        "hu",
        "k ok ek ak ot et at t ban ben ba be nak nek val vel bol bol rol tol hoz hez on en an ra re ig ert kent kban kben \
         akban ekben okban ban aban eben aba ebe aim eim unk junk",
    ),
    (
        "hi",
        "े ी ि ा ो ू ु ें ों ीं ां ों एं ओं ियों ियां ियाँ ाएं ाओं ाएँ ुओं ने ना नी ता ती ते कर ाकर ेंगे ेगा ेगी",
    ),
    ("id", "nya kan an i lah kah ku mu"),
    (
        "it",
        "o a i e are ere ire ato ata ati ate ito ita iti ite ando endo mente zione zioni ita ista isti iste abile abili \
         ano ono ava evano avano ivo iva ivi ive",
    ),
    (
        "nl",
        "e en s er ers ing ingen heid heden t te ten de den je jes lijk lijke ig ige isch ische",
    ),
    (
        "no",
        "a e en et er ene ens ers ets s ede ende ande het heten eren",
    ),
    (
        "pt",
        "o a e os as es ar er ir ado ada ados adas ido ida idos idas ando endo indo mente cao coes idade idades ista istas \
         avel aveis am em aram ava avam ia iam",
    ),
    (
        "ro",
        "a e i ii ul ului lor ele elor uri urile le ilor ilor it ita at ata ati ate are ire ind and esc este oase",
    ),
    (
        "ru",
        "а я ы и у ю е о ой ей ою ею ом ем ам ям ами ями ах ях ов ев ь ый ий ая яя ое ее ого его ому ему ым им ую юю ые ие ых \
         их ыми ими ть л ла ло ли ет ут ют ит ат ят ешь ишь \
         ный ная ное ные ного ной ных ным ными ному ную ном ость ости остью остей",
    ),
    (
        "sv",
        "a ar arna en er erna et n or orna na s t ade ande are as het heten igt iga",
    ),
    (
        "tr",
        "lar ler da de ta te dan den tan ten i u in un a e la le lari leri larin lerin larda lerde lardan lerden im um imiz \
         ya ye yi yu nin nun dir dur",
    ),
];

/// How many letters a stem has at least that is guessed. Some stemmers change what is left when they have taken an ending off,
/// `huging` to `huge`: there a short rest is more often another word.
pub(super) fn shortest_guess(language: &str) -> usize {
    match language.split('-').next().unwrap_or_default() {
        "en" | "nl" | "da" => 4,
        _ => 3,
    }
}

/// The endings of a language, given by its BCP 47 tag.
pub(super) fn endings_of(language: &str) -> impl Iterator<Item = &'static str> {
    let primary = language
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    // Both written languages of Norway are stemmed alike.
    let primary = match &*primary {
        "nb" | "nn" => "no".to_owned(),
        _ => primary,
    };
    let rows = ENDINGS.iter().filter(move |(tag, _)| *tag == primary);
    rows.flat_map(|(_, endings)| endings.split_whitespace())
}
