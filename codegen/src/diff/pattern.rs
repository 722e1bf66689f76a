//! Comparison of the texts that two patterns match, with a text that proves each difference.
//!
//! A pattern is judged in two readings, since Smithy matches it anywhere in a value while most
//! services match it against the whole value. Simple cases are decided from the two patterns
//! directly, all others by automata. A case that these cannot decide within their limits is
//! [unknown](ConstraintChange::Unknown).

mod alphabet;
mod automaton;
mod ecmascript;
mod inclusion;
mod too_long;

use std::cell::RefCell;

use regex_syntax::hir::{Dot, Hir, Look, Repetition};
use thiserror::Error;

use crate::collections::HashMap;
use crate::diff::change::ConstraintChange;
use crate::markdown::code;
use alphabet::Alphabet;
use automaton::{Automaton, shortest_only_in};
use ecmascript::parse;
use inclusion::includes;
use too_long::too_long;

/// The texts that are valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts<'p> {
    /// The pattern that they match; `None` if any text is valid.
    pub pattern: Option<&'p str>,
    /// The minimum number of characters.
    pub min: u64,
    /// The maximum number of characters, if there is one.
    pub max: Option<u64>,
}

/// The differences between the texts that an old and a new pattern match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict if a pattern must match the whole text, as in most services.
    pub whole_text: Verdict,
    /// The verdict if a pattern matches anywhere in a text unless it has anchors, as Smithy
    /// specifies ("`pattern` trait").
    pub anywhere: Verdict,
}

/// The part of a text that a pattern must match.
#[derive(Clone, Copy)]
enum Reading {
    WholeText,
    Anywhere,
}

impl Reading {
    /// Returns an expression that matches a text from its start in this reading.
    fn of(self, expression: &Hir) -> Hir {
        Hir::concat(match self {
            Self::WholeText => vec![expression.clone(), Hir::look(Look::End)],
            Self::Anywhere => {
                let before = Repetition {
                    min: 0,
                    max: None,
                    greedy: false,
                    sub: Box::new(Hir::dot(Dot::AnyByte)),
                };
                vec![Hir::repetition(before), expression.clone()]
            }
        })
    }
}

/// The direction in which a pattern changed, with texts that prove it: the shortest ones, unless there
/// are too many shorter texts to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The direction. A loosened pattern may have no text that proves it.
    pub change: ConstraintChange,
    /// A text that matched and no longer does.
    pub refused: Option<String>,
    /// A text that matches now and did not before.
    pub accepted: Option<String>,
    /// The reason why the patterns could not be compared.
    pub undecided: Option<Undecided>,
}

/// The reason why patterns could not be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Undecided {
    /// One of the patterns is not a regular expression of ECMA-262.
    #[error("a pattern is not a regular expression of ECMA-262")]
    Syntax,
    /// One of the patterns has look-around or a backreference.
    #[error("a pattern looks around or back")]
    Lookaround,
    /// Comparing the patterns would take too much time or memory.
    #[error("the patterns are too large")]
    Budget,
}

impl<'p> Texts<'p> {
    /// Creates the texts that match a pattern, however long.
    pub fn matching(pattern: &'p str) -> Self {
        Self {
            pattern: Some(pattern),
            ..Self::default()
        }
    }

    /// Returns whether a text is valid as a whole, or `None` if that cannot be decided.
    pub(crate) fn contains(&self, text: &str) -> Option<bool> {
        let length = u64::try_from(text.chars().count()).ok()?;
        if !self.has_length(length) {
            return Some(false);
        }
        let pattern = regex_syntax::escape(text);
        let change = compare(Texts::matching(&pattern), *self).whole_text.change;
        match change {
            ConstraintChange::Unknown => None,
            ConstraintChange::Equal | ConstraintChange::Loosened => Some(true),
            ConstraintChange::Tightened | ConstraintChange::Incomparable => Some(false),
        }
    }

    fn has_length(&self, length: u64) -> bool {
        self.min <= length && self.max.is_none_or(|max| length <= max)
    }
}

