//! Texts in letters that are built from the parts of an expression, without a search.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::automaton::{matches, whole};
use super::inclusion::includes;

/// The maximum length of a text that is built, in letters.
const LONGEST: usize = 1 << 20;

/// Returns a text that one expression matches as a whole, and that is too short or too
/// long for another one.
pub(super) fn of_another_length(matching: &Hir, other: &Hir) -> Option<Vec<u8>> {
    let [lengths, others] = [matching, other].map(Hir::properties);
    let is_shorter = lengths.minimum_len()? < others.minimum_len()?;
    let enough = match is_shorter {
        true => None,
        false => Some(others.maximum_len()?.checked_add(1)?),
    };
    let mut text = Vec::new();
    write(&mut text, matching, enough)?;
    (is_shorter || enough.is_some_and(|enough| text.len() >= enough)).then_some(text)
}

/// Returns the shortest text of the alternatives that another expression does not clearly match
/// too, if it does not match that text.
pub(super) fn of_new_alternative(matching: &Hir, other: &Hir) -> Option<Vec<u8>> {
    let HirKind::Alternation(alternatives) = matching.kind() else {
        return None;
    };
    let new = alternatives.iter().filter(|it| !includes(other, it));
    let shortest = new.min_by_key(|it| it.properties().minimum_len().unwrap_or(usize::MAX))?;
    let mut text = Vec::new();
    write(&mut text, shortest, None)?;
    (matches(&whole(matching), &text)? && !matches(&whole(other), &text)?).then_some(text)
}

/// Writes the shortest text that an expression matches, or its longest text, or one of at least
/// `enough` letters.
fn write(text: &mut Vec<u8>, expression: &Hir, enough: Option<usize>) -> Option<()> {
    match expression.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => text.extend_from_slice(&literal.0),
        HirKind::Class(Class::Bytes(class)) => {
            let letters = class.ranges().iter().map(|range| range.start());
            text.push(letters.min_by_key(|letter| !letter.is_ascii_alphanumeric())?);
        }
        HirKind::Repetition(repetition) => {
            let times = match (enough, repetition.max) {
                (None, _) => usize::try_from(repetition.min).ok()?,
                (Some(_), Some(max)) => usize::try_from(max).ok()?,
                (Some(enough), None) => enough,
            };
            let start = text.len();
            write(text, &repetition.sub, enough)?;
            let once = text.split_off(start);
            let length = once.len().checked_mul(times)?.checked_add(start)?;
            text.extend((length <= LONGEST).then(|| once.repeat(times))?);
        }
        HirKind::Concat(parts) => {
            for part in parts {
                write(text, part, enough)?;
            }
        }
        HirKind::Alternation(alternatives) => {
            let alternatives = alternatives.iter();
            let end = match enough {
                None => alternatives.min_by_key(|it| it.properties().minimum_len()),
                Some(_) => alternatives
                    .max_by_key(|it| it.properties().maximum_len().unwrap_or(usize::MAX)),
            };
            write(text, end?, enough)?;
        }
        HirKind::Class(_) | HirKind::Look(_) | HirKind::Capture(_) => return None,
    }
    (text.len() <= LONGEST).then_some(())
}
