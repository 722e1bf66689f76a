//! The Rust type for a shape.

use crate::model::{Member, Model, ShapeKind};
use crate::names::{Names, ShapeNames};

/// The module of structures, unions and enums that operations share.
pub(crate) const TYPES: &str = "crate::types";

/// The module of exceptions.
pub(crate) const ERRORS: &str = "crate::error";

/// A type in generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A type that is always in scope or imported under this name: `bool`, `String`, `Timestamp`.
    Simple(&'static str),
    /// A generated structure, union or enum.
    Generated {
        /// The module that it can be imported from.
        module: &'static str,
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

    /// The type for values of a shape. A shape that is not in the model is any JSON value, but a
    /// validated model has no such targets.
    pub fn of(model: &Model, names: &Names, shape: &str) -> Self {
        let (Some(shape), names_of_shape) = (model.shapes.get(shape), names.shape(shape)) else {
            return Self::Simple("Document");
        };
        if let Some(ShapeNames { type_name, .. }) = names_of_shape {
            let module = if shape.error.is_some() { ERRORS } else { TYPES };
            return Self::Generated {
                module,
                name: type_name.clone(),
            };
        }
        match &shape.kind {
            ShapeKind::Blob => Self::Simple("Blob"),
            ShapeKind::Boolean => Self::Simple("bool"),
            ShapeKind::Byte => Self::Simple("i8"),
            ShapeKind::Short => Self::Simple("i16"),
            ShapeKind::Integer | ShapeKind::IntEnum { .. } => Self::Simple("i32"),
            ShapeKind::Long => Self::Simple("i64"),
            ShapeKind::Float => Self::Simple("f32"),
            ShapeKind::Double => Self::Simple("f64"),
            ShapeKind::BigInteger | ShapeKind::BigDecimal => Self::Simple("Number"),
            ShapeKind::Timestamp => Self::Simple("Timestamp"),
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
            | ShapeKind::Union { .. } => Self::Simple("Document"),
        }
    }

    /// The type for elements of a list or values of a map, which may be null where it is sparse.
    fn of_element(model: &Model, names: &Names, member: &Member, sparse: bool) -> Self {
        let element = Self::of(model, names, &member.target);
        if sparse {
            Self::Option(element.into())
        } else {
            element
        }
    }
}
