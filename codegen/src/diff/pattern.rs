//! Which texts a pattern matches that another one does not, with a text that proves it.
//!
//! A pattern is judged in two [readings](Reading), since Smithy has it match anywhere in a value
//! and most services mean the whole value. Automata decide; what is plain from the two patterns
//! comes before them, and what they cannot decide within bounds is [unknown](Verdict::Unknown).

mod alphabet;
mod automaton;
mod characters;
mod inclusion;
mod lengths;
mod syntax;

use std::fmt;

use crate::markdown::code;
use automaton::only_in_each;
use inclusion::includes;
use lengths::of_another_length;
use syntax::Syntax;

/// Which texts a new pattern matches and an old one did not, and the reverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Where a pattern is matched against the whole text, as most services mean it.
    pub whole_text: Verdict,
    /// Where a pattern matches anywhere in a text unless it has anchors, as Smithy says
    /// ("`pattern` trait").
    pub anywhere: Verdict,
}

/// What a pattern is matched against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    WholeText,
    Anywhere,
}

/// Which way a pattern moved. The texts are shortest ones, and prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same texts match.
    Equal,
    /// More texts match.
    Loosened {
        /// A text that matches now and did not; nothing where one was not found within bounds.
        accepted: Option<String>,
    },
    /// Fewer texts match.
    Tightened {
        /// A text that matched and no longer does.
        refused: String,
    },
    /// Some texts match now that did not, and the reverse.
    Incomparable {
        /// A text that matches now and did not.
        accepted: String,
        /// A text that matched and no longer does.
        refused: String,
    },
    /// It was not decided.
    Unknown(Undecided),
}

/// Why a pattern was not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// One of the patterns is not of the regular expressions that ECMA-262 defines.
    Syntax,
    /// One of the patterns looks around or back.
    Lookaround,
    /// It would take too long, or too much memory.
    Budget,
}

/// Compares which texts two patterns match; no pattern is one that any text matches.
///
/// # Examples
///
/// ```
/// use codegen::diff::pattern::{Verdict, compare};
///
/// let hexadecimal = compare(Some("^h-[0-9a-z]{8}$"), Some("^h-[0-9a-f]{8}$"));
/// let refused = "h-0000000g".to_owned();
/// assert_eq!(hexadecimal.whole_text, Verdict::Tightened { refused });
///
/// let shorter = compare(Some("[a-z]{1,64}"), Some("[a-z]{1,32}"));
/// let refused = "a".repeat(33);
/// assert_eq!(shorter.whole_text, Verdict::Tightened { refused });
/// assert_eq!(shorter.anywhere, Verdict::Equal);
/// ```
pub fn compare(old: Option<&str>, new: Option<&str>) -> Comparison {
    if old == new {
        return Comparison {
            whole_text: Verdict::Equal,
            anywhere: Verdict::Equal,
        };
    }
    let whole_text = match [old, new].map(|it| it.map(without_anchors)) {
        [old, new] if old == new => Verdict::Equal,
        [old, new] => decide(old, new, Reading::WholeText).unwrap_or_else(Verdict::Unknown),
    };
    let anywhere = match [old, new].into_iter().flatten().all(is_anchored) {
        true => whole_text.clone(),
        false => decide(old, new, Reading::Anywhere).unwrap_or_else(Verdict::Unknown),
    };
    Comparison {
        whole_text,
        anywhere,
    }
}

/// A pattern without the anchors at its ends, which say nothing where it has to match the whole
/// text.
fn without_anchors(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = pattern.strip_suffix('$').unwrap_or(pattern);
    let backslashes = inner.len() - inner.trim_end_matches('\\').len();
    match backslashes % 2 {
        0 => inner,
        _ => pattern,
    }
}

/// Whether a pattern has anchors that hold the whole of it, so that both readings are one.
fn is_anchored(pattern: &str) -> bool {
    let syntax = Syntax::parse(pattern);
    syntax.is_ok_and(|syntax| syntax.node.is_anchored())
}

