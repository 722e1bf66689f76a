//! Maps and sets whose hash function is faster than the standard library's for short keys, such as
//! the names in a model.

use foldhash::fast::RandomState;

/// A map that keeps the order of insertion.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, RandomState>;

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub(crate) type HashSet<T> = std::collections::HashSet<T, RandomState>;
pub(crate) type IndexSet<T> = indexmap::IndexSet<T, RandomState>;
