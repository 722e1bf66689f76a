//! An item of a public API: its line in the listing, and code that uses it.

use crate::api::Pages;
use crate::model::Pagination;

/// An item or member of a public API.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its line in the listing.
    pub line: String,
    /// A line of Rust that compiles if the item is as listed, in a program that starts as those of
    /// [`user`] do.
    pub uses: String,
}

/// Functions that compare strings at compile time, on one line.
const SAME: &str = "\
    const fn or_none(text: Option<&'static str>) -> &'static str { \
    match text { Some(text) => text, None => \"\" } } \
    const fn same(left: &[&str], right: &[&str]) -> bool { \
    if left.len() != right.len() { return false; } \
    let mut index = 0; \
    while index < left.len() { \
    let (one, other) = (left[index].as_bytes(), right[index].as_bytes()); \
    if one.len() != other.len() { return false; } \
    let mut byte = 0; \
    while byte < one.len() { if one[byte] != other[byte] { return false; } byte += 1; } \
    index += 1; } true }";

/// Returns a program that uses items: a line for each, after a first line that belongs to none.
///
/// It compiles against a crate that has all of them, with serde as another dependency. Each line is
/// independent of the others, so that a compiler error on a line concerns its item.
///
/// # Examples
///
/// ```
/// use codegen::api::surface::{Item, user};
///
/// let item = Item {
///     line: "pub const org_types::service::ID: &str".to_owned(),
///     uses: "const _: &str = org_types::service::ID;".to_owned(),
/// };
/// let program = user("org_types", [&item]);
/// assert_eq!(program.lines().nth(1), Some(item.uses.as_str()));
/// ```
pub fn user<'i>(crate_name: &str, items: impl IntoIterator<Item = &'i Item>) -> String {
    let mut program = format!(
        "#![allow(warnings)] use std::collections::BTreeMap; use {crate_name}::*; \
         use {crate_name}::aws_json_protocol::*; fn main() {{}} {SAME}\n"
    );
    for item in items {
        program += &item.uses;
        program.push('\n');
    }
    program
}

impl Item {
    pub(super) fn module(path: &str) -> Self {
        Self {
            line: format!("pub mod {path}"),
            uses: anonymous(&format!("use {path};")),
        }
    }

    pub(super) fn glob(path: &str) -> Self {
        Self {
            line: format!("pub use {path}::*"),
            uses: anonymous(&format!("use {path}::*;")),
        }
    }

    pub(super) fn constant(path: &str, rust_type: &str) -> Self {
        Self {
            line: format!("pub const {path}: {rust_type}"),
            uses: format!("const _: {rust_type} = {path};"),
        }
    }

    /// Creates a type, which the root of the crate also exports. Data can be serialized and
    /// deserialized.
    pub(super) fn declaration(keyword: &str, path: &str, is_data: bool) -> Self {
        let name = path.rsplit("::").next().unwrap_or(path);
        let root = path.split("::").next().unwrap_or(path);
        let bounds = match is_data {
            true => "std::cmp::PartialEq + serde::Serialize + serde::de::DeserializeOwned",
            false => "std::marker::Sized",
        };
        Self {
            line: format!("pub {keyword} {path}"),
            uses: anonymous(&format!(
                "fn user<T: std::clone::Clone + std::fmt::Debug + {bounds}>(it: T) {{}} \
                 fn root(it: {path}) {{ user::<{root}::{name}>(it) }}"
            )),
        }
    }

    pub(super) fn implementation(trait_name: &str, path: &str) -> Self {
        Self {
            line: format!("impl {trait_name} for {path}"),
            uses: needs(path, bounds(trait_name)),
        }
    }

    pub(super) fn operation(path: &str, input: &str, output: &str) -> Self {
        let types = format!("Input = {input}, Output = {output}");
        Self {
            line: format!("impl Operation for {path} ({types})"),
            uses: needs(path, &format!("Operation<{types}>")),
        }
    }

    /// Creates the implementation that leads from an input to its operation.
    pub(super) fn operation_input(path: &str, operation: &str) -> Self {
        Self {
            line: format!("impl OperationInput for {path} (Operation = {operation})"),
            uses: needs(path, &format!("OperationInput<Operation = {operation}>")),
        }
    }

    /// Creates an operation's pagination: a constant, whose value a user can assert.
    pub(super) fn pagination(path: &str, pages: &str, pagination: &Pagination) -> Self {
        let Pagination {
            input_tokens,
            output_tokens,
            result_keys,
            more_results,
            ..
        } = pagination;
        let more_results = more_results.as_deref().unwrap_or_default();
        Self {
            line: format!("impl Operation for {path} ({pages})"),
            uses: format!(
                "const _: () = {{ let pages = <{path} as Operation>::PAGINATION.unwrap(); assert!( \
                 same(pages.input_tokens, &{input_tokens:?}) && \
                 same(pages.output_tokens, &{output_tokens:?}) && \
                 same(pages.result_keys, &{result_keys:?}) && \
                 same(&[or_none(pages.more_results)], &[{more_results:?}])) }};"
            ),
        }
    }

    /// Creates the implementation of `Paginated`, with its items.
    pub(super) fn paginated(path: &str, output: &str, pages: &Pages) -> Self {
        let items = match &pages.items {
            Some(items) => items.rust_type().to_string(),
            None => format!("[{output}; 1]"),
        };
        Self {
            line: format!("impl Paginated for {path} (Items = {items})"),
            uses: needs(path, &format!("Paginated<Items = {items}>")),
        }
    }

