//! Pagefind as a peer: its package from npm, run by node over the pages of a built site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::json;

use super::judged::JudgedQuery;
use super::served::{once_each, page_at};
use crate::program;
use crate::project::Project;
use crate::tools;

/// The version that is measured.
const VERSION: &str = "1.6.0";

/// Pagefind, ready to run.
pub(super) struct Pagefind {
    node: PathBuf,
    /// The folder of its package.
    package: PathBuf,
    /// The folder of our scripts that drive it.
    scripts: PathBuf,
}

impl Pagefind {
    /// Finds it in `target/peers`, or installs it there.
    pub fn installed(project: &Project) -> Result<Self> {
        let node = tools::system_tool(project, &["node", "nodejs"], &["nodejs", "npm"])?;
        let node = node.map_err(|advice| anyhow!(advice))?;
        let peers = project.root.join("target/peers");
        let package = peers.join("node_modules/pagefind");
        let is_there = fs::read_to_string(package.join("package.json"))
            .is_ok_and(|text| text.contains(&format!("\"version\": \"{VERSION}\"")));
        if !is_there {
            fs::create_dir_all(&peers)?;
            let mut install = project.command("npm");
            install.args(["install", "--no-audit", "--no-fund", "--prefix"]);
            install.arg(&peers).arg(format!("pagefind@{VERSION}"));
            ensure!(
                program::run(&mut install)?,
                "`npm install pagefind@{VERSION}` failed"
            );
        }
        let scripts = project.root.join("bench/search/pagefind");
        Ok(Self {
            node,
            package,
            scripts,
        })
    }

    /// The command that indexes these pages of a built site.
    pub fn index(&self, site: &Path, pages: &[String], out: &Path) -> Result<Command> {
        let list = out.with_extension("pages.json");
        fs::write(&list, serde_json::to_string(pages)?)?;
        let mut command = Command::new(&self.node);
        command.arg(self.scripts.join("index.mjs"));
        command.args([&self.package, site, out, &list]);
        Ok(command)
    }

    /// The command that indexes the pages of a built site as people run it.
    pub fn command(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(self.package.join("lib/runner/bin.cjs"));
        command.args(["--silent", "--root-selector", "main"]);
        command.args([
            "--glob",
            "{entries,threads,paths,topics,sources}/*/index.html",
        ]);
        command.arg("--site").arg(site);
        command.arg("--output-path").arg(out);
        command
    }

    /// The pages that it finds for each query, the best first.
    pub fn hits(&self, index: &Path, queries: &[JudgedQuery]) -> Result<Vec<Vec<String>>> {
        let list = index.with_extension("queries.json");
        let asked = queries.iter();
        let asked = asked.map(|query| json!({ "ask": query.ask, "language": query.language }));
        fs::write(&list, serde_json::to_string(&asked.collect::<Vec<_>>())?)?;
        let mut command = Command::new(&self.node);
        command.arg(self.scripts.join("search.mjs")).arg(index);
        let answer = program::output(command.arg(&list))?.context("Pagefind can't search")?;
        let found: Vec<Vec<String>> = serde_json::from_str(&answer)?;
        let pages = |urls: Vec<String>| once_each(urls.iter().filter_map(|url| page_at(url)));
        Ok(found.into_iter().map(pages).collect())
    }
}

/// The pages of a built site that judged queries are about: those of entries, threads, paths and topics, in each
/// language. What only leads on to another page is none. Pages of sources bear the names of what they are about: only
/// ours has to tell them from the pages that are meant.
pub(super) fn pages_of(site: &Path) -> Result<Vec<String>> {
    let mut roots = vec![String::new()];
    for item in fs::read_dir(site)? {
        let name = item?.file_name().to_string_lossy().into_owned();
        if site.join(&name).join("entries").is_dir() {
            roots.push(format!("{name}/"));
        }
    }
    let mut pages = Vec::new();
    for root in roots {
        for sort in ["entries", "threads", "paths", "topics"] {
            let folder = site.join(&root).join(sort);
            let items = fs::read_dir(&folder).into_iter().flatten();
            for item in items {
                let name = item?.file_name().to_string_lossy().into_owned();
                let page = fs::read_to_string(folder.join(&name).join("index.html"));
                if page.is_ok_and(|page| page.contains("<main")) {
                    pages.push(format!("{root}{sort}/{name}"));
                }
            }
        }
    }
    pages.sort();
    Ok(pages)
}
