//! `almanac --help`, and what is said about a command that there is not.

use insta::assert_snapshot;

use crate::fixture::Folder;

#[test]
fn the_program_says_what_it_is_and_how_to_begin() {
    assert_snapshot!(Folder::empty().run(&["--help"]), @"
    exit 0
    --- out
    Builds and serves an almanac: an open knowledge base that teaches

    Usage: almanac <COMMAND>

    Commands:
      serve    Serve the site on this machine, and follow every edit
      check    Say everything that is wrong, and how to mend it
      build    Write the site as files
      explain  Explain what a check finds and why it matters
      init     Make a new almanac
      import   Make an almanac of a folder of another program
      export   Write the almanac in a form of others
      new      Make a new entry, thread, path or template
      rename   Rename an entry, thread or path, and all that names it
      search   Find pages by their words
      confirm  Say that a value, a page or a source is still as it is said
      impact   Say what a change would touch
      history  Show who changed a page, when, why, and what
      remote   Decide about the almanac's git remote
      key      Say who may write: make, list, revoke and rotate keys
      erase    Take words out of what is kept beside the content
      help     Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help
      -V, --version  Print version

    An almanac is a folder of Markdown with an `almanac.toml`. Make one with `almanac init my-almanac`,
    read it with `almanac serve my-almanac`, and let `almanac check my-almanac` say what is wrong.
    ");
}

#[test]
fn the_version_is_that_of_the_program_by_its_name() {
    let version = Folder::empty().run(&["--version"]);
    let expected = concat!("almanac ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((version.code, version.out.as_str()), (0, expected));
}

#[test]
fn every_command_shows_how_it_is_used() {
    let folder = Folder::empty();
    for command in [
        "serve", "check", "build", "explain", "init", "new", "rename", "confirm", "impact",
        "history", "erase",
    ] {
        let help = folder.run(&[command, "--help"]);
        assert_eq!(help.code, 0, "{command}");
        assert!(help.out.contains(&format!("almanac {command} ")), "{help}");
        assert!(help.out.contains("Example"), "{help}");
    }
    for command in [["remote", "accept"], ["key", "create"]] {
        let help = folder.run(&[&command[..], &["--help"]].concat());
        assert!(help.out.contains("Example"), "{help}");
    }
}

#[test]
fn every_command_takes_the_folder_as_an_option() {
    let folder = Folder::almanac();
    let elsewhere = Folder::empty();
    let dir = folder.path().display().to_string();
    for arguments in [
        vec!["check", "--dir", &dir],
        vec!["build", "--dir", &dir, "--out", "site"],
        vec!["explain", "--dir", &dir, "stale-fact"],
        vec!["new", "--dir", &dir, "entry", "Wasp"],
        vec!["rename", "--dir", &dir, "wasp", "hornet"],
    ] {
        let run = elsewhere.run(&arguments);
        assert_eq!(run.code, 0, "{run}");
    }
    assert!(folder.has("entries/hornet.md") && elsewhere.has("site/index.html"));
    assert_eq!(elsewhere.run(&["init", "--dir", "new"]).code, 0);
}

#[test]
fn a_slip_is_answered_with_what_was_meant() {
    assert_snapshot!(Folder::empty().run(&["chekc"]), @"
    exit 2
    --- err
    error: unrecognized subcommand 'chekc'

      tip: a similar subcommand exists: 'check'

    Usage: almanac <COMMAND>

    For more information, try '--help'.
    ");
}
