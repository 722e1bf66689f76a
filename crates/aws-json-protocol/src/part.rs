//! Optional parts of tables. The macros pass them as slices, which are empty for those left out.

/// Returns a part, if the table has it.
pub const fn part<T: Copy>(part: &[T]) -> Option<T> {
    part.first().copied()
}

/// Returns a part, or its default.
pub const fn part_or<T: Copy>(part: &[T], default: T) -> T {
    match part {
        [part, ..] => *part,
        [] => default,
    }
}
