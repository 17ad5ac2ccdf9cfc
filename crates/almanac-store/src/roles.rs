//! What somebody may do: by their role, and by the scope of the key that they use.

use std::fmt;
use std::str::FromStr;

/// What a contributor may do at most, each more than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads.
    Reader,
    /// Proposes changes, and writes where the almanac is open.
    Writer,
    /// Writes, and decides about proposals.
    Editor,
    /// Also blocks, and changes what is not content.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 4] = [Role::Reader, Role::Writer, Role::Editor, Role::Admin];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Writer => "writer",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }
}

/// What a key may be used for at most, each more than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// To read.
    Read,
    /// To write and to propose, as the role of its contributor allows.
    Write,
    /// Also to comment on proposals of others and to decide about them.
    Review,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Scope; 3] = [Scope::Read, Scope::Write, Scope::Review];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Review => "review",
        }
    }
}

macro_rules! by_name {
    ($type:ty) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = Self::ALL.into_iter().find(|one| one.name() == text);
                found.ok_or_else(|| {
                    let names: Vec<&str> = Self::ALL.iter().map(|one| one.name()).collect();
                    format!("`{text}` is none of {}", names.join(", "))
                })
            }
        }
    };
}

by_name!(Role);
by_name!(Scope);
