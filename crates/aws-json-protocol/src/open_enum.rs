//! Enums that keep values they do not know.

use std::fmt;

use crate::Redacted;
use crate::mark::Marks;

mod table;

/// An enum of string values whose last variant, `Unknown(String)`, holds any value that is newer
/// than the crate. Implemented by [`open_enum!`](crate::open_enum!).
pub trait OpenEnum: From<String> + 'static {
    /// The values that this crate knows, in the order of the model.
    const VALUES: &'static [Self];

    /// Returns the value on the wire.
    fn as_str(&self) -> &str;

    /// Returns the variant of a value that this crate knows, or `None` for all others.
    fn known(value: &str) -> Option<Self>;
}

/// Implements `Debug` for an open enum.
pub fn debug_open_enum<M: Marks, T: OpenEnum>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    variant: &str,
    value: &T,
) -> fmt::Result {
    match (M::SENSITIVE, variant) {
        (true, _) => f.debug_tuple(name).field(&Redacted).finish(),
        (false, "Unknown") => f.debug_tuple(variant).field(&value.as_str()).finish(),
        (false, _) => f.write_str(variant),
    }
}
