//! The documentation that constraints add to their member.

/// Expands to a sentence about a constraint.
#[doc(hidden)]
#[macro_export]
macro_rules! __constraint_doc {
    (characters $($bounds:tt)*) => { $crate::__bounds_doc!(" character" " characters" $($bounds)*) };
    (bytes $($bounds:tt)*) => { $crate::__bounds_doc!(" byte" " bytes" $($bounds)*) };
    (elements $($bounds:tt)*) => { $crate::__bounds_doc!(" element" " elements" $($bounds)*) };
    (entries $($bounds:tt)*) => { $crate::__bounds_doc!(" entry" " entries" $($bounds)*) };
    (range $($bounds:tt)*) => { $crate::__bounds_doc!("" "" $($bounds)*) };
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

/// Expands to a sentence about bounds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bounds_doc {
    ($one:literal $many:literal 1 ..) => {
        ::core::concat!(" At least 1", $one, ".")
    };
    ($one:literal $many:literal ..= 1) => {
        ::core::concat!(" At most 1", $one, ".")
    };
    ($one:literal $many:literal 1) => {
        ::core::concat!(" Exactly 1", $one, ".")
    };
    ($one:literal $many:literal $min:literal ..) => {
        ::core::concat!(" At least ", $min, $many, ".")
    };
    ($one:literal $many:literal ..= $max:literal) => {
        ::core::concat!(" At most ", $max, $many, ".")
    };
    ($one:literal $many:literal $min:literal ..= $max:literal) => {
        ::core::concat!(" ", $min, " to ", $max, $many, ".")
    };
    ($one:literal $many:literal $exact:literal) => {
        ::core::concat!(" Exactly ", $exact, $many, ".")
    };
}

/// Expands to nothing, because the feature `validate` is off.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __validate {
    ($($table:tt)*) => {};
}
