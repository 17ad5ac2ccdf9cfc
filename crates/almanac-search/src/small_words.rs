//! The words that make questions and hold sentences together.

/// The words that make questions and hold sentences together, by language, folded. They are left out of nothing: a page
/// that has them ranks above one that has not.
const SMALL_WORDS: [(&str, &str); 12] = [
    (
        "en",
        "who whom whose what which when where why how many much is are was were be been do does did has have had can could may \
         might will would shall should must there i my me we our you your a an the of for to in on at by with from and or \
         about between than that this these those",
    ),
    (
        "de",
        "wer wen wem wessen was welche welcher welches welchem welchen wann wo woher wohin warum wieso weshalb wie ist \
         sind war waren wird werden wurde wurden viel viele hat haben kann ich wir mein der die das den dem des ein eine einen einem einer und \
         oder von zu zum zur mit fur im in am an auf bei",
    ),
    (
        "fr",
        "qui que quoi quel quelle quels quelles quand ou pourquoi comment combien est sont etait a ont peut je on le la \
         les un une des du de et en au aux pour avec dans sur par",
    ),
    (
        "es",
        "quien quienes que cual cuales cuando donde como cuanto cuantos cuantas por es son fue era ha han puedo se el la \
         los las un una de del y o en a al con para",
    ),
    (
        "it",
        "chi che cosa quale quali quando dove perche come quanto quanti quante e sono era fu ha hanno posso il lo la i gli \
         le un una di del della dei da in a con per o",
    ),
    (
        "pt",
        "quem que qual quais quando onde como quanto quantos quantas por e sao foi era tem posso o a os as um uma de do da \
         dos das em no na com para ou",
    ),
    (
        "nl",
        "wie wat welke wanneer waar waarom hoe hoeveel is zijn was waren heeft kan ik de het een van en of in op te met voor",
    ),
    (
        "sv",
        "vem vad vilken vilket vilka nar var varfor hur ar har kan jag en ett och eller av i pa med for till",
    ),
    (
        "pl",
        "kto co jaki jaka jakie ktory ktora kiedy gdzie dlaczego jak ile czy jest sa byl i w na z do o od dla",
    ),
    (
        "ru",
        "кто что какой какая какие который когда где куда почему зачем как сколько и в на с о от для из по у",
    ),
    (
        "ar",
        "من ما ماذا متي اين لماذا كيف كم اي هل في علي الي عن هو هي",
    ),
    (
        "tr",
        "kim ne hangi zaman nerede neden nicin nasil kac mi ve ile bir bu",
    ),
];

/// Whether a word is one of those of one of some languages that pages need not have. In capitals it is a name: `WHO`.
pub fn is_small_word(typed: &str, folded: &str, languages: &[String]) -> bool {
    if is_capitals(typed) {
        return false;
    }
    SMALL_WORDS.iter().any(|(language, words)| {
        let is_spoken = languages
            .iter()
            .any(|tag| tag.split('-').next() == Some(language));
        is_spoken && words.split_whitespace().any(|word| word == folded)
    })
}

/// Whether a word has two letters or more, all of them capitals.
pub fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some()
}

/// The words of a language that pages need not have, folded.
pub fn small_words(language: &str) -> impl Iterator<Item = &'static str> {
    let primary = language.split('-').next().unwrap_or_default().to_owned();
    let rows = SMALL_WORDS.iter();
    let rows = rows.filter(move |(language, _)| *language == primary);
    rows.flat_map(|(_, words)| words.split_whitespace())
}
