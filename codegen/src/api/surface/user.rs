//! Code that uses the items of a public API.

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
pub fn user<'i>(crate_name: &str, items: impl IntoIterator<Item = &'i Item>) -> String {
    let mut program = format!(
        "#![allow(warnings, reason = \"only errors count\")] use std::collections::BTreeMap; use {crate_name}::*; \
         use {crate_name}::aws_json_protocol::*; fn main() {{}} {SAME}\n"
    );
    for item in items {
        program += &item.uses;
        program.push('\n');
    }
    program
}

/// Returns items in an anonymous constant, so that their names cannot conflict with others.
pub(super) fn anonymous(items: &str) -> String {
    format!("const _: () = {{ {items} }};")
}

/// Returns items that compile only if a type satisfies bounds.
pub(super) fn needs(path: &str, bounds: &str) -> String {
    format!("fn needs<T: {bounds}>() {{}} fn user() {{ needs::<{path}>() }}")
}

/// Returns the bounds that a type with a trait satisfies, including the traits that come with it.
pub(super) fn bounds(trait_name: &str) -> &str {
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
