//! The functions that rules can call
//! ([standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html),
//! [AWS library](https://smithy.io/2.0/aws/rules-engine/library-functions.html)).

use super::partition::{Partition, Partitions};
use super::value::{Value, path};
use super::{arn, host, url};

/// A function.
#[derive(Clone, Copy)]
pub(crate) struct Function {
    pub(super) name: &'static str,
    least: usize,
    most: usize,
    call: fn(&Arguments<'_>, &Partitions) -> Result<Option<Value>, String>,
}

/// The functions with their names and their minimum and maximum numbers of arguments.
const FUNCTIONS: [Function; 15] = [
    function("booleanEquals", 2, |it, _| flag(it.flag(0)? == it.flag(1)?)),
    Function {
        most: usize::MAX,
        ..function("coalesce", 2, |it, _| {
            Ok(it.0.iter().flatten().next().cloned())
        })
    },
    function("getAttr", 2, |it, _| {
        let text = it.text(1)?;
        let path = path(text).ok_or_else(|| format!("`{text}` is not a valid path"))?;
        it.set(0)?.at(&path)
    }),
    function("isSet", 1, |it, _| flag(it.any(0).is_some())),
    function("isValidHostLabel", 2, |it, _| {
        flag(host::is_label(it.text(0)?, it.flag(1)?))
    }),
    function("aws.isVirtualHostableS3Bucket", 2, |it, _| {
        flag(host::is_bucket(it.text(0)?, it.flag(1)?))
    }),
    function("ite", 3, |it, _| {
        Ok(it.any(if it.flag(0)? { 1 } else { 2 }).cloned())
    }),
    function("not", 1, |it, _| flag(!it.flag(0)?)),
    function("aws.parseArn", 1, |it, _| Ok(arn::parse(it.text(0)?))),
    function("parseURL", 1, |it, _| Ok(url::parse(it.text(0)?))),
    function("aws.partition", 1, |it, partitions| {
        let partition = partitions.of(it.text(0)?);
        Ok(partition.map(|Partition { outputs, .. }| Value::Record(outputs.clone())))
    }),
    function("split", 3, |it, _| {
        split(it.text(0)?, it.text(1)?, it.integer(2)?).map(Some)
    }),
    function(STRING_EQUALS, 2, |it, _| flag(it.text(0)? == it.text(1)?)),
    function("substring", 4, |it, _| {
        let part = substring(it.text(0)?, [it.integer(1)?, it.integer(2)?], it.flag(3)?);
        Ok(part.map(Value::from))
    }),
    function("uriEncode", 1, |it, _| {
        Ok(Some(Value::String(url::encode(it.text(0)?))))
    }),
];

/// The function that rules compare regions with.
pub(super) const STRING_EQUALS: &str = "stringEquals";

const fn function(
    name: &'static str,
    arguments: usize,
    call: fn(&Arguments<'_>, &Partitions) -> Result<Option<Value>, String>,
) -> Function {
    Function {
        name,
        least: arguments,
        most: arguments,
        call,
    }
}

fn flag(value: bool) -> Result<Option<Value>, String> {
    Ok(Some(Value::Bool(value)))
}

impl Function {
    /// Returns the function with a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        FUNCTIONS.into_iter().find(|known| known.name == name)
    }

    /// Returns `true` if it can be called with `count` arguments.
    pub(crate) fn takes(&self, count: usize) -> bool {
        (self.least..=self.most).contains(&count)
    }

    /// Calls the function. `None` is a value that is not set, both as an argument and as a result.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument is not set or has the wrong type: the rules are invalid.
    pub(super) fn call(
        &self,
        arguments: &[Option<Value>],
        partitions: &Partitions,
    ) -> Result<Option<Value>, String> {
        (self.call)(&Arguments(arguments), partitions)
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
