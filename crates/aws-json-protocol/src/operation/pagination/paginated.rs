//! Operations whose pages can be followed with the types of their input and output.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use serde_json::Number;

use crate::Operation;

/// An operation that returns its results in pages.
///
/// [`operation!`](crate::operation!) implements it from its `pages`. An operation whose pages cannot be
/// followed with types has only [`PAGINATION`](Operation::PAGINATION), and its documentation says why.
pub trait Paginated: Operation {
    /// The items of a page: a list, the entries of a map, or at most one item. If the model names
    /// several [result keys](crate::Pagination::result_keys), these are the items of the first; if it
    /// names none, the page itself is the only item.
    type Items: IntoIterator;

    /// Returns the input for the next page, given a page and the input that it is the response to;
    /// `None` after the last page.
    ///
    /// A page is the last if each token is absent or empty, or if the member that says whether more
    /// pages follow is absent or false. A page without items is not necessarily the last
    /// ([paginated trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)).
    ///
    /// # Errors
    ///
    /// Returns an error if the page repeats the tokens of the input, so that following them would never
    /// end.
    fn next_input(
        input: &Self::Input,
        page: &Self::Output,
    ) -> Result<Option<Self::Input>, RepeatedToken>;

    /// Returns the items of a page.
    fn items(page: Self::Output) -> Self::Items;
}

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

/// The places in a page where a value can be. The first that has one counts.
type Places<P, T> = [for<'p> fn(&'p P) -> Option<&'p T>];

/// Returns the token in a page, unless it is absent or empty.
pub fn token<'p, P, T: Token>(page: &'p P, places: &Places<P, T>) -> Option<&'p T> {
    let mut tokens = places.iter().filter_map(|place| place(page));
    tokens.find(|token| !token.is_empty())
}

/// Returns `true` if a page says that more pages follow.
pub fn has_more<P>(page: &P, places: &Places<P, bool>) -> bool {
    let mut answers = places.iter().filter_map(|place| place(page));
    answers.any(|more| *more)
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
