//! Whether values are what the model allows.

mod check;
mod checker;
mod constraint;
#[cfg(feature = "regex")]
mod pattern;
mod table;
mod violation;

pub use check::Check;
pub use checker::{Checker, Member};
pub use constraint::{Constraint, Unit};
pub use violation::{Violation, Violations};

/// A structure or union that knows which values the model allows.
///
/// Nothing validates by itself: neither building a value nor reading, writing or sending it. A service
/// may loosen a constraint at any time and then accepts what an older crate would refuse; it validates
/// every request anyway, and what it answers with has to be read whatever the model says. So
/// validating is for who wants to hear of every mistake at once, with its place, and without a
/// request:
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
/// What is validated:
///
/// - the length of strings in code points, that of blobs in bytes, and the size of lists and maps
///   ([`length` trait](https://smithy.io/2.0/spec/constraint-traits.html#length-trait));
/// - the [range](https://smithy.io/2.0/spec/constraint-traits.html#range-trait) of numbers;
/// - that [unique items](https://smithy.io/2.0/spec/constraint-traits.html#uniqueitems-trait) are;
/// - [patterns](https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait), with the feature
///   `regex` alone. They match anywhere in a string unless they are anchored. Those that the crate
///   `regex` does not express, because they look around or back, are not checked, nor are those that
///   would take it more than 10 MiB, such as `.{1,100000}`;
/// - that a required enum or union holds something, and not the empty value which stands for one that
///   a response left out. A required string, list or map may be empty, as far as its length says
///   nothing else.
///
/// Enums are open: a value that the crate does not know is not a violation, and neither is such a member of a union.
pub trait Validate: Check {
    /// Checks the value and all values in it.
    ///
    /// # Errors
    ///
    /// Every violation, in the order of the members.
    fn validate(&self) -> Result<(), Violations> {
        let mut checker = Checker::default();
        self.check(&mut checker, &[]);
        checker.finish()
    }
}
