//! Values of other values.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::members::Key;
use super::{Decode, Seed, Shape, decode_shape, inside};

struct Optional<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Optional<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Optional(PhantomData))
    }

    /// Null is an element of a sparse collection.
    fn decode_element<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        Self::decode(deserializer).map(Some)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }
}

impl<T: Decode> Shape for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn from_array<'de, A: SeqAccess<'de>>(mut array: A) -> Result<Self, A::Error> {
        let mut list = Self::new();
        for index in 0_usize.. {
            match array.next_element_seed(Seed::ELEMENT) {
                Ok(Some(element)) => list.extend(element),
                Ok(None) => break,
                Err(error) => return Err(inside(format_args!("[{index}]"), error)),
            }
        }
        Ok(list)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_shape(deserializer)
    }
}

impl<K: for<'a> From<&'a str> + From<String> + Ord, T: Decode> Shape for BTreeMap<K, T> {
    const EXPECTED: &'static str = "an object";

    fn from_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Self, A::Error> {
        let mut map = Self::new();
        while let Some(key) = object.next_key_seed(Key(PhantomData))? {
            match object.next_value_seed(Seed::ELEMENT) {
                Ok(Some(value)) => drop(map.insert(key, value)),
                // The last one of two values with the same key counts.
                Ok(None) => drop(map.remove(&key)),
                Err(error) => return Err(inside("[*]", error)),
            }
        }
        Ok(map)
    }
}

impl<K: for<'a> From<&'a str> + From<String> + Ord, T: Decode> Decode for BTreeMap<K, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_shape(deserializer)
    }
}
