//! The types of a generated crate: structures, unions and enums.

use super::field::{Field, fields};
use crate::model::{EnumValue, Shape, ShapeKind, Traits};
use crate::plan::{Module, Placement, Plan, names};

/// A structure, union or enum. All types implement `Clone`, `Debug`, `PartialEq`, `Serialize` and
/// `Deserialize`.
#[derive(Clone, Debug)]
pub struct Type<'m> {
    /// The name in Rust.
    pub name: String,
    /// The file that holds it.
    pub placement: Placement<'m>,
    /// Its kind, with its members.
    pub kind: Kind<'m>,
    /// The traits that not every type has, sorted.
    pub traits: Vec<Trait>,
    /// The name of its shape in the model, if it has one.
    pub shape: Option<&'m str>,
    /// Whether responses can carry it, so that a required member that is missing becomes its default
    /// or zero value instead of an error.
    pub in_responses: bool,
    /// Its traits in the model. An empty structure that replaces a missing input or output has
    /// those of the operation.
    pub facts: &'m Traits,
}

/// The kind of a type, with its members.
#[derive(Clone, Debug)]
pub enum Kind<'m> {
    /// A structure with these fields.
    Structure(Structure<'m>),
    /// A union of these members, or one that is newer than the crate.
    Union(Vec<Field<'m>>),
    /// An enum of these values, or one that is newer than the crate.
    Enum(Vec<Variant<'m>>),
}

/// A trait that not every type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// `Copy`: operations.
    Copy,
    /// `Default`: unions, and structures that have no required members or that responses carry.
    Default,
    /// `Eq`: types that contain no floats.
    Eq,
    /// `Hash`: types that contain no floats.
    Hash,
    /// `OpenEnum`, with the traits that the macro implements along with it: enums.
    OpenEnum,
    /// `ServiceError`, with the traits that the macro implements along with it: the service's
    /// error.
    ServiceError,
}

impl Trait {
    /// Returns the name: `Default`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Copy => "Copy",
            Self::Default => "Default",
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::OpenEnum => "OpenEnum",
            Self::ServiceError => "ServiceError",
        }
    }
}

/// The fields of a structure.
#[derive(Clone, Debug, Default)]
pub struct Structure<'m> {
    /// The fields in model order.
    pub fields: Vec<Field<'m>>,
    /// The type of the operation that it is the input of, if there is exactly one.
    pub operation: Option<String>,
}

impl<'m> Structure<'m> {
    /// Returns the fields that `new` takes, in this order. There is no `new` without parameters.
    pub fn required(&self) -> impl Iterator<Item = &Field<'m>> {
        self.fields.iter().filter(|field| field.facts.required)
    }

    /// Returns the fields that have setters.
    pub fn optional(&self) -> impl Iterator<Item = &Field<'m>> {
        self.fields.iter().filter(|field| !field.facts.required)
    }

    /// Returns the types of the parameters of `new`, if it exists.
    pub fn constructor(&self) -> Option<Vec<String>> {
        let parameters: Vec<_> = self.required().map(|it| it.value.parameter()).collect();
        (!parameters.is_empty()).then_some(parameters)
    }
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant<'m> {
    /// The name in Rust.
    pub name: String,
    /// The value in the model.
    pub facts: &'m EnumValue,
}

impl<'m> Type<'m> {
    pub(super) fn new(plan: &Plan<'m>, name: &'m str, shape: &'m Shape) -> Option<Self> {
        let kind = match &shape.kind {
            ShapeKind::Structure { .. } => Kind::Structure(Structure {
                fields: fields(plan, name, shape),
                operation: plan.operation_of_input(name).map(str::to_owned),
            }),
            ShapeKind::Union { .. } => Kind::Union(fields(plan, name, shape)),
            ShapeKind::Enum { values } => {
                let names = names::members(&shape.kind).into_iter();
                let variants = names.zip(values);
                let variants = variants.map(|(name, facts)| Variant { name, facts });
                Kind::Enum(variants.collect())
            }
            _ => return None,
        };
        let in_responses = plan.usage.in_responses(name);
        Some(Self {
            name: plan.names.type_name(name)?.to_owned(),
            placement: plan.placement(name, shape),
            traits: traits(&kind, in_responses, plan.eq_and_hash(name)),
            kind,
            shape: Some(name),
            in_responses,
            facts: &shape.traits,
        })
    }

    /// Creates the empty structure that replaces the missing output of an operation, or its input
    /// if its type is given.
    pub(super) fn empty(
        name: String,
        operation: &'m str,
        facts: &'m Traits,
        input_of: Option<&String>,
    ) -> Self {
        Self {
            name,
            placement: Placement::Operation(operation),
            kind: Kind::Structure(Structure {
                operation: input_of.cloned(),
                ..Structure::default()
            }),
            traits: vec![Trait::Default, Trait::Eq, Trait::Hash],
            shape: None,
            in_responses: input_of.is_none(),
            facts,
        }
    }

    /// Returns the public module that exports it, besides the root of the crate.
    pub fn module(&self) -> Module {
        self.placement.module()
    }

    /// Returns the keyword of its declaration: `struct` or `enum`.
    pub fn keyword(&self) -> &'static str {
        match self.kind {
            Kind::Structure(_) => "struct",
            Kind::Union(_) | Kind::Enum(_) => "enum",
        }
    }

    /// Returns the field or variant for a member.
    pub fn field(&self, member: &str) -> Option<&Field<'m>> {
        self.fields().iter().find(|field| field.member == member)
    }

    /// Returns `true` if it has a trait.
    pub fn has(&self, it: Trait) -> bool {
        self.traits.contains(&it)
    }

    /// Returns the names of its members or values, each in the model and in Rust.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields().iter();
        let fields = fields.map(|field| (field.member, field.name.as_str()));
        let values = self.values().iter();
        fields.chain(values.map(|value| (value.facts.value.as_str(), value.name.as_str())))
    }

    /// Returns the name in Rust of a member or value.
    pub fn name_of(&self, member: &str) -> Option<&str> {
        let mut names = self.names();
        names
            .find(|(name, _)| *name == member)
            .map(|(_, name)| name)
    }

    /// Returns the values of an enum; other types have none.
    pub fn values(&self) -> &[Variant<'m>] {
        match &self.kind {
            Kind::Enum(variants) => variants,
            Kind::Structure(_) | Kind::Union(_) => &[],
        }
    }

    /// Returns the structure, or `None` for a union or enum.
    pub fn structure(&self) -> Option<&Structure<'m>> {
        match &self.kind {
            Kind::Structure(structure) => Some(structure),
            Kind::Union(_) | Kind::Enum(_) => None,
        }
    }

    /// Returns the fields of a structure or variants of a union; enums have none.
    pub fn fields(&self) -> &[Field<'m>] {
        match &self.kind {
            Kind::Structure(structure) => &structure.fields,
            Kind::Union(variants) => variants,
            Kind::Enum(_) => &[],
        }
    }
}

fn traits(kind: &Kind<'_>, in_responses: bool, eq_and_hash: bool) -> Vec<Trait> {
    let of_kind = match kind {
        Kind::Structure(it) => {
            let has_default = in_responses || it.required().next().is_none();
            has_default.then_some(Trait::Default)
        }
        Kind::Union(_) => Some(Trait::Default),
        Kind::Enum(_) => Some(Trait::OpenEnum),
    };
    let of_members = eq_and_hash.then_some([Trait::Eq, Trait::Hash]);
    let mut traits: Vec<_> = of_members.into_iter().flatten().chain(of_kind).collect();
    traits.sort_unstable();
    traits
}
