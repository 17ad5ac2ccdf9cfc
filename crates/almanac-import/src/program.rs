//! The programs whose folders are read, and how a folder tells which it is of.

use crate::programs;
use crate::remarks::Remarks;
use crate::requirements::is_required;
use crate::source::SourceFolder;
use crate::survey::Survey;

/// A program whose folders, or whose exports, are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Program {
    /// A bundle of the Open Knowledge Format.
    Okf,
    /// A graph of Logseq.
    Logseq,
    /// A workspace of Dendron.
    Dendron,
    /// An export of Notion.
    Notion,
    /// An export of Bear.
    Bear,
    /// An export of Joplin.
    Joplin,
    /// Articles of OpenAlmanac.
    OpenAlmanac,
    /// A vault of Obsidian.
    Obsidian,
    /// A workspace of Foam.
    Foam,
    /// A folder of Zettlr.
    Zettlr,
    /// A book of mdBook.
    MdBook,
    /// A site of MkDocs.
    MkDocs,
    /// A site of Docusaurus.
    Docusaurus,
    /// A site of VitePress.
    VitePress,
    /// A site of VuePress.
    VuePress,
    /// A project of Sphinx with MyST, or a Jupyter Book.
    Sphinx,
    /// A book or website of Quarto.
    Quarto,
    /// A book of bookdown.
    Bookdown,
    /// A site of Hugo.
    Hugo,
    /// A site of Jekyll.
    Jekyll,
    /// A site of Starlight.
    Starlight,
    /// A space of GitBook.
    GitBook,
    /// No program: a folder of Markdown.
    Plain,
}

/// What is known of a program. The generators of documentation get a line here, and a file in `programs/`.
struct Reader {
    program: Program,
    /// What it is called at the command line.
    name: &'static str,
    /// What its folder is called in a sentence.
    label: &'static str,
    /// What in a folder says that it is this program's.
    sign: fn(&SourceFolder) -> Option<String>,
    /// Finds out what a folder becomes.
    survey: fn(&SourceFolder, &mut Remarks) -> Survey,
}

/// All programs. Of two whose signs a folder has, the first is taken for its program.
const READERS: [Reader; 23] = [
    Reader {
        program: Program::Okf,
        name: "okf",
        label: "a bundle of the Open Knowledge Format",
        sign: programs::okf::sign,
        survey: programs::okf::survey,
    },
    Reader {
        program: Program::Logseq,
        name: "logseq",
        label: "a graph of Logseq",
        sign: programs::logseq::sign,
        survey: programs::logseq::survey,
    },
    Reader {
        program: Program::Dendron,
        name: "dendron",
        label: "a workspace of Dendron",
        sign: programs::dendron::sign,
        survey: programs::dendron::survey,
    },
    Reader {
        program: Program::Notion,
        name: "notion",
        label: "an export of Notion",
        sign: programs::notion::sign,
        survey: programs::notion::survey,
    },
    Reader {
        program: Program::Bear,
        name: "bear",
        label: "an export of Bear",
        sign: programs::bear::sign,
        survey: programs::bear::survey,
    },
    Reader {
        program: Program::Joplin,
        name: "joplin",
        label: "an export of Joplin",
        sign: programs::joplin::sign,
        survey: programs::joplin::survey,
    },
    Reader {
        program: Program::OpenAlmanac,
        name: "openalmanac",
        label: "a folder of articles of OpenAlmanac",
        sign: programs::openalmanac::sign,
        survey: programs::openalmanac::survey,
    },
    Reader {
        program: Program::Obsidian,
        name: "obsidian",
        label: "a vault of Obsidian",
        sign: programs::obsidian::sign,
        survey: programs::obsidian::survey,
    },
    Reader {
        program: Program::Foam,
        name: "foam",
        label: "a workspace of Foam",
        sign: programs::foam::sign,
        survey: programs::foam::survey,
    },
    Reader {
        program: Program::Zettlr,
        name: "zettlr",
        label: "a folder of Zettlr",
        sign: programs::zettlr::sign,
        survey: programs::zettlr::survey,
    },
    Reader {
        program: Program::GitBook,
        name: "gitbook",
        label: "a space of GitBook",
        sign: programs::gitbook::sign,
        survey: programs::gitbook::survey,
    },
    Reader {
        program: Program::MdBook,
        name: "mdbook",
        label: "a book of mdBook",
        sign: programs::mdbook::sign,
        survey: programs::mdbook::survey,
    },
    Reader {
        program: Program::MkDocs,
        name: "mkdocs",
        label: "a site of MkDocs",
        sign: programs::mkdocs::sign,
        survey: programs::mkdocs::survey,
    },
    Reader {
        program: Program::Docusaurus,
        name: "docusaurus",
        label: "a site of Docusaurus",
        sign: programs::docusaurus::sign,
        survey: programs::docusaurus::survey,
    },
    Reader {
        program: Program::VitePress,
        name: "vitepress",
        label: "a site of VitePress",
        sign: programs::vitepress::sign,
        survey: programs::vitepress::survey,
    },
    Reader {
        program: Program::VuePress,
        name: "vuepress",
        label: "a site of VuePress",
        sign: programs::vitepress::sign_of_vuepress,
        survey: programs::vitepress::survey,
    },
    Reader {
        program: Program::Sphinx,
        name: "sphinx",
        label: "a project of Sphinx with MyST",
        sign: programs::sphinx::sign,
        survey: programs::sphinx::survey,
    },
    Reader {
        program: Program::Quarto,
        name: "quarto",
        label: "a project of Quarto",
        sign: programs::quarto::sign,
        survey: programs::quarto::survey,
    },
    Reader {
        program: Program::Bookdown,
        name: "bookdown",
        label: "a book of bookdown",
        sign: programs::bookdown::sign,
        survey: programs::bookdown::survey,
    },
    Reader {
        program: Program::Hugo,
        name: "hugo",
        label: "a site of Hugo",
        sign: programs::hugo::sign,
        survey: programs::hugo::survey,
    },
    Reader {
        program: Program::Jekyll,
        name: "jekyll",
        label: "a site of Jekyll",
        sign: programs::jekyll::sign,
        survey: programs::jekyll::survey,
    },
    Reader {
        program: Program::Starlight,
        name: "starlight",
        label: "a site of Starlight",
        sign: programs::starlight::sign,
        survey: programs::starlight::survey,
    },
    Reader {
        program: Program::Plain,
        name: "plain",
        label: "a plain folder of Markdown",
        sign: |_| None,
        survey: programs::plain::survey,
    },
];

