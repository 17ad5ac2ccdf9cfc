//! What changed in the almanac: `/changes`, one revision of it, and their feed. Where there is no history, `/changes` is the page
//! that a site of files has.

use std::sync::Arc;

use almanac_documents::{FedChange, FeedPart, change_feed};
use almanac_model::{Address, Deed, History, NoHistory, RecordedChange, RevisionName};
use almanac_passages::PastSummary;
use almanac_render::{ChangeKind, Log, LogFilter, LoggedChange, LoggedPage, PageSort};
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use crate::endpoints::{history, not_found, pages, path_below};
use crate::generation::Generation;
use crate::response::moved;
use crate::state::State as Shared;
use crate::stored::{Keep, Stored};
use crate::summaries::Summaries;

/// How many changes a page or a feed has.
const ON_A_PAGE: usize = 25;

/// How many revisions are looked at for one page.
const MOST_LOOKED_AT: usize = 2_000;

/// How many of them at a time.
const AT_A_TIME: usize = 100;

/// Of how many pages of a revision it is told what changed, in a list and by itself.
const MOST_TOLD: usize = 5;
const MOST_TOLD_ALONE: usize = 50;

/// How many more are named, folded.
const MOST_FOLDED: usize = 200;
const MOST_FOLDED_ALONE: usize = 5_000;

/// What is asked for.
enum Asked {
    Page(LogFilter, Option<String>),
    Feed(LogFilter, Option<String>),
    Revision(RevisionName),
}

/// Answers with what changed.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let below = path_below(&request);
    let query = request.uri.query().unwrap_or_default();
    let asked = match below {
        "changes" => {
            let (filter, behind) = filter_of(query);
            Some(Asked::Page(filter, behind))
        }
        "changes/feed.xml" => {
            let (filter, behind) = filter_of(query);
            Some(Asked::Feed(filter, behind))
        }
        _ => {
            let name = below.strip_prefix("changes/");
            name.and_then(RevisionName::new).map(Asked::Revision)
        }
    };
    let (Some(asked), Some(recorded)) = (asked, state.history.clone()) else {
        return pages::answer(State(state), Extension(current), request).await;
    };
    if let Asked::Revision(name) = &asked
        && below != format!("changes/{}", name.as_str())
    {
        return moved(&format!("{}changes/{}", current.base(), name.as_str()));
    }
    let asker = history::asker(&state, &current, &request);
    if let Some(refusal) = asker.and_then(|asker| history::refusal(&state, asker)) {
        return refusal;
    }
    let is_page = matches!(asked, Asked::Page(..));
    let (generation, kept) = (current.clone(), state.summaries.clone());
    let tell = move || told(&*recorded, &generation, &kept, asked);
    match state.workers.search(tell).await {
        Ok(Ok(Some(stored))) => {
            let response = pages::with_version(stored.answer(&request.headers), &current);
            history::count(&state, asker, &response);
            response
        }
        // What stands where no history is, until there is one.
        Ok(_) if is_page => pages::answer(State(state), Extension(current), request).await,
        Ok(_) => not_found::answer(&state, &current, &request).await,
        Err(refusal) => refusal.into(),
    }
}

/// What a query asks for, and the revision behind which it does. What has no meaning is not asked.
fn filter_of(query: &str) -> (LogFilter, Option<String>) {
    let mut filter = LogFilter::default();
    let mut behind = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match &*name {
            "change" => {
                let mut all = ChangeKind::ALL.into_iter();
                filter.change = all.find(|kind| kind.name() == value);
            }
            "type" => {
                let mut all = PageSort::ALL.into_iter();
                filter.sort = all.find(|sort| sort.name() == value);
            }
            "who" => filter.who = Some(value.to_owned()).filter(|who| !who.is_empty()),
            "lines" => filter.has_line_ends = value == "all",
            "behind" => behind = RevisionName::new(value).map(|name| name.as_str().to_owned()),
            _ => {}
        }
    }
    (filter, behind)
}

fn told(
    history: &dyn History,
    generation: &Generation,
    kept: &Summaries,
    asked: Asked,
) -> Result<Option<Stored>, NoHistory> {
    let reader = LogReader {
        history,
        generation,
        kept,
    };
    let site = generation.site();
    let page = match asked {
        Asked::Revision(name) => {
            let Some(change) = history.recorded(name.as_str())? else {
                return Ok(None);
            };
            let all = (MOST_TOLD_ALONE, MOST_FOLDED_ALONE);
            let filter = LogFilter {
                has_line_ends: true,
                ..LogFilter::default()
            };
            let Some(logged) = reader.logged(change, &filter, all) else {
                return Ok(None);
            };
            site.recorded(&logged, &history.tip().unwrap_or_default())
        }
        Asked::Page(filter, behind) => site.log(&reader.log(filter, behind)?),
        Asked::Feed(filter, behind) => {
            let log = reader.log(filter, behind)?;
            let part = FeedPart {
                tip: log.tip,
                query: log.filter.query(log.behind.as_deref()),
                next: log.next.map(|next| log.filter.query(Some(&next))),
            };
            let changes = log.changes.into_iter().map(fed);
            let of = (generation.snapshot(), generation.today());
            change_feed(of, &part, &changes.collect::<Vec<_>>())
        }
    };
    Ok(Some(Stored::compress(
        page.content_type,
        &page.bytes,
        Keep::Revalidate,
    )))
}

fn fed(logged: LoggedChange) -> FedChange {
    let told = logged.pages.iter().map(|page| match page.words.is_empty() {
        true => page.title.clone(),
        false => format!("{}: {}", page.title, page.words.join(" · ")),
    });
    let folded = logged.folded.iter().map(|(title, _)| title.clone());
    let more = (logged.more > 0).then(|| format!("+ {}", logged.more));
    FedChange {
        lines: told.chain(folded).chain(more).collect(),
        change: logged.change,
    }
}

