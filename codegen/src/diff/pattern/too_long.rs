//! A text that is too long for an expression, built from the parts of another one. A search would
//! visit a state for each letter.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The maximum length of a text, in letters.
const LONGEST: usize = 1 << 20;

/// Returns a text in letters that one expression matches as a whole, and that is too long for another
/// one.
pub(super) fn too_long(matching: &Hir, other: &Hir) -> Option<Vec<u8>> {
    let enough = other.properties().maximum_len()?.checked_add(1)?;
    let mut text = Vec::new();
    write(&mut text, matching, enough)?;
    (text.len() >= enough).then_some(text)
}

/// Writes the longest text that an expression matches, or one of at least `enough` letters.
fn write(text: &mut Vec<u8>, expression: &Hir, enough: usize) -> Option<()> {
    match expression.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => text.extend_from_slice(&literal.0),
        HirKind::Class(Class::Bytes(class)) => {
            let letters = class.ranges().iter().map(|range| range.start());
            text.push(letters.min_by_key(|letter| !letter.is_ascii_alphanumeric())?);
        }
        HirKind::Repetition(repetition) => {
            let max = repetition.max.and_then(|max| usize::try_from(max).ok());
            let start = text.len();
            write(text, &repetition.sub, enough)?;
            let once = text.split_off(start);
            let times = max.unwrap_or(enough);
            let length = once.len().checked_mul(times)?.checked_add(start)?;
            text.extend((length <= LONGEST).then(|| once.repeat(times))?);
        }
        HirKind::Concat(parts) => {
            for part in parts {
                write(text, part, enough)?;
            }
        }
        HirKind::Alternation(alternatives) => {
            let max = |it: &&Hir| it.properties().maximum_len().unwrap_or(usize::MAX);
            write(text, alternatives.iter().max_by_key(max)?, enough)?;
        }
        HirKind::Class(_) | HirKind::Look(_) | HirKind::Capture(_) => return None,
    }
    (text.len() <= LONGEST).then_some(())
}
