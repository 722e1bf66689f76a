//! How an operation's pages are followed, with the types of its input and output.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use serde_json::Number;

use crate::Operation;

/// An operation that answers in pages.
///
/// [`operation!`](crate::operation!) implements it from its `pages`. An operation whose pages cannot
/// be followed with types has [`PAGINATION`](Operation::PAGINATION) only, and its documentation says
/// why.
///
/// ```
/// use aws_json_protocol::Paginated;
///
/// /// The items of a page that has been saved.
/// fn saved<O: Paginated>(json: &str) -> serde_json::Result<Vec<<O::Items as IntoIterator>::Item>> {
///     Ok(O::items(serde_json::from_str(json)?).into_iter().collect())
/// }
/// ```
pub trait Paginated: Operation {
    /// The items of a page: a list, the entries of a map, or at most one. Where the model names
    /// several [result keys](crate::Pagination::result_keys), these are the items of the first; where
    /// it names none, the page itself is the one item.
    type Items: IntoIterator;

    /// What to send for the page after this one, which was the response to this input; nothing after
    /// the last page.
    ///
    /// A page is the last where each token is absent or empty, or where the member that says whether
    /// more pages follow does not say so. A page without items need not be the last
    /// ([paginated trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)).
    ///
    /// # Errors
    ///
    /// The page has the tokens that were sent, so that following them would not end.
    fn next_input(
        input: &Self::Input,
        page: &Self::Output,
    ) -> Result<Option<Self::Input>, RepeatedToken>;

    /// The items of a page.
    fn items(page: Self::Output) -> Self::Items;
}

/// A service answered with the token that it was sent, so that following it would not end.
///
/// The value of the token is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepeatedToken {
    operation: &'static str,
    input_tokens: &'static [&'static str],
}

impl RepeatedToken {
    /// The error of an operation.
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

    /// The name of the operation in the model.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The members of the input whose values the response repeats.
    #[must_use]
    pub const fn input_tokens(&self) -> &'static [&'static str] {
        self.input_tokens
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

/// A value that a service can hand out to be sent for the next page. An empty one is none.
pub trait Token {
    /// Whether there is nothing in it. A number is never empty.
    fn is_empty(&self) -> bool;
}

/// Where in a page something is: the first of these places that has it.
type Places<P, T> = [for<'p> fn(&'p P) -> Option<&'p T>];

/// The token in a page, unless it is absent or empty.
pub fn token<'p, P, T: Token>(page: &'p P, places: &Places<P, T>) -> Option<&'p T> {
    let mut tokens = places.iter().filter_map(|place| place(page));
    tokens.find(|token| !token.is_empty())
}

/// Whether a page says that more follow.
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

macro_rules! never_empty {
    ($($number:ty)*) => {$(
        impl Token for $number {
            fn is_empty(&self) -> bool {
                false
            }
        }
    )*};
}

never_empty! { i8 i16 i32 i64 f32 f64 Number }