/// Reads what changed, as those who see a generation may.
struct LogReader<'r> {
    history: &'r dyn History,
    generation: &'r Generation,
    kept: &'r Summaries,
}

impl LogReader<'_> {
    /// The changes that a filter leaves: as many as a page has, or as are found among those that are looked at.
    fn log(&self, filter: LogFilter, behind: Option<String>) -> Result<Log, NoHistory> {
        let mut changes = Vec::new();
        let mut next = behind.clone();
        let mut looked_at = 0;
        let (tip, has_gap) = loop {
            let found = self.history.changes(next.as_deref(), AT_A_TIME)?;
            looked_at += AT_A_TIME;
            next.clone_from(&found.last);
            for change in found.changes {
                let revision = change.revision.revision.clone();
                changes.extend(self.logged(change, &filter, (MOST_TOLD, MOST_FOLDED)));
                if changes.len() == ON_A_PAGE {
                    next = Some(revision);
                    break;
                }
            }
            let is_full = changes.len() == ON_A_PAGE || looked_at >= MOST_LOOKED_AT;
            if is_full || found.last.is_none() {
                break (found.tip, found.gap.is_some());
            }
        };
        // Behind a page that is just full there may be nothing.
        if let Some(last) = &next {
            let rest = self.history.changes(Some(last), AT_A_TIME)?;
            if rest.changes.is_empty() && rest.last.is_none() {
                next = None;
            }
        }
        Ok(Log {
            tip,
            changes,
            filter,
            behind,
            next,
            has_gap,
        })
    }

    /// A change with what it did to its pages, if a filter leaves it and anybody may see something of it.
    fn logged(
        &self,
        change: RecordedChange,
        filter: &LogFilter,
        (most_told, most_folded): (usize, usize),
    ) -> Option<LoggedChange> {
        if change.is_of_line_ends && !filter.has_line_ends || !is_by(&change, filter) {
            return None;
        }
        let site = self.generation.site();
        let mut pages = Vec::new();
        let mut folded = Vec::new();
        let mut more = 0;
        let mut is_wanted = filter.change.is_none();
        for page in &change.pages {
            let Some((name, address)) = site.listed_file(&page.file) else {
                continue;
            };
            let title = page.title.clone().unwrap_or(name);
            if filter.sort.is_some_and(|sort| sort != sort_of(&address)) {
                continue;
            }
            is_wanted |= filter.change == kind_of_deed(&page.deed) && filter.change.is_some();
            if pages.len() < most_told {
                let summary = self.summary(&change, &page.path);
                is_wanted |= filter.change.is_some_and(|kind| is_of(&summary, kind));
                pages.push(LoggedPage {
                    title,
                    address,
                    words: self.words(&page.deed, summary),
                });
            } else if folded.len() < most_folded {
                folded.push((title, address));
            } else {
                more += 1;
            }
        }
        (is_wanted && !pages.is_empty()).then_some(LoggedChange {
            change,
            pages,
            folded,
            more,
        })
    }

    /// What a revision changed in a page. It is the same for good, so it is found out once.
    fn summary(&self, change: &RecordedChange, path: &str) -> PastSummary {
        let revision = &change.revision.revision;
        let day = self.generation.today();
        self.kept.of(revision, path, || {
            let pages = self.history.changed_page(revision, path).ok().flatten()?;
            Some(almanac_passages::past_summary(&pages, day))
        })
    }

    fn words(&self, deed: &Deed, summary: PastSummary) -> Vec<String> {
        let deed = self.generation.site().deed_words(deed);
        deed.into_iter().chain(summary.words).collect()
    }
}

/// Whether a change is by somebody whom a filter names.
fn is_by(change: &RecordedChange, filter: &LogFilter) -> bool {
    let Some(who) = &filter.who else {
        return true;
    };
    let who = who.to_lowercase();
    let authors = change.revision.authors.iter().map(|author| &author.name);
    let mut names = authors.chain(&change.revision.program);
    names.any(|name| name.to_lowercase().contains(&who))
}

fn sort_of(address: &Address) -> PageSort {
    match address.of_original() {
        Address::Path(_) => PageSort::Path,
        Address::Thread(_) => PageSort::Thread,
        _ => PageSort::Entry,
    }
}

fn kind_of_deed(deed: &Deed) -> Option<ChangeKind> {
    match deed {
        Deed::Began => Some(ChangeKind::Began),
        Deed::Removed => Some(ChangeKind::Removed),
        Deed::Moved { .. } => Some(ChangeKind::Moved),
        Deed::Changed => None,
    }
}

fn is_of(summary: &PastSummary, kind: ChangeKind) -> bool {
    match kind {
        ChangeKind::Facts => summary.has_facts,
        ChangeKind::Events => summary.has_events,
        ChangeKind::Sections => summary.has_sections,
        ChangeKind::Sources => summary.has_sources,
        ChangeKind::Began | ChangeKind::Removed | ChangeKind::Moved => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_has_no_meaning_for_is_not_asked() {
        let (filter, behind) = filter_of("change=facts&type=x&who=%20Ada&behind=--all&lines=1");
        assert_eq!(filter.change, Some(ChangeKind::Facts));
        assert_eq!((filter.sort, behind), (None, None));
        assert_eq!(filter.who.as_deref(), Some("Ada"));
        assert!(!filter.has_line_ends);
        assert_eq!(
            filter.query(Some("0123abc")),
            "change=facts&who=Ada&behind=0123abc"
        );
    }
}
