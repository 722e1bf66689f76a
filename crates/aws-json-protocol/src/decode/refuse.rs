//! Visitor methods that reject values of other shapes.

/// Defines the methods of a visitor, whose default value stands for null, for everything that its shape
/// is not read from. A visitor accepts any value, since a format that is asked for a specific type quotes
/// the value that it finds instead.
macro_rules! refuse {
    ($shape:expr; $($kind:ident)*) => {
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str($shape)
        }

        fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_some<D: serde::de::Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }

        $($crate::decode::refuse! { @$kind $shape })*
    };
    (@boolean $shape:expr) => {
        $crate::decode::refuse! { @method visit_bool(bool) $shape, "a boolean" }
    };
    (@number $shape:expr) => {
        $crate::decode::refuse! { @method visit_i64(i64) $shape, "a number" }
        $crate::decode::refuse! { @method visit_u64(u64) $shape, "a number" }
        $crate::decode::refuse! { @method visit_i128(i128) $shape, "a number" }
        $crate::decode::refuse! { @method visit_u128(u128) $shape, "a number" }
        $crate::decode::refuse! { @method visit_f64(f64) $shape, "a number" }
    };
    (@string $shape:expr) => {
        $crate::decode::refuse! { @method visit_str(&str) $shape, "a string" }
    };
    (@bytes $shape:expr) => {
        $crate::decode::refuse! { @method visit_bytes(&[u8]) $shape, "bytes" }
    };
    (@array $shape:expr) => {
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err($crate::decode::expected($shape, "an array"))
        }
    };
    (@object $shape:expr) => {
        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut object: A,
        ) -> Result<Self::Value, A::Error> {
            let found = match $crate::decode::arbitrary_precision(&mut object)? {
                Some(_) => "a number",
                None => "an object",
            };
            Err($crate::decode::expected($shape, found))
        }
    };
    (@method $method:ident($type:ty) $shape:expr, $found:literal) => {
        fn $method<E: serde::de::Error>(self, _: $type) -> Result<Self::Value, E> {
            Err($crate::decode::expected($shape, $found))
        }
    };
}

pub(crate) use refuse;
