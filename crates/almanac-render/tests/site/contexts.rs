//! `docs/entries/theming.md` says what each template gets: neither less nor more than it does.

use std::collections::{BTreeMap, BTreeSet};

use almanac_compile::Compiled;
use almanac_model::{
    ConflictingTexts, Date, Deed, EditAddress, FileChange, Impact, KeptEdit, Output, PageRevisions,
    PastAddress, PastPage, PastPages, RecordedChange, Removal, Review, Revision, Undo,
    UndoneRevision, WhyKept,
};
use almanac_render::{
    ConflictSide, ConflictingFile, ConflictingPlace, ContributorPage, EditNotice, EditPage,
    EditedImage, EditorStanding, KeptPlace, ListedContributor, ListedProposal, ListedProtection,
    ListedReport, Log, LogFilter, LoggedChange, LoggedPage, MissedSearches, NewPageForm,
    NewPageNotice, ProposalPage, ProposalsPage, ProposedChange, ProtectPage, ReplacedLines,
    ReportPage, SentBack, SentBackPage, SignInNotice, SignInPage, UndoPage, UndoSubject,
    built_in_templates,
};
use serde_json::Value;

use crate::looks::{made_by_templates, themed, with_files};
use crate::site_of;

/// The templates that others are made of: they get what the page gets.
const PARTS: [&str; 4] = ["base.html", "cite.html", "head.html", "parts.html"];

type Names = BTreeSet<String>;

/// The rows of the manual's tables: the first cell, and the names in the last.
fn rows(heading: &str) -> Vec<(String, Names)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/entries/theming.md");
    let text = std::fs::read_to_string(file).unwrap();
    let section = text.split(heading).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
        let names = cells.last()?.split('`').skip(1).step_by(2);
        let first = cells[0].trim().trim_matches('`').to_owned();
        Some((first, names.map(str::to_owned).collect::<Names>()))
    };
    let lines = section.lines().filter(|line| line.starts_with("| "));
    lines.skip(1).filter_map(row).collect()
}

/// What the templates of pages are given on every page of the small almanac, by template.
fn given() -> BTreeMap<String, Vec<Value>> {
    let config = themed("logo = \"static/l.svg\"\nfooter = \"Ours\"");
    let templates: Vec<(String, String)> = built_in_templates()
        .filter(|name| !PARTS.contains(name))
        .map(|name| {
            let text = format!("{name}\n{{{{ context|tojson }}}}");
            (format!("templates/{name}"), text)
        })
        .collect();
    let own = templates
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    let news = "---\ntitle: News\nupdated: 2026-11-20\ntakeaways: [One.]\nfacts:\n  staff: { value: 3, as_of: 2026-11 }\nchecked: { on: 2026-11-21, by: Ada }\n\
        sources: [{ key: own, title: Own, url: \"https://own.example\" }]\n---\nIt is so.[@own, p. 3, \"it is so\"]\n";
    let compiled = with_files(own.chain([
        ("almanac.toml", config.as_str()),
        ("entries/news.md", news),
        (
            "threads/happened.md",
            "---\ntitle: Happened\n---\n## 2020 · One [[news]] {#one}\n",
        ),
        (
            "entries/news.introductory.md",
            "---\ntitle: News, simply\n---\n",
        ),
        (
            "paths/news.md",
            "---\ntitle: To the news\nsteps: [news]\n---\n",
        ),
        ("static/l.svg", "<svg/>"),
    ]));
    let mut given: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let pages = made_by_templates(&compiled).into_iter();
    for page in pages
        .map(|(_, page)| page)
        .chain(past_pages(&compiled))
        .chain(editing_pages(&compiled))
    {
        let text = String::from_utf8(page.bytes).unwrap();
        if let Some((name, context)) = text.split_once('\n')
            && name.ends_with(".html")
        {
            let context = serde_json::from_str(context).unwrap();
            given.entry(name.to_owned()).or_default().push(context);
        }
    }
    given
}

