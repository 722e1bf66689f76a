//! The macros that expand to checks.

/// Expands to a constraint of a row.
#[doc(hidden)]
#[macro_export]
macro_rules! __constraint {
    (characters $($bounds:tt)*) => { $crate::__constraint!(length "character" "characters" $($bounds)*) };
    (bytes $($bounds:tt)*) => { $crate::__constraint!(length "byte" "bytes" $($bounds)*) };
    (elements $($bounds:tt)*) => { $crate::__constraint!(length "element" "elements" $($bounds)*) };
    (entries $($bounds:tt)*) => { $crate::__constraint!(length "entry" "entries" $($bounds)*) };
    (length $one:literal $many:literal $($bounds:tt)*) => {
        $crate::__private::Constraint::Length(
            ($one, $many),
            $crate::__constraint!(bounds $($bounds)*),
        )
    };
    (range $($bounds:tt)*) => {
        $crate::__private::Constraint::Range($crate::__constraint!(bounds $($bounds)*))
    };
    (unique) => { $crate::__private::Constraint::Unique };
    (pattern $pattern:literal) => { $crate::__private::Constraint::Pattern($pattern) };
    (unchecked_pattern $pattern:literal) => { $crate::__private::Constraint::UncheckedPattern };
    (key $([$($constraint:tt)*])*) => {
        $crate::__private::Constraint::Key(&[$($crate::__constraint!($($constraint)*)),*])
    };
    (each $([$($constraint:tt)*])*) => {
        $crate::__private::Constraint::Each(&[$($crate::__constraint!($($constraint)*)),*])
    };
    (bounds $min:literal ..) => {
        [$crate::__constraint!(bound $min), ::core::option::Option::None]
    };
    (bounds ..= $max:literal) => {
        [::core::option::Option::None, $crate::__constraint!(bound $max)]
    };
    (bounds $min:literal ..= $max:literal) => {
        [$crate::__constraint!(bound $min), $crate::__constraint!(bound $max)]
    };
    (bounds $exact:literal) => { [$crate::__constraint!(bound $exact); 2] };
    (bound $number:literal) => {{
        const BOUND: &str = $crate::__private::bound(::core::stringify!($number));
        ::core::option::Option::Some(BOUND)
    }};
}

/// Implements `Check` for a structure, a union or an enum, and `Validate` for the first two.
#[doc(hidden)]
#[macro_export]
macro_rules! __validate {
    (structure $name:ident $(
        $wire:literal $field:ident ($($mark:ident)*) {$([$($constraint:tt)*])*}
    )*) => {
        impl $crate::__private::Check for $name {
            fn check(
                &self,
                checker: &mut $crate::__private::Checker,
                _: &[$crate::__private::Constraint<'_>],
            ) {
                $($crate::__validate!(
                    @ checker, &self.$field, $wire ($($mark)*) {$([$($constraint)*])*}
                );)*
            }
        }

        impl $crate::Validate for $name {}
    };
    (union $name:ident $(
        $wire:literal $variant:ident ($($mark:ident)*) {$([$($constraint:tt)*])*}
    )*) => {
        impl $crate::__private::Check for $name {
            fn check(
                &self,
                checker: &mut $crate::__private::Checker,
                _: &[$crate::__private::Constraint<'_>],
            ) {
                match self {
                    $(Self::$variant(value) => $crate::__validate!(
                        @ checker, value, $wire ($($mark)*) {$([$($constraint)*])*}
                    ),)*
                    Self::Unknown(..) => checker.unknown_value(),
                }
            }

            fn is_absent(&self) -> bool {
                ::core::matches!(self, Self::Unknown(name, $crate::Document::Null) if name.is_empty())
            }
        }

        impl $crate::Validate for $name {}
    };
    (enum $name:ident) => {
        impl $crate::__private::Check for $name {
            fn check(
                &self,
                checker: &mut $crate::__private::Checker,
                _: &[$crate::__private::Constraint<'_>],
            ) {
                if let Self::Unknown(_) = self {
                    checker.unknown_value();
                }
            }

            fn is_absent(&self) -> bool {
                self.as_str().is_empty()
            }
        }
    };
    (@ $checker:ident, $value:expr, $wire:literal
        ($($mark:ident)*) {$([$($constraint:tt)*])*}
    ) => {
        $checker.member(
            $value,
            $wire,
            <($($crate::mark::$mark,)*) as $crate::mark::Marks>::SENSITIVE,
            &[$($crate::__constraint!($($constraint)*)),*],
        )
    };
}
