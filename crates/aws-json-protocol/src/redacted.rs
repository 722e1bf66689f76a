//! The placeholder for sensitive values.

use std::fmt;

/// A placeholder for a sensitive member in `Debug` output, so that it does not reach logs.
///
/// ```
/// use std::fmt;
///
/// use aws_json_protocol::Redacted;
///
/// struct Account {
///     id: String,
///     email: String,
/// }
///
/// impl fmt::Debug for Account {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.debug_struct("Account").field("id", &self.id).field("email", &Redacted).finish()
///     }
/// }
///
/// let account = Account { id: "111111111111".to_owned(), email: "ana@example.com".to_owned() };
/// assert_eq!(format!("{account:?}"), r#"Account { id: "111111111111", email: <redacted> }"#);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
