//! The files of a complete crate around the generated ones. They are a start: whoever owns the
//! crate may edit them, and they are not generated again.

use thiserror::Error;

use super::Files;
use super::docs::DocComment;
use crate::model::{Model, Protocol};
use crate::plan::names::is_keyword;
use crate::problem::{printable, visible};

/// A crate to start.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the crate, which [`check_name`] found to be usable: `dynamodb-types`.
    pub name: String,
    /// Where the crate `aws-json-protocol` is, from the new crate's folder.
    pub protocol_path: String,
}

/// Why a crate cannot have a name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` cannot be the name of a crate: {reason}", printable(.name))]
pub struct UnusableName {
    name: String,
    reason: &'static str,
}

/// The crates that come with Rust, and those that each generated crate needs.
const NEEDED: [&str; 7] = [
    "alloc",
    "aws_json_protocol",
    "core",
    "proc_macro",
    "serde",
    "std",
    "test",
];

/// The longest name that registries take.
const LONGEST_NAME: usize = 64;

/// Checks that a crate can have a name, and compiles under it without a warning.
///
/// # Errors
///
/// It cannot.
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
        "it takes a lower-case letter, then lower-case letters, digits, hyphens and underscores"
    } else if name.len() > LONGEST_NAME {
        "it takes at most 64 characters"
    } else if is_keyword(&in_paths) {
        "that is a keyword of Rust"
    } else if NEEDED.contains(&in_paths.as_str()) {
        "that is a crate which each generated crate needs"
    } else {
        return Ok(());
    };
    Err(UnusableName {
        name: name.to_owned(),
        reason,
    })
}

/// `Cargo.toml` and `src/lib.rs` for a crate with generated files. They hold for every model of the
/// protocol: what depends on the model is generated.
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
# The service from the side of the server, and as a service of tower.
server = ["aws-json-protocol/server"]
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

/// A TOML basic string (TOML 1.0, "String"). Control characters are escaped already.
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

/// What the crate holds of the service.
fn contents(model: &Model) -> &'static str {
    match model.service.protocol.is_aws_json() {
        true => "The types and operations of",
        false => "The types, and only the types, of",
    }
}

/// A paragraph for users of a crate without operations; empty if it has operations.
fn types_only(protocol: Protocol) -> String {
    let serde = match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => return String::new(),
        Protocol::RestJson1 => {
            "serde takes all members for one JSON document. Which of them the service has elsewhere, in a label of \
             the path, the query string, a header, or alone in the body, their documentation tells."
        }
        Protocol::RestXml => {
            "serde writes JSON of the model's member names, which is not what this service reads. Which members are \
             in a label of the path, the query string, a header, or alone in the body, and what they are called in \
             XML where that is not the model's name, their documentation tells."
        }
        Protocol::AwsQuery | Protocol::Ec2Query => {
            "serde writes JSON of the model's member names, which is not what this service reads. What members are \
             called in the query string and in XML where that is not the model's name, their documentation tells."
        }
        Protocol::RpcV2Cbor => {
            "serde writes JSON of the model's member names, which is not what this service reads."
        }
    };
    format!(
        "The service speaks {}, for which no operation bindings are generated. {serde}",
        protocol.title()
    )
}

/// What people call the service.
fn title(model: &Model) -> &str {
    let service = &model.service;
    service.title.as_deref().unwrap_or(&service.id)
}

/// Text of a model in a doc comment, where it must not be taken for Markdown.
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
