use std::fmt;
use std::ops::Deref;

use super::ErrorResponse;

/// A modelled exception: its members, by dereferencing, and the response they came from.
///
/// One pointer wide, so that a `Result` with it stays small.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exception<T>(Box<Parts<T>>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Parts<T> {
    members: T,
    response: ErrorResponse,
}

impl<T> Exception<T> {
    /// An exception with these members, as part of what the service answered.
    #[must_use]
    pub fn new(members: T, response: ErrorResponse) -> Self {
        Self(Box::new(Parts { members, response }))
    }

    /// What the service answered.
    #[must_use]
    pub fn response(&self) -> &ErrorResponse {
        &self.0.response
    }

    /// The exception's members alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.members
    }
}

impl<T> Deref for Exception<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.members
    }
}

impl<T: fmt::Debug> fmt::Debug for Exception<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Exception")
            .field(&self.0.members)
            .field(&self.0.response)
            .finish()
    }
}
