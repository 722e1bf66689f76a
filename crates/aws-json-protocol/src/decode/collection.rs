//! Options, lists and maps.

use std::collections::BTreeMap;

use serde::de::{Deserializer, MapAccess, SeqAccess};

use super::members::Value;
use super::text::from_text;
use super::visitor::next_name;
use super::{Decode, Reader, clear, decode, inside, with_room};

/// Reads an element that may be null.
impl<T: Decode> Decode for Option<T> {
    const SHAPE: &'static str = T::SHAPE;

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        T::decode_into(deserializer, place.insert(None))
    }
}

impl<T: Decode> Decode for Box<T> {
    const SHAPE: &'static str = T::SHAPE;

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        with_room(Option::default, |value| {
            T::decode_into(deserializer, value)?;
            put_boxed(place, value);
            Ok(())
        })
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}

fn put_boxed<T>(place: &mut Option<Box<T>>, value: &mut Option<T>) {
    *place = value.take().map(Box::new);
}

/// A reader of a list or map, into its place.
struct Place<'p, T>(&'p mut Option<T>);

/// Reads a list, skipping null elements unless it is sparse.
impl<T: Decode> Decode for Vec<T> {
    const SHAPE: &'static str = "an array";

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        clear(place);
        decode(deserializer, Place(place))
    }
}

impl<'de, T: Decode> Reader<'de> for Place<'_, Vec<T>> {
    type Value = ();

    const SHAPE: &'static str = Vec::<T>::SHAPE;

    fn array<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let list = self.0.insert(Vec::new());
        with_room(Option::default, |element| {
            for index in 0_usize.. {
                match array.next_element_seed(Value(element)) {
                    Ok(Some(())) => push(list, element),
                    Ok(None) => break,
                    Err(error) => return Err(inside(format_args!("[{index}]"), error)),
                }
            }
            Ok(())
        })
    }
}

fn push<T: Decode>(list: &mut Vec<T>, element: &mut Option<T>) {
    if let Some(element) = element.take().or_else(T::null) {
        list.push(element);
    }
}

/// Reads a map, skipping null values unless it is sparse.
impl<K: for<'a> From<&'a str> + From<String> + Ord, T: Decode> Decode for BTreeMap<K, T> {
    const SHAPE: &'static str = "an object";

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        clear(place);
        decode(deserializer, Place(place))
    }
}

impl<'de, K, T> Reader<'de> for Place<'_, BTreeMap<K, T>>
where
    K: for<'a> From<&'a str> + From<String> + Ord,
    T: Decode,
{
    type Value = ();

    const SHAPE: &'static str = BTreeMap::<K, T>::SHAPE;

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let map = self.0.insert(BTreeMap::new());
        with_room(Option::default, |value| {
            while let Some(key) = next_name(&mut object)? {
                match object.next_value_seed(Value(value)) {
                    Ok(()) => insert(map, from_text(key), value),
                    Err(error) => return Err(inside("[*]", error)),
                }
            }
            Ok(())
        })
    }
}

/// The last of two values with the same key is used.
fn insert<K: Ord, T: Decode>(map: &mut BTreeMap<K, T>, key: K, value: &mut Option<T>) {
    match value.take().or_else(T::null) {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}
