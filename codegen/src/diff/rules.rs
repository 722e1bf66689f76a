//! The rules: every kind of difference between two models, with its effects.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::diff::verdict::Wire;
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

            /// Returns the stable name: `enum-value-added`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Rule::$rule => $id,)*
                }
            }

            /// Returns the rule for the same difference if old and new are swapped.
            pub const fn reversed(self) -> Rule {
                match self {
                    $(Rule::$rule => Rule::$reversed,)*
                }
            }

            /// Returns every verdict on messages that a change of this rule can have.
            pub const fn wires(self) -> &'static [Wire] {
                match self {
                    $(Rule::$rule => &[$($can_be),*],)*
                }
            }

            /// Returns every version bump that a change of this rule can require.
            pub const fn bumps(self) -> &'static [Bump] {
                match self {
                    $(Rule::$rule => &[$($asks_for),*],)*
                }
            }

            /// Returns what the rule means.
            pub const fn explanation(self) -> Explanation {
                match self {
                    $(Rule::$rule => Explanation {
                        meaning: $meaning,
                        wire: $wire,
                        rust: $rust,
                        stops_compiling: super::first(&[$($line)?]),
                    },)*
                }
            }
        }
    };
}

const fn first(lines: &[&'static str]) -> Option<&'static str> {
    match lines {
        [line, ..] => Some(line),
        [] => None,
    }
}

// After the macro, which it uses.
mod table;

impl Rule {
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
