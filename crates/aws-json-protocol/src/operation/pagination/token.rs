//! Tokens, which lead from one page to the next.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use serde_json::Number;

use crate::Operation;

/// An error for a page that repeats the token of its request, so that following it would never end.
///
/// The value of the token is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepeatedToken {
    /// The name of the operation in the model.
    pub operation: &'static str,
    /// The members of the input whose values the response repeats.
    pub input_tokens: &'static [&'static str],
}

impl RepeatedToken {
    /// Creates the error of an operation.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self {
            operation: O::NAME,
            input_tokens: match O::PAGINATION {
                Some(pagination) => pagination.input_tokens,
                None => &[],
            },
        }
    }
}

impl fmt::Display for RepeatedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the response has the same `{}` as the request, so its pages would not end",
            self.operation,
            self.input_tokens.join("`, `")
        )
    }
}

impl Error for RepeatedToken {}

/// A value that a service returns as the token of the next page. An empty one counts as absent.
pub trait Token {
    /// Returns `true` if the token is empty. A number never is.
    fn is_empty(&self) -> bool {
        false
    }
}

/// Finds a value in a page.
type Place<P, T> = for<'p> fn(&'p P) -> Option<&'p T>;

/// Returns the token in a page, unless it is absent or empty.
pub fn token<P, T: Token>(page: &P, place: Place<P, T>) -> Option<&T> {
    place(page).filter(|token| !token.is_empty())
}

/// Returns `true` if a page says that more pages follow.
pub fn has_more<P>(page: &P, place: Place<P, bool>) -> bool {
    place(page).is_some_and(|more| *more)
}

impl Token for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Token for Vec<T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Token for BTreeMap<K, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

#[cfg(feature = "blob")]
impl Token for crate::Blob {
    fn is_empty(&self) -> bool {
        self.as_ref().is_empty()
    }
}

impl Token for i8 {}
impl Token for i16 {}
impl Token for i32 {}
impl Token for i64 {}
impl Token for f32 {}
impl Token for f64 {}
impl Token for Number {}
