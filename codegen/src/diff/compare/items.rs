//! The items of a public API that code can use.

use super::{Comparison, Side};
use crate::api::{Field, Kind, Type};
use crate::diff::code_break::CodeBreak;
use crate::diff::facts::Pair;
use crate::plan::Module;

/// Something that code can use, and a change of which breaks the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A constant, type, operation or variant, by its path without the crate: `types::Account`.
    Path(String),
    /// The kind of a type.
    Kind(String, &'static str),
    /// A trait that not every type has.
    Trait(String, &'static str),
    /// A field or the like, with its type.
    Typed(String, String),
    /// A constructor, with the names and types of its arguments.
    Constructor(String, Vec<(String, String)>),
}

impl Item {
    /// Returns what breaks if the item is replaced by these.
    pub(super) fn broken(&self, now: &[Item]) -> CodeBreak {
        let gone = |item: &str| CodeBreak::Gone {
            item: without_module(item).to_owned(),
        };
        let names = |arguments: &[(String, String)]| {
            let names = arguments.iter().map(|(name, _)| name.clone());
            names.collect::<Vec<_>>()
        };
        let other = now.iter().find_map(|other| match (self, other) {
            (Self::Path(before), Self::Path(after)) => Some(renamed(before, after)),
            (Self::Kind(item, before), Self::Kind(_, after)) => Some(CodeBreak::Retyped {
                item: item.clone(),
                before: (*before).to_owned(),
                after: (*after).to_owned(),
            }),
            (Self::Typed(item, before), Self::Typed(same, after)) if item == same => {
                Some(CodeBreak::Retyped {
                    item: item.clone(),
                    before: before.clone(),
                    after: after.clone(),
                })
            }
            (Self::Constructor(function, before), Self::Constructor(_, after)) => {
                Some(CodeBreak::Arguments {
                    function: function.clone(),
                    before: names(before),
                    after: names(after),
                })
            }
            _ => None,
        });
        other.unwrap_or_else(|| match self {
            Self::Path(item) | Self::Kind(item, _) | Self::Typed(item, _) => gone(item),
            Self::Constructor(function, _) => gone(function),
            Self::Trait(item, name) => CodeBreak::Traits {
                item: item.clone(),
                names: vec![(*name).to_owned()],
            },
        })
    }
}

/// Returns the break for an item with another name or module.
pub(super) fn renamed(before: &str, after: &str) -> CodeBreak {
    let [old, new] = [before, after].map(without_module);
    let [before, after] = match old == new {
        true => [before, after],
        false => [old, new],
    };
    CodeBreak::Renamed {
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

/// Returns a path as it can be written at the root of the crate, where all but constants are.
fn without_module(path: &str) -> &str {
    let modules = Module::ALL.map(Module::name);
    let split = path.split_once("::");
    let split = split.filter(|(module, _)| modules.contains(module));
    split.map_or(path, |(_, rest)| rest)
}

/// Returns the path of a type.
pub(super) fn path(it: &Type<'_>) -> String {
    format!("{}::{}", it.module().name(), it.name)
}

/// Returns the traits of a type that not every type has. The input of one operation leads to it.
pub(super) fn traits(it: &Type<'_>) -> Vec<&'static str> {
    let operation = it.structure().and_then(|it| it.operation.as_ref());
    let traits = it.traits.iter().map(|it| it.name());
    traits.chain(operation.map(|_| "OperationInput")).collect()
}

/// Returns the field of a structure, or the variant of a union.
pub(super) fn field(it: &Type<'_>, field: &Field<'_>) -> Item {
    let rust_type = match it.kind {
        Kind::Structure(_) => field.field_type(),
        Kind::Union(_) | Kind::Enum(_) => field.value.clone(),
    };
    Item::Typed(
        format!("{}::{}", it.name, field.name),
        rust_type.to_string(),
    )
}

/// Returns the constructor of a structure, if it requires members.
pub(super) fn constructor(it: &Type<'_>, is_listed: impl Fn(&Field<'_>) -> bool) -> Option<Item> {
    let required = it.structure()?.required().filter(|field| is_listed(field));
    let arguments = required.map(|field| (field.name.clone(), field.value.parameter()));
    let arguments: Vec<_> = arguments.collect();
    let name = format!("{}::new", it.name);
    (!arguments.is_empty()).then_some(Item::Constructor(name, arguments))
}

/// Returns every item of a type.
pub(super) fn type_items(it: &Type<'_>) -> Vec<Item> {
    let keyword = Item::Kind(it.name.clone(), it.keyword());
    let traits = traits(it)
        .into_iter()
        .map(|name| Item::Trait(it.name.clone(), name));
    let fields = it.fields().iter().map(|each| field(it, each));
    let values = it.values().iter();
    let variants = values.map(|each| Item::Path(format!("{}::{}", it.name, each.name)));
    [Item::Path(path(it)), keyword]
        .into_iter()
        .chain(constructor(it, |_| true))
        .chain(fields)
        .chain(traits)
        .chain(variants)
        .collect()
}

impl<'a> Comparison<'a> {
    /// Returns the types of a shape, where both sides have one.
    pub(super) fn generated(&self, shape: &str) -> Option<[&'a Type<'a>; 2]> {
        let [old, new] = self.apis.map(|api| api.types.get(shape));
        Some([old?, new?])
    }

    /// Returns the name of a member or value in Rust: `Account.email`, `Place::Name`.
    pub(super) fn item(&self, side: Side, pair: Pair<'_>, name: &str) -> Option<String> {
        let its_type = side.of(self.apis).types.get(pair.name)?;
        let separator = if pair.is_structure() { "." } else { "::" };
        Some(format!(
            "{}{separator}{}",
            its_type.name,
            its_type.name_of(name)?
        ))
    }

    /// Returns the member or value that only the other side has and that has the same name in Rust,
    /// and its item there: `Id` becomes `ID`, and `id` stays.
    pub(super) fn kept_name(
        &self,
        side: Side,
        pair: Pair<'_>,
        name: &str,
    ) -> Option<(&'a str, String)> {
        let types = self.generated(pair.name)?;
        let (here, there) = (side.of(types), side.other().of(types));
        let rust_name = here.name_of(name)?;
        let (other, _) = there.names().find(|(_, it)| *it == rust_name)?;
        let item = self.item(side.other(), pair, other)?;
        here.name_of(other).is_none().then_some((other, item))
    }

    /// Returns the same for a member that also has the same type and the same place among the
    /// arguments of `new`.
    pub(super) fn kept_field(
        &self,
        side: Side,
        pair: Pair<'_>,
        name: &str,
    ) -> Option<(&'a str, String)> {
        let kept = self.kept_name(side, pair, name)?;
        let types = self.generated(pair.name)?;
        let (here, there) = (side.of(types), side.other().of(types));
        let (member, other) = (here.field(name)?, there.field(kept.0)?);
        let is_same = field(here, member) == field(there, other);
        let all = |_: &Field<'_>| true;
        let is_in_place =
            !member.facts.required || constructor(here, all) == constructor(there, all);
        (is_same && is_in_place).then_some(kept)
    }
}
