//! Members that are written differently from `Serialize` of their type.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::ser::{Serialize, Serializer};

mod float;

/// A value to be written in the format `F`, which applies at any depth in it.
pub(crate) struct Formatted<'a, F, T: ?Sized> {
    value: &'a T,
    format: PhantomData<F>,
}

impl<'a, F, T: ?Sized> Formatted<'a, F, T> {
    pub(crate) fn new(value: &'a T) -> Self {
        let format = PhantomData;
        Self { value, format }
    }
}

impl<F, T: SerializeAs<F> + ?Sized> Serialize for Formatted<'_, F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize_as(serializer)
    }
}

/// A type that the format `F` can write.
#[diagnostic::on_unimplemented(message = "`{Self}` has nothing that is written as `{F}`")]
pub trait SerializeAs<F> {
    /// Writes the value.
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// The format of `Serialize` of the type, for members without a mark for another.
#[derive(Debug)]
pub enum Plain {}

impl<T: Serialize + ?Sized> SerializeAs<Plain> for T {
    #[inline]
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// A format that applies to the values in options, lists and maps.
pub trait Inward {}

/// Floats, with those that JSON has no number for as the strings `NaN`, `Infinity` and `-Infinity`.
#[derive(Debug)]
pub enum Float {}

/// Timestamps as RFC 3339 text.
#[derive(Debug)]
pub enum DateTime {}

/// Timestamps as HTTP-dates.
#[derive(Debug)]
pub enum HttpDate {}

impl Inward for Float {}
impl Inward for DateTime {}
impl Inward for HttpDate {}

impl<F: Inward, T: SerializeAs<F>> SerializeAs<F> for Option<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Formatted::new(value)),
            None => serializer.serialize_none(),
        }
    }
}

impl<F: Inward, T: SerializeAs<F>> SerializeAs<F> for Vec<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Formatted::new))
    }
}

impl<F: Inward, K: Serialize, T: SerializeAs<F>> SerializeAs<F> for BTreeMap<K, T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Formatted::new(value))))
    }
}
