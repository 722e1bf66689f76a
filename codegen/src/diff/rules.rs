//! The rules: every kind of difference between two models, with its effects.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::diff::verdict::{Bump, Wire};
pub use table::Rule;

/// The explanation of a rule, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The change that the rule covers.
    pub meaning: &'static str,
    /// The effect on clients and services that communicate across the change.
    pub wire: &'static str,
    /// The effect on the public API of the generated crate.
    pub rust: &'static str,
    /// A line of Rust that compiles with `org-types` and that such a change can break.
    pub stops_compiling: Option<&'static str>,
}

/// A name that is not that of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{name}` is not a rule; `cargo xtask explain --help` lists the rules")]
pub struct UnknownRule {
    /// The unknown name.
    pub name: String,
}

macro_rules! rules {
    ($(
        $rule:ident $id:literal reversed $reversed:ident $meaning:literal;
        wire [$($can_be:ident),*] $wire:literal;
        rust [$($asks_for:ident),*] $rust:literal;
        $(=> $line:literal;)?
    )*) => {
        /// A kind of difference between two models.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Rule {
            $(#[doc = $meaning] #[serde(rename = $id)] $rule,)*
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: [Rule; [$(Rule::$rule),*].len()] = [$(Rule::$rule),*];

            pub(super) fn row(self) -> Row {
                match self {
                    $(Rule::$rule => Row {
                        id: $id,
                        reversed: Rule::$reversed,
                        wires: &[$($can_be),*],
                        bumps: &[$($asks_for),*],
                        explanation: Explanation {
                            meaning: $meaning,
                            wire: $wire,
                            rust: $rust,
                            stops_compiling: <[&str]>::first(&[$($line)?]).copied(),
                        },
                    },)*
                }
            }
        }
    };
}

/// What the table has about a rule.
struct Row {
    id: &'static str,
    reversed: Rule,
    wires: &'static [Wire],
    bumps: &'static [Bump],
    explanation: Explanation,
}

// After the macro, which it uses.
mod table;

impl Rule {
    /// Returns the stable name: `enum-value-added`.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Returns the rule for the same difference if old and new are swapped.
    pub fn reversed(self) -> Rule {
        self.row().reversed
    }

    /// Returns every verdict on messages that a change of this rule can have.
    pub fn wires(self) -> &'static [Wire] {
        self.row().wires
    }

    /// Returns every version bump that a change of this rule can require.
    pub fn bumps(self) -> &'static [Bump] {
        self.row().bumps
    }

    /// Returns what the rule means.
    pub fn explanation(self) -> Explanation {
        self.row().explanation
    }

    /// Returns `true` if a change of this rule can break messages.
    pub fn can_break_messages(self) -> bool {
        self.wires().iter().any(|wire| *wire != Wire::Compatible)
    }

    /// Returns `true` if the new model lacks what a change's path names.
    pub const fn is_removal(self) -> bool {
        matches!(
            self,
            Rule::OperationRemoved
                | Rule::OperationErrorRemoved
                | Rule::ErrorShapeRemoved
                | Rule::ShapeRemoved
                | Rule::MemberRemoved
                | Rule::EnumValueRemoved
        )
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        let rule = Rule::ALL.into_iter().find(|rule| rule.id() == name);
        rule.ok_or_else(|| UnknownRule {
            name: name.to_owned(),
        })
    }
}

impl TryFrom<String> for Rule {
    type Error = UnknownRule;

    fn try_from(name: String) -> Result<Self, UnknownRule> {
        name.parse()
    }
}
