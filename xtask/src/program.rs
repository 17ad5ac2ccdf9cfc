//! Runs other programs, and shows what it runs.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::project::say;

/// Runs a program; whether it succeeded.
pub(crate) fn run(command: &mut Command) -> Result<bool> {
    say(&format!("$ {}", shown(command)));
    let status = command.status().with_context(|| cannot_start(command))?;
    Ok(status.success())
}

/// Runs a program and passes each line that it writes on, once it is shown; whether it succeeded.
pub(crate) fn run_reading(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    say(&format!("$ {}", shown(command)));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let out = child.stdout.take().context("a piped output is there")?;
    for line in BufReader::new(out).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        say(&line);
        read(&line);
    }
    Ok(child.wait()?.success())
}

/// Runs a program quietly; what it wrote, if it succeeded.
pub(crate) fn output(command: &mut Command) -> Result<Option<String>> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| cannot_start(command))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(text))
}

/// The command as it would be typed: program names without their folders.
fn shown(command: &Command) -> String {
    let program = command.get_program();
    let name = std::path::Path::new(program)
        .file_name()
        .unwrap_or(program)
        .to_string_lossy();
    command.get_args().fold(name.into_owned(), |line, word| {
        format!("{line} {}", word.to_string_lossy())
    })
}

fn cannot_start(command: &Command) -> String {
    format!(
        "`{}` can't be started",
        command.get_program().to_string_lossy()
    )
}
