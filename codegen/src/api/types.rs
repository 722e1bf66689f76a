//! The types of a generated crate: structures, unions and enums.

use super::Documentation;
use super::field::{Field, fields};
use crate::model::{EnumValue, Shape, ShapeKind, Traits};
use crate::plan::{Module, Placement, Plan};

/// A structure, union or enum. All types have `Clone`, `Debug`, `PartialEq` and serde both ways.
#[derive(Clone, Debug)]
pub struct Type<'m> {
    /// The name in Rust.
    pub name: String,
    /// The file that it stands in.
    pub placement: Placement<'m>,
    /// What it is made of.
    pub kind: Kind<'m>,
    /// What it has beyond what all types have, in the order of the traits.
    pub traits: Vec<Trait>,
    /// What it is in messages.
    pub role: Role<'m>,
    /// Whether requests can carry it.
    pub in_requests: bool,
    /// Whether responses can carry it.
    pub in_responses: bool,
    /// What the model says of it beside its members: of an empty structure that stands for an
    /// input or output that is not there, what it says of the operation.
    pub facts: &'m Traits,
    /// The sentence of our own about it.
    pub summary: Option<&'m str>,
    /// When it came, if the first revision does not have it.
    pub since: Option<&'m str>,
}

/// What a type is made of.
#[derive(Clone, Debug)]
pub enum Kind<'m> {
    /// Fields.
    Structure(Structure<'m>),
    /// One of these, or a member that is newer than the crate.
    Union(Vec<Field<'m>>),
    /// One of these texts, or one that is newer than the crate.
    Enum(Enumeration<'m>),
}

/// What a type is in messages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role<'m> {
    /// The input of this operation, and nothing else.
    Input(&'m str),
    /// The output of this operation, and nothing else.
    Output(&'m str),
    /// Anything else.
    Shape {
        /// Its name in the model.
        name: &'m str,
        /// Its facts.
        shape: &'m Shape,
    },
}

/// A trait that not every type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// `Copy`: operations.
    Copy,
    /// `Default`: a union, and a structure in which nothing is required or that responses carry.
    Default,
    /// `Eq`: where no float is in it.
    Eq,
    /// `Hash`, likewise.
    Hash,
    /// `OpenEnum`, with all that comes with it.
    OpenEnum,
    /// `ServiceError`, likewise.
    ServiceError,
}

impl Trait {
    /// The name: `Default`.
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
    /// In model order.
    pub fields: Vec<Field<'m>>,
    /// Whether a required member that is missing becomes its default or zero value instead of an
    /// error, because responses carry the structure.
    pub zero: bool,
    /// The type of the one operation that it is the input of.
    pub operation: Option<String>,
}

impl<'m> Structure<'m> {
    /// What `new` takes, in this order. There is no `new` where it would take nothing.
    pub fn required(&self) -> impl Iterator<Item = &Field<'m>> {
        self.fields.iter().filter(|field| field.facts.required)
    }

    /// The fields that have setters.
    pub fn optional(&self) -> impl Iterator<Item = &Field<'m>> {
        self.fields.iter().filter(|field| !field.facts.required)
    }

    /// The types of the parameters of `new`, if there is one.
    pub fn constructor(&self) -> Option<Vec<String>> {
        let parameters: Vec<_> = self.required().map(|it| it.value.parameter()).collect();
        (!parameters.is_empty()).then_some(parameters)
    }
}

/// The values of an enum.
#[derive(Clone, Debug)]
pub struct Enumeration<'m> {
    /// In model order.
    pub variants: Vec<Variant<'m>>,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant<'m> {
    /// The name in Rust.
    pub name: String,
    /// What the model says of it.
    pub facts: &'m EnumValue,
    /// When it came, if the first revision does not have it.
    pub since: Option<&'m str>,
}

impl<'m> Type<'m> {
    /// The type for a shape, if it has one of its own.
    pub(super) fn new(
        plan: &Plan<'m>,
        documentation: &'m Documentation,
        name: &'m str,
        shape: &'m Shape,
    ) -> Option<Self> {
        let kind = match &shape.kind {
            ShapeKind::Structure { .. } => Kind::Structure(Structure {
                fields: fields(plan, documentation, name, shape),
                zero: plan.usage.in_responses(name),
                operation: operation(plan, name),
            }),
            ShapeKind::Union { .. } => Kind::Union(fields(plan, documentation, name, shape)),
            ShapeKind::Enum { values } => Kind::Enum(Enumeration {
                variants: variants(plan, documentation, name, values),
                sensitive: shape.sensitive,
            }),
            _ => return None,
        };
        let placement = plan.placement(name, shape);
        Some(Self {
            name: plan.names.shape(name)?.type_name.clone(),
            placement,
            traits: traits(plan, name, &kind),
            kind,
            role: match placement {
                Placement::Operation(owner) if is_input(plan, owner, name) => Role::Input(owner),
                Placement::Operation(owner) => Role::Output(owner),
                _ => Role::Shape { name, shape },
            },
            in_requests: plan.usage.in_requests(name),
            in_responses: plan.usage.in_responses(name),
            facts: &shape.traits,
            summary: documentation.shapes.get(name).map(String::as_str),
            since: documentation.since.shapes.get(name).map(String::as_str),
        })
    }

