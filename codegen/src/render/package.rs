//! The other files of a new crate. They are a starting point: the owner of the crate may edit them,
//! and they are never generated again.

use thiserror::Error;

use super::Files;
use super::docs::DocComment;
use crate::model::{Model, Protocol};
use crate::plan::names::is_keyword;
use crate::problem::{printable, visible};

/// A new crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the crate, which [`check_name`] has accepted: `dynamodb-types`.
    pub name: String,
    /// The path of the crate `aws-json-protocol`, relative to the new crate's folder.
    pub protocol_path: String,
}

/// The reason why a name cannot be that of a crate.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` cannot be the name of a crate: {reason}", printable(.name))]
pub struct UnusableName {
    name: String,
    reason: &'static str,
}

/// The crates that come with Rust, and those that every generated crate needs.
const NEEDED: [&str; 7] = [
    "alloc",
    "aws_json_protocol",
    "core",
    "proc_macro",
    "serde",
    "std",
    "test",
];

/// The maximum length of a name that registries accept.
const LONGEST_NAME: usize = 64;

/// Checks that a crate can have a name and compiles under it without warnings.
///
/// # Errors
///
/// Returns an error if it cannot or does not.
///
/// # Examples
///
/// ```
/// use codegen::render::package::check_name;
///
/// assert!(check_name("dynamodb-types").is_ok());
/// assert!(check_name("fn").is_err());
/// assert!(check_name("../types").is_err());
/// ```
pub fn check_name(name: &str) -> Result<(), UnusableName> {
    let is_part = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || "-_".contains(character)
    };
    let in_paths = name.replace('-', "_");
    let reason = if !name.starts_with(|first: char| first.is_ascii_lowercase())
        || !name.chars().all(is_part)
    {
        "it must start with a lower-case letter, followed by lower-case letters, digits, hyphens and underscores"
    } else if name.len() > LONGEST_NAME {
        "it must have at most 64 characters"
    } else if is_keyword(&in_paths) {
        "it is a Rust keyword"
    } else if NEEDED.contains(&in_paths.as_str()) {
        "it is the name of a crate that every generated crate needs"
    } else {
        return Ok(());
    };
    Err(UnusableName {
        name: name.to_owned(),
        reason,
    })
}

/// Returns `Cargo.toml` and `src/lib.rs` for a crate with generated files. They remain valid for
/// any later model with the same protocol, since everything that depends on the model is generated.
pub fn files(package: &Package, model: &Model) -> Files {
    Files::from([
        ("Cargo.toml".to_owned(), manifest(package, model)),
        ("src/lib.rs".to_owned(), root(model)),
    ])
}

fn manifest(package: &Package, model: &Model) -> String {
    let text = |text: &str| toml_string(&visible(text));
    format!(
        r#"[package]
name = {name}
version = "0.1.0"
edition = "2024"
description = {description}
license = "Apache-2.0"
publish = false

[features]
# A trait for servers to implement, and the dispatch of requests to it.
server = ["aws-json-protocol/server"]
# The same as a `tower` service.
tower = ["aws-json-protocol/tower", "server"]

[dependencies]
aws-json-protocol = {{ path = {protocol} }}
"#,
        name = text(&package.name),
        description = text(&format!(
            "{} {}, generated from its service model.",
            contents(model),
            title(model)
        )),
        protocol = text(&package.protocol_path),
    )
}

/// Returns a TOML basic string (TOML 1.0, "String"). Control characters must already be escaped.
fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn root(model: &Model) -> String {
    let mut documentation = DocComment::new(format!(
        "{} {}, generated from its service model.",
        contents(model),
        plain(title(model))
    ));
    documentation.paragraph(types_only(model.service.protocol));
    let lines = documentation.lines(0).into_iter();
    let mut text: String = lines
        .map(|line| format!("{}\n", format!("//! {line}").trim_end()))
        .collect();
    text += "\n#[rustfmt::skip]\n\
             #[allow(deprecated, reason = \"deprecated items still refer to each other\")]\n\
             mod generated;\n\n\
             pub use generated::*;\n";
    text
}

/// Returns the start of a sentence on the parts of the service that the crate has.
fn contents(model: &Model) -> &'static str {
    match model.service.protocol.is_aws_json() {
        true => "The types and operations of",
        false => "The types, and only the types, of",
    }
}

/// Returns a paragraph for users of a crate without operations, which is empty if it has
/// operations.
fn types_only(protocol: Protocol) -> String {
    let serde = match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => return String::new(),
        Protocol::RestJson1 => {
            "serde treats all members as parts of one JSON document. The documentation of a member says whether the service \
             has it elsewhere: in a label of the path, in the query string, in a header, or as the whole body."
        }
        Protocol::RestXml => {
            "serde writes JSON with the model's member names, which this service does not read. The documentation of a \
             member says whether the service has it in a label of the path, in the query string, in a header, or as the \
             whole body, and what it is called in XML if that is not the name in the model."
        }
        Protocol::AwsQuery | Protocol::Ec2Query => {
            "serde writes JSON with the model's member names, which this service does not read. The documentation of a \
             member says what it is called in the query string and in XML if that is not the name in the model."
        }
        Protocol::RpcV2Cbor => {
            "serde writes JSON with the model's member names, which this service does not read."
        }
    };
    format!(
        "The service speaks {}, for which no operation bindings are generated. {serde}",
        protocol.title()
    )
}

fn title(model: &Model) -> &str {
    let service = &model.service;
    service.title.as_deref().unwrap_or(&service.id)
}

/// Escapes text of a model for a doc comment, so that none of it is read as Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in visible(text).chars() {
        if character.is_ascii_punctuation() && !".,-'()".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}
