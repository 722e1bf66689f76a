/// Defines `new` and the setters. The types of rows are matched name by name, since a type that was
/// matched as a whole cannot be distinguished from another.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructors {
    ($name:ident {} {}) => {};
    ($name:ident {$($required:tt)*} {$(
        $(#[$row:meta])* $field:ident:
            $type:ident $(<$first:ident $(, $second:ty>)? $(<$inner:ty $(, $inner_second:ty)? $(>)? $(>>)?)? $(>)?)?
            = $wire:literal $(| $other:literal)* $((default $default:expr))? $($mark:ident)*
            $([$($constraint:tt)*])*,
    )*}) => {
        impl $name {
            $crate::__new! { {$($required)*} {$($field)*} }

            $(
                #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
                #[inline]
                pub fn $field(
                    mut self,
                    $field: $crate::__parameter!($type $(<$first $(, $second)? $(<$inner $(, $inner_second)?>)?>)?),
                ) -> Self {
                    self.$field = ::core::option::Option::Some(
                        $crate::__value!($field $type $(<$first $(, $second)? $(<$inner $(, $inner_second)?>)?>)?)
                    );
                    self
                }
            )*
        }
    };
}

/// Defines the function `new`, if there are required members.
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    ({} {$($optional:ident)*}) => {};
    ({$(
        $(#[$row:meta])* $field:ident:
            $type:ident $(<$first:ident $(, $second:ty>)? $(<$inner:ty $(, $inner_second:ty)? $(>)? $(>>)?)? $(>)?)?
            = $wire:literal $(| $other:literal)* $((default $default:expr))? $($mark:ident)*
            $([$($constraint:tt)*])*,
    )*} {$($optional:ident)*}) => {
        /// Creates the structure with its required members.
        #[allow(clippy::too_many_arguments, reason = "each is required")]
        #[inline]
        pub fn new($(
            $field: $crate::__parameter!($type $(<$first $(, $second)? $(<$inner $(, $inner_second)?>)?>)?),
        )*) -> Self {
            Self {
                $($field: $crate::__value!($field $type $(<$first $(, $second)? $(<$inner $(, $inner_second)?>)?>)?),)*
                $($optional: ::core::option::Option::None,)*
            }
        }
    };
}

/// Expands to the type that a constructor takes for a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __parameter {
    (String) => { impl ::core::convert::Into<::std::string::String> };
    (Vec<String>) => { impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>> };
    (Vec<$element:ty>) => { impl ::core::iter::IntoIterator<Item = $element> };
    (BTreeMap<$key:ty, $value:ty>) => { impl ::core::iter::IntoIterator<Item = ($key, $value)> };
    (Box<$type:ty>) => { $type };
    ($type:ty) => { $type };
}

/// Expands to the value of a type, converted from the argument of a constructor.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($value:ident String) => {
        ::core::convert::Into::into($value)
    };
    ($value:ident Vec<String>) => {
        ::core::iter::Iterator::collect(::core::iter::Iterator::map(
            ::core::iter::IntoIterator::into_iter($value),
            ::core::convert::Into::into,
        ))
    };
    ($value:ident Vec<$element:ty>) => {
        ::core::iter::Iterator::collect(::core::iter::IntoIterator::into_iter($value))
    };
    ($value:ident BTreeMap<$key:ty, $entry:ty>) => {
        ::core::iter::Iterator::collect(::core::iter::IntoIterator::into_iter($value))
    };
    ($value:ident Box<$type:ty>) => {
        ::std::boxed::Box::new($value)
    };
    ($value:ident $type:ty) => {
        $value
    };
}