/// Compares the texts of valid length that two patterns match, since no other text is accepted on
/// either side. Lengths that are valid on only one side make no difference.
///
/// # Examples
///
/// ```
/// use codegen::diff::ConstraintChange;
/// use codegen::diff::pattern::{Texts, compare};
///
/// let compared = |old, new| compare(Texts::matching(old), Texts::matching(new));
/// let hexadecimal = compared("^h-[0-9a-z]{8}$", "^h-[0-9a-f]{8}$").whole_text;
/// assert_eq!(hexadecimal.change, ConstraintChange::Tightened);
/// assert_eq!(hexadecimal.refused.as_deref(), Some("h-0000000g"));
///
/// let shorter = compared("[a-z]{1,64}", "[a-z]{1,32}");
/// assert_eq!(shorter.whole_text.refused, Some("a".repeat(33)));
/// assert_eq!(shorter.anywhere.change, ConstraintChange::Equal);
/// ```
pub fn compare(old: Texts<'_>, new: Texts<'_>) -> Comparison {
    let inner = [old, new].map(|texts| Texts {
        pattern: texts.pattern.map(without_anchors),
        ..texts
    });
    let whole_text = decide(inner, Reading::WholeText).unwrap_or_else(Verdict::unknown);
    let mut patterns = [old, new].into_iter().filter_map(|texts| texts.pattern);
    let anywhere = match patterns.all(is_anchored) {
        true => whole_text.clone(),
        false => decide([old, new], Reading::Anywhere).unwrap_or_else(Verdict::unknown),
    };
    Comparison {
        whole_text,
        anywhere,
    }
}

/// Returns a pattern without the anchors at its ends, which have no effect if it has to match the
/// whole text.
fn without_anchors(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = pattern.strip_suffix('$').unwrap_or(pattern);
    let backslashes = inner.len() - inner.trim_end_matches('\\').len();
    match backslashes % 2 {
        0 => inner,
        _ => pattern,
    }
}

/// The least number of characters of the texts that a pattern matches as a whole, and the greatest, if
/// there is one. `None` if the lengths are unknown.
type Lengths = Option<(u64, Option<u64>)>;

fn lengths(pattern: &str) -> Lengths {
    let expression = parse(without_anchors(pattern)).ok()?.expression;
    let letters = Alphabet::of([&expression, &expression])?.spell(&expression);
    let length = |length: usize| u64::try_from(length).ok();
    let properties = letters.properties();
    let least = properties.minimum_len().and_then(length)?;
    Some((least, properties.maximum_len().and_then(length)))
}

/// Returns `true` if a pattern has anchors at both ends, so that the two readings agree.
fn is_anchored(pattern: &str) -> bool {
    parse(pattern).is_ok_and(|pattern| {
        let properties = pattern.expression.properties();
        properties.look_set_prefix().contains(Look::Start)
            && properties.look_set_suffix().contains(Look::End)
    })
}

/// A pattern that any text matches.
const ANY_TEXT: &str = "[^]*";

