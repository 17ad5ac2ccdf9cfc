//! What is let go when its time is over: proposals that ended, and old reports.

use almanac_store::Deed;

use crate::settings::Contributing;

/// Lets go what nobody needs any more: the commits of proposals that ended 90 days ago, and reports of as many. What can't be
/// done is said, and tried again the next time.
pub async fn tidy(contributing: &Contributing) {
    let Some(store) = &contributing.store else {
        return;
    };
    let now = (contributing.now)();
    if let Err(error) = store.forget_old_reports(now).await {
        (contributing.report)(&error.to_string());
    }
    let ended = match store.ended_proposals(now).await {
        Ok(ended) if ended.is_empty() => return,
        Ok(ended) => ended,
        Err(error) => return (contributing.report)(&error.to_string()),
    };
    if let Some(proposing) = contributing.proposing.clone() {
        let numbers = ended.clone();
        let forgotten = tokio::task::spawn_blocking(move || proposing.forget(&numbers)).await;
        match forgotten {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return (contributing.report)(&error.to_string()),
            Err(error) => return (contributing.report)(&error.to_string()),
        }
    }
    for number in ended {
        let deed = Deed {
            moment: now,
            who: "almanac".to_owned(),
            did: "proposal let go".to_owned(),
            about: number.to_string(),
            note: String::new(),
        };
        let noted = store.note_pruned(number, now).await;
        if let Err(error) = noted.and(store.note(&deed).await) {
            (contributing.report)(&error.to_string());
        }
    }
}
