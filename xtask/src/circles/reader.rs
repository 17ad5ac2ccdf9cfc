//! Reads the files of a crate, from its root down, into modules.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, Macro, UseTree};

use super::modules::{Crate, Mention, ModuleName};

/// Reads the crate whose root a file is, with every file that it leads to.
pub(super) fn read(root: &Path) -> Result<Crate> {
    let folder = root.parent().context("a file has a folder")?;
    let mut source = Crate::default();
    read_file(&mut source, root, folder.to_owned(), None)?;
    Ok(source)
}

/// Reads one file with its modules; its own module's number. `folder` is where its modules are.
fn read_file(
    source: &mut Crate,
    path: &Path,
    folder: PathBuf,
    parent: Option<usize>,
) -> Result<usize> {
    let shown = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(shown)?;
    let syntax = syn::parse_file(&text).with_context(shown)?;
    let file = source.add_file(path);
    let module = source.add_module(file, parent.unwrap_or(0));
    let mut reader = ImportReader {
        source,
        module,
        folder,
        outcome: Ok(()),
    };
    reader.visit_file(&syntax);
    reader.outcome?;
    Ok(module)
}

/// Where we are in a crate.
struct ImportReader<'s> {
    source: &'s mut Crate,
    module: usize,
    folder: PathBuf,
    outcome: Result<()>,
}

impl<'ast> Visit<'ast> for ImportReader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name) = head(item);
        if is_for_tests(attributes) {
            return;
        }
        if let Some(name) = name {
            self.name(name, ModuleName::Own);
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !matches!(item, ImplItem::Fn(function) if is_for_tests(&function.attrs)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let read = self.read_module(item);
        if let Err(error) = read {
            self.outcome = Err(error);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.read_use(&item.tree, &[]);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let names = path.segments.iter().map(|segment| &segment.ident);
            self.mention(names.map(plain).collect(), path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, used: &'ast Macro) {
        visit::visit_macro(self, used);
        self.read_tokens(used.tokens.clone());
    }

    // Visibility says nothing about what an item needs.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}
}

impl ImportReader<'_> {
    fn read_module(&mut self, item: &ItemMod) -> Result<()> {
        let name = plain(&item.ident);
        let folder = self.folder.join(&name);
        let module = match &item.content {
            Some((_, items)) => {
                let file = self.source.modules[self.module].file;
                let module = self.source.add_module(file, self.module);
                let outer = std::mem::replace(&mut self.module, module);
                let outer_folder = std::mem::replace(&mut self.folder, folder);
                items.iter().for_each(|item| self.visit_item(item));
                (self.module, self.folder) = (outer, outer_folder);
                module
            }
            None => {
                let files = [folder.with_extension("rs"), folder.join("mod.rs")];
                let Some(file) = files.iter().find(|file| file.is_file()) else {
                    bail!("there is no file of the module `{}`", folder.display());
                };
                read_file(self.source, file, folder, Some(self.module))?
            }
        };
        self.name(&item.ident, ModuleName::Module(module));
        Ok(())
    }

    fn read_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &Ident| [before, &[plain(name)]].concat();
        match tree {
            UseTree::Path(path) => self.read_use(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => {
                group
                    .items
                    .iter()
                    .for_each(|item| self.read_use(item, before));
            }
            UseTree::Glob(glob) => {
                self.source.modules[self.module].globs.push(before.to_vec());
                self.mention(before.to_vec(), glob.span().start().line);
            }
            // `use a::{self}` is `use a`.
            UseTree::Name(name) if name.ident == "self" => {
                self.import(before.last().cloned(), before.to_vec(), &name.ident);
            }
            UseTree::Name(name) => {
                self.import(Some(plain(&name.ident)), with(&name.ident), &name.ident);
            }
            UseTree::Rename(rename) => {
                self.import(
                    Some(plain(&rename.rename)),
                    with(&rename.ident),
                    &rename.ident,
                );
            }
        }
    }

    fn import(&mut self, name: Option<String>, path: Vec<String>, at: &Ident) {
        if let Some(name) = name {
            let names = &mut self.source.modules[self.module].names;
            names
                .entry(name)
                .or_insert(ModuleName::Import(path.clone()));
        }
        self.mention(path, at.span().start().line);
    }

    /// Paths among the tokens that a macro is given: `ident :: ident`.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons, mut line) = (Vec::new(), 0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.mention_longer(std::mem::take(&mut path), line);
                        line = ident.span().start().line;
                    }
                    path.push(plain(&ident));
                    colons = 0;
                }
                other => {
                    self.mention_longer(std::mem::take(&mut path), line);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.read_tokens(group.stream());
                    }
                }
            }
        }
        self.mention_longer(path, line);
    }

    fn mention_longer(&mut self, path: Vec<String>, line: usize) {
        if path.len() > 1 {
            self.mention(path, line);
        }
    }

    fn mention(&mut self, path: Vec<String>, line: usize) {
        let mention = Mention { path, line };
        self.source.modules[self.module].mentions.push(mention);
    }

    fn name(&mut self, name: &Ident, stands_for: ModuleName) {
        let names = &mut self.source.modules[self.module].names;
        names.insert(plain(name), stands_for);
    }
}

/// An identifier without the `r#` of a raw one.
fn plain(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// An item's attributes, and the name that it gives to something.
fn head(item: &Item) -> (&[Attribute], Option<&Ident>) {
    match item {
        Item::Const(it) => (&it.attrs, Some(&it.ident)),
        Item::Enum(it) => (&it.attrs, Some(&it.ident)),
        Item::Fn(it) => (&it.attrs, Some(&it.sig.ident)),
        Item::Impl(it) => (&it.attrs, None),
        Item::Macro(it) => (&it.attrs, it.ident.as_ref()),
        Item::Mod(it) => (&it.attrs, None),
        Item::Static(it) => (&it.attrs, Some(&it.ident)),
        Item::Struct(it) => (&it.attrs, Some(&it.ident)),
        Item::Trait(it) => (&it.attrs, Some(&it.ident)),
        Item::Type(it) => (&it.attrs, Some(&it.ident)),
        Item::Union(it) => (&it.attrs, Some(&it.ident)),
        Item::Use(it) => (&it.attrs, None),
        _ => (&[], None),
    }
}

/// Whether something is there for tests only: `#[cfg(test)]`, `#[test]`.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let mut only = path.is_ident("test");
        if path.is_ident("cfg") {
            // `cfg(all(test, …))` too, but not `cfg(not(test))`.
            let read = attribute.parse_args::<TokenStream>();
            let text = read.map(|tokens| tokens.to_string()).unwrap_or_default();
            only = text == "test" || text.replace(' ', "").starts_with("all(test,");
        }
        only
    })
}