/// Which program a folder is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The program.
    pub program: Program,
    /// What in the folder says so; `None` where it was said at the command line, or where there is no sign at all.
    pub sign: Option<String>,
    /// Other programs of which the folder has signs.
    pub others: Vec<Program>,
}

/// Whether what a sign says is in a folder of pages below that which is imported: `docs/.vitepress`.
fn is_among_pages(sign: &str) -> bool {
    sign.contains("/.vitepress`") || sign.contains("/.vuepress`")
}

impl Program {
    /// The names of all programs, as they are written at the command line.
    pub fn names() -> impl Iterator<Item = &'static str> {
        READERS.iter().map(|reader| reader.name)
    }

    /// The program of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut readers = READERS.iter();
        readers
            .find(|reader| reader.name.eq_ignore_ascii_case(name))
            .map(|reader| reader.program)
    }

    /// Its name at the command line.
    pub fn name(self) -> &'static str {
        self.reader().name
    }

    /// What its folder is called in a sentence: “a vault of Obsidian”.
    pub fn label(self) -> &'static str {
        self.reader().label
    }

    /// Whether a folder of it may have an `almanac.toml` of its own, which is taken over.
    pub(crate) fn may_be_almanac(self) -> bool {
        self == Self::Okf
    }

    /// Whether it makes sites of folders.
    pub(crate) fn is_generator(self) -> bool {
        (Self::MdBook..Self::Plain).contains(&self)
    }

    /// Finds out of which program a folder is.
    pub(crate) fn of(folder: &SourceFolder) -> Recognised {
        let mut signs: Vec<(Self, String)> = { READERS.iter() }
            .filter_map(|reader| Some((reader.program, (reader.sign)(folder)?)))
            .collect();
        // Of the signs of two generators that counts which is nearer to the pages, then that whose package is required.
        if signs.len() > 1 && signs[0].0 >= Self::MdBook {
            signs.sort_by_key(|(program, sign)| {
                (!is_among_pages(sign), !is_required(folder, *program))
            });
        }
        let mut signs = signs.into_iter();
        match signs.next() {
            Some((program, sign)) => Recognised {
                program,
                sign: Some(sign),
                others: signs.map(|(program, _)| program).collect(),
            },
            None => Recognised {
                program: Program::Plain,
                sign: None,
                others: Vec::new(),
            },
        }
    }

    /// Finds out what a folder of this program becomes.
    pub(crate) fn survey(self, folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
        (self.reader().survey)(folder, remarks)
    }

    fn reader(self) -> &'static Reader {
        let reader = READERS.iter().find(|reader| reader.program == self);
        reader.expect("every program has a line in the list of readers")
    }
}
