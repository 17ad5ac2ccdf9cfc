//! Workspaces of Dendron.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn names_are_topics_and_words_come_behind() {
    let folders = Folders::with(&[
        ("dendron.yml", "version: 5\n"),
        (
            "vault/root.md",
            "---\nid: root\ntitle: Root\ndesc: ''\nupdated: 1710000000000\ncreated: 1600000000000\n---\nHello [[the birds|birds]] and [[birds.heron]].\n",
        ),
        (
            "vault/birds.md",
            "---\nid: b1\ntitle: Birds\ndesc: All of them\n---\n![[birds.heron#nest:#*]] ![[birds.*]]\n",
        ),
        (
            "vault/birds.heron.md",
            "---\nid: b2\ntitle: Grey heron\ndesc: A wader\ntags: wader\n---\n{{fm.desc}}: #wader @ann #none [[dendron://vault/birds#a]] [[#tag.wader]] `[[x|y]]`\n",
        ),
        ("vault/tags.wader.md", "---\nid: t1\ntitle: Waders\n---\n"),
        ("vault/user.ann.md", "---\nid: u1\ntitle: Ann\n---\n"),
    ]);
    assert_snapshot!(folders.imported());
}
