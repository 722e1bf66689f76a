//! The functions that rules can call
//! ([standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html),
//! [AWS library](https://smithy.io/2.0/aws/rules-engine/library-functions.html)).

use super::partition::{Partition, Partitions};
use super::value::{Value, path};
use super::{arn, host, url};

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    BooleanEquals,
    Coalesce,
    GetAttr,
    IsSet,
    IsValidHostLabel,
    IsVirtualHostableS3Bucket,
    Ite,
    Not,
    ParseArn,
    ParseUrl,
    Partition,
    Split,
    StringEquals,
    Substring,
    UriEncode,
}

/// The functions with their names and their minimum and maximum numbers of arguments.
const FUNCTIONS: [(Function, &str, usize, usize); 15] = [
    (Function::BooleanEquals, "booleanEquals", 2, 2),
    (Function::Coalesce, "coalesce", 2, usize::MAX),
    (Function::GetAttr, "getAttr", 2, 2),
    (Function::IsSet, "isSet", 1, 1),
    (Function::IsValidHostLabel, "isValidHostLabel", 2, 2),
    (
        Function::IsVirtualHostableS3Bucket,
        "aws.isVirtualHostableS3Bucket",
        2,
        2,
    ),
    (Function::Ite, "ite", 3, 3),
    (Function::Not, "not", 1, 1),
    (Function::ParseArn, "aws.parseArn", 1, 1),
    (Function::ParseUrl, "parseURL", 1, 1),
    (Function::Partition, "aws.partition", 1, 1),
    (Function::Split, "split", 3, 3),
    (Function::StringEquals, "stringEquals", 2, 2),
    (Function::Substring, "substring", 4, 4),
    (Function::UriEncode, "uriEncode", 1, 1),
];

impl Function {
    /// Returns the function with a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut functions = FUNCTIONS.iter();
        let found = functions.find(|(_, known, ..)| *known == name)?;
        Some(found.0)
    }

    /// Returns `true` if it can be called with `count` arguments.
    pub(crate) fn takes(self, count: usize) -> bool {
        let mut functions = FUNCTIONS.iter();
        functions.any(|(function, _, least, most)| {
            *function == self && (*least..=*most).contains(&count)
        })
    }

    /// Calls the function. `None` is a value that is not set, both as an argument and as a result.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument is not set or has the wrong type: the rules are invalid.
    pub(super) fn call(
        self,
        arguments: &[Option<Value>],
        partitions: &Partitions,
    ) -> Result<Option<Value>, String> {
        let arguments = Arguments(arguments);
        let flag = |value: bool| Ok(Some(Value::Bool(value)));
        match self {
            Self::BooleanEquals => flag(arguments.flag(0)? == arguments.flag(1)?),
            Self::Coalesce => Ok(arguments.0.iter().flatten().next().cloned()),
            Self::GetAttr => {
                let text = arguments.text(1)?;
                let path = path(text).ok_or_else(|| format!("`{text}` is not a valid path"))?;
                arguments.set(0)?.at(&path)
            }
            Self::IsSet => flag(arguments.any(0).is_some()),
            Self::IsValidHostLabel => flag(host::is_label(arguments.text(0)?, arguments.flag(1)?)),
            Self::IsVirtualHostableS3Bucket => {
                flag(host::is_bucket(arguments.text(0)?, arguments.flag(1)?))
            }
            Self::Ite => Ok(arguments
                .any(if arguments.flag(0)? { 1 } else { 2 })
                .cloned()),
            Self::Not => flag(!arguments.flag(0)?),
            Self::ParseArn => Ok(arn::parse(arguments.text(0)?)),
            Self::ParseUrl => Ok(url::parse(arguments.text(0)?)),
            Self::Partition => {
                let partition = partitions.of(arguments.text(0)?);
                Ok(partition.map(|Partition { outputs, .. }| Value::Record(outputs.clone())))
            }
            Self::Split => split(
                arguments.text(0)?,
                arguments.text(1)?,
                arguments.integer(2)?,
            )
            .map(Some),
            Self::StringEquals => flag(arguments.text(0)? == arguments.text(1)?),
            Self::Substring => {
                let bounds = [arguments.integer(1)?, arguments.integer(2)?];
                let part = substring(arguments.text(0)?, bounds, arguments.flag(3)?);
                Ok(part.map(Value::from))
            }
            Self::UriEncode => Ok(Some(Value::String(url::encode(arguments.text(0)?)))),
        }
    }
}

/// The arguments of a call.
struct Arguments<'a>(&'a [Option<Value>]);

impl<'a> Arguments<'a> {
    fn any(&self, index: usize) -> Option<&'a Value> {
        self.0.get(index)?.as_ref()
    }

    fn set(&self, index: usize) -> Result<&'a Value, String> {
        let unset = || format!("argument {} is not set", index + 1);
        self.any(index).ok_or_else(unset)
    }

    fn text(&self, index: usize) -> Result<&'a str, String> {
        match self.set(index)? {
            Value::String(text) => Ok(text),
            other => Err(wrong(index, other, "a string")),
        }
    }

    fn flag(&self, index: usize) -> Result<bool, String> {
        match self.set(index)? {
            Value::Bool(value) => Ok(*value),
            other => Err(wrong(index, other, "a boolean")),
        }
    }

    fn integer(&self, index: usize) -> Result<usize, String> {
        match self.set(index)? {
            Value::Integer(value) => usize::try_from(*value).map_err(|error| error.to_string()),
            other => Err(wrong(index, other, "an integer")),
        }
    }
}

fn wrong(index: usize, value: &Value, expected: &str) -> String {
    format!(
        "argument {} is {}; expected {expected}",
        index + 1,
        value.type_name()
    )
}

/// Splits a text at delimiters, into at most `limit` parts unless `limit` is 0.
fn split(text: &str, delimiter: &str, limit: usize) -> Result<Value, String> {
    if delimiter.is_empty() {
        return Err("the delimiter is empty".to_owned());
    }
    let limit = match limit {
        0 => usize::MAX,
        limit => limit,
    };
    Ok(Value::Array(
        text.splitn(limit, delimiter).map(Value::from).collect(),
    ))
}

/// Returns the characters from one index to another, counted from the end if `reverse`.
fn substring(text: &str, [start, end]: [usize; 2], reverse: bool) -> Option<&str> {
    if start >= end || !text.is_ascii() {
        return None;
    }
    match reverse {
        true => text.get(text.len().checked_sub(end)?..text.len().checked_sub(start)?),
        false => text.get(start..end),
    }
}
