//! The documentation that constraints add to their member.

/// Expands to a sentence about a constraint.
#[doc(hidden)]
#[macro_export]
macro_rules! __constraint_doc {
    (characters $($bounds:tt)*) => { $crate::__constraint_doc!(bounds "Characters" $($bounds)*) };
    (bytes $($bounds:tt)*) => { $crate::__constraint_doc!(bounds "Bytes" $($bounds)*) };
    (elements $($bounds:tt)*) => { $crate::__constraint_doc!(bounds "Elements" $($bounds)*) };
    (entries $($bounds:tt)*) => { $crate::__constraint_doc!(bounds "Entries" $($bounds)*) };
    (range $($bounds:tt)*) => { $crate::__constraint_doc!(bounds "Range" $($bounds)*) };
    (bounds $of:literal $($bounds:tt)*) => {
        ::core::concat!(" ", $of, ": `", ::core::stringify!($($bounds)*), "`.")
    };
    (unique) => { " Each element once." };
    (pattern $pattern:literal) => { ::core::concat!(" Pattern `` ", $pattern, " ``.") };
    (unchecked_pattern $pattern:literal) => { ::core::concat!(" Pattern `` ", $pattern, " ``.") };
    (key $([$($constraint:tt)*])*) => {
        ::core::concat!(" Of each key:" $(, $crate::__constraint_doc!($($constraint)*))*)
    };
    (each $([$($constraint:tt)*])*) => {
        ::core::concat!(" Of each:" $(, $crate::__constraint_doc!($($constraint)*))*)
    };
}

/// Expands to nothing, because the feature `validate` is off.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __validate {
    ($($table:tt)*) => {};
}