/// The pages on which a page is changed, which only a server has.
fn editing_pages(compiled: &Compiled) -> Vec<Output> {
    let site = site_of(&compiled.snapshot).with_editing();
    let address = EditAddress::parse("entries/news/edit").unwrap();
    let edit = EditPage {
        address: &address,
        file: &"entries/news.md".into(),
        standing: EditorStanding::Writes("Ada"),
        text: "Text.",
        base: "0123",
        summary: "Say more",
        id: "0123456789",
        waiting: 1,
        new_title: None,
        protected: Some("Vandals"),
        report: Some(1),
        proposal: Some(1),
        image: EditedImage::default(),
        notice: Some(EditNotice::Invalid(&compiled.report)),
    };
    let sign_in = SignInPage {
        standing: EditorStanding::SignedOut(Review::Required),
        decides: Some(true),
        next: Some("/"),
        notice: Some(SignInNotice::Wrong),
    };
    let changed = [ReplacedLines {
        line: 1,
        removed: "a".to_owned(),
        added: "b".to_owned(),
    }];
    let text = |text: &str| ConflictSide::Text(text.to_owned());
    let places = [ConflictingPlace {
        under: Some("A heading".to_owned()),
        base: text("a"),
        standing: text("b"),
        proposed: text("c"),
        choice: String::new(),
        own: Some("b and c".to_owned()),
    }];
    let shown = site.edit(&edit);
    let joined = EditPage {
        proposal: None,
        notice: Some(EditNotice::Disputed {
            places: &places,
            began: "0123",
            changed: &changed,
        }),
        ..edit
    };
    let mut pages = vec![shown, site.edit(&joined), site.sign_in(&sign_in)];
    pages.extend(proposal_pages(compiled));
    pages.extend(pages_of_readers_and_contributors(compiled));
    pages.extend(moderation_pages(compiled));
    pages
}

/// A page that is new with a revision.
fn newly_written(compiled: &Compiled) -> PastPages {
    PastPages {
        before: None,
        after: Some(PastPage {
            revision: "0123456789".to_owned(),
            recorded: None,
            unread: None,
            file: "entries/news.md".into(),
            text: "".into(),
            snapshot: compiled.snapshot.clone(),
        }),
    }
}

fn proposal_pages(compiled: &Compiled) -> Vec<Output> {
    let site = site_of(&compiled.snapshot).with_editing();
    let listed = || ListedProposal {
        number: 1,
        who: "Wim",
        title: "News",
        summary: "Say more",
        made: Some(Date::parse("2026-11-20").unwrap()),
        state: "open",
        reason: Some("So."),
    };
    let pages = newly_written(compiled);
    let impact = Impact::default();
    let text = |text: &str| ConflictSide::Text(text.to_owned());
    let place = || ConflictingPlace {
        under: Some("News".to_owned()),
        base: text("a"),
        standing: text("b"),
        proposed: text("c"),
        choice: "own".to_owned(),
        own: Some("b and c".to_owned()),
    };
    let file = "entries/news.md".into();
    let conflicts = || ProposedChange::Conflicts {
        files: vec![ConflictingFile {
            file: &file,
            places: vec![place()],
        }],
        edited_at: Some("/entries/news/edit?proposal=1".to_owned()),
    };
    let page = |shown| ProposalPage {
        listed: listed(),
        page: Some("entries/news".to_owned()),
        decided_by: None,
        shown,
        revisions: ("0123456789", "9876543210"),
        comments: vec![("Ada", "Why?", None)],
        may_decide: true,
        is_own: false,
        words: "Why?",
        notice: None,
    };
    let list = ProposalsPage {
        is_open: true,
        told: vec![listed()],
        waiting: vec![listed()],
        decided: vec![listed()],
    };
    let changed = ProposedChange::Pages(vec![pages], &compiled.report, &impact);
    vec![
        site.proposals(&list),
        site.proposal(&page(changed)),
        site.proposal(&page(conflicts())),
    ]
}

