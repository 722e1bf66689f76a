//! The macros for the `pages` of `operation!`.

/// Expands to the constant.
#[doc(hidden)]
#[macro_export]
macro_rules! __pagination {
    (
        $(token $input:literal => $output:literal $(: $field:ident = |$page:ident| $token:expr)?;)+
        $(items $($key:literal),+ $(: $items:ty = |$of:ident| $value:expr)?;)?
        $(limit $limit:literal;)?
        $(more $more:literal $(= |$in_page:ident| $has_more:expr)?;)?
    ) => {
        $crate::Pagination {
            input_tokens: &[$($input),+],
            output_tokens: &[$($output),+],
            result_keys: &[$($($key),+)?],
            limit_key: $crate::__private::part(&[$($limit)?]),
            more_results: $crate::__private::part(&[$($more)?]),
        }
    };
}

/// Implements `Paginated`, if the rows have what it needs.
#[doc(hidden)]
#[macro_export]
macro_rules! __paginated {
    (
        $name:ident $request:ty, $response:ty;
        $(token $input:literal => $output:literal: $field:ident = |$page:ident| $token:expr;)+
        $(items $($key:literal),+: $items:ty = |$of:ident| $value:expr;)?
        $(limit $limit:literal;)?
        $(more $more:literal = |$in_page:ident| $has_more:expr;)?
    ) => {
        impl $crate::Paginated for $name {
            type Items = $crate::__items!(type $response $(, $items)?);

            fn next_input(
                input: &$request,
                page: &$response,
            ) -> ::core::result::Result<::core::option::Option<$request>, $crate::RepeatedToken> {
                $(if !$crate::__private::has_more::<$response>(page, |$in_page| $has_more) {
                    return ::core::result::Result::Ok(::core::option::Option::None);
                })?
                $(let $field = $crate::__private::token::<$response, _>(page, |$page| $token);)+
                if $($field.is_none())&&+ {
                    return ::core::result::Result::Ok(::core::option::Option::None);
                }
                if $($field == input.$field.as_ref())&&+ {
                    return ::core::result::Result::Err($crate::RepeatedToken::of::<Self>());
                }
                let mut next = ::core::clone::Clone::clone(input);
                $(next.$field = $field.cloned();)+
                ::core::result::Result::Ok(::core::option::Option::Some(next))
            }

            fn items_of(page: $response) -> Self::Items {
                $crate::__items!(value page $(, |$of| $value)?)
            }
        }
    };
    (
        $name:ident $request:ty, $response:ty;
        $(token $input:literal => $output:literal;)+
        $(items $($key:literal),+;)?
        $(limit $limit:literal;)?
        $(more $more:literal;)?
    ) => {};
}

/// Expands to the type or the value of a page's items; the page itself is the only item if no row names
/// others.
#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    (type $page:ty) => {
        [$page; 1]
    };
    (type $page:ty, $items:ty) => {
        $items
    };
    (value $page:ident) => {
        [$page]
    };
    (value $page:ident, |$of:ident| $items:expr) => {{
        let $of = $page;
        $items
    }};
}
