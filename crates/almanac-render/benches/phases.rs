//! How long each phase takes by itself: `cargo bench -p almanac-render`.
//!
//! What the whole takes beside others is measured by `cargo xtask bench`.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on fails")]

use std::path::Path;

use almanac_compile::{
    Compiler, FolderTree, MemoryTree, Options, Touched, Tree, TreeFile, compile,
};
use almanac_documents::Documents;
use almanac_model::{Address, Day, FilePath};
use almanac_render::Site;
use divan::Bencher;

fn main() {
    divan::main();
}

fn options() -> Options {
    Options::for_day(Day::constant(2026, 11, 25))
}

/// The almanac that ships, from memory.
fn shipped() -> MemoryTree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../almanacs/ai");
    let folder = FolderTree::new(folder);
    let files = folder.list().unwrap().files.into_iter();
    let with_text = |file: TreeFile| {
        let bytes = folder.read(&file.path, u64::MAX).unwrap().unwrap();
        (file.path.to_string(), bytes)
    };
    files.map(with_text).collect()
}

/// An entry of it that many others name, and its text.
fn entry() -> (FilePath, String) {
    let file = FilePath::from("entries/open-weights.md");
    let text = shipped().read(&file, u64::MAX).unwrap().unwrap();
    (file, String::from_utf8(text).unwrap())
}

/// A file to its syntax.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let (_, text) = entry();
    let bytes = divan::counter::BytesCount::of_str(&text);
    bencher.counter(bytes).bench(|| {
        almanac_syntax::parse(divan::black_box(&text), almanac_syntax::Dialect::default())
    });
}

/// All files, read, linked and checked.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let tree = shipped();
    bencher.bench(|| compile(&tree, &options()).unwrap());
}

/// All files linked and checked again, of which one has another title.
#[divan::bench]
fn link(bencher: Bencher<'_, '_>) {
    edit(bencher, |text, turn| {
        text.replacen("title: ", &format!("title: {turn} "), 1)
    });
}

/// One file read, linked and checked again, which has another sentence.
#[divan::bench]
fn catch_up(bencher: Bencher<'_, '_>) {
    edit(bencher, |text, turn| format!("{text}\nTurn {turn}.\n"));
}

fn edit(bencher: Bencher<'_, '_>, change: impl Fn(&str, usize) -> String) {
    let (file, text) = entry();
    let (mut tree, mut compiler) = (shipped(), Compiler::default());
    compiler
        .compile(&tree, &options(), &Touched::Anything)
        .unwrap();
    let touched = Touched::Files([file.clone()].into());
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        tree.insert(file.clone(), change(&text, turn).into());
        compiler.compile(&tree, &options(), &touched).unwrap()
    });
}

/// The page of one entry.
#[divan::bench]
fn render(bencher: Bencher<'_, '_>) {
    let compiled = compile(&shipped(), &options()).unwrap();
    let site = Site::new(&compiled.snapshot, options().today, &Documents);
    let address = Address::parse("entries/open-weights").unwrap();
    bencher.bench(|| site.render(&address).unwrap());
}