fn pages_of_readers_and_contributors(compiled: &Compiled) -> Vec<Output> {
    let site = site_of(&compiled.snapshot).with_editing();
    let report = ReportPage {
        page: ("entries/news", "News"),
        passage: "so",
        words: "It is not.",
        address: "",
        notice: None,
    };
    let reports = [ListedReport {
        id: 1,
        title: "News".to_owned(),
        page: "entries/news",
        passage: "so",
        words: "It is not.",
        address: "",
        times: 2,
        made: None,
        is_edited: true,
    }];
    let ada = || ListedContributor {
        name: "Ada",
        slug: "ada",
        role: "editor",
        is_blocked: false,
    };
    let contributor = ContributorPage {
        listed: ada(),
        why: None,
        may_block: true,
        may_undo: true,
    };
    vec![
        site.report(&report),
        site.reports(Some(&reports)),
        site.contributors(&[ada()]),
        site.contributor(&contributor),
    ]
}

/// The pages on which something is taken back, protected and begun.
fn moderation_pages(compiled: &Compiled) -> Vec<Output> {
    let site = site_of(&compiled.snapshot).with_editing();
    let address = PastAddress::parse("entries/news/history/0123456789/undo").unwrap();
    let texts = ConflictingTexts {
        file: "entries/news.md".into(),
        base: None,
        standing: None,
        standing_hash: None,
        proposed: None,
    };
    let revision = UndoneRevision {
        revision: "0123456789".to_owned(),
        summary: "Say more".to_owned(),
    };
    let undo = Undo {
        tip: "0123456789".to_owned(),
        revisions: vec![revision.clone()],
        changes: vec![FileChange::text("media/a.svg", None, "")],
        kept: vec![KeptEdit {
            file: "entries/news.md".into(),
            revision,
            why: WhyKept::Rewritten,
            texts: Some(texts),
        }],
        others: 1,
        has_more: false,
    };
    let pages = newly_written(compiled);
    let page = |subject| UndoPage {
        subject,
        standing: EditorStanding::Writes("Ada"),
        undo: Some(&undo),
        preview: Some((vec![pages.clone()], &compiled.report, &IMPACT)),
        places: vec![vec![KeptPlace {
            standing: "a".to_owned(),
            changed: "b".to_owned(),
            before: "c".to_owned(),
        }]],
        base: "0123",
        summary: "",
        id: "0123456789",
        notice: None,
    };
    let edit = EditAddress::parse("entries/news/edit/protect").unwrap();
    let protection = ListedProtection {
        by: "Ada",
        why: "Vandals",
        since: Some(Date::parse("2026-11-20").unwrap()),
        until: Some(Date::parse("2026-12-20").unwrap()),
        is_active: false,
        ended_by: Some("Bob"),
    };
    let new = NewPageForm {
        title: "News",
        kind: "",
        notice: Some(NewPageNotice::Taken(&edit.page)),
    };
    vec![
        site.undo(&page(UndoSubject::Page(&address, false))),
        site.undo(&page(UndoSubject::Contributor("Ada", "ada"))),
        site.protect(&ProtectPage {
            address: &edit,
            protections: vec![protection],
            may_protect: true,
            sent: ("Vandals", ""),
            notice: None,
        }),
        site.new_page(&new),
        site.missed(MissedSearches::Words(&["wax".to_owned()])),
        site.sent_back(&SentBackPage {
            why: SentBack::SignedOut,
            said: "Sign in first.",
            action: "/proposals/1",
            has_parts: true,
            fields: vec![("words", "Why?"), ("do", "comment")],
        }),
        site.not_found("/proposals/99"),
    ]
}

static IMPACT: std::sync::LazyLock<Impact> = std::sync::LazyLock::new(Impact::default);

