//! Checks of values against the model's constraints.

mod check;
mod checker;
mod constraint;
#[cfg(feature = "regex")]
mod pattern;
mod table;
mod violation;

pub use check::Check;
pub use checker::Checker;
pub use constraint::{Constraint, bound};
pub use violation::{Violation, ViolationKind, Violations};

/// A structure or union whose values can be checked against the model's constraints.
///
/// Validation is never implicit: building, reading, writing and sending a value do not validate it. A
/// service may loosen a constraint at any time, and then accepts values that an older crate would
/// reject; it validates every request anyway, and its responses have to be read whatever the model
/// says. Validate a request to report every mistake at once, with its place, before sending it:
///
/// ```
/// use aws_json_protocol::{Validate, structure};
///
/// structure! {
///     /// A policy to create.
///     pub struct CreatePolicyRequest {
///         required {
///             name: String = "Name" [characters 1..=128],
///             tags: Vec<Tag> = "Tags" [elements ..=50] [unique],
///         }
///     }
/// }
///
/// structure! {
///     /// A key with a value.
///     pub struct Tag {
///         required {
///             key: String = "Key" [characters 1..=128],
///             value: String = "Value" sensitive [characters ..=256],
///         }
///     }
/// }
///
/// let request = CreatePolicyRequest::new("", [Tag::new("team", "blue"), Tag::new("", "red")]);
/// let violations = request.validate().unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "Name: 0 characters, at least 1 required\nTags[1].Key: 0 characters, at least 1 required",
/// );
/// ```
///
/// These constraints are checked:
///
/// - the length of strings in code points, that of blobs in bytes, and the size of lists and maps
///   ([`length` trait](https://smithy.io/2.0/spec/constraint-traits.html#length-trait));
/// - the [range](https://smithy.io/2.0/spec/constraint-traits.html#range-trait) of numbers;
/// - whether [unique items](https://smithy.io/2.0/spec/constraint-traits.html#uniqueitems-trait) are unique;
/// - [patterns](https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait), only with the feature
///   `regex`. They match anywhere in a string unless they are anchored. Patterns with lookaround or
///   backreferences, which the crate `regex` does not support, are not checked, and neither are those
///   for which it needs more than 10 MiB, such as `.{1,100000}`;
/// - whether a required enum or union has a value, not the empty one that replaces a value which is
///   missing from a response. A required string, list or map may be empty unless its length forbids
///   it.
///
/// Enums are open: an unknown value is not a violation, and neither is an unknown member of a union.
pub trait Validate: Check {
    /// Checks the value and all values in it.
    ///
    /// # Errors
    ///
    /// Returns every violation, in the order of the members.
    fn validate(&self) -> Result<(), Violations> {
        let mut checker = Checker::default();
        self.check(&mut checker, &[]);
        checker.finish()
    }
}
