//! The tables of data that the figures of a text draw.

use almanac_model::{Area, ContentFile, FilePath, Snapshot};
use almanac_syntax::{BlockKind, FigureBlock, yaml};

use crate::dialect::dialect;

/// The files of data that the figures of a text draw.
pub fn drawn_data(snapshot: &Snapshot, content: &ContentFile) -> Vec<FilePath> {
    let text = &*content.text;
    // Most texts have no figure, and a text is only read again where it may have one.
    if !text.contains("figure") || !text.contains("data:") {
        return Vec::new();
    }
    let document = almanac_syntax::parse(text, dialect(snapshot.config()));
    let blocks = document.blocks.iter();
    let figures = blocks.filter(|(block, _)| block.kind == BlockKind::Figure);
    let named = figures.filter_map(|(block, _)| {
        let (node, _) = yaml::parse(text, block.content.clone());
        FigureBlock::read(&node).data
    });
    let folder = snapshot.config().content.layout.folder(Area::Data);
    let files = named.map(|name| {
        // Whatever its folder is called, a block names it so.
        let lies_in = name.strip_prefix(Area::Data.folder()).zip(folder);
        lies_in.map_or(name.clone(), |(name, folder)| format!("{folder}{name}"))
    });
    files.map(|file| file.as_str().into()).collect()
}
