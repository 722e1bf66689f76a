//! Violations of constraints.

use std::error::Error;
use std::fmt;

/// A value that the model does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    /// Where the value is, by names on the wire: `Target.Id`, `Tags[3].Key`, `Labels["team"]`.
    pub path: String,
    /// Which constraint it violates.
    pub kind: ViolationKind,
    /// What is wrong, and what is allowed. It does not show a sensitive value.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl Error for Violation {}

/// A constraint that a value can violate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The value is missing ([`required` trait](https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait)).
    Required,
    /// The value is shorter than the [`length` trait](https://smithy.io/2.0/spec/constraint-traits.html#length-trait)
    /// allows.
    MinLength,
    /// The value is longer than the `length` trait allows.
    MaxLength,
    /// The number is less than the [`range` trait](https://smithy.io/2.0/spec/constraint-traits.html#range-trait)
    /// allows.
    MinValue,
    /// The number is greater than the `range` trait allows.
    MaxValue,
    /// The text does not match the [pattern](https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait).
    Pattern,
    /// The list has the same element twice
    /// ([`uniqueItems` trait](https://smithy.io/2.0/spec/constraint-traits.html#uniqueitems-trait)).
    UniqueItems,
    /// The enum or union does not have this value. Only a server reports this.
    UnknownValue,
}

/// All violations in a value, in the order of the members. `Display` shows one per line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(Violation::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Error for Violations {}
