//! Pages that lead from former addresses to present ones, where no server can do it.

use almanac_model::{Address, Event, EventName, Page, Slug, Snapshot, Version, path_of_alias};
use almanac_render::Site;

/// The files of the former addresses that lead somewhere, each with a page that goes there.
pub fn moved_pages(snapshot: &Snapshot, site: &Site<'_>) -> Vec<(String, String)> {
    let of_addresses = former_addresses(snapshot)
        .into_iter()
        .filter(|former| site.render(former).is_none())
        .filter_map(|former| Some((former.file(), site.redirect(&former)?)));
    let of_paths = former_paths(snapshot)
        .into_iter()
        .filter_map(|path| Some((path.file, site.former(&path.path)?)));
    of_addresses
        .chain(of_paths)
        .map(|(file, target)| {
            let page = site.moved(&file, &target);
            (file, page)
        })
        .collect()
}

/// A path that a page had on another site, and the file of a site that answers there.
struct FormerPath {
    path: String,
    file: String,
}

/// The paths of aliases at which there is nothing else: no page, and no file or folder of the site's own.
fn former_paths(snapshot: &Snapshot) -> Vec<FormerPath> {
    let pages = snapshot.page_indexes().map(|index| snapshot.page(index));
    let versions = snapshot.versions().iter().map(|page| &**page);
    let aliases = pages.chain(versions).flat_map(|page| &page.aliases);
    let paths = aliases.filter_map(|alias| path_of_alias(alias));
    let free = paths.filter(|path| Address::parse(path.as_str()).is_none());
    free.map(|path| FormerPath {
        file: match path.as_str().ends_with(".html") {
            true => path.as_str().to_owned(),
            false => format!("{}/index.html", path.as_str()),
        },
        path: path.as_str().to_owned(),
    })
    .collect()
}

fn former_addresses(snapshot: &Snapshot) -> Vec<Address> {
    let slugs = |aliases: &[String]| -> Vec<Slug> {
        aliases
            .iter()
            .filter_map(|alias| Slug::new(alias).ok())
            .collect()
    };
    let mut addresses = Vec::new();
    for index in snapshot.page_indexes() {
        let page = snapshot.page(index);
        let address = if page.is_thread() {
            Address::Thread
        } else {
            Address::Entry
        };
        let bare = page.bare_slug.iter().map(Slug::to_string);
        let aliases: Vec<String> = page.aliases.iter().cloned().chain(bare).collect();
        let mut aliases = slugs(&aliases);
        if page.is_home {
            aliases.push(page.slug.clone());
        }
        let events = former_events(page, &aliases);
        let former: Vec<Address> = aliases.into_iter().map(address).collect();
        // The level of the original leads to its own address, where a reader may look for a depth.
        if snapshot.depths(index).next().is_some() {
            addresses.push(Address::of_page(page).at_depth(page.level));
        }
        for version in snapshot.versions_of(&page.slug) {
            let made = version.version.as_ref();
            addresses.extend(of_version(&former, made));
            // Events are the original's: at a depth they have no addresses of their own.
            if version.depth().is_none() {
                addresses.extend(of_version(&events, made));
            }
        }
        addresses.extend(events);
        addresses.extend(former);
    }
    for path in snapshot.paths() {
        let mut former = Vec::new();
        for slug in slugs(&path.aliases)
            .into_iter()
            .chain(path.bare_slug.clone())
        {
            former.extend((1..=path.steps.len()).map(|number| Address::Step(slug.clone(), number)));
            former.extend([Address::End(slug.clone()), Address::Path(slug)]);
        }
        for translation in snapshot.translations_of_path(&path.slug) {
            addresses.extend(of_version(&former, translation.version.as_ref()));
        }
        addresses.extend(former);
    }
    addresses
}

/// The former addresses of the events of a thread: under further ids, in threads that had them before, and in this one
/// while it was called otherwise.
fn former_events(page: &Page, aliases: &[Slug]) -> Vec<Address> {
    let further = |event: &Event| -> Vec<EventName> {
        let ids = event.further_ids.iter();
        ids.filter_map(|id| EventName::new(id.as_str()).ok())
            .collect()
    };
    let mut former = Vec::new();
    for event in page.events() {
        let further = further(event);
        let here = further.iter().cloned();
        former.extend(here.map(|name| Address::Event(page.slug.clone(), name)));
        for alias in aliases {
            let names = further.iter().cloned().chain(event.name());
            former.extend(names.map(|name| Address::Event(alias.clone(), name)));
        }
    }
    let moved = page.moved_events().iter();
    former.extend(moved.map(|moved| Address::Event(moved.thread.clone(), moved.name.clone())));
    former
}

/// The former addresses of another version: those of its original, at its depth and in its language.
fn of_version(former: &[Address], version: Option<&Version>) -> Vec<Address> {
    let addresses = version.into_iter().flat_map(|version| {
        former.iter().cloned().map(|original| {
            let address = original.at_depth(version.depth);
            address.in_language(version.language.as_ref())
        })
    });
    addresses.collect()
}
