//! Shapes, the types of a service.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Constraints, ErrorTrait, Member, TimestampFormat, Traits, is_default};
use crate::collections::IndexMap;

/// A shape, a type of the service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The kind of its values.
    #[serde(flatten)]
    pub kind: ShapeKind,
    /// The constraints on its values.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// Whether its values must not be shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// The format of a timestamp, if it differs from the protocol's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether elements of a list or values of a map may be null.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sparse: bool,
    /// Whether a number or boolean does not default to its zero value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub boxed: bool,
    /// The value that replaces an absent one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// Marks a structure as an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub error: Option<ErrorTrait>,
    /// The traits that any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl Shape {
    /// Creates a shape without traits.
    pub fn new(kind: ShapeKind) -> Self {
        Self {
            kind,
            constraints: Constraints::default(),
            sensitive: false,
            timestamp_format: None,
            sparse: false,
            boxed: false,
            default: None,
            error: None,
            traits: Traits::default(),
        }
    }

    /// Returns the members of a structure or union by name.
    pub fn members(&self) -> Option<&IndexMap<String, Member>> {
        match &self.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => Some(members),
            _ => None,
        }
    }

    /// Returns the traits of the shape, its members and its values.
    pub(crate) fn traits_mut(&mut self) -> impl Iterator<Item = &mut Traits> {
        let below: Vec<_> = match &mut self.kind {
            ShapeKind::Enum { values } => values.iter_mut().map(|it| &mut it.traits).collect(),
            ShapeKind::IntEnum { values } => values.iter_mut().map(|it| &mut it.traits).collect(),
            kind => kind.references_mut().map(|it| &mut it.traits).collect(),
        };
        std::iter::once(&mut self.traits).chain(below)
    }

    /// Returns the traits of an enum's values, each after the name by which reports know the value: a
    /// text is its own name.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Traits)> {
        let (texts, integers): (&[_], &[EnumValue<i32>]) = match &self.kind {
            ShapeKind::Enum { values } => (values, &[]),
            ShapeKind::IntEnum { values } => (&[], values),
            _ => (&[], &[]),
        };
        let integers = integers.iter();
        let integers = integers.map(|it| (it.name.as_deref().unwrap_or_default(), &it.traits));
        let texts = texts.iter();
        let texts = texts.map(|it: &EnumValue| (it.value.as_str(), &it.traits));
        texts.chain(integers)
    }

    /// Returns the names of [`values`](Self::values).
    pub fn value_names(&self) -> impl Iterator<Item = &str> {
        self.values().map(|(name, _)| name)
    }

    /// Returns every member: those of a structure or union, that of a list, the key and value of a
    /// map.
    pub fn references_mut(&mut self) -> impl Iterator<Item = &mut Member> {
        self.kind.references_mut()
    }

    /// Returns every member with the key that leads to it: the members of a structure or union,
    /// `member` of a list, `key` and `value` of a map.
    pub fn references(&self) -> impl Iterator<Item = (&str, &Member)> {
        let (named, others) = match &self.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                (Some(members), [None, None])
            }
            ShapeKind::List { member } => (None, [Some(("member", &**member)), None]),
            ShapeKind::Map { key, value } => {
                (None, [Some(("key", &**key)), Some(("value", &**value))])
            }
            _ => (None, [None, None]),
        };
        let named = named.into_iter().flatten();
        let named = named.map(|(name, member)| (name.as_str(), member));
        named.chain(others.into_iter().flatten())
    }
}

