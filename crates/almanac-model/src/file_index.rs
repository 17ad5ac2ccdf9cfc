//! How a name finds its file.
//!
//! This is the one function by which links of other programs' notes find what they name, whatever they are: wiki links,
//! embeds, Markdown links and images. A name is first the path of a file, then that of a file beside the one it stands in,
//! then the name of a file anywhere: of several, the one with the shortest path. Letters are first compared as they are
//! written, then in any case. The table is made once a snapshot, so that a look-up costs next to nothing.

mod compared;

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use self::compared::{
    Asked, Indexed, Kind, Letters, ends_with, is_relative, last_part, leading_digits,
    trailing_digits, without_ending,
};
use crate::layout::page_stem;
use crate::{FilePath, LinkForm, is_index, nfc, same_file_name};

/// The fewest digits of a number by which notes are called, and linked to by it alone.
const FEWEST_DIGITS: usize = 8;

/// All files that may be linked to, by their names.
#[derive(Debug, Default)]
pub(crate) struct FileIndex {
    /// Those with the shortest path first, then in the order of paths. Pages and other files are told apart by [`Indexed`].
    files: Vec<Indexed>,
    /// Name with its ending, in any case → files.
    by_name: HashMap<String, Vec<u32>>,
    /// Name of a page without its ending, in any case → files.
    by_stem: HashMap<String, Vec<u32>>,
    /// Name of a folder, in any case → the pages that stand for it.
    by_folder: HashMap<String, Vec<u32>>,
    /// Number that a name begins or ends with, or that a text gives as its own → pages.
    by_number: HashMap<String, u32>,
    /// The folders that an address with `/` in front may be counted from, beside the root: each with its final slash.
    roots: Vec<Box<str>>,
    /// Whether the files are those of a site, in which an address may be counted from that of its page: a folder deeper than
    /// the file.
    is_site: bool,
}

/// A page that may be linked to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IndexedPage<'p> {
    pub file: &'p FilePath,
    /// The numbers in its text by which notes are known.
    pub numbers: &'p [Box<str>],
}

