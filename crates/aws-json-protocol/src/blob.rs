//! Binary values.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error;
use serde::ser::{Serialize, Serializer};

use crate::__deserialize;
use crate::decode::{Decode, expected};

/// Binary data, written as base64 text.
///
/// It is read from base64 text or, in formats that have bytes, such as CBOR and MessagePack, from
/// bytes. `Debug` prints only the length.
///
/// ```
/// use aws_json_protocol::Blob;
///
/// let blob: Blob = serde_json::from_str("\"aGVsbG8=\"")?;
/// assert_eq!(blob.as_ref(), b"hello");
/// assert_eq!(format!("{blob:?}"), "Blob(5 bytes)");
/// assert_eq!(serde_json::to_string(&Blob::from(b"hello".as_slice()))?, "\"aGVsbG8=\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// Returns the bytes.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl Decode for Blob {
    const SHAPE: &'static str = "a string of base64";

    fn text<E: Error>(text: Cow<'_, str>) -> Result<Self, E> {
        // The message of base64 is dropped, since it quotes a byte of the value.
        let bytes = STANDARD.decode(&*text).map(Self);
        bytes.map_err(|_| expected(Self::SHAPE, "another string"))
    }

    fn bytes<E: Error>(bytes: &[u8]) -> Result<Self, E> {
        Ok(bytes.into())
    }
}

__deserialize! { Blob }