/// The pages of what a page was, which only a server has.
fn past_pages(compiled: &Compiled) -> Vec<Output> {
    let site = site_of(&compiled.snapshot).with_past().with_editing();
    let address = |text: &str| PastAddress::parse(text).unwrap();
    let revision = Revision {
        revision: "0123456789".to_owned(),
        authors: Vec::new(),
        program: None,
        written: None,
        recorded: Some(Date::parse("2026-11-20").unwrap()),
        moment: None,
        summary: "Newer".to_owned(),
        message: "So.".to_owned(),
        deed: Deed::Changed,
        version: None,
        others: 2,
    };
    let found = PageRevisions {
        tip: "0123456789".to_owned(),
        revisions: vec![revision.clone()],
        total: 60,
        gap: None,
    };
    let past = |compiled: &Compiled| PastPage {
        revision: "0123456789".to_owned(),
        recorded: Some(Date::parse("2026-11-20").unwrap()),
        unread: Some("kind: x".to_owned()),
        file: "entries/news.md".into(),
        text: "".into(),
        snapshot: compiled.snapshot.clone(),
    };
    let older = with_files([(
        "entries/news.md",
        "---\ntitle: News\nsources: [{ key: older-one, title: Older, url: \"https://older.example\" }]\n---\nIt was so.\n\nOnce.\n",
    )]);
    let pages = PastPages {
        before: Some(past(&older)),
        after: Some(past(compiled)),
    };
    let history = address("entries/news/history");
    let change = address("entries/news/history/0123456789");
    let changes = [vec!["facts".to_owned()]];
    let as_of = address("entries/news/at/2026-11-20");
    let unread = PastPage {
        file: "entries/unread.md".into(),
        ..past(compiled)
    };
    let logged = LoggedChange {
        change: RecordedChange {
            revision: revision.clone(),
            pages: Vec::new(),
            is_of_line_ends: false,
        },
        pages: vec![LoggedPage {
            title: "News".to_owned(),
            address: as_of.page.clone(),
            words: vec!["facts".to_owned()],
        }],
        folded: vec![("Other".to_owned(), as_of.page.clone())],
        more: 1,
    };
    let log = Log {
        tip: "0123456789".to_owned(),
        changes: vec![logged],
        filter: LogFilter::default(),
        behind: None,
        next: Some("0123456789".to_owned()),
        has_gap: false,
    };
    let removal = Removal {
        revision: "0123456789".to_owned(),
        recorded: None,
        last: Some("fedcba9876543210".to_owned()),
        title: None,
    };
    [
        site.past_revisions(&history, &found, &changes, (2, 3)),
        site.past_change(&change, Some(&revision), &pages),
        site.no_past(&history, None),
        site.past_page(&as_of, &past(compiled), Some("fedcba9876543210")),
        site.past_page(&as_of, &unread, Some("fedcba9876543210")),
        site.gone(&as_of.page, &removal),
        site.log(&log),
    ]
    .into_iter()
    .collect()
}

fn names_of(object: &Value) -> Names {
    object.as_object().unwrap().keys().cloned().collect()
}

/// The names of every object in a value.
fn gather(value: &Value, place: &str, found: &mut BTreeMap<Names, String>) {
    match value {
        Value::Object(fields) => {
            found
                .entry(names_of(value))
                .or_insert_with(|| place.to_owned());
            for (name, field) in fields {
                gather(field, &format!("{place}.{name}"), found);
            }
        }
        Value::Array(items) => {
            for item in items {
                gather(item, place, found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_manual_names_every_template_and_what_it_gets() {
    let rows = rows("## What each template gets");
    let named: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, built_in_templates().collect::<Vec<_>>());
    let given = given();
    for (name, names) in rows
        .iter()
        .filter(|(name, _)| !PARTS.contains(&name.as_str()))
    {
        let contexts = given
            .get(name)
            .unwrap_or_else(|| panic!("{name} made no page"));
        for context in contexts {
            assert_eq!(*names, names_of(context), "{name}");
        }
    }
}

#[test]
fn the_manual_names_what_is_in_them() {
    let mut found = BTreeMap::new();
    for (name, contexts) in given() {
        for context in contexts {
            for (field, value) in context.as_object().unwrap() {
                gather(value, &format!("{name}: {field}"), &mut found);
            }
        }
    }
    let rows = rows("## What is in them");
    for (names, place) in &found {
        let is_named = rows.iter().any(|(_, named)| named == names);
        assert!(is_named, "{place} is not in the manual: {names:?}");
    }
    for (what, names) in &rows {
        assert!(found.contains_key(names), "there is no {what} of {names:?}");
    }
}
