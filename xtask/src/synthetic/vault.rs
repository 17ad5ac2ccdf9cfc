//! The files of a folder of notes: no sources, an image a page, and six warnings a page.
//!
//! The six are those that a folder has which was never checked: the page cites nothing, has no summary,
//! links to a note and to a heading that are not there, and shows an image without a text for those who
//! can't see it and without a licence.

use std::fmt::Write;

use super::plan::{AlmanacPlan, MadeUpName};
use super::prose::{ENTRY_WORDS, LINKS};

/// How many entries share an image.
const ENTRIES_FOR_AN_IMAGE: usize = 10;

/// A picture of one transparent point.
pub(super) const IMAGE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\x0bIDATx\x9cc`\0\x02\0\0\x05\0\x01z^\xab?\0\0\0\0IEND\xaeB`\x82";

/// `almanac.toml`.
pub(super) fn config(plan: &AlmanacPlan) -> String {
    let count = plan.entries.len();
    format!("title = \"A folder of {count} notes\"\nlanguage = \"en\"\n")
}

/// The images that entries show.
pub(super) fn images(plan: &AlmanacPlan) -> impl Iterator<Item = String> {
    (0..plan.entries.len().div_ceil(ENTRIES_FOR_AN_IMAGE)).map(image)
}

fn image(number: usize) -> String {
    format!("media/image-{number}.png")
}

/// An entry. It links to the next one, so that none is without a link to it.
pub(super) fn entry(plan: &AlmanacPlan, number: usize) -> String {
    let name = &plan.entries[number];
    let mut random = plan.random("entry text", number);
    let topic = random.popular(plan.topics);
    let mut text = format!(
        "---\nid: {}\ntitle: {}\ntopics: [topic-{topic}]\n---\n",
        name.slug, name.title
    );
    let words = random.between(ENTRY_WORDS / 2, ENTRY_WORDS * 3 / 2);
    let paragraphs = words.div_ceil(80);
    for paragraph in 0..paragraphs {
        if paragraph > 0 && paragraph % 3 == 0 {
            let heading = plan.words.sentence(random.between(1, 4), &mut random);
            let _ = write!(text, "## {heading}\n\n");
        }
        let mut written = 0;
        while written + 8 < words / paragraphs {
            let length = random.between(8, 25).min(words / paragraphs - written);
            let _ = write!(text, "{}. ", plan.words.sentence(length, &mut random));
            written += length;
        }
        let due = LINKS * (paragraph + 1) / paragraphs - LINKS * paragraph / paragraphs;
        for _ in 0..due {
            let _ = write!(text, "See [[{}]]. ", plan.popular_page(&mut random).slug);
        }
        text.push_str("\n\n");
    }
    let next = &plan.entries[(number + 1) % plan.entries.len()];
    text.push_str(&faults(next, number));
    text
}

/// A link that leads on, and what is warned about.
fn faults(next: &MadeUpName, number: usize) -> String {
    let image = image(number / ENTRIES_FOR_AN_IMAGE);
    format!(
        "See [[{}]], [[Not written yet {number}]] and [[{}#No such part]].\n\n![](/{image})\n",
        next.slug, next.slug
    )
}
