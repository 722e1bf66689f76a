use std::ops::Deref;

use super::ErrorResponse;

/// A modeled exception: its members, by dereferencing, and the response that they came from.
///
/// It is one pointer wide, so that a `Result` with it stays small.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exception<T>(Box<(T, ErrorResponse)>);

impl<T> Exception<T> {
    /// Creates an exception from its members and the response that they came from.
    #[must_use]
    pub fn new(members: T, response: ErrorResponse) -> Self {
        Self(Box::new((members, response)))
    }

    /// Returns the service's response.
    #[must_use]
    pub fn response(&self) -> &ErrorResponse {
        &self.0.1
    }

    /// Returns only the exception's members.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.0
    }
}

impl<T> Deref for Exception<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}
