//! The members of an object, read one after the other.

use std::marker::PhantomData;
use std::mem;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess};

use super::number::ARBITRARY_PRECISION;
use super::text::{Name, Text};
use super::{Decode, expected, inside, problem};
use crate::Document;

/// What is wrong with an object without a required member.
const MISSING: &str = "a required member is missing";

/// The members of an object, each of which must be taken before the next: first its name, then its
/// value.
pub struct Members<'de, A> {
    object: A,
    name: Text<'de>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(crate) fn new(object: A) -> Self {
        let name = Text::Borrowed("");
        Self { object, name }
    }

    /// Returns the name of the next member, or `None` at the end.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator cannot lend from itself"
    )]
    pub fn next(&mut self) -> Result<Option<&str>, A::Error> {
        match self.object.next_key_seed(Name)? {
            None => Ok(None),
            Some(name) => {
                self.name = name;
                Ok(Some(self.name.as_str()))
            }
        }
    }

    /// Returns the member's name.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Takes the member's name.
    pub(crate) fn take_name(&mut self) -> Text<'de> {
        mem::replace(&mut self.name, Text::Borrowed(""))
    }

    /// Takes the member's value; returns `None` if it is null.
    pub fn take<T: Decode>(&mut self) -> Result<Option<T>, A::Error> {
        let mut value = None;
        self.value(&mut value, false)?;
        Ok(value)
    }

    /// Stores the member's value in a variable. If the value is null and the member has
    /// `another_name`, the variable keeps the value read under the other name.
    pub fn value<T: Decode>(
        &mut self,
        value: &mut Option<T>,
        has_another_name: bool,
    ) -> Result<(), A::Error> {
        match self.object.next_value_seed(Value(PhantomData)) {
            Ok(None) if has_another_name => Ok(()),
            Ok(new) => {
                *value = new;
                Ok(())
            }
            Err(error) => Err(inside(format_args!(".{}", self.name()), error)),
        }
    }

    /// Takes the value of a member that no row names; returns `None` if it is null.
    pub fn unknown(&mut self) -> Result<Option<(String, Document)>, A::Error> {
        self.refuse_number()?;
        let value = self.take()?;
        Ok(value.map(|value| (self.name().to_owned(), value)))
    }

    /// Skips a member that no row names.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.refuse_number()?;
        self.object.next_value::<IgnoredAny>().map(|_| ())
    }

    fn refuse_number(&self) -> Result<(), A::Error> {
        match self.name() {
            ARBITRARY_PRECISION => Err(expected("an object", "a number")),
            _ => Ok(()),
        }
    }

    /// Returns the value of a member that must be present.
    pub fn required<T>(&self, name: &'static str, value: Option<T>) -> Result<T, A::Error> {
        value.ok_or_else(|| {
            let missing = problem(MISSING);
            inside(format_args!(".{name}"), missing)
        })
    }

    /// Returns the value of a member that a service should have sent, or its zero value if it is
    /// absent.
    ///
    /// A service may stop sending a required member that an older client still expects. Smithy
    /// has the client fill in a zero value instead of failing
    /// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
    ///
    /// A server reads [strictly](super::strict::strictly): no service sent it the value.
    pub fn zero<T: Default>(&self, name: &'static str, value: Option<T>) -> Result<T, A::Error> {
        #[cfg(feature = "server")]
        if super::strict::is_strict() {
            return self.required(name, value);
        }
        let _ = name;
        Ok(value.unwrap_or_default())
    }
}

/// Returns the path of the required member whose absence is the error, if it is one.
#[cfg(feature = "server")]
pub(crate) fn missing_member(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let (path, _) = text
        .strip_prefix("at $.")?
        .split_once(&format!(": {MISSING}"))?;
    Some(path.to_owned())
}

/// Reads the value of a member.
struct Value<T>(PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Value<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode_optional(deserializer)
    }
}
