//! Members that are written differently from `Serialize` of their type: their mark says how.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::ser::{Serialize, Serializer};

use crate::mark;

mod float;

/// A value to be written in the format of the mark `F`, which applies at any depth in it.
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

/// A type that has something to write in the format of the mark `F`.
#[diagnostic::on_unimplemented(message = "`{Self}` has nothing that is written as `{F}`")]
pub trait SerializeAs<F> {
    /// Writes the value.
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Without a mark, a value is written as its type is.
impl<T: Serialize + ?Sized> SerializeAs<()> for T {
    #[inline]
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// A mark that applies to the values in options, lists and maps.
pub trait Inward {}

impl Inward for mark::float {}
impl Inward for mark::date_time {}
impl Inward for mark::http_date {}

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
