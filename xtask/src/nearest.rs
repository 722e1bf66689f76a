//! What somebody may have meant who wrote a name that there is not.

/// How many names a hint has.
const MOST: usize = 3;

/// A question that names the candidates that look most like `name`, nearest first, to put behind an
/// error; nothing where none does.
pub(crate) fn hint<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    let name = name.to_lowercase();
    let furthest = name.chars().count() / 3;
    let mut near: Vec<_> = candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&name, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= furthest || (name.len() > 2 && candidate.to_lowercase().contains(&name))
        })
        .collect();
    near.sort_unstable();
    near.truncate(MOST);
    let names: Vec<_> = near
        .into_iter()
        .map(|(_, candidate)| format!("`{candidate}`"))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("; did you mean {}?", names.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn near_names_are_named_nearest_first() {
        let names = [
            "member-added",
            "member-removed",
            "shape-added",
            "enum-value-added",
        ];
        assert_eq!(hint("member-aded", names), "; did you mean `member-added`?");
        assert_eq!(
            hint("Member-Added", names),
            "; did you mean `member-added`?"
        );
        assert_eq!(hint("value", names), "; did you mean `enum-value-added`?");
        assert_eq!(
            hint("added", names),
            "; did you mean `shape-added` or `member-added` or `enum-value-added`?"
        );
        assert_eq!(hint("nothing-like-it", names), "");
        assert_eq!(hint("", names), "");
    }
}
