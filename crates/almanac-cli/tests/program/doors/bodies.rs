//! Requests that are no requests: bodies that can't be read or never end, methods that are none, and forms of other sites.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{DOORS, Door, FORM, House, JSON, PATIENCE, require_harmless};

/// Bodies that are no form, with what they say they are.
fn unreadable() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let parts = "multipart/form-data; boundary=XX";
    let part = "--XX\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\naccept\r\n";
    let fields = |count: usize| {
        (0..count)
            .map(|number| format!("{number:x}&"))
            .collect::<String>()
    };
    vec![
        ("text", "text/plain", b"do=accept".to_vec()),
        ("XML", "application/xml", b"<do>accept</do>".to_vec()),
        ("no type", "", b"do=accept".to_vec()),
        ("a list", JSON, b"[{\"do\": \"accept\"}]".to_vec()),
        ("half an object", JSON, b"{\"do\": \"accept\"".to_vec()),
        (
            "bytes that are no text",
            JSON,
            b"{\"do\": \"\xff\xfe\"}".to_vec(),
        ),
        ("half a sign", JSON, b"{\"do\": \"\\ud800\"}".to_vec()),
        (
            "what nests",
            JSON,
            format!("{{\"do\": {}", "[".repeat(60_000)).into_bytes(),
        ),
        ("many fields", FORM, fields(12_000).into_bytes()),
        (
            "no boundary",
            "multipart/form-data",
            part.as_bytes().to_vec(),
        ),
        (
            "half a part",
            parts,
            b"--XX\r\nContent-Disposition: form-d".to_vec(),
        ),
        ("no end", parts, part.as_bytes().to_vec()),
        ("many parts", parts, part.repeat(500).into_bytes()),
        (
            "another boundary",
            parts,
            part.replace("XX", "YY").into_bytes(),
        ),
    ]
}

#[test]
fn what_is_no_form_is_refused_at_every_door_and_changes_nothing() {
    let house = House::new();
    let before = house.state();
    for door in &DOORS {
        let path = house.path(door);
        for (what, kind, body) in unreadable() {
            for key in [Some(house.admin()), None] {
                let answered = house.send(&path, key, kind, &body);
                let what = format!("{path}: {what}, known: {}", key.is_some());
                require_harmless(&answered, &what);
                assert!((400..500).contains(&answered.code), "{what}: {answered:?}");
            }
        }
        // What is no text is read as signs that stand for it; of fields of one name, the first counts.
        let odd = b"page=nothing%2Fhere&text=%ff%fe&words=\xff&title=%ff&key=%c3&why=%ed%a0%80&do=other&do=accept";
        for key in [Some(house.admin()), None] {
            require_harmless(&house.send(&path, key, FORM, odd), &path);
        }
    }
    let reported = house.get("reports/", &house.admins[0]).body;
    assert_eq!(reported.matches("edit?report=").count(), 0, "{reported}");
    assert_eq!(house.state(), before);
    house.is_sound();
}

/// The bytes of a body in pieces, without a word of how many there will be.
fn in_pieces(length: usize) -> Vec<u8> {
    let piece = [b"10000\r\n".to_vec(), vec![b'a'; 65_536], b"\r\n".to_vec()].concat();
    let mut body = piece.repeat(length.div_ceil(65_536));
    body.extend(b"0\r\n\r\n");
    body
}

#[test]
fn what_is_too_long_is_refused_at_every_door_whatever_it_says_of_its_length() {
    let house = House::new();
    let before = house.state();
    for door in &DOORS {
        let path = house.path(door);
        // An image may be sent to two of them, and a text to some.
        let most = match door.path {
            "entries/hive/edit" | "entries/hive/edit/check" => 38_000_000,
            "entries/hive/edit/impact" | "new" | "proposals/1" => 17_000_000,
            _ => 130_000,
        };
        for key in [Some(house.admin()), None] {
            let key = key.map(|key| format!("authorization: Bearer {key}\r\n"));
            let key = key.unwrap_or_default();
            let of_length = format!("content-type: {FORM}\r\n{key}content-length: ");
            for (length, code) in [
                ("999999999999", 413),
                ("-1", 400),
                ("1\r\ncontent-length: 2", 400),
            ] {
                let answered =
                    house.ask("POST", &path, &format!("{of_length}{length}\r\n"), b"do=x");
                assert_eq!(answered.code, code, "{path} {length}: {answered:?}");
            }
            let headers = format!("content-type: {FORM}\r\n{key}transfer-encoding: chunked\r\n");
            let answered = house.ask("POST", &path, &headers, &in_pieces(most));
            // Who is refused anyway is not read.
            let is_refused = matches!(answered.code, 413 | 401);
            assert!(
                is_refused,
                "{path}, known: {}: {answered:?}",
                !key.is_empty()
            );
        }
    }
    assert_eq!(house.state(), before);
    house.is_sound();
}

