//! Members that are written in another way than `Serialize` of their type writes them.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::ser::{Serialize, Serializer};

/// A value to be written in the format `F`, however deep what has the format lies in it: what
/// [`float`](crate::float), [`date_time`](crate::timestamp::date_time) and
/// [`http_date`](crate::timestamp::http_date) return.
#[derive(Clone, Copy, Debug)]
pub struct Formatted<'a, F, T> {
    value: &'a T,
    format: PhantomData<F>,
}

impl<'a, F, T> Formatted<'a, F, T> {
    pub(crate) fn new(value: &'a T) -> Self {
        let format = PhantomData;
        Self { value, format }
    }
}

impl<F, T: SerializeAs<F>> Serialize for Formatted<'_, F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize_as(serializer)
    }
}

/// What the format `F` can write. Sealed: unreachable outside of this crate.
pub trait SerializeAs<F> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<F, T: SerializeAs<F>> SerializeAs<F> for Option<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Formatted::new(value)),
            None => serializer.serialize_none(),
        }
    }
}

impl<F, T: SerializeAs<F>> SerializeAs<F> for Vec<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Formatted::new))
    }
}

impl<F, K: Serialize, T: SerializeAs<F>> SerializeAs<F> for BTreeMap<K, T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Formatted::new(value))))
    }
}
