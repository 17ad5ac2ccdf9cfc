//! What waits for editors: proposals and reports.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use almanac_store::{
    Comment, ContributorName, Decision, Proposal, ProposalState, Report, Reported, Store,
};

const DAY: i64 = 24 * 60 * 60;

async fn opened(folder: &tempfile::TempDir) -> Store {
    let file = folder.path().join("almanac.db");
    Store::open(&file, [0; 20]).await.unwrap()
}

fn report(page: &str, words: &str) -> Report {
    Report {
        page: page.to_owned(),
        words: words.to_owned(),
        ..Report::default()
    }
}

#[tokio::test]
async fn a_proposal_is_decided_once_and_its_author_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder).await;
    let wim = ContributorName::new("Wim").unwrap();
    let wim = store.contributor_named(&wim, None, 0).await.unwrap();
    let proposal = Proposal {
        number: 3,
        contributor: wim.id,
        who: "Wim".to_owned(),
        page: "hive".to_owned(),
        title: "Hive".to_owned(),
        summary: "Say more".to_owned(),
        revision: "0123".to_owned(),
        state: ProposalState::Open,
        created: 5,
        decided: None,
        decided_by: None,
        reason: None,
    };
    // Sent twice where an answer is lost.
    store.add_proposal(&proposal).await.unwrap();
    store.add_proposal(&proposal).await.unwrap();
    assert_eq!(store.open_proposals().await.unwrap(), [proposal]);
    assert_eq!(store.waiting_for("hive").await.unwrap(), 1);
    let comment = Comment {
        who: "Ada".to_owned(),
        words: "Why?".to_owned(),
        created: 6,
    };
    store.add_comment(3, &comment).await.unwrap();
    assert_eq!(store.comments(3).await.unwrap(), [comment]);
    let decision = |state| Decision {
        state,
        by: "Ada",
        reason: "So.",
        now: 7,
    };
    let declined = decision(ProposalState::Declined);
    assert!(store.decide(3, &declined).await.unwrap());
    let accepted = decision(ProposalState::Accepted);
    assert!(!store.decide(3, &accepted).await.unwrap());
    assert_eq!(store.waiting_for("hive").await.unwrap(), 0);
    let told = store.tell(wim.id, 8).await.unwrap();
    assert_eq!((told.len(), told[0].state), (1, ProposalState::Declined));
    assert_eq!(told[0].reason.as_deref(), Some("So."));
    assert!(store.tell(wim.id, 9).await.unwrap().is_empty());
    // What somebody proposed who is blocked does not wait.
    let other = Proposal {
        number: 4,
        ..told[0].clone()
    };
    store.add_proposal(&other).await.unwrap();
    assert_eq!(store.waiting_for("hive").await.unwrap(), 1);
    store.block(wim.id, Some("spam"), 10).await.unwrap();
    assert_eq!(store.waiting_for("hive").await.unwrap(), 0);
}

#[tokio::test]
async fn reports_are_joined_bounded_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder).await;
    let add = async |page: &str, words: &str, now| {
        store.add_report(&report(page, words), now).await.unwrap()
    };
    assert_eq!(add("entries/hive", "It is wrong.", 0).await, Reported::Kept);
    let same = add("entries/hive", " it is  WRONG.", 1).await;
    assert_eq!(same, Reported::Joined);
    assert_eq!(store.open_reports(9).await.unwrap()[0].times, 2);
    for number in 1..20 {
        let kept = add("entries/hive", &number.to_string(), 2).await;
        assert_eq!(kept, Reported::Kept, "{number}");
    }
    assert_eq!(add("entries/hive", "more", 3).await, Reported::Full);
    assert_eq!(add("entries/bee", "more", 3).await, Reported::Kept);
    assert_eq!(add("entries/hive", "more", 2 * DAY).await, Reported::Kept);
    let first = store.open_reports(1).await.unwrap()[0].id;
    let answered = store.answer_report(first, "Ada", Some("0123"), 4).await;
    assert!(answered.unwrap());
    let answered = store.report(first).await.unwrap().unwrap().answered;
    assert_eq!(answered, Some(("Ada".to_owned(), Some("0123".to_owned()))));
    // What was answered and is said again is new.
    let again = add("entries/hive", "It is wrong.", 2 * DAY).await;
    assert_eq!(again, Reported::Kept);
    add("entries/bee", "later", 200 * DAY).await;
    let left = store.open_reports(99).await.unwrap();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test]
async fn words_that_are_erased_are_nowhere_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder).await;
    let wim = ContributorName::new("Wim").unwrap();
    let wim = store.contributor_named(&wim, None, 0).await.unwrap();
    let secret = "Rue  de la Paix 7";
    let proposal = Proposal {
        number: 1,
        contributor: wim.id,
        who: "Wim".to_owned(),
        page: "hive".to_owned(),
        title: format!("Of {secret}"),
        summary: secret.to_owned(),
        revision: "0123".to_owned(),
        state: ProposalState::Open,
        created: 5,
        decided: None,
        decided_by: None,
        reason: None,
    };
    store.add_proposal(&proposal).await.unwrap();
    let comment = |words: &str| Comment {
        who: "Ada".to_owned(),
        words: words.to_owned(),
        created: 6,
    };
    for words in [secret, "rue de la\nPAIX 7!", "Another street"] {
        store.add_comment(1, &comment(words)).await.unwrap();
    }
    store
        .add_report(&report("entries/hive", secret), 7)
        .await
        .unwrap();
    store
        .add_report(&report("entries/hive", "Another"), 7)
        .await
        .unwrap();
    store.block(wim.id, Some(secret), 8).await.unwrap();
    assert_eq!(store.erase(" ").await.unwrap(), 0);
    // The title, the summary, why it does not wait any more, two comments, a report, and why its author is blocked.
    assert_eq!(store.erase("rue de la paix").await.unwrap(), 7);
    let left = store.comments(1).await.unwrap();
    let left: Vec<_> = left.iter().map(|comment| &*comment.words).collect();
    assert_eq!(left, ["(erased)", "(erased)", "Another street"]);
    assert_eq!(store.open_reports(9).await.unwrap().len(), 1);
    let kept = store.proposal(1).await.unwrap().unwrap();
    assert_eq!((&*kept.title, &*kept.summary), ("(erased)", "(erased)"));
    store.close().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("paix"));
    }
}