    /// Creates the member that limits the size of a page, which a model can gain later.
    pub(super) fn page_limit(path: &str, limit_key: &str) -> Self {
        Self {
            line: format!("impl Operation for {path} (page limit: {limit_key})"),
            uses: format!(
                "const _: () = {{ let pages = <{path} as Operation>::PAGINATION.unwrap(); assert!( \
                 same(&[or_none(pages.limit_key)], &[{limit_key:?}])) }};"
            ),
        }
    }

    /// Creates the trait of a service. An implementation needs no methods.
    pub(super) fn service(path: &str) -> Self {
        Self {
            line: format!("pub trait {path}"),
            uses: anonymous(&format!("struct User; impl {path} for User {{}}")),
        }
    }

    /// Creates a method of the trait of a service.
    pub(super) fn method(path: &str, name: &str, input: &str, output: &str) -> Self {
        let result = format!("Result<{output}, Error>");
        Self {
            line: format!(
                "pub async fn {path}::{name}(&self, {input}, &http::request::Parts) -> {result}"
            ),
            uses: anonymous(&format!(
                "struct User; impl {path} for User {{ async fn {name}(&self, input: {input}, \
                 request: &http::request::Parts) -> {result} {{ todo!() }} }}"
            )),
        }
    }

    /// Creates the function that answers requests.
    pub(super) fn dispatch(module: &str, service: &str) -> Self {
        let path = format!("{module}::dispatch");
        Self {
            line: format!(
                "pub async fn {path}(&impl {service}, http::Request<impl AsRef<[u8]>>) -> http::Response<Vec<u8>>"
            ),
            uses: anonymous(&format!(
                "async fn user(it: &impl {module}::{service}, request: http::Request<Vec<u8>>) \
                 -> http::Response<Vec<u8>> {{ {path}(it, request).await }}"
            )),
        }
    }

    /// Creates the `tower` service, which has a feature of its own.
    pub(super) fn tower_service(module: &str, service: &str) -> Self {
        let path = format!("{module}::TowerService");
        Self {
            line: format!("pub struct {path}<impl {service}>"),
            uses: anonymous(&format!(
                "fn user<T: {module}::{service}>(it: T) -> {path}<T> {{ {path}::new(it) }}"
            )),
        }
    }

    pub(super) fn field(path: &str, name: &str, rust_type: &str) -> Self {
        Self {
            line: format!("pub {path}::{name}: {rust_type}"),
            uses: anonymous(&format!(
                "fn user(mut it: {path}, value: {rust_type}) -> {rust_type} {{ it.{name} = value; it.{name} }}"
            )),
        }
    }

    /// Creates a variant that holds values of these types.
    pub(super) fn variant(path: &str, name: &str, types: &[&str]) -> Self {
        if types.is_empty() {
            return Self {
                line: format!("pub {path}::{name}"),
                uses: anonymous(&format!(
                    "fn user(it: {path}) -> bool {{ matches!(it, {path}::{name}) }}"
                )),
            };
        }
        let values = numbered("value", types.len()).join(", ");
        let types = types.join(", ");
        Self {
            line: format!("pub {path}::{name}({types})"),
            uses: anonymous(&format!(
                "fn user(it: {path}) -> Option<({types},)> {{ \
                 match it {{ {path}::{name}({values}) => Some(({values},)), _ => None }} }}"
            )),
        }
    }

    pub(super) fn setter(path: &str, name: &str, parameter: &str) -> Self {
        Self {
            line: format!("pub fn {path}::{name}(self, {parameter}) -> Self"),
            uses: anonymous(&format!(
                "fn user(it: {path}, value: {parameter}) -> {path} {{ it.{name}(value) }}"
            )),
        }
    }

    pub(super) fn constructor(path: &str, parameters: &[String]) -> Self {
        let values = numbered("value", parameters.len());
        let typed = values.iter().zip(parameters);
        let typed: Vec<_> = typed
            .map(|(value, parameter)| format!("{value}: {parameter}"))
            .collect();
        Self {
            line: format!("pub fn {path}::new({}) -> Self", parameters.join(", ")),
            uses: anonymous(&format!(
                "fn user({}) -> {path} {{ {path}::new({}) }}",
                typed.join(", "),
                values.join(", ")
            )),
        }
    }
}

/// Returns items in an anonymous constant, so that their names cannot conflict with others.
fn anonymous(items: &str) -> String {
    format!("const _: () = {{ {items} }};")
}

/// Returns code that compiles only if a type satisfies bounds.
fn needs(path: &str, bounds: &str) -> String {
    anonymous(&format!(
        "fn needs<T: {bounds}>() {{}} fn user() {{ needs::<{path}>() }}"
    ))
}

/// Returns the bounds that a type with a trait satisfies, including the traits that come with it.
fn bounds(trait_name: &str) -> &str {
    match trait_name {
        "Copy" => "std::marker::Copy",
        "Default" => "std::default::Default",
        "Eq" => "std::cmp::Eq",
        "Hash" => "std::hash::Hash",
        "OpenEnum" => {
            "aws_json_protocol::OpenEnum + std::default::Default + std::cmp::Ord + std::fmt::Display \
             + std::convert::AsRef<str> + std::str::FromStr + for<'a> std::convert::From<&'a str> \
             + std::convert::From<String> + std::convert::Into<String>"
        }
        other => other,
    }
}

fn numbered(name: &str, count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("{name}{number}"))
        .collect()
}
