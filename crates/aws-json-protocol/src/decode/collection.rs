//! Options, lists and maps.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::number::ARBITRARY_PRECISION;
use super::text::Name;
use super::{Decode, expected, inside, refuse};

/// Reads an element that may be null.
impl<T: Decode> Decode for Option<T> {
    const SHAPE: &'static str = T::SHAPE;

    fn decode_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        T::decode_optional(deserializer).map(Some)
    }
}

impl<T: Decode> Decode for Box<T> {
    const SHAPE: &'static str = T::SHAPE;

    fn decode_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        T::decode_optional(deserializer).map(|value| value.map(Self::new))
    }
}

/// Reads a list, skipping null elements unless it is sparse.
impl<T: Decode> Decode for Vec<T> {
    const SHAPE: &'static str = "an array";

    fn decode_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(List(PhantomData))
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for List<T> {
    type Value = Option<Vec<T>>;

    refuse! { "an array"; boolean number string bytes object }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Option<Vec<T>>, A::Error> {
        let mut list = Vec::new();
        for index in 0_usize.. {
            match array.next_element_seed(Element(PhantomData)) {
                Ok(Some(Some(element))) => list.push(element),
                Ok(Some(None)) => {}
                Ok(None) => break,
                Err(error) => return Err(inside(format_args!("[{index}]"), error)),
            }
        }
        Ok(Some(list))
    }
}

/// Reads a map, skipping null values unless it is sparse.
impl<K: for<'a> From<&'a str> + From<String> + Ord, T: Decode> Decode for BTreeMap<K, T> {
    const SHAPE: &'static str = "an object";

    fn decode_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(Map(PhantomData))
    }
}

struct Map<K, T>(PhantomData<(K, T)>);

impl<'de, K, T> Visitor<'de> for Map<K, T>
where
    K: for<'a> From<&'a str> + From<String> + Ord,
    T: Decode,
{
    type Value = Option<BTreeMap<K, T>>;

    refuse! { "an object"; boolean number string bytes array }

    fn visit_map<A: MapAccess<'de>>(
        self,
        mut object: A,
    ) -> Result<Option<BTreeMap<K, T>>, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = object.next_key_seed(Name)? {
            if key.as_str() == ARBITRARY_PRECISION {
                return Err(expected("an object", "a number"));
            }
            let key: K = key.into();
            match object.next_value_seed(Element(PhantomData)) {
                Ok(Some(value)) => drop(map.insert(key, value)),
                // The last of two values with the same key is used.
                Ok(None) => drop(map.remove(&key)),
                Err(error) => return Err(inside("[*]", error)),
            }
        }
        Ok(Some(map))
    }
}

struct Element<T>(PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Element<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode_element(deserializer)
    }
}
