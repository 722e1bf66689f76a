//! Counts of models or changes by category.

use indexmap::IndexMap;

/// The counts in the columns of a table, by their names in JSON.
pub(super) type Counts = IndexMap<&'static str, usize>;

/// Adds counts to a total.
pub(super) fn add(total: &mut Counts, counts: &Counts) {
    for (name, count) in counts {
        *total.entry(name).or_default() += count;
    }
}

/// Returns a table whose first column has a title and a width, as the others have.
pub(super) fn table<'r>(
    (title, width): (&str, usize),
    columns: [(&str, usize); 6],
    rows: impl IntoIterator<Item = (&'r str, Counts)>,
) -> String {
    let mut text = format!("{title:width$}");
    for (title, width) in columns {
        text += &format!("{title:>width$}");
    }
    for (name, counts) in rows {
        text += &format!("\n{name:width$}");
        for (count, (_, width)) in counts.values().zip(columns) {
            text += &format!("{count:>width$}");
        }
    }
    text + "\n"
}
