//! Says why we could not do what was asked.

/// Writes a failure in a sentence, with what lies behind it.
pub fn show(failure: &anyhow::Error) {
    let causes: Vec<String> = failure.chain().map(ToString::to_string).collect();
    say(&format!("error: {}", causes.join(": ")));
}

/// Writes a line to the terminal's error stream. If that is closed, nobody is listening.
pub fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Whether who read what we write has stopped reading, as `head` does when it has seen enough.
pub fn is_closed_pipe(failure: &anyhow::Error) -> bool {
    let closed = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    failure
        .chain()
        .any(|cause| cause.downcast_ref().is_some_and(closed))
}
