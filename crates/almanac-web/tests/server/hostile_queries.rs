//! Searches that nobody types in good faith: each is answered, soon, and the server goes on.

use std::time::{Duration, Instant};

use crate::fixture::Server;

/// The longest that any of these may take, in an unoptimized build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// What stands behind `?` in the address, as bytes of any sort.
fn queries() -> Vec<String> {
    let many = |text: &str, times: usize| format!("q={}", text.repeat(times));
    let broken = [
        "%ED%A0%80",
        "%FF%FE",
        "%C3",
        "%",
        "%zz",
        "%00",
        "%F4%90%80%80",
    ];
    let mut queries: Vec<String> = broken.map(|text| many(text, 100)).into();
    queries.extend([
        many("a", 2_000),
        many("%22", 600),
        many("a%22", 400),
        many("a+", 900),
        many("the+of+and+", 150),
        many("-the+", 350),
        many("e%CC%81%CC%81", 140),
        many("%E7%81%AF%E5%8F%B0", 100),
        many("%F0%9F%91%A8%E2%80%8D", 80),
        many("%E2%80%AE", 200),
        many("kind:", 350),
        many("(a%2B)%2B$", 150),
        many("1,000,", 300),
        "q=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "q=title:(a+OR+b)+NEAR(c,5)+*".to_owned(),
        "q=hive&q=bee&q".to_owned(),
        "&=&q&&=q".to_owned(),
        "q=hive&page=0".to_owned(),
        "q=hive&page=-1".to_owned(),
        "q=hive&page=99999999999999999999999".to_owned(),
        "q=hive&page=18446744073709551615".to_owned(),
        "q=hive&kind=%00&level=none&topic=../..&in=path:&language=%FF".to_owned(),
    ]);
    queries
}

#[test]
fn hostile_searches_are_answered_and_the_server_goes_on() {
    let server = Server::start();
    for query in queries() {
        for page in ["/search", "/search.json"] {
            let begun = Instant::now();
            let answer = server.get(&format!("{page}?{query}"));
            assert!(begun.elapsed() < PATIENCE, "{page}?{query}");
            let is_expected = matches!(answer.status, 200 | 400);
            assert!(is_expected, "{page}?{query}: {}", answer.status);
            let body = String::from_utf8_lossy(&answer.body);
            let is_markup = page == "/search" && body.contains("<script>alert");
            assert!(!is_markup, "{page}?{query}");
        }
    }
    let found = server.get("/search.json?q=hive");
    let found = String::from_utf8_lossy(&found.body);
    assert!(found.contains("/entries/hive"), "{found}");
}
