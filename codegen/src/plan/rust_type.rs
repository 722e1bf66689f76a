//! The Rust type for a shape.

use std::fmt;

use super::Module;
use super::names::Names;
use crate::model::{Member, Model, ShapeKind};

/// A type in generated code. `Display` writes it as Rust source: `Vec<Tag>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A type of Rust's prelude: `bool`, `String`.
    Simple(&'static str),
    /// A type of `aws-json-protocol`: `Timestamp`.
    Protocol(&'static str),
    /// A generated structure, union or enum.
    Generated {
        /// The module that it can be imported from.
        module: Module,
        /// Its name there.
        name: String,
    },
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `BTreeMap<K, V>`.
    Map(Box<RustType>, Box<RustType>),
    /// `Box<T>`.
    Box(Box<RustType>),
    /// `Option<T>`.
    Option(Box<RustType>),
}

impl RustType {
    /// Text.
    pub const STRING: Self = Self::Simple("String");

    /// True or false.
    pub(crate) const BOOL: Self = Self::Simple("bool");

    /// Any JSON value.
    const DOCUMENT: Self = Self::Protocol("Document");

    /// Returns the type for values of a shape. A shape that is not in the model becomes any JSON
    /// value; a validated model has no such targets.
    pub(super) fn of(model: &Model, names: &Names<'_>, shape: &str) -> Self {
        let (Some(shape), type_name) = (model.shapes.get(shape), names.type_name(shape)) else {
            return Self::DOCUMENT;
        };
        if let Some(type_name) = type_name {
            return Self::Generated {
                module: match shape.error {
                    Some(_) => Module::Error,
                    None => Module::Types,
                },
                name: type_name.to_owned(),
            };
        }
        match &shape.kind {
            ShapeKind::Blob => Self::Protocol("Blob"),
            ShapeKind::Boolean => Self::BOOL,
            ShapeKind::Byte => Self::Simple("i8"),
            ShapeKind::Short => Self::Simple("i16"),
            ShapeKind::Integer | ShapeKind::IntEnum { .. } => Self::Simple("i32"),
            ShapeKind::Long => Self::Simple("i64"),
            ShapeKind::Float => Self::Simple("f32"),
            ShapeKind::Double => Self::Simple("f64"),
            ShapeKind::BigInteger | ShapeKind::BigDecimal => Self::Protocol("Number"),
            ShapeKind::Timestamp => Self::Protocol("Timestamp"),
            ShapeKind::String => Self::STRING,
            ShapeKind::List { member } => {
                Self::Vec(Self::of_element(model, names, member, shape.sparse).into())
            }
            ShapeKind::Map { key, value } => Self::Map(
                Self::of(model, names, &key.target).into(),
                Self::of_element(model, names, value, shape.sparse).into(),
            ),
            ShapeKind::Document
            | ShapeKind::Enum { .. }
            | ShapeKind::Structure { .. }
            | ShapeKind::Union { .. } => Self::DOCUMENT,
        }
    }

    /// Returns the type for elements of a list or values of a map, which may be null if it is
    /// sparse.
    fn of_element(model: &Model, names: &Names<'_>, member: &Member, sparse: bool) -> Self {
        let element = Self::of(model, names, &member.target);
        if sparse {
            Self::Option(element.into())
        } else {
            element
        }
    }

    /// Returns the type of the parameter that sets a field of this type, as the macro `structure!`
    /// defines it. It is easier to pass than the field's type.
    pub fn parameter(&self) -> String {
        match self {
            Self::Vec(element) if **element == Self::STRING => {
                "impl IntoIterator<Item = impl Into<String>>".to_owned()
            }
            Self::Vec(element) => format!("impl IntoIterator<Item = {element}>"),
            Self::Map(key, value) => format!("impl IntoIterator<Item = ({key}, {value})>"),
            Self::Box(inner) => inner.to_string(),
            Self::Simple("String") => "impl Into<String>".to_owned(),
            other => other.to_string(),
        }
    }

    /// Returns the types that it consists of, itself first.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        let mut parts = vec![self];
        match self {
            Self::Vec(inner) | Self::Box(inner) | Self::Option(inner) => {
                parts.extend(inner.parts());
            }
            Self::Map(key, value) => {
                parts.extend(key.parts());
                parts.extend(value.parts());
            }
            Self::Simple(_) | Self::Protocol(_) | Self::Generated { .. } => {}
        }
        parts
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simple(name) | Self::Protocol(name) => f.write_str(name),
            Self::Generated { name, .. } => f.write_str(name),
            Self::Vec(element) => write!(f, "Vec<{element}>"),
            Self::Map(key, value) => write!(f, "BTreeMap<{key}, {value}>"),
            Self::Box(inner) => write!(f, "Box<{inner}>"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
        }
    }
}