fn decide([old, new]: [Texts<'_>; 2], reading: Reading) -> Result<Verdict, Undecided> {
    if old.pattern == new.pattern {
        return Ok(Verdict::unproved(ConstraintChange::Equal));
    }
    let [before, after] = [old, new].map(|texts| parse(texts.pattern.unwrap_or(ANY_TEXT)));
    // Whatever the removed pattern was, nothing is refused now.
    if new.pattern.is_none() && !before.as_ref().is_ok_and(|it| it.is_exact) {
        return Ok(Verdict::unproved(ConstraintChange::Loosened));
    }
    let (before, after) = (before?, after?);
    // Look-around is left out, so that the rest matches more: a text that the rest refuses is
    // refused, and nothing else is known.
    if !before.is_exact || (!after.is_exact && old.pattern.is_some()) {
        return Err(Undecided::Lookaround);
    }
    let verdict = search([old, new], [&before.expression, &after.expression], reading)?;
    match verdict.refused {
        None if !after.is_exact => Err(Undecided::Lookaround),
        _ => Ok(verdict),
    }
}

/// Compares the texts that two expressions match.
fn search(
    [old, new]: [Texts<'_>; 2],
    expressions: [&Hir; 2],
    reading: Reading,
) -> Result<Verdict, Undecided> {
    let alphabet = Alphabet::of(expressions).ok_or(Undecided::Budget)?;
    let [before, after] = &expressions.map(|expression| alphabet.spell(expression));
    let may_refuse = new.pattern.is_some() && !includes(after, before);
    let may_accept = old.pattern.is_some() && !includes(before, after);
    if !may_refuse && !may_accept {
        return Ok(Verdict::unproved(ConstraintChange::Equal));
    }
    let [mut in_old, mut in_new] = [before, after].map(|it| Automaton::new(&reading.of(it)));
    // A text that is too long for the other pattern will do, if no other text is wanted.
    let takes_longer = matches!(reading, Reading::WholeText) && may_refuse != may_accept;
    let longer = |expressions, texts| match takes_longer {
        true => longer(expressions, &alphabet, texts).map(Some),
        false => None,
    };
    let refused = match may_refuse {
        true => shortest_only_in([&mut in_old, &mut in_new], &alphabet, old)
            .or_else(|| longer([before, after], old))
            .ok_or(Undecided::Budget)?,
        false => None,
    };
    let accepted = match may_accept {
        true => shortest_only_in([&mut in_new, &mut in_old], &alphabet, new)
            .or_else(|| longer([after, before], new)),
        false => Some(None),
    };
    match accepted {
        Some(accepted) => Ok(Verdict::proved_by([refused, accepted])),
        None if refused.is_none() => Ok(Verdict::unproved(ConstraintChange::Loosened)),
        None => Err(Undecided::Budget),
    }
}

/// Returns a text of valid length that one expression over letters matches, and that is too long for
/// the other one.
fn longer([one, other]: [&Hir; 2], alphabet: &Alphabet, texts: Texts<'_>) -> Option<String> {
    let letters = too_long(one, other)?;
    let length = u64::try_from(letters.len()).ok()?;
    texts.has_length(length).then(|| alphabet.text(&letters))
}

/// What was found out about patterns so far, so that each pair is decided once and each pattern is
/// measured once.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    comparisons: RefCell<HashMap<[OwnedTexts; 2], Comparison>>,
    lengths: RefCell<HashMap<String, Lengths>>,
}

type OwnedTexts = (Option<String>, u64, Option<u64>);

impl Memo {
    pub(crate) fn compare(&self, old: Texts<'_>, new: Texts<'_>) -> Comparison {
        let key = [old, new].map(|it| (it.pattern.map(str::to_owned), it.min, it.max));
        let mut known = self.comparisons.borrow_mut();
        let comparison = known.entry(key).or_insert_with(|| compare(old, new));
        comparison.clone()
    }

    pub(crate) fn lengths(&self, pattern: &str) -> Lengths {
        let mut known = self.lengths.borrow_mut();
        let lengths = known.entry(pattern.to_owned());
        *lengths.or_insert_with(|| self::lengths(pattern))
    }
}

impl Comparison {
    /// Returns notes on the verdict, a sentence each: the texts that prove it, and the other
    /// reading if its verdict differs.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.whole_text.proof();
        let change = self.anywhere.change;
        if change != self.whole_text.change && change != ConstraintChange::Unknown {
            let proof = self.anywhere.proof();
            let meaning = match change {
                ConstraintChange::Equal => "the same texts are valid".to_owned(),
                change if proof.is_empty() => format!("the pattern is {change}"),
                change => format!("the pattern is {change}: {}", proof.join(", ")),
            };
            notes.push(format!(
                "this is for the whole text; matched anywhere in it, as written, {meaning}"
            ));
        }
        notes
    }
}

impl Verdict {
    pub(crate) fn proved_by([refused, accepted]: [Option<String>; 2]) -> Self {
        Self {
            change: match (&refused, &accepted) {
                (None, None) => ConstraintChange::Equal,
                (None, Some(_)) => ConstraintChange::Loosened,
                (Some(_), None) => ConstraintChange::Tightened,
                (Some(_), Some(_)) => ConstraintChange::Incomparable,
            },
            refused,
            accepted,
            undecided: None,
        }
    }

    pub(crate) fn unproved(change: ConstraintChange) -> Self {
        Self {
            change,
            ..Self::proved_by([None, None])
        }
    }

    fn unknown(undecided: Undecided) -> Self {
        Self {
            undecided: Some(undecided),
            ..Self::unproved(ConstraintChange::Unknown)
        }
    }

    pub(crate) fn proof(&self) -> Vec<String> {
        let refused = self.refused.as_deref().map(quoted);
        let accepted = self.accepted.as_deref().map(quoted);
        let sentences = [
            refused.map(|text| format!("{text} was accepted, is refused now")),
            accepted.map(|text| format!("{text} was refused, is accepted now")),
            self.undecided
                .map(|reason| format!("not decided: {reason}")),
        ];
        sentences.into_iter().flatten().collect()
    }
}

/// Returns a text for people, on one line and not too long.
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