/// Sends a byte now and then until there is an answer, or the door is closed.
fn drip(mut stream: TcpStream) -> String {
    let begun = Instant::now();
    stream
        .set_read_timeout(Some(Duration::from_secs(1)))
        .unwrap();
    let mut answer = Vec::new();
    while begun.elapsed() < PATIENCE {
        let mut some = [0; 4096];
        // The time that a read may take is the pause between two bytes.
        match stream.read(&mut some) {
            Ok(0) => break,
            Ok(count) => answer.extend(&some[..count]),
            Err(_) if stream.write_all(b"a").is_err() => break,
            Err(_) => {}
        }
    }
    assert!(begun.elapsed() < PATIENCE, "it is waited for");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn what_comes_byte_by_byte_is_given_up_while_others_are_served() {
    let house = House::new();
    let before = house.state();
    let headers = format!("content-type: {FORM}\r\ncontent-length: 60000\r\n");
    let known = format!("{headers}authorization: Bearer {}\r\n", house.admins[0]);
    std::thread::scope(|scope| {
        let begin = |headers: &String, door: &Door| house.begin("POST", &house.path(door), headers);
        let slow = DOORS
            .iter()
            .flat_map(|door| [begin(&headers, door), begin(&known, door)]);
        let slow: Vec<_> = slow
            .map(|stream| scope.spawn(move || drip(stream)))
            .collect();
        // Meanwhile, who has something to say says it.
        let sent = house.json(
            "entries/hive/edit/check",
            Some(&house.admins[1]),
            &serde_json::json!({ "text": "x" }),
        );
        assert_eq!(sent.code, 200, "{sent:?}");
        for answer in slow {
            let answer = answer.join().unwrap();
            let code = answer.split(' ').nth(1).unwrap_or_default().to_owned();
            assert!(
                ["408", "401", "403", "404", "409", "422"].contains(&&*code),
                "{answer}"
            );
        }
    });
    assert_eq!(house.state(), before);
    house.is_sound();
}

#[test]
fn only_what_is_sent_changes_something() {
    let house = House::new();
    let before = house.state();
    let admin = house.admins[0].clone();
    let key = format!("authorization: Bearer {admin}\r\n");
    let form = format!("{key}content-type: {FORM}\r\ncontent-length: 9\r\n");
    for door in &DOORS {
        let path = house.path(door);
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
            let answered = house.ask(method, &path, &form, b"do=accept");
            assert_eq!(answered.code, 405, "{method} {path}: {answered:?}");
            assert!(
                answered.header("allow").is_some(),
                "{method} {path}: {answered:?}"
            );
        }
        let fields = door.fields.iter().map(|(name, value)| {
            let value = value.bytes().map(|byte| format!("%{byte:02x}"));
            format!("{name}={}", value.collect::<String>())
        });
        let query = fields.collect::<Vec<_>>().join("&");
        for more in [
            "do=accept",
            "do=block",
            "do=protect&why=x",
            "do=withdraw",
            "do=everywhere",
        ] {
            let asked = format!("{path}?{more}&{query}");
            let (get, head) = ("GET", "HEAD");
            let shown = house.ask(get, &asked, &key, b"");
            require_harmless(&shown, &asked);
            let told = house.ask(head, &asked, &key, b"");
            assert_eq!((told.code, &*told.body), (shown.code, ""), "{asked}");
        }
    }
    assert_eq!(house.state(), before);
    house.is_sound();
}

#[test]
fn a_form_of_another_site_and_a_forged_cookie_open_no_door() {
    let house = House::new();
    let before = house.state();
    let cookie = house.cookie();
    let (name, value) = cookie.trim().split_once('=').unwrap();
    let host = house.server.site.split('/').nth(2).unwrap();
    let body = b"do=accept&title=Zed";
    let form = format!("content-type: {FORM}\r\ncontent-length: {}\r\n", body.len());
    let forged = [
        "origin: https://evil.example".to_owned(),
        "origin: null".to_owned(),
        format!("origin: http://{host}.evil.example"),
        format!("origin: http://evil.example#http://{host}"),
        format!("origin: http://{host}@evil.example"),
        format!("origin: http://{host}\r\norigin: https://evil.example"),
        "origin: \u{e9}".to_owned(),
        "sec-fetch-site: cross-site".to_owned(),
        "sec-fetch-site: same-site".to_owned(),
        "sec-fetch-site: same-origin\r\nsec-fetch-site: cross-site".to_owned(),
        "sec-fetch-site: same-origin, cross-site".to_owned(),
    ];
    let last = value
        .chars()
        .last()
        .map_or(' ', |last| if last == '0' { '1' } else { '0' });
    let cookies = [
        format!("{name}={}{last}", &value[..value.len() - 1]),
        format!("{name}={}", &value[..value.len() / 2]),
        format!("{name}={value}{value}"),
        format!("{name}=\" {value}\""),
        format!("{name}={}", value.to_uppercase()),
        format!("{}={value}", name.replace("almanac", "Almanac")),
        format!("{name}=' OR 1=1 --"),
        format!("{name}=\u{e9}"),
        format!("{name}x={value}"),
    ];
    for door in &DOORS {
        let path = house.path(door);
        for headers in &forged {
            let headers = format!("{form}{cookie}{headers}\r\n");
            let answered = house.ask("POST", &path, &headers, body);
            assert_eq!(answered.code, 403, "{path} {headers}: {answered:?}");
        }
        for other in &cookies {
            let headers = format!("{form}{other}\r\n");
            let answered = house.ask("POST", &path, &headers, body);
            require_harmless(&answered, &format!("{path} {other}"));
            let is_refused = matches!(answered.code, 401 | 403) || door.is_open;
            assert!(is_refused, "{path} {other}: {answered:?}");
        }
    }
    assert_eq!(house.state(), before);
    house.is_sound();
}
