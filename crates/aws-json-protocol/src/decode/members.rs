//! The members of an object, one after the other.

use std::marker::PhantomData;
use std::mem;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess};

use super::number::ARBITRARY_PRECISION;
use super::text::{Name, Text};
use super::{Decode, expected, inside, problem};
use crate::Document;

/// Hands out the members of an object, each to be taken before the next: first its name, then its
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

    /// The name of the next member, `None` at the end.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator lends nothing of itself"
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

    /// The member's name.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Takes the member's name.
    pub(crate) fn take_name(&mut self) -> Text<'de> {
        mem::replace(&mut self.name, Text::Borrowed(""))
    }

    /// Takes the member's value, `None` where that is null.
    pub fn take<T: Decode>(&mut self) -> Result<Option<T>, A::Error> {
        let mut value = None;
        self.value(&mut value, false)?;
        Ok(value)
    }

    /// Puts the member's value into a variable. A member that has `another_name` leaves in it what came
    /// under that, if this is null.
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

    /// Takes the value of a member that no row names, `None` where that is null.
    pub fn unknown(&mut self) -> Result<Option<(String, Document)>, A::Error> {
        self.refuse_number()?;
        let value = self.take()?;
        Ok(value.map(|value| (self.name().to_owned(), value)))
    }

    /// Leaves out a member that no row names.
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

    /// The value of a member that must be there.
    pub fn required<T>(&self, name: &'static str, value: Option<T>) -> Result<T, A::Error> {
        value.ok_or_else(|| {
            let missing = problem("a required member is missing");
            inside(format_args!(".{name}"), missing)
        })
    }

    /// The value of a member that a service should have sent; its zero value where it has not.
    ///
    /// A service may stop sending a required member that an older client still expects. Smithy
    /// has the client fill in a zero value instead of failing
    /// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
    pub fn zero<T: Default>(&self, _: &'static str, value: Option<T>) -> Result<T, A::Error> {
        Ok(value.unwrap_or_default())
    }
}

/// Reads the value of a member.
struct Value<T>(PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Value<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode_optional(deserializer)
    }
}
