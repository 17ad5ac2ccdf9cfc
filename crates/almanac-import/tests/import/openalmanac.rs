//! Articles of OpenAlmanac.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn articles_go_over_as_they_are() {
    let folders = Folders::with(&[
        (
            "grey-heron.md",
            "---\narticle_id: grey-heron\ntitle: Grey heron\nsources:\n  - key: birds-heron-page\n    url: https://example.org/heron\n    title: The heron\n    accessed_date: \"2026-03-02\"\ninfobox:\n  header:\n    subtitle: A wader\n---\n\
             It wades.[@birds-heron-page] See [[owl|the owl]].\n",
        ),
        (
            "owl.md",
            "---\narticle_id: owl\ntitle: Owl\nsources: []\n---\nIt flies.\n",
        ),
    ]);
    assert_snapshot!(folders.imported());
}