/// What a name finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FoundFile<'i> {
    /// A file, and whether others bear the name as well.
    File(&'i FilePath, bool),
    /// Several files have a path that ends so, and nothing tells which is meant.
    Several(Vec<&'i FilePath>),
}

impl FileIndex {
    /// The index of all pages, and of the other files that may be linked to. `roots` are the folders that an address with
    /// `/` in front may be counted from, beside the root.
    pub fn new<'f>(
        pages: impl Iterator<Item = IndexedPage<'f>>,
        others: impl Iterator<Item = &'f FilePath>,
        roots: Vec<Box<str>>,
    ) -> Self {
        let page = |page: IndexedPage<'f>| {
            let composed = nfc(page.file.as_str()).into_owned();
            let stem = page_stem(&composed).map(|stem| 0..stem.len());
            let file = Indexed {
                path: page.file.clone(),
                length: composed.chars().count(),
                composed,
                stem,
            };
            (file, page.numbers)
        };
        let other = |path: &FilePath| {
            let composed = nfc(path.as_str()).into_owned();
            let file = Indexed {
                path: path.clone(),
                length: composed.chars().count(),
                composed,
                stem: None,
            };
            (file, [].as_slice())
        };
        let mut files: Vec<(Indexed, &[Box<str>])> =
            pages.map(page).chain(others.map(other)).collect();
        files.par_sort_unstable_by(|(one, _), (other, _)| {
            (one.length, &one.path).cmp(&(other.length, &other.path))
        });
        let (files, numbers): (Vec<Indexed>, Vec<&[Box<str>]>) = files.into_iter().unzip();
        let mut index = Self {
            files,
            roots,
            ..Self::default()
        };
        for place in 0..index.files.len() {
            index.add(place);
        }
        // The number in a name is its own; one in a text may be that of another.
        for (place, number) in (0..)
            .zip(numbers)
            .flat_map(|(place, numbers)| numbers.iter().map(move |number| (place, number)))
        {
            let number = number.clone().into_string();
            index.by_number.entry(number).or_insert(place);
        }
        index
    }

    fn add(&mut self, place: usize) {
        let number = u32::try_from(place).expect("there are fewer files than numbers");
        let file = &self.files[place];
        let name = last_part(&file.composed);
        let add = |names: &mut HashMap<String, Vec<u32>>, name: &str| {
            let folded = same_file_name(name).into_owned();
            names.entry(folded).or_default().push(number);
        };
        add(&mut self.by_name, name);
        let Some(stem) = file.stem() else {
            return;
        };
        let name = last_part(stem);
        add(&mut self.by_stem, name);
        for digits in [leading_digits(name), trailing_digits(name)] {
            if digits.len() >= FEWEST_DIGITS {
                self.by_number.entry(digits.to_owned()).or_insert(number);
            }
        }
        if let Some(folder) = file.folder() {
            add(&mut self.by_folder, last_part(folder));
        }
    }

    /// The file that a name or a path finds which is written in a file.
    pub fn find(&self, from: &FilePath, written: &str, form: LinkForm) -> Option<FoundFile<'_>> {
        let written = nfc(written.trim());
        let is_from_root = written.starts_with('/');
        let is_placed = is_from_root || is_relative(&written);
        let by_address = || {
            let is_counted = self.is_site && form == LinkForm::Address && is_relative(&written);
            is_counted.then(|| self.find_by_address(from, &written))?
        };
        let name = match is_placed {
            true => match from.resolve(&written) {
                Some(name) => Cow::Owned(name),
                None => return by_address(),
            },
            false => Cow::Borrowed(written.trim_end_matches('/')),
        };
        let asked = Asked {
            name: &name,
            beside: (!is_placed).then(|| from.resolve(&name)).flatten(),
            is_folder: written.ends_with('/'),
            is_placed,
            form,
        };
        if let Some(found) = self.find_one(&asked) {
            return Some(found);
        }
        if let Some(found) = by_address() {
            return Some(found);
        }
        let elsewhere = |name: &str| {
            self.find_one(&Asked {
                name: name.trim_end_matches('/'),
                ..asked.clone()
            })
        };
        let roots = self.roots.iter().filter(|_| is_from_root);
        let roots = roots.map(|root| format!("{root}{name}"));
        // What is a vault by itself may lie in a folder: there its addresses are counted from that.
        let is_address = is_from_root && form == LinkForm::Address;
        let above = from.as_str().match_indices('/').filter(|_| is_address);
        let above = above.map(|(slash, _)| format!("{}{name}", &from.as_str()[..=slash]));
        roots
            .chain(above)
            .find_map(|name| elsewhere(&name))
            // Generators make the `README.md` of a folder its `index.html`.
            .or_else(|| elsewhere(&format!("{}README.md", name.strip_suffix("index.html")?)))
            .or_else(|| self.of_number(&name))
    }

    /// What an address finds that is counted from that of its page, as generators publish it: `guide/start.md` is at
    /// `guide/start/`.
    fn find_by_address(&self, from: &FilePath, written: &str) -> Option<FoundFile<'_>> {
        let stem = page_stem(from.as_str()).filter(|stem| !is_index(last_part(stem)))?;
        let page = FilePath::from(&*format!("{stem}/index.md"));
        let name = page.resolve(written)?;
        self.find_one(&Asked {
            name: name.trim_end_matches('/'),
            beside: None,
            is_folder: written.ends_with('/'),
            is_placed: true,
            form: LinkForm::Address,
        })
    }

    /// Whether its files are those of a site.
    #[must_use]
    pub fn of_site(self, is_site: bool) -> Self {
        Self { is_site, ..self }
    }

    /// What a name finds, as it stands.
    fn find_one(&self, asked: &Asked<'_>) -> Option<FoundFile<'_>> {
        if asked.name.is_empty() {
            return None;
        }
        let letters = [Letters::AsWritten, Letters::InAnyCase].into_iter();
        letters.into_iter().find_map(|letters| {
            asked
                .kinds()
                .find_map(|kind| self.of_kind(asked, kind, letters))
        })
    }

    /// What a name finds among the files of a kind.
    fn of_kind(&self, asked: &Asked<'_>, kind: Kind, letters: Letters) -> Option<FoundFile<'_>> {
        let (names, name) = match kind {
            Kind::Page => (&self.by_stem, without_ending(asked.name)),
            Kind::WholePage => (&self.by_stem, asked.name),
            Kind::File => (&self.by_name, asked.name),
            Kind::Folder => (&self.by_folder, asked.name),
        };
        let beside = asked.beside.as_deref().map(|beside| match kind {
            Kind::Page => without_ending(beside),
            Kind::WholePage | Kind::File | Kind::Folder => beside,
        });
        let places = names.get(&*same_file_name(last_part(name)))?;
        let all = || places.iter().map(|place| &self.files[*place as usize]);
        let is_same = |path: &str, wanted: &str| letters.are_same(path, wanted);
        let at = |wanted: &str| all().find(|file| is_same(file.compared(kind), wanted));
        let (first, second) = match asked.form {
            LinkForm::Name => (Some(name), beside),
            LinkForm::Address => (beside, Some(name)),
        };
        let placed = [first, second].into_iter().flatten().find_map(at);
        if let Some(file) = placed {
            return Some(FoundFile::File(&file.path, places.len() > 1));
        }
        if asked.is_placed {
            return None;
        }
        let mut ending = all().filter(|file| ends_with(file.compared(kind), name, letters));
        let first = ending.next()?;
        // One name may be that of several files, and the shortest path has it. A path says more, and must be right.
        match name.contains('/').then(|| ending.next()).flatten() {
            None => Some(FoundFile::File(&first.path, places.len() > 1)),
            Some(second) => {
                let more = ending.map(|file| &file.path);
                let several = [&first.path, &second.path].into_iter().chain(more);
                Some(FoundFile::Several(several.collect()))
            }
        }
    }

    /// The page whose name begins or ends with a number.
    fn of_number(&self, name: &str) -> Option<FoundFile<'_>> {
        let is_number = name.len() >= FEWEST_DIGITS && leading_digits(name).len() == name.len();
        let place = is_number.then(|| self.by_number.get(name))??;
        Some(FoundFile::File(&self.files[*place as usize].path, false))
    }

    /// Whether several pages have files of one name.
    pub fn has_shared_stems(&self) -> bool {
        self.by_stem.values().any(|places| places.len() > 1)
    }

    /// Whether a name without folders is that of several files, so that it is worth finding out which is meant.
    pub fn is_of_several(&self, name: &str) -> bool {
        let several = |names: &HashMap<String, Vec<u32>>, name: &str| {
            let places = names.get(&*same_file_name(name));
            places.is_some_and(|places| places.len() > 1)
        };
        let name = nfc(name.trim());
        several(&self.by_stem, without_ending(&name))
            || several(&self.by_stem, &name)
            || several(&self.by_name, &name)
            || several(&self.by_folder, &name)
    }

    /// The files of pages that bear the name of a page without its ending, in any case.
    pub fn of_stem(&self, stem: &str) -> impl Iterator<Item = &FilePath> {
        let places = self.by_stem.get(&*same_file_name(stem));
        let places = places.into_iter().flatten();
        places.map(|place| &self.files[*place as usize].path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file that a name finds which stands in a file, of these.
    fn found(files: &[&str], from: &str, written: &str, form: LinkForm) -> Option<String> {
        let files: Vec<FilePath> = files.iter().map(|file| FilePath::from(*file)).collect();
        let is_page = |file: &&FilePath| page_stem(file.as_str()).is_some();
        let pages = files.iter().filter(is_page);
        let index = FileIndex::new(
            pages.map(|file| IndexedPage { file, numbers: &[] }),
            files.iter().filter(|file| !is_page(file)),
            Vec::new(),
        );
        match index.find(&FilePath::from(from), written, form)? {
            FoundFile::File(file, _) => Some(file.to_string()),
            FoundFile::Several(files) => Some(format!("{} files", files.len())),
        }
    }

    const VAULT: &[&str] = &[
        "Marsh.md",
        "Birds/Heron.md",
        "Birds/Owl.md",
        "Birds/Nests/Heron.md",
        "Old/Heron.md",
        "Old/Birds/Owl.md",
        "Old/barn-owl.md",
        "v2.1 plan.md",
        "marsh.png",
        "marsh.png.md",
        "Old/heron.photo",
        "Birds/img/Grey heron.png",
        "Trees/index.md",
        "Trees/README.md",
        "Rivers/Rivers.md",
        "20240309101500 Flood.md",
        "topic.markdown.md",
        "topic.md",
    ];

    #[test]
    fn a_wiki_link_finds_its_file_as_vaults_do() {
        for (from, written, file) in [
            ("a.md", "Heron", Some("Old/Heron.md")),
            ("Birds/Owl.md", "Heron", Some("Birds/Heron.md")),
            ("Birds/Nests/x.md", "Heron", Some("Birds/Nests/Heron.md")),
            ("Birds/Nests/x.md", "Owl", Some("Birds/Owl.md")),
            ("a.md", "heron.MD", Some("Old/Heron.md")),
            ("a.md", " Marsh ", Some("Marsh.md")),
            ("a.md", "Birds/Heron", Some("Birds/Heron.md")),
            ("a.md", "Nests/Heron", Some("Birds/Nests/Heron.md")),
            ("Old/x.md", "Birds/Owl", Some("Birds/Owl.md")),
            ("a.md", "owl", Some("Birds/Owl.md")),
            ("a.md", "/Birds/Heron", Some("Birds/Heron.md")),
            ("a.md", "/Heron", None),
            ("Birds/a.md", "./Heron", Some("Birds/Heron.md")),
            ("Birds/Nests/a.md", "../Heron", Some("Birds/Heron.md")),
            ("Birds/a.md", "../Nowhere", None),
            ("Birds/a.md", "./Marsh", None),
            ("a.md", "v2.1 plan", Some("v2.1 plan.md")),
            ("a.md", "heron.photo", Some("Old/heron.photo")),
            ("a.md", "marsh.png", Some("marsh.png")),
            ("a.md", "MARSH.PNG", Some("marsh.png")),
            ("a.md", "marsh.png.md", Some("marsh.png.md")),
            ("a.md", "topic.markdown", Some("topic.markdown.md")),
            ("a.md", "topic.html", Some("topic.md")),
            ("a.md", "Grey heron.png", Some("Birds/img/Grey heron.png")),
            ("a.md", "Trees", Some("Trees/index.md")),
            ("a.md", "Rivers", Some("Rivers/Rivers.md")),
            ("a.md", "20240309101500", Some("20240309101500 Flood.md")),
            ("a.md", "barn", None),
            ("a.md", "", None),
        ] {
            let read = found(VAULT, from, written, LinkForm::Name);
            assert_eq!(read.as_deref(), file, "{from}: {written}");
        }
    }

    #[test]
    fn an_address_is_counted_from_its_file_first() {
        for (from, written, file) in [
            ("Old/x.md", "Heron.md", Some("Old/Heron.md")),
            ("Old/x.md", "Birds/Owl.md", Some("Old/Birds/Owl.md")),
            ("Old/x.md", "Birds/Heron", Some("Birds/Heron.md")),
            (
                "Old/x.md",
                "Grey heron.png",
                Some("Birds/img/Grey heron.png"),
            ),
            ("Old/x.md", "../Marsh.html", Some("Marsh.md")),
            ("Old/x.md", "../Trees/", Some("Trees/index.md")),
            ("Old/x.md", "Trees/index.html", Some("Trees/index.md")),
            ("Old/x.md", "../img/Grey heron.png", None),
        ] {
            let read = found(VAULT, from, written, LinkForm::Address);
            assert_eq!(read.as_deref(), file, "{from}: {written}");
        }
    }

    #[test]
    fn an_address_of_a_site_may_be_counted_from_that_of_its_page() {
        let files = ["a/b.md", "a/c.md", "c.md", "a/img.png", "d/index.md"];
        let files: Vec<FilePath> = files.into_iter().map(FilePath::from).collect();
        let pages = files.iter().filter(|file| file.as_str().ends_with("md"));
        let index = FileIndex::new(
            pages.map(|file| IndexedPage { file, numbers: &[] }),
            files.iter().filter(|file| file.as_str().ends_with("png")),
            Vec::new(),
        );
        let index = index.of_site(true);
        for (from, written, file) in [
            ("a/b.md", "../c/", Some("c.md")),
            ("x/b.md", "../../a/c/", Some("a/c.md")),
            ("a/b.md", "../../d/", Some("d/index.md")),
            ("a/b.md", "../img.png", Some("a/img.png")),
            ("d/index.md", "../img.png", None),
        ] {
            let found = index.find(&FilePath::from(from), written, LinkForm::Address);
            let found = found.map(|found| match found {
                FoundFile::File(file, _) => file.to_string(),
                FoundFile::Several(_) => "several".to_owned(),
            });
            assert_eq!(found.as_deref(), file, "{from}: {written}");
        }
    }

    #[test]
    fn letters_are_compared_as_written_before_any_case() {
        let files = ["a/heron.md", "Heron.md", "É.md"];
        let by_name = |written| found(&files, "x.md", written, LinkForm::Name);
        assert_eq!(by_name("heron").as_deref(), Some("a/heron.md"));
        assert_eq!(by_name("HERON").as_deref(), Some("Heron.md"));
        assert_eq!(by_name("e\u{301}").as_deref(), Some("É.md"));
    }

    #[test]
    fn a_path_that_several_end_with_is_not_guessed() {
        let files = ["a/x/b.md", "c/x/b.md"];
        assert_eq!(
            found(&files, "y.md", "x/b", LinkForm::Name).as_deref(),
            Some("2 files")
        );
    }
}
