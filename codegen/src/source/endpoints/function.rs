//! The functions that rules can call
//! ([standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html),
//! [AWS library](https://smithy.io/2.0/aws/rules-engine/library-functions.html)).

use serde_json::Value;

use super::partitions::Partitions;
use super::value::{at, path, type_name};
use super::{arn, host, url};

#[derive(Clone, Copy)]
pub(super) struct Function {
    pub(super) name: &'static str,
    least: usize,
    most: usize,
    call: fn(&Arguments<'_>, &Partitions) -> Result<Value, String>,
}

/// The functions with their names and their minimum and maximum numbers of arguments.
const FUNCTIONS: [Function; 15] = [
    function("booleanEquals", 2, |it, _| flag(it.flag(0)? == it.flag(1)?)),
    Function {
        most: usize::MAX,
        ..function("coalesce", 2, |it, _| {
            let mut set = it.0.iter().filter(|value| !value.is_null());
            Ok(set.next().cloned().into())
        })
    },
    function("getAttr", 2, |it, _| {
        let text = it.text(1)?;
        let path = path(text).ok_or_else(|| format!("`{text}` is not a valid path"))?;
        at(it.set(0)?, &path).cloned()
    }),
    function("isSet", 1, |it, _| flag(!it.any(0).is_null())),
    function("isValidHostLabel", 2, |it, _| {
        flag(host::is_label(it.text(0)?, it.flag(1)?))
    }),
    function("aws.isVirtualHostableS3Bucket", 2, |it, _| {
        flag(host::is_bucket(it.text(0)?, it.flag(1)?))
    }),
    function("ite", 3, |it, _| {
        Ok(it.any(if it.flag(0)? { 1 } else { 2 }).clone())
    }),
    function("not", 1, |it, _| flag(!it.flag(0)?)),
    function(
        "aws.parseArn",
        1,
        |it, _| Ok(arn::parse(it.text(0)?).into()),
    ),
    function("parseURL", 1, |it, _| Ok(url::parse(it.text(0)?).into())),
    function("aws.partition", 1, |it, partitions| {
        let partition = partitions.of(it.text(0)?);
        Ok(partition.map(|it| it.outputs.clone()).into())
    }),
    function("split", 3, |it, _| {
        split(it.text(0)?, it.text(1)?, it.integer(2)?)
    }),
    function(STRING_EQUALS, 2, |it, _| flag(it.text(0)? == it.text(1)?)),
    function("substring", 4, |it, _| {
        let part = substring(it.text(0)?, [it.integer(1)?, it.integer(2)?], it.flag(3)?);
        Ok(part.into())
    }),
    function("uriEncode", 1, |it, _| Ok(url::encode(it.text(0)?).into())),
];

/// The function that rules compare regions with.
pub(super) const STRING_EQUALS: &str = "stringEquals";

const fn function(
    name: &'static str,
    arguments: usize,
    call: fn(&Arguments<'_>, &Partitions) -> Result<Value, String>,
) -> Function {
    Function {
        name,
        least: arguments,
        most: arguments,
        call,
    }
}

fn flag(value: bool) -> Result<Value, String> {
    Ok(value.into())
}

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        FUNCTIONS.into_iter().find(|known| known.name == name)
    }

    pub(super) fn takes(&self, count: usize) -> bool {
        (self.least..=self.most).contains(&count)
    }

    /// Calls the function. Null is a value that is not set, both as an argument and as a result.
    ///
    /// # Errors
    ///
    /// Returns an error if an argument is not set or has the wrong type: the rules are invalid.
    pub(super) fn call(
        &self,
        arguments: &[Value],
        partitions: &Partitions,
    ) -> Result<Value, String> {
        (self.call)(&Arguments(arguments), partitions)
    }
}

struct Arguments<'a>(&'a [Value]);

impl<'a> Arguments<'a> {
    fn any(&self, index: usize) -> &'a Value {
        self.0.get(index).unwrap_or(&Value::Null)
    }

    fn set(&self, index: usize) -> Result<&'a Value, String> {
        match self.any(index) {
            Value::Null => Err(format!("argument {} is not set", index + 1)),
            value => Ok(value),
        }
    }

    /// Returns an argument that `read` accepts.
    fn typed<T>(
        &self,
        index: usize,
        expected: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<T, String> {
        let value = self.set(index)?;
        read(value).ok_or_else(|| {
            let (number, type_name) = (index + 1, type_name(value));
            format!("argument {number} is {type_name}; expected {expected}")
        })
    }

    fn text(&self, index: usize) -> Result<&'a str, String> {
        self.typed(index, "a string", Value::as_str)
    }

    fn flag(&self, index: usize) -> Result<bool, String> {
        self.typed(index, "a boolean", Value::as_bool)
    }

    fn integer(&self, index: usize) -> Result<usize, String> {
        let integer = self.typed(index, "an integer", Value::as_u64)?;
        usize::try_from(integer).map_err(|_| format!("argument {} is too large", index + 1))
    }
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
    Ok(text.splitn(limit, delimiter).collect())
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
