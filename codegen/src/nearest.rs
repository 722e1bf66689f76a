//! Suggestions for unknown names.

use crate::problem::alternatives;

/// The maximum number of names in a hint.
const MOST: usize = 3;

/// Returns a question to append to an error, with the candidates that are most similar to `name`,
/// nearest first. It is empty if no candidate is similar.
pub fn hint<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    let name = name.to_lowercase();
    let distance = |candidate: &str| distance(&name, &candidate.to_lowercase());
    let near = candidates.into_iter();
    let mut near: Vec<_> = near.filter_map(|it| Some((distance(it)?, it))).collect();
    near.sort_unstable();
    let Some(&((nearest, fewest), _)) = near.first() else {
        return String::new();
    };
    near.retain(|((tier, edits), _)| *tier == nearest && *edits <= fewest * 2);
    let names = near.iter().take(MOST).map(|(_, name)| *name);
    format!("; did you mean {}?", alternatives(names))
}

/// Returns the distance of two names, the number of missing words first; `None` if they are too far
/// apart. A candidate is near if its spelling is similar, if it contains the name, or if it contains at
/// least half of its words in any order.
fn distance(name: &str, candidate: &str) -> Option<(usize, usize)> {
    let edits = strsim::damerau_levenshtein(name, candidate);
    let is_near =
        |one: &str, other: &str| strsim::damerau_levenshtein(one, other) * 3 <= one.chars().count();
    if is_near(name, candidate) || (name.len() > 2 && candidate.contains(name)) {
        return Some((0, edits));
    }
    let (all, others) = (words(name), words(candidate));
    let is_missing = |word: &&&str| !others.iter().any(|other| is_near(word, other));
    let missing = all.iter().filter(is_missing).count();
    (missing < all.len() && missing * 2 <= all.len()).then_some((1 + missing, edits))
}

/// Returns the words of a name. The extension of a file's name is not one.
fn words(text: &str) -> Vec<&str> {
    let text = text.strip_suffix(".gz").unwrap_or(text);
    let text = text.strip_suffix(".json").unwrap_or(text);
    let words = text.split(['-', '_', ' ', '.']);
    words.filter(|word| word.len() > 2).collect()
}