fn decide(old: Option<&str>, new: Option<&str>, reading: Reading) -> Result<Verdict, Undecided> {
    let parse = |pattern: Option<&str>| pattern.map_or(Ok(Syntax::any_text()), Syntax::parse);
    let (before, after) = match (parse(old), parse(new)) {
        // Whatever the pattern was that went, nothing is refused.
        (before, _) if new.is_none() && !before.as_ref().is_ok_and(|it| it.is_exact) => {
            return Ok(Verdict::Loosened { accepted: None });
        }
        (before, after) => (before?, after?),
    };
    // What looks around is left out, so that the rest matches more: what the rest refuses is
    // refused, and nothing else is known.
    if !before.is_exact || (!after.is_exact && old.is_some()) {
        return Err(Undecided::Lookaround);
    }
    let may_refuse = new.is_some() && !(after.is_exact && includes(&after.node, &before.node));
    let may_accept = old.is_some() && !includes(&before.node, &after.node);
    if !may_refuse && !may_accept {
        return Ok(Verdict::Equal);
    }
    let nodes = [&before.node, &after.node];
    match only_in_each(nodes, reading, [may_refuse, may_accept]) {
        Ok([None, None]) if after.is_exact => Ok(Verdict::Equal),
        Ok([None, None]) => Err(Undecided::Lookaround),
        Ok([None, accepted]) => Ok(Verdict::Loosened { accepted }),
        Ok([Some(refused), None]) => Ok(Verdict::Tightened { refused }),
        Ok([Some(refused), Some(accepted)]) => Ok(Verdict::Incomparable { accepted, refused }),
        Err(undecided) => {
            let lengths = |matching, other| match reading {
                Reading::WholeText => of_another_length(matching, other),
                Reading::Anywhere => None,
            };
            let [before, after] = nodes;
            match (may_refuse, may_accept) {
                (false, _) => Ok(Verdict::Loosened {
                    accepted: lengths(after, before),
                }),
                (_, false) => lengths(before, after)
                    .map(|refused| Verdict::Tightened { refused })
                    .ok_or(undecided),
                _ => Err(undecided),
            }
        }
    }
}

impl Comparison {
    /// What there is to say on the verdict, a sentence each: the texts that prove it, and the
    /// other reading where its verdict differs.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.whole_text.proof();
        let is_same = self.anywhere.name() == self.whole_text.name();
        if !is_same && !matches!(self.anywhere, Verdict::Unknown(_)) {
            let proof = match self.anywhere.proof() {
                proof if proof.is_empty() => String::new(),
                proof => format!(": {}", proof.join(", ")),
            };
            let name = self.anywhere.name();
            notes.push(format!(
                "this is for the whole text; as written, matching anywhere in it, the pattern is {name}{proof}"
            ));
        }
        notes
    }
}

impl Verdict {
    /// The name: `tightened`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Loosened { .. } => "loosened",
            Self::Tightened { .. } => "tightened",
            Self::Incomparable { .. } => "incomparable",
            Self::Unknown(_) => "unknown",
        }
    }

    fn proof(&self) -> Vec<String> {
        let refused = |text: &str| format!("{} was accepted, is refused now", quoted(text));
        let accepted = |text: &str| format!("{} was refused, is accepted now", quoted(text));
        match self {
            Self::Equal | Self::Loosened { accepted: None } => Vec::new(),
            Self::Loosened {
                accepted: Some(text),
            } => vec![accepted(text)],
            Self::Tightened { refused: text } => vec![refused(text)],
            Self::Incomparable {
                accepted: came,
                refused: went,
            } => vec![refused(went), accepted(came)],
            Self::Unknown(undecided) => vec![format!("not decided: {undecided}")],
        }
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "a pattern is not a regular expression of ECMA-262",
            Self::Lookaround => "a pattern looks around or back",
            Self::Budget => "the patterns are too large",
        })
    }
}

/// A text for people, on one line and not too long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let length = text.chars().count();
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    if length <= LONGEST {
        return code(text);
    }
    let start: String = text.chars().take(LONGEST).chain(['…']).collect();
    format!("{} ({length} characters)", code(&start))
}
