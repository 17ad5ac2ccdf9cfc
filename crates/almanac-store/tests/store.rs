//! What a store keeps, and for how long.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::PathBuf;

use almanac_store::{ContributorName, Credential, Deed, Role, Scope, Secret, Store, StoreError};

const DAY: i64 = 24 * 60 * 60;

struct Fixture {
    _folder: tempfile::TempDir,
    file: PathBuf,
    store: Store,
    random: u8,
}

impl Fixture {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("almanac.db");
        let store = Store::open(&file, [0; 20]).await.unwrap();
        Self {
            _folder: folder,
            file,
            store,
            random: 1,
        }
    }

    fn random(&mut self) -> [u8; 20] {
        self.random += 1;
        [self.random; 20]
    }

    async fn key_of(&mut self, name: &str, role: Role, scope: Scope) -> Secret {
        let name = ContributorName::new(name).unwrap();
        let contributor = self.store.contributor_named(&name, Some(role), 0).await;
        let (contributor, random) = (contributor.unwrap(), self.random());
        let key = self.store.add_key(&contributor, scope, random, 0);
        key.await.unwrap()
    }

    async fn credential(&self, key: &Secret, now: i64) -> Option<Credential> {
        self.store.by_key(key, now).await.unwrap()
    }

    async fn session_of(&mut self, key: &Secret, now: i64) -> Secret {
        let credential = self.credential(key, now).await.unwrap();
        let random = self.random();
        let session = self.store.begin_session(&credential, random, now);
        session.await.unwrap()
    }

    async fn is_signed_in(&self, session: &Secret, now: i64) -> bool {
        self.store.session(session, now).await.unwrap().is_some()
    }
}

#[tokio::test]
async fn whoever_has_a_key_is_known_by_it() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.key_of("Ada", Role::Editor, Scope::Review).await;
    let found = fixture.credential(&ada, 5).await.unwrap();
    assert_eq!(found.contributor.name, "Ada");
    assert_eq!(
        (found.contributor.role, found.scope),
        (Role::Editor, Scope::Review)
    );
    let unknown = Secret::of_random([99; 20]);
    assert_eq!(fixture.credential(&unknown, 5).await, None);
    assert_eq!(fixture.store.keys().await.unwrap()[0].used, Some(5));
}

#[tokio::test]
async fn the_file_holds_no_key_and_no_session() {
    let mut fixture = Fixture::new().await;
    let key = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let session = fixture.session_of(&key, 0).await;
    fixture.store.close().await;
    for name in ["almanac.db", "almanac.db-wal"] {
        let Ok(bytes) = std::fs::read(fixture.file.with_file_name(name)) else {
            continue;
        };
        for secret in [&key, &session] {
            let digits = secret.reveal().trim_start_matches("almanac_").as_bytes();
            assert!(!bytes.windows(digits.len()).any(|part| part == digits));
        }
    }
}

#[tokio::test]
async fn names_that_look_alike_are_one_contributor() {
    let mut fixture = Fixture::new().await;
    let one = fixture
        .key_of("Ada Lovelace", Role::Writer, Scope::Write)
        .await;
    let other = fixture
        .key_of("ADA  LOVELACE", Role::Editor, Scope::Write)
        .await;
    let (one, other) = (
        fixture.credential(&one, 1).await.unwrap(),
        fixture.credential(&other, 1).await.unwrap(),
    );
    assert_eq!(one.contributor, other.contributor);
    assert_eq!(one.contributor.name, "Ada Lovelace");
    assert_eq!(one.contributor.role, Role::Editor);
}

#[tokio::test]
async fn a_key_that_is_revoked_is_worth_nothing_nor_are_its_sessions() {
    let mut fixture = Fixture::new().await;
    let lost = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let kept = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let of_lost = fixture.session_of(&lost, 0).await;
    let of_kept = fixture.session_of(&kept, 0).await;
    let key = fixture.credential(&lost, 1).await.unwrap().key;
    assert!(fixture.store.revoke_key(key, 2).await.unwrap());
    assert!(!fixture.store.revoke_key(key, 3).await.unwrap());
    assert_eq!(fixture.credential(&lost, 3).await, None);
    assert!(!fixture.is_signed_in(&of_lost, 3).await);
    assert!(fixture.is_signed_in(&of_kept, 3).await);
}

