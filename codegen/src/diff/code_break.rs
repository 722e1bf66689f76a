//! Code that stops compiling.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::markdown::code;

/// A break of code that uses the generated crate. `Display` describes it in a sentence.
///
/// # Examples
///
/// ```
/// use codegen::diff::CodeBreak;
///
/// let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
/// let broken = CodeBreak::Arguments {
///     function: "HandshakeParty::new".to_owned(),
///     before: names(&["id", "type_"]),
///     after: names(&["id", "type_", "cost_center"]),
/// };
/// let sentence = "`HandshakeParty::new` takes a third argument `cost_center`";
/// assert_eq!(broken.to_string(), sentence);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeBreak {
    /// An item no longer exists: `HandshakeParty`, `Account::email`.
    Gone {
        /// The item.
        item: String,
    },
    /// An item has another name, or is in another module.
    Renamed {
        /// The previous name.
        before: String,
        /// The new name.
        after: String,
    },
    /// A field, or the input or output of an operation, has another type.
    Retyped {
        /// The item: `Account::state`.
        item: String,
        /// The previous type.
        before: String,
        /// The new type.
        after: String,
    },
    /// A function takes different arguments.
    Arguments {
        /// The function: `Account::new`.
        function: String,
        /// The names of the previous arguments.
        before: Vec<String>,
        /// The names of the new arguments.
        after: Vec<String>,
    },
    /// A type no longer implements traits.
    Traits {
        /// The type.
        item: String,
        /// The traits.
        names: Vec<String>,
    },
}

impl Serialize for CodeBreak {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for CodeBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone { item } => write!(f, "{} no longer exists", code(item)),
            Self::Renamed { before, after } => write!(f, "{} is now {}", code(before), code(after)),
            Self::Retyped {
                item,
                before,
                after,
            } => {
                let optional = |it: &str| format!("Option<{it}>");
                let [item, was, is] = [item, before, after].map(|it| code(it));
                if *before == optional(after) {
                    write!(f, "{item} is no longer optional")
                } else if *after == optional(before) {
                    write!(f, "{item} is now optional")
                } else {
                    write!(f, "{item} is now of type {is}, previously {was}")
                }
            }
            Self::Arguments {
                function,
                before,
                after,
            } => arguments(f, function, [before, after]),
            Self::Traits { item, names } => {
                write!(f, "{} no longer implements {}", code(item), listed(names))
            }
        }
    }
}

fn arguments(
    f: &mut fmt::Formatter<'_>,
    function: &str,
    [before, after]: [&Vec<String>; 2],
) -> fmt::Result {
    const ORDINALS: [&str; 9] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    ];
    let function = code(function);
    let mut came = after
        .iter()
        .enumerate()
        .filter(|(_, it)| !before.contains(it));
    let is_kept = before.iter().all(|it| after.contains(it));
    let added = came
        .next()
        .filter(|_| is_kept && after.len() == before.len() + 1);
    match added.and_then(|(index, name)| Some((ORDINALS.get(index)?, name))) {
        Some((ordinal, name)) => write!(f, "{function} takes a {ordinal} argument {}", code(name)),
        None if after.is_empty() => write!(f, "{function} no longer exists"),
        None => write!(
            f,
            "{function} now takes {}, previously {}",
            listed(after),
            listed(before)
        ),
    }
}

fn listed(names: &[String]) -> String {
    names
        .iter()
        .map(|it| code(it))
        .collect::<Vec<_>>()
        .join(", ")
}