/// The kind of a shape's values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ShapeKind {
    /// Bytes.
    Blob,
    /// A boolean.
    Boolean,
    /// An 8-bit signed integer.
    Byte,
    /// A 16-bit signed integer.
    Short,
    /// A 32-bit signed integer.
    Integer,
    /// A 64-bit signed integer.
    Long,
    /// An IEEE 754 number of 32 bits.
    Float,
    /// An IEEE 754 number of 64 bits.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Unicode text.
    String,
    /// A point in time.
    Timestamp,
    /// Any JSON-like value.
    Document,
    /// One of these strings; later versions of the service may add more.
    Enum {
        /// The strings.
        values: Vec<EnumValue>,
    },
    /// One of these 32-bit integers; later versions of the service may add more.
    IntEnum {
        /// The integers, each with a name.
        values: Vec<EnumValue<i32>>,
    },
    /// Any number of values of one shape.
    List {
        /// The shape of the values.
        member: Box<Member>,
    },
    /// Values of one shape by string keys.
    Map {
        /// The shape of the keys, a string or an enum.
        key: Box<Member>,
        /// The shape of the values.
        value: Box<Member>,
    },
    /// Named members.
    Structure {
        /// The members by name.
        members: IndexMap<String, Member>,
    },
    /// One of these members.
    Union {
        /// The members by name.
        members: IndexMap<String, Member>,
    },
}

impl ShapeKind {
    fn references_mut(&mut self) -> impl Iterator<Item = &mut Member> {
        let (named, others) = match self {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                (Some(members.values_mut()), [None, None])
            }
            ShapeKind::List { member } => (None, [Some(&mut **member), None]),
            ShapeKind::Map { key, value } => (None, [Some(&mut **key), Some(&mut **value)]),
            _ => (None, [None, None]),
        };
        named
            .into_iter()
            .flatten()
            .chain(others.into_iter().flatten())
    }

    /// Returns the kind of a simple shape by Smithy's name.
    pub(crate) fn simple(name: &str) -> Option<Self> {
        SIMPLE.iter().find(|kind| kind.name() == name).cloned()
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(
            self,
            ShapeKind::Byte
                | ShapeKind::Short
                | ShapeKind::Integer
                | ShapeKind::Long
                | ShapeKind::Float
                | ShapeKind::Double
                | ShapeKind::BigInteger
                | ShapeKind::BigDecimal
                | ShapeKind::IntEnum { .. }
        )
    }

    /// Returns `true` if the values are numbers or have a length.
    pub(crate) fn has_size(&self) -> bool {
        !matches!(
            self,
            ShapeKind::Boolean
                | ShapeKind::Timestamp
                | ShapeKind::Document
                | ShapeKind::Structure { .. }
                | ShapeKind::Union { .. }
        )
    }

    /// Returns Smithy's name for the type.
    pub fn name(&self) -> &'static str {
        match self {
            ShapeKind::BigDecimal => "bigDecimal",
            ShapeKind::BigInteger => "bigInteger",
            ShapeKind::Blob => "blob",
            ShapeKind::Boolean => "boolean",
            ShapeKind::Byte => "byte",
            ShapeKind::Document => "document",
            ShapeKind::Double => "double",
            ShapeKind::Enum { .. } => "enum",
            ShapeKind::Float => "float",
            ShapeKind::IntEnum { .. } => "intEnum",
            ShapeKind::Integer => "integer",
            ShapeKind::List { .. } => "list",
            ShapeKind::Long => "long",
            ShapeKind::Map { .. } => "map",
            ShapeKind::Short => "short",
            ShapeKind::String => "string",
            ShapeKind::Structure { .. } => "structure",
            ShapeKind::Timestamp => "timestamp",
            ShapeKind::Union { .. } => "union",
        }
    }
}

/// The kinds of simple shapes.
pub(crate) static SIMPLE: [ShapeKind; 13] = [
    ShapeKind::BigDecimal,
    ShapeKind::BigInteger,
    ShapeKind::Blob,
    ShapeKind::Boolean,
    ShapeKind::Byte,
    ShapeKind::Document,
    ShapeKind::Double,
    ShapeKind::Float,
    ShapeKind::Integer,
    ShapeKind::Long,
    ShapeKind::Short,
    ShapeKind::String,
    ShapeKind::Timestamp,
];

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnumValue<T = String> {
    /// The text or integer on the wire.
    pub value: T,
    /// The name of the value, if the model has one that differs from its text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// The traits that any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl<T> EnumValue<T> {
    /// Creates a value without traits.
    pub fn new(value: impl Into<T>) -> Self {
        Self {
            value: value.into(),
            name: None,
            traits: Traits::default(),
        }
    }
}