#[tokio::test]
async fn a_session_is_short_and_renewed_by_use() {
    let mut fixture = Fixture::new().await;
    let key = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let session = fixture.session_of(&key, 0).await;
    let mut now = 0;
    while now < 29 * DAY {
        now += DAY / 3;
        assert!(fixture.is_signed_in(&session, now).await, "{now}");
    }
    assert!(!fixture.is_signed_in(&session, 30 * DAY).await);
    let idle = fixture.session_of(&key, 40 * DAY).await;
    assert!(!fixture.is_signed_in(&idle, 40 * DAY + DAY / 2).await);
}

#[tokio::test]
async fn signing_out_ends_one_session_and_signing_out_everywhere_all() {
    let mut fixture = Fixture::new().await;
    let key = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let bob = fixture.key_of("Bob", Role::Writer, Scope::Write).await;
    let here = fixture.session_of(&key, 0).await;
    let there = fixture.session_of(&key, 0).await;
    let of_bob = fixture.session_of(&bob, 0).await;
    fixture.store.end_session(&here).await.unwrap();
    assert!(!fixture.is_signed_in(&here, 1).await);
    assert!(fixture.is_signed_in(&there, 1).await);
    let ada = fixture.credential(&key, 1).await.unwrap().contributor;
    assert_eq!(fixture.store.end_sessions(ada.id).await.unwrap(), 1);
    assert!(!fixture.is_signed_in(&there, 1).await);
    assert!(fixture.is_signed_in(&of_bob, 1).await);
}

#[tokio::test]
async fn who_is_blocked_is_signed_out_and_known_to_be_blocked() {
    let mut fixture = Fixture::new().await;
    let key = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let session = fixture.session_of(&key, 0).await;
    let ada = fixture.credential(&key, 1).await.unwrap().contributor;
    fixture.store.block(ada.id, Some("spam"), 2).await.unwrap();
    assert!(!fixture.is_signed_in(&session, 3).await);
    let found = fixture.credential(&key, 3).await.unwrap();
    assert_eq!(found.contributor.blocked, Some((2, "spam".to_owned())));
    fixture.store.block(ada.id, None, 4).await.unwrap();
    let found = fixture.credential(&key, 5).await.unwrap();
    assert_eq!(found.contributor.blocked, None);
}

#[tokio::test]
async fn a_store_is_opened_again_with_all_that_it_had() {
    let mut fixture = Fixture::new().await;
    let key = fixture.key_of("Ada", Role::Writer, Scope::Write).await;
    let deed = Deed {
        moment: 3,
        who: "Ada".to_owned(),
        did: "did".to_owned(),
        about: "something".to_owned(),
        note: String::new(),
    };
    fixture.store.note(&deed).await.unwrap();
    let name = fixture.store.name().to_owned();
    fixture.store.close().await;
    let again = Store::open(&fixture.file, [7; 20]).await.unwrap();
    assert!(again.by_key(&key, 1).await.unwrap().is_some());
    assert_eq!(again.newest_deeds(5).await.unwrap(), [deed]);
    assert_eq!(again.name(), name);
}

#[tokio::test]
async fn two_programs_may_open_a_new_store_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("almanac.db");
    let opened = (0..4).map(|number| {
        let file = file.clone();
        tokio::spawn(async move { Store::open(&file, [number; 20]).await })
    });
    let opened: Vec<_> = opened.collect();
    let mut names = std::collections::BTreeSet::new();
    for one in opened {
        names.insert(one.await.unwrap().unwrap().name().to_owned());
    }
    assert_eq!(names.len(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_others_may_read_is_none_of_ours() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new().await;
    fixture.store.close().await;
    let permissions = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(&fixture.file, permissions).unwrap();
    let opened = Store::open(&fixture.file, [0; 20]).await;
    assert!(matches!(opened, Err(StoreError::NotPrivate(_))));
}
