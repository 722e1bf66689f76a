//! The partitions of AWS and their regions.

use regex_syntax::ast::Ast;
use regex_syntax::ast::parse::Parser;
use regex_syntax::hir::literal::Extractor;
use serde_json::{Map, Value};

use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// All partitions, in the order of the file.
pub(super) struct Partitions(pub(super) Vec<Partition>);

pub(super) struct Partition {
    pub(super) id: String,
    /// The prefixes of its region names, each followed by a hyphen, a word, a hyphen and a number.
    pub(super) prefixes: Vec<String>,
    /// The known regions.
    pub(super) regions: Vec<String>,
    /// The attributes that `aws.partition` returns.
    pub(super) outputs: Map<String, Value>,
}

impl Partitions {
    /// Returns the partition of a region, as botocore does: the one that lists it, else the one
    /// whose region names have its form, else the first, `aws`.
    pub(super) fn of(&self, region: &str) -> Option<&Partition> {
        let lists = |it: &&Partition| it.regions.iter().any(|listed| listed == region);
        let partitions = || self.0.iter();
        let found = partitions().find(lists);
        found
            .or_else(|| partitions().find(|it| it.has_form(region)))
            .or_else(|| self.0.first())
    }
}

impl Partition {
    /// Returns `true` if the name of a region has the form of those in the partition.
    pub(super) fn has_form(&self, region: &str) -> bool {
        let mut rests = self.prefixes.iter();
        rests.any(|prefix| {
            region
                .strip_prefix(prefix.as_str())
                .is_some_and(ends_region)
        })
    }
}

/// Returns `true` if a text is a label of a host name (RFC 1123, section 2.1), as the name of each
/// region is.
pub(super) fn is_host_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Returns `true` if a text is a hyphen, a word, a hyphen and a number.
fn ends_region(text: &str) -> bool {
    let parts = text.strip_prefix('-').and_then(|text| text.split_once('-'));
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    parts.is_some_and(|(word, number)| {
        !word.is_empty()
            && word.chars().all(is_word)
            && !number.is_empty()
            && number.chars().all(|character| character.is_ascii_digit())
    })
}

/// Returns the prefixes in a `regionRegex` such as `^(us|eu)\-\w+\-\d+$`, or `None` if it has
/// another form.
fn prefixes(regex: &str) -> Option<Vec<String>> {
    let prefix = regex.strip_prefix('^')?.strip_suffix(r"\-\w+\-\d+$")?;
    // Without a group, the last alternative alone would have the suffix.
    if matches!(Parser::new().parse(prefix), Ok(Ast::Alternation(_))) {
        return None;
    }
    let prefix = regex_syntax::parse(prefix).ok()?;
    let texts = Extractor::new().extract(&prefix);
    if !texts.is_exact() || !prefix.properties().look_set().is_empty() {
        return None;
    }
    let texts = texts.literals()?.iter();
    let texts = texts.map(|text| String::from_utf8(text.as_bytes().to_vec()).ok());
    texts
        .map(|text| text.filter(|text| !text.is_empty()))
        .collect()
}

pub(super) fn read(root: &Cursor<'_>) -> Partitions {
    let [version, partitions] = root.keys(["version", "partitions"]);
    _ = version.as_ref().map(Cursor::str);
    let partitions = partitions.iter().flat_map(|it| it.elements());
    let partitions = Partitions(partitions.map(|element| partition(&element)).collect());
    if partitions.0.is_empty() {
        root.problem("have no partition; add `partitions`");
    }
    partitions
}

fn partition(object: &Cursor<'_>) -> Partition {
    let [id, regex, regions, outputs] = object.keys(["id", "regionRegex", "regions", "outputs"]);
    for key in ["id", "regionRegex"] {
        object.needs(key, format!("needs `{key}`"));
    }
    let id = id.and_then(|it| it.text()).unwrap_or_default();
    let prefixes = regex.and_then(|cursor| {
        let prefixes = prefixes(cursor.str());
        if prefixes.is_none() {
            cursor.problem(r"is not of the form `^(us|eu)\-\w+\-\d+$`, the only supported one; add support for it");
        }
        prefixes
    });
    let outputs = outputs.iter().flat_map(Cursor::entries);
    let outputs = outputs.map(|(key, value)| (key.to_owned(), output(&value)));
    let regions = regions.iter().flat_map(Cursor::entries);
    Partition {
        id: id.to_owned(),
        prefixes: prefixes.unwrap_or_default(),
        regions: regions
            .map(|(name, object)| region(name, &object))
            .collect(),
        outputs: outputs.chain([("name".to_owned(), id.into())]).collect(),
    }
}

fn output(cursor: &Cursor<'_>) -> Value {
    match cursor.node {
        Node::Bool(_) => cursor.value(),
        _ => cursor.str().into(),
    }
}

/// Reads a region. Its endpoints depend on none of its keys.
fn region(name: &str, object: &Cursor<'_>) -> String {
    let [_description] = object.keys(["description"]);
    name.to_owned()
}
