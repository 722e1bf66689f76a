//! Options, lists and maps.

use std::collections::BTreeMap;

use serde::de::{Deserializer, MapAccess, SeqAccess};

use super::visitor::{Place, next_name};
use super::{Decode, from_text, inside, with_room};

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
            T::decode_into(deserializer, value).map(|()| put_boxed(place, value))
        })
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}

fn put_boxed<T>(place: &mut Option<Box<T>>, value: &mut Option<T>) {
    *place = value.take().map(Box::new);
}

/// Reads a list, skipping null elements unless it is sparse.
impl<T: Decode> Decode for Vec<T> {
    const SHAPE: &'static str = "an array";

    fn array<'de, A: SeqAccess<'de>>(
        mut array: A,
        place: &mut Option<Self>,
    ) -> Result<(), A::Error> {
        let list = place.insert(Self::new());
        with_room(Option::default, |element| {
            for index in 0_usize.. {
                match array.next_element_seed(Place(element)) {
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

    fn object<'de, A: MapAccess<'de>>(
        mut object: A,
        place: &mut Option<Self>,
    ) -> Result<(), A::Error> {
        let map = place.insert(Self::new());
        with_room(Option::default, |value| {
            while let Some(key) = next_name(&mut object)? {
                match object.next_value_seed(Place(value)) {
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
