//! Search: what is asked in addresses, and that what is found is what is served.

use almanac_search::missed_words;
use almanac_web::{Desk, SearchSettings, ServerSettings};
use serde_json::Value;

use crate::fixture::{FILES, Server, TOKEN, TestWorkspace};

/// What an address of `/search.json` answers.
fn found(server: &Server, query: &str) -> Value {
    let answer = server.get(&format!("/search.json?{query}"));
    assert_eq!(answer.status, 200, "{query}");
    serde_json::from_slice(&answer.body).unwrap()
}

/// Where the hits of an address lead.
fn hrefs(server: &Server, query: &str) -> Vec<String> {
    let found = found(server, query);
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["href"].as_str().unwrap().to_owned())
        .collect()
}

fn page(server: &Server, address: &str) -> String {
    let answer = server.get(address);
    assert_eq!(answer.status, 200, "{address}");
    String::from_utf8(answer.body).unwrap()
}

#[test]
fn no_parameter_is_a_fault() {
    let server = Server::start();
    let plain = found(&server, "q=hive");
    for query in [
        "q=hive&page=abc",
        "q=hive&page=0",
        "q=hive&kind=",
        "x&q=hive&q=wax",
    ] {
        assert_eq!(found(&server, query), plain, "{query}");
    }
    for (query, name) in [
        ("q=hive&kind=zebra", "kind"),
        ("q=hive&level=expert", "level"),
        ("q=hive&topic=none", "topic"),
        ("q=hive&in=path:none", "in"),
        ("q=hive&language=xx", "language"),
    ] {
        let nothing = found(&server, query);
        assert_eq!(nothing["total"], 0, "{query}");
        let note = &nothing["notes"][0];
        assert_eq!(
            (&note["type"], &note["name"]),
            (&"unknown-value".into(), &name.into())
        );
        // What there is instead is offered, and that it was asked for can be taken back.
        let values = nothing["facets"][name].as_array().unwrap();
        let chosen: Vec<&Value> = values.iter().filter(|it| it["chosen"] == true).collect();
        assert_eq!((chosen.len(), &chosen[0]["count"]), (1, &0.into()));
        let words = page(&server, &format!("/search?{query}"));
        assert!(words.contains("there is no <bdi>"), "{query}");
    }
    let beyond = found(&server, "q=hive&page=99999999999999999999");
    assert_eq!(
        (&beyond["total"], &beyond["hits"]),
        (&plain["total"], &Value::Array(Vec::new()))
    );
}

#[test]
fn what_is_written_is_found_and_what_is_removed_is_not() {
    let server = Server::start();
    assert_eq!(hrefs(&server, "q=propolis"), [""; 0]);
    let text = "---\nid: glue\ntitle: Propolis\n---\nGlue.\n";
    server.workspace.edit("entries/propolis.md", text);
    assert_eq!(hrefs(&server, "q=propolis"), ["/entries/propolis"]);
    server.workspace.edit(
        "entries/propolis.md",
        "---\nid: glue\ntitle: Resin\n---\nGlue.\n",
    );
    assert_eq!(hrefs(&server, "q=propolis"), [""; 0]);
}

#[test]
fn before_anything_is_asked_search_says_what_there_is() {
    let server = Server::start();
    let all = page(&server, "/search");
    assert!(all.contains("4 pages to search"), "{all}");
    assert!(all.contains("href=\"/search?kind=thread\""), "{all}");
    assert!(!all.contains("<ol class=\"found\""));
    let threads = hrefs(&server, "kind=thread");
    assert_eq!(threads, ["/threads/swarms"]);
}

#[test]
fn search_is_there_in_each_language_and_takes_no_page_its_address() {
    let server = Server::start();
    let words = page(&server, "/pt-BR/search?q=hive");
    assert!(words.contains("<html lang=\"pt-BR\""));
    let answer = server.get("/pt-BR/search.json?q=hive");
    assert_eq!(answer.status, 200);
    for missing in [
        "/de/search",
        "/de/search.json",
        "/entries/search",
        "/x/search?q=hive",
    ] {
        assert_eq!(server.get(missing).status, 404, "{missing}");
    }
}

/// Asks for an address as so many readers, each of another place.
fn ask_as(server: &Server, readers: usize, address: &str, headers: &[(&str, &str)]) {
    for reader in 0..readers {
        let from = format!("198.51.100.{reader}");
        let headers = [&[("x-forwarded-for", &*from)], headers].concat();
        assert_eq!(server.get_with(address, &headers).status, 200);
    }
}

#[test]
fn words_that_five_readers_did_not_find_are_kept_where_the_almanac_says_so() {
    let config = FILES.into_iter().next().unwrap().1;
    let counting = format!("{config}\n[search]\ncount_misses = true\n");
    for (config, kept) in [(counting.as_str(), vec!["quincunx"]), (config, Vec::new())] {
        let folder = tempfile::tempdir().unwrap();
        let files = FILES.into_iter().skip(1).chain([("almanac.toml", config)]);
        let server = Server::run(TestWorkspace::new(files), |address| ServerSettings {
            desk: Some(Desk::new(TOKEN, address)),
            search: SearchSettings {
                misses: Some(folder.path().to_owned()),
                ..SearchSettings::default()
            },
            trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
            ..ServerSettings::default()
        });
        let cookie = server.cookie();
        ask_as(&server, 5, "/search?q=quincunx", &[]);
        // Too few, somebody who types, who narrows, who is at the desk, and what is found.
        ask_as(&server, 4, "/search?q=quagmire", &[]);
        ask_as(&server, 5, "/search.json?q=quinc", &[]);
        ask_as(&server, 5, "/search?q=quark&kind=thread", &[]);
        ask_as(&server, 5, "/search?q=quiver", &[("cookie", &cookie)]);
        ask_as(&server, 5, "/search?q=hive", &[]);
        assert_eq!(missed_words(folder.path()).unwrap(), kept);
    }
}
