//! Lists of events that a query narrows, and the pages of events.

use crate::fixture::{FILES, Server, TestWorkspace};

fn server() -> Server {
    let workspace = TestWorkspace::new(FILES);
    workspace.edit("topics.yaml", "bees: { title: Bees }\n");
    workspace.edit(
        "threads/swarms.md",
        "---\nid: swarms\ntitle: Swarms\ntopics: [bees]\n---\nThey swarm.\n\n## 2020 · A swarm of [[hive]] {#first .major}\n\nOne.\n\n\
         ## 2021 · Another <a id=\"second\"></a> {#another}\n\nTwo.\n",
    );
    Server::of(workspace)
}

#[test]
fn a_query_narrows_events_by_topic_entry_and_weight() {
    let server = server();
    for (path, first, another) in [
        ("/events/", true, true),
        ("/events/?weight=major", true, false),
        ("/events/?entry=hive", true, false),
        ("/events/?topic=bees", true, true),
        ("/events/?topic=wasps", false, false),
        ("/events/?entry=honey-bee", false, false),
        ("/events/2021?weight=major", false, false),
        ("/events/2021?weight=&from=feed", false, true),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let text = answer.text();
        let stream = text.split_once("class=\"stream\"").unwrap().1;
        assert_eq!(stream.contains("A swarm of hive"), first, "{path}");
        assert_eq!(stream.contains("Another"), another, "{path}");
    }
    assert_eq!(server.get("/events/2019?weight=major").status, 404);
    // A list keeps what it is narrowed to where it leads on.
    let narrowed = server.get("/events/?entry=hive");
    let text = narrowed.text();
    assert!(text.contains("href=\"/events/2020?entry=hive\""), "{text}");
}

#[test]
fn an_event_is_found_at_its_address_and_at_its_former_one() {
    let server = server();
    let page = server.get("/threads/swarms/first");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("A swarm of hive"));
    let markdown = server.get_with("/threads/swarms/first", &[("accept", "text/markdown")]);
    assert!(
        markdown
            .text()
            .starts_with("---\ntitle: \"A swarm of hive\"\n")
    );
    let moved = server.get("/threads/swarms/second");
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), Some("/threads/swarms/another"));
    let lost = server.get("/threads/swarms/third");
    assert_eq!(lost.status, 404);
    assert!(lost.text().contains("href=\"/threads/swarms\""));
    assert_eq!(server.get("/events").header("location"), Some("/events/"));
}
