//! Names of every sort that are too long for a file, or that some file system refuses, in a whole build.

use crate::fixture::Folder;

/// The longest name that a file may have in a site: some file systems that encrypt names hold no longer one.
const MAX_NAME: usize = 143;

/// As many letters as make a file system's longest name with `.md` behind them, in several scripts.
fn long(letter: &str) -> String {
    letter.repeat(252 / letter.len())
}

fn written_with(folder: &Folder, letter: &str) {
    let name = long(letter);
    let words = vec![letter.repeat(12 / letter.len()); 55].join(" ");
    let key = letter.repeat(300 / letter.len());
    folder.write(
        "topics.yaml",
        &format!("{name}:\n  title: A topic\n  description: About it.\n"),
    );
    folder.write(
        "sources.yaml",
        &format!("{key}: {{ title: One, url: \"https://one.example/{key}\" }}\n{key}-2: {{ title: Two, url: \"https://two.example/\" }}\n"),
    );
    let page = |title: &str, other: &str| {
        format!(
            "---\nid: {title}\ntitle: {title}\nlevel: introductory\nsummary: One.\ntopics: [{name}]\naliases: [{words}]\n---\nSee [[{other}]].[@{{{key}}}; @{{{key}-2}}]\n\n```figure\ntype: timeline\ntitle: {words}\nthread: swarms\n```\n\n```figure\ntype: timeline\ntitle: {words}\nthread: swarms\n```\n"
        )
    };
    folder.write(&format!("entries/{name}.md"), &page("One", "long-thread"));
    folder.write(
        "threads/long-thread.md",
        &page("Two", &name).replace("aliases", "authors"),
    );
    folder.write(
        &format!("paths/{name}.md"),
        &format!("---\nid: {letter}-path\ntitle: A path\nsummary: One.\naudience: All.\nsteps:\n  - {{ read: {name}, why: First. }}\n---\nCome in.\n"),
    );
    folder.write(
        &format!("media/{}.png", long(letter).split_at(letter.len()).1),
        "An image.",
    );
}

#[test]
fn whatever_is_called_as_it_likes_is_checked_built_and_found() {
    for letter in ["a", "é", "港", "ก", "𐌰"] {
        let folder = Folder::almanac();
        written_with(&folder, letter);
        let check = folder.run(&["check"]);
        assert_eq!(check.code, 0, "{letter}: {check}");
        let build = folder.run(&["build", "--out", &format!("site-{}", "x".repeat(240))]);
        assert_eq!(build.code, 0, "{letter}: {build}");
        let site = format!("site-{}", "x".repeat(240));
        for file in folder.tree(&site).into_keys() {
            let ours = file.split('/').filter(|_| !file.starts_with("media/"));
            for part in ours {
                assert!(part.len() <= MAX_NAME, "{letter}: {file}");
            }
        }
        let pages = folder.listing(&site);
        let figures = pages
            .lines()
            .filter(|line| line.ends_with(".svg") && line.starts_with("figures/"));
        assert_eq!(figures.count(), 4, "{pages}");
    }
}
