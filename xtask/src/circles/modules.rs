//! A crate's modules: what each defines, shows and names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A crate as its files say it, without tests.
#[derive(Debug, Default)]
pub(super) struct Crate {
    /// The root is the first.
    pub files: Vec<PathBuf>,
    /// The root is the first.
    pub modules: Vec<Module>,
}

/// A module: a file, or a part of one.
#[derive(Debug)]
pub(super) struct Module {
    /// Which of the crate's files it is in.
    pub file: usize,
    /// Which of the crate's modules holds it; the root is held by itself.
    pub parent: usize,
    pub names: HashMap<String, ModuleName>,
    /// The modules of which it imports everything.
    pub globs: Vec<Vec<String>>,
    /// Every path that it mentions.
    pub mentions: Vec<Mention>,
}

/// What a name in a module stands for.
#[derive(Debug, Clone)]
pub(super) enum ModuleName {
    /// Something that the module defines.
    Own,
    /// Another of the crate's modules.
    Module(usize),
    /// What an import says.
    Import(Vec<String>),
}

/// A path that is mentioned, in a `use` or elsewhere.
#[derive(Debug)]
pub(super) struct Mention {
    pub path: Vec<String>,
    pub line: usize,
}

impl Crate {
    /// Adds a file; its number.
    pub fn add_file(&mut self, path: &Path) -> usize {
        self.files.push(path.to_owned());
        self.files.len() - 1
    }

    /// Adds a module without contents; its number.
    pub fn add_module(&mut self, file: usize, parent: usize) -> usize {
        self.modules.push(Module {
            file,
            parent,
            names: HashMap::new(),
            globs: Vec::new(),
            mentions: Vec::new(),
        });
        self.modules.len() - 1
    }
}
