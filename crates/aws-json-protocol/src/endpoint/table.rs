//! The rows of a table of endpoints, and the search for one.

use std::borrow::Cow;

use super::{Endpoint, EndpointOptions};

/// The placeholder for the region in a URL.
const REGION: &str = "{region}";

/// A partition.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    pub name: &'static str,
    /// The prefixes of its region names, each followed by a hyphen, a word, a hyphen and a number.
    pub prefixes: &'static [&'static str],
    /// Its regions with other names.
    pub others: &'static [&'static str],
    pub rows: &'static [Row],
}

/// An endpoint.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The region that it is for, or `None` if it is for all.
    pub region: Option<&'static str>,
    pub options: EndpointOptions,
    /// The URL, or `None` if the region does not have an endpoint that the others have.
    pub url: Option<&'static str>,
    pub signing_region: Option<&'static str>,
    pub signing_name: Option<&'static str>,
}

/// Returns the partition of a region.
pub(super) fn partition_of<'p>(partitions: &'p [Partition], region: &str) -> Option<&'p Partition> {
    let mut by_name = partitions.iter();
    let mut by_form = partitions.iter();
    by_name
        .find(|partition| partition.others.contains(&region))
        .or_else(|| by_form.find(|partition| partition.has_form(region)))
        .or(partitions.first())
}

impl Partition {
    fn has_form(&self, region: &str) -> bool {
        let mut prefixes = self.prefixes.iter();
        prefixes.any(|prefix| region.strip_prefix(prefix).is_some_and(ends_region))
    }

    /// Returns the endpoint in a region: the row for that region, if there is one, takes precedence
    /// over the row for all.
    pub(super) fn endpoint(&self, region: &str, options: EndpointOptions) -> Option<Endpoint> {
        let row = |of: Option<&str>| {
            let mut rows = self.rows.iter();
            rows.find(|row| row.options == options && row.region == of)
        };
        let row = row(Some(region)).or_else(|| row(None))?;
        let url = row.url?;
        Some(Endpoint {
            url: match url.contains(REGION) {
                true => Cow::Owned(url.replace(REGION, region)),
                false => Cow::Borrowed(url),
            },
            signing_region: match row.signing_region {
                Some(signing_region) => Cow::Borrowed(signing_region),
                None => Cow::Owned(region.to_owned()),
            },
            signing_name: row.signing_name.map(Cow::Borrowed),
        })
    }
}

/// Returns `true` if a text is a hyphen, a word, a hyphen and a number.
fn ends_region(text: &str) -> bool {
    let parts = text.strip_prefix('-').and_then(|text| text.split_once('-'));
    parts.is_some_and(|(word, number)| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Defines the endpoints of a service as a constant.
///
/// ```
/// use aws_json_protocol::endpoint::EndpointOptions;
/// use aws_json_protocol::endpoints;
///
/// endpoints! {
///     /// The endpoints of the service.
///     pub const ENDPOINTS;
///     partition "aws" {
///         regions "us", "eu";
///         others "aws-global";
///         standard "https://tea.{region}.amazonaws.com";
///         "aws-global" standard "https://tea.amazonaws.com" sign "us-east-1" name "global-tea";
///         dual_stack "https://tea.{region}.api.aws";
///         "us-east-2" dual_stack none;
///     }
///     partition "aws-us-gov" {
///         regions "us-gov";
///         others;
///         fips "https://tea-fips.{region}.amazonaws.com";
///     }
/// }
///
/// let global = ENDPOINTS.resolve("aws-global", EndpointOptions::default())?;
/// assert_eq!(global.url, "https://tea.amazonaws.com");
/// # Ok::<(), aws_json_protocol::endpoint::EndpointError>(())
/// ```
///
/// Each partition has, in this order,
///
/// - `regions`: the prefixes of its region names, each followed by a hyphen, a word, a hyphen and a
///   number, as `us` is in `us-east-1`;
/// - `others`: its regions with other names;
/// - a row per endpoint: the region that it is for, unless it is for all; `standard`, `fips`,
///   `dual_stack` or `fips_dual_stack`; the URL, with `{region}` as the placeholder for the region,
///   or `none` for a region that does not have an endpoint that the others have; `sign` and the
///   region to sign for, if it differs; `name` and the service to sign for, if it differs.
#[macro_export]
macro_rules! endpoints {
    (
        $(#[$attribute:meta])*
        pub const $name:ident;
        $(partition $partition:literal {
            regions $($prefix:literal),*;
            others $($other:literal),*;
            $(
                $($region:literal)? $variant:ident $url:tt
                $(sign $signing_region:literal)? $(name $signing_name:literal)?;
            )*
        })*
    ) => {
        $(#[$attribute])*
        pub const $name: $crate::endpoint::Endpoints = $crate::endpoint::Endpoints(&[$(
            $crate::__private::Partition {
                name: $partition,
                prefixes: &[$($prefix),*],
                others: &[$($other),*],
                rows: &[$($crate::__private::Row {
                    region: $crate::__private::part(&[$($region)?]),
                    options: $crate::__endpoint!(options $variant),
                    url: $crate::__endpoint!(url $url),
                    signing_region: $crate::__private::part(&[$($signing_region)?]),
                    signing_name: $crate::__private::part(&[$($signing_name)?]),
                }),*],
            }
        ),*]);
    };
}

/// Expands to the parts of a row.
#[doc(hidden)]
#[macro_export]
macro_rules! __endpoint {
    (url none) => {
        ::core::option::Option::None
    };
    (url $url:literal) => {
        ::core::option::Option::Some($url)
    };
    (options standard) => { $crate::__endpoint!(options false false) };
    (options fips) => { $crate::__endpoint!(options true false) };
    (options dual_stack) => { $crate::__endpoint!(options false true) };
    (options fips_dual_stack) => { $crate::__endpoint!(options true true) };
    (options $fips:literal $dual_stack:literal) => {
        $crate::endpoint::EndpointOptions {
            fips: $fips,
            dual_stack: $dual_stack,
        }
    };
}
