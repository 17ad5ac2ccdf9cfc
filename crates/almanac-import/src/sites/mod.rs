//! What the readers of documentation generators have in common. Each file says which programs read it.
//!
//! A generator's site is read in two rounds. The first ([`Site::gather`]) finds out what each page becomes: its title, its
//! headings with the ids that the generator gave them, which files it shows. The second ([`SiteText`]) writes the pages,
//! as each may link to a heading of any other one.

pub mod abbreviations;
pub mod addresses;
pub mod anchors;
pub mod attribute_lists;
pub mod attributes;
pub mod bibliography;
pub mod braces;
pub mod brackets;
pub mod broken;
pub mod calendar;
pub mod callouts;
pub mod code_blocks;
pub mod components;
pub mod containers;
pub mod csl;
pub mod dollars;
pub mod figures;
pub mod headings;
pub mod includes;
pub mod indented;
pub mod jsx;
pub mod labels;
pub mod lines;
pub mod markdown_in_html;
pub mod marks;
pub mod mathjax;
pub mod mdx;
pub mod navigation;
pub mod pages;
pub mod places;
pub mod python;
pub mod references;
pub mod script;
pub mod settings;
pub mod site;
pub mod tab_ids;
pub mod tables;
pub mod tabs;
pub mod words;
