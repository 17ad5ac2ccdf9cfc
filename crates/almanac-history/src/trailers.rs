//! What our commits say about themselves, in the last paragraph of their messages.
//!
//! Whoever writes a message can write lines that look like ours. So ours are always a paragraph of their own behind it, and
//! only the last paragraph is read: what a writer wrote is never in it.

/// What names a change set, so that it is recorded once, however often it is sent.
pub(crate) const WRITE: &str = "Almanac-Write";

/// Names the program that made the change.
pub(crate) const PROGRAM: &str = "Almanac-Program";

/// Which proposal it was.
pub(crate) const PROPOSAL: &str = "Proposal";

/// Names who let a proposal in.
pub(crate) const ACCEPTED_BY: &str = "Accepted-by";

/// What a commit of ours says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trailers {
    /// The name of the change set.
    pub write: Option<String>,
    /// The program that made it.
    pub program: Option<String>,
    /// The number of the proposal that it was.
    pub proposal: Option<u32>,
    /// Who let it in.
    pub accepted_by: Option<String>,
}

impl Trailers {
    /// Those of a message; none of a commit that is not ours.
    pub fn of(message: &str) -> Self {
        let message = message.trim_end();
        let last = message.rsplit("\n\n").next().unwrap_or(message);
        let mut found = Self::default();
        // A message of one paragraph is no more than what somebody wrote.
        if last.len() == message.len() {
            return found;
        }
        for line in last.lines() {
            match line.split_once(": ") {
                Some((WRITE, id)) => found.write = Some(id.trim().to_owned()),
                Some((PROGRAM, name)) => found.program = Some(name.trim().to_owned()),
                Some((PROPOSAL, number)) => found.proposal = number.trim().parse().ok(),
                Some((ACCEPTED_BY, name)) => found.accepted_by = Some(name.trim().to_owned()),
                _ => {}
            }
        }
        match found.write {
            Some(_) => found,
            None => Self::default(),
        }
    }

    /// A message with them.
    pub fn add_to(&self, message: &str) -> String {
        let mut all = format!("{}\n", message.trim_end());
        if *self == Self::default() {
            return all;
        }
        let write = self.write.iter().map(|id| (WRITE, id.clone()));
        let program = self.program.iter().map(|name| (PROGRAM, name.clone()));
        let proposal = self.proposal.map(|number| (PROPOSAL, number.to_string()));
        let accepted_by = self.accepted_by.iter();
        let accepted_by = accepted_by.map(|name| (ACCEPTED_BY, name.clone()));
        for (name, value) in write.chain(program).chain(proposal).chain(accepted_by) {
            all.push_str(&format!("\n{name}: {value}"));
        }
        all.push('\n');
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_read_again() {
        let said = Trailers {
            write: Some("w1".to_owned()),
            program: Some("Robot".to_owned()),
            proposal: Some(7),
            accepted_by: Some("Edith".to_owned()),
        };
        let message = said.add_to("Say more\n\nAnd why.\n\n");
        assert_eq!(
            message,
            "Say more\n\nAnd why.\n\nAlmanac-Write: w1\nAlmanac-Program: Robot\nProposal: 7\nAccepted-by: Edith\n"
        );
        assert_eq!(Trailers::of(&message), said);
    }

    #[test]
    fn lines_of_writers_that_look_like_ours_are_not_read() {
        let forged = "Fix\n\nAlmanac-Write: x\nProposal: 7\nAlmanac-Program: Robot";
        let said = Trailers {
            write: Some("w1".to_owned()),
            ..Trailers::default()
        };
        assert_eq!(Trailers::of(&said.add_to(forged)), said);
        for message in [
            "",
            "Almanac-Write: x",
            "Fix\n\nProposal: 7",
            "Fix\n\nReviewed-by: Ada",
        ] {
            assert_eq!(Trailers::of(message), Trailers::default(), "{message}");
        }
    }
}