    /// The empty structure that stands for the input or output that an operation does not have.
    pub(super) fn empty(
        name: String,
        operation: &'m str,
        role: Role<'m>,
        facts: &'m Traits,
        of: Option<String>,
    ) -> Self {
        Self {
            name,
            placement: Placement::Operation(operation),
            kind: Kind::Structure(Structure {
                operation: of,
                ..Structure::default()
            }),
            traits: vec![Trait::Default, Trait::Eq, Trait::Hash],
            role,
            in_requests: matches!(role, Role::Input(_)),
            in_responses: matches!(role, Role::Output(_)),
            facts,
            summary: None,
            since: None,
        }
    }

    /// The public module that it can be imported from, beside the root of the crate.
    pub fn module(&self) -> Module {
        self.placement.module()
    }

    /// The keyword that it is declared by.
    pub fn keyword(&self) -> &'static str {
        match self.kind {
            Kind::Structure(_) => "struct",
            Kind::Union(_) | Kind::Enum(_) => "enum",
        }
    }

    /// The field or variant for a member.
    pub fn field(&self, member: &str) -> Option<&Field<'m>> {
        self.fields().iter().find(|field| field.member == member)
    }

    /// The traits that it derives; the macro for its kind gives it the others.
    pub fn derived(&self) -> impl Iterator<Item = Trait> {
        let is_derived = |it: &Trait| match self.kind {
            Kind::Structure(_) => true,
            Kind::Union(_) => *it != Trait::Default,
            Kind::Enum(_) => false,
        };
        self.traits.iter().copied().filter(is_derived)
    }

    /// Whether it has a trait that not every type has.
    pub fn has(&self, it: Trait) -> bool {
        self.traits.contains(&it)
    }

    /// The names in Rust of its members or values, by those in the model.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields().iter();
        let fields = fields.map(|field| (field.member, field.name.as_str()));
        let values = self.values().iter();
        fields.chain(values.map(|value| (value.facts.value.as_str(), value.name.as_str())))
    }

    /// The name in Rust of a member or value.
    pub fn name_of(&self, member: &str) -> Option<&str> {
        let mut names = self.names();
        names
            .find(|(name, _)| *name == member)
            .map(|(_, name)| name)
    }

    /// The values of an enum.
    pub fn values(&self) -> &[Variant<'m>] {
        match &self.kind {
            Kind::Enum(enumeration) => &enumeration.variants,
            Kind::Structure(_) | Kind::Union(_) => &[],
        }
    }

    /// The structure, if it is one.
    pub fn structure(&self) -> Option<&Structure<'m>> {
        match &self.kind {
            Kind::Structure(structure) => Some(structure),
            Kind::Union(_) | Kind::Enum(_) => None,
        }
    }

    /// The fields of a structure or variants of a union.
    pub fn fields(&self) -> &[Field<'m>] {
        match &self.kind {
            Kind::Structure(structure) => &structure.fields,
            Kind::Union(variants) => variants,
            Kind::Enum(_) => &[],
        }
    }
}

fn traits(plan: &Plan<'_>, name: &str, kind: &Kind<'_>) -> Vec<Trait> {
    let total = plan.derives.eq_and_hash(name);
    let of_kind = match kind {
        Kind::Structure(_) => plan.derives.default(name).then_some(Trait::Default),
        Kind::Union(_) => Some(Trait::Default),
        Kind::Enum(_) => Some(Trait::OpenEnum),
    };
    let of_members = total.then_some([Trait::Eq, Trait::Hash]);
    let mut traits: Vec<_> = of_members.into_iter().flatten().chain(of_kind).collect();
    traits.sort_unstable();
    traits
}

fn is_input(plan: &Plan<'_>, operation: &str, shape: &str) -> bool {
    let operation = plan.model.operations.get(operation);
    operation.is_some_and(|operation| operation.input.as_deref() == Some(shape))
}

/// The type of the one operation that has a shape as its input.
fn operation(plan: &Plan<'_>, shape: &str) -> Option<String> {
    let operation = plan.operation_of_input(shape)?;
    Some(plan.names.operation(operation)?.type_name.clone())
}

fn variants<'m>(
    plan: &Plan<'m>,
    documentation: &'m Documentation,
    name: &str,
    values: &'m [EnumValue],
) -> Vec<Variant<'m>> {
    let names = plan.names.shape(name).map(|names| &names.members);
    let variants = values.iter().filter_map(|facts| {
        Some(Variant {
            name: names?.get(facts.value.as_str())?.clone(),
            facts,
            since: documentation.since.member(name, &facts.value),
        })
    });
    variants.collect()
}
