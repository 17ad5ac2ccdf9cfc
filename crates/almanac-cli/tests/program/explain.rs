//! `almanac explain`.

use crate::fixture::Folder;

#[test]
fn every_check_is_listed_and_has_its_page() {
    let folder = Folder::empty();
    let all = folder.run(&["explain", "--json"]).json();
    let all = all.as_array().unwrap();
    assert!(all.len() >= 36, "{}", all.len());
    let list = folder.run(&["explain"]).out;
    for check in all {
        let (name, code) = (
            check["name"].as_str().unwrap(),
            check["code"].as_str().unwrap(),
        );
        assert!(list.contains(name) && list.contains(code), "{name}");
        assert!(check["explanation"].as_str().unwrap().len() > 80, "{name}");
    }
}

#[test]
fn a_check_is_explained_by_name_or_code() {
    let folder = Folder::empty();
    let by_name = folder.run(&["explain", "unknown-source"]);
    assert_eq!(by_name.code, 0);
    assert!(by_name.out.contains("unknown-source"), "{by_name}");
    let code = folder.run(&["explain", "unknown-source", "--json"]).json()["code"].clone();
    assert_eq!(
        folder.run(&["explain", code.as_str().unwrap()]).out,
        by_name.out
    );
}

#[test]
fn what_is_no_check_is_refused_with_what_is_near() {
    let folder = Folder::empty();
    let near = folder.run(&["explain", "unknown-sources"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("unknown-source`"), "{near}");
    assert_eq!(folder.run(&["explain", "nothing-like-it"]).code, 2);
}
