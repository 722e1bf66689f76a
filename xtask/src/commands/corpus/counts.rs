//! Counts of models or changes by category.

use indexmap::IndexMap;

/// The counts in the columns of a table, by their names.
pub(super) type Counts = IndexMap<&'static str, usize>;

/// The maximum number of digits in a count.
const DIGITS: usize = 7;

/// Adds counts to a total.
pub(super) fn add(total: &mut Counts, counts: &Counts) {
    for (name, count) in counts {
        *total.entry(name).or_default() += count;
    }
}

/// Returns a table with a row for each name and a column for each count, which all rows have.
pub(super) fn table<'t>(
    title: &str,
    rows: impl Iterator<Item = (&'t str, &'t Counts)> + Clone,
) -> String {
    let names = rows.clone().map(|(name, _)| name.len());
    let first = names.chain([title.len()]).max().unwrap_or_default();
    let width = |column: &str| column.len().max(DIGITS) + 2;
    let mut text = format!("{title:first$}");
    for column in rows.clone().take(1).flat_map(|(_, counts)| counts.keys()) {
        text += &format!("{:>1$}", column.replace('_', "-"), width(column));
    }
    for (name, counts) in rows {
        text += &format!("\n{name:first$}");
        for (column, count) in counts {
            text += &format!("{count:>0$}", width(column));
        }
    }
    text + "\n"
}
