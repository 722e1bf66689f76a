//! The version bump that an edit requires, according to the items of both APIs for the edited part:
//! lost or changed items require a major version, gained ones a minor version.

use serde_json::Value;

use super::items::{Item, constructor, field, path, type_items};
use super::operations::PAGINATED;
use super::{Comparison, Side, only_in_each, zip};
use crate::api::{Api, Body, Field, ServiceError, Trait, Type};
use crate::diff::facts::{Fact, NAME, ORDER, Pair, Part, WHOLE};
use crate::diff::verdict::Bump;
use crate::model::{Member, Pagination};

/// Returns the version bump that a change of items requires, and what it breaks in code.
pub(super) fn code_verdict(sides: [Vec<Item>; 2]) -> (Bump, Option<String>) {
    let [lost, gained] = only_in_each(sides.each_ref().map(Vec::as_slice));
    match Item::broken(&lost, &gained) {
        Some(broken) => (Bump::Major, Some(broken)),
        None if gained.is_empty() => (Bump::Patch, None),
        None => (Bump::Minor, None),
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn items(&self, fact: &Fact<'a>) -> [Vec<Item>; 2] {
        let key = fact.key.as_str();
        match fact.part {
            Part::Service if key == "derives" => trait_items(fact, ServiceError::NAME),
            Part::Service if key == PAGINATED => self.apis.map(|api| {
                let operations = self.repaginated();
                let items = operations.flat_map(|name| operation_items(api, name, "pagination"));
                items.collect()
            }),
            Part::Service => self.apis.map(|api| service_items(api, key)),
            Part::Operation(name, _) => self.apis.map(|api| operation_items(api, name, key)),
            Part::Shape(names, _) => self.shape_items(fact, names),
            Part::Member(pair, name, sides) => self.member_items(fact, (pair, name), sides),
            Part::Value(pair, name) => self.value_items(fact, pair, name).unwrap_or_default(),
            Part::Listed(..) => Default::default(),
        }
    }

    fn value_items(&self, fact: &Fact<'a>, pair: Pair<'a>, name: &str) -> Option<[Vec<Item>; 2]> {
        let side = Side::of_fact(fact);
        let names = match fact.key.as_str() {
            WHOLE => side.in_order(Some(name), self.kept_name(side, pair.name, name)),
            "rust_name" => [Some(name); 2],
            _ => return None,
        };
        let types = self.generated(pair.name)?;
        Some(each(zip(types, names), |(it, name)| {
            Some(Item::Path(format!("{}::{}", it.name, it.name_of(name?)?)))
        }))
    }

    fn shape_items(&self, fact: &Fact<'a>, names: [&'a str; 2]) -> [Vec<Item>; 2] {
        let [_, name] = names;
        let sides = zip(self.apis, names);
        let generated = self.generated(name);
        match (fact.key.as_str(), generated) {
            (WHOLE, _) => self
                .whole_type(Side::of_fact(fact), name)
                .unwrap_or_default(),
            (NAME | "module" | "rust_name", _) => each(sides, |(api, name)| {
                Some(Item::Path(path(api.types.get(name)?)))
            }),
            ("error" | "rust_name@error", _) => each(self.apis, |api| {
                let variant = api.error_variant(name)?;
                Some(Item::Path(format!("error::Error::{}", variant.name)))
            }),
            ("derives", Some([old, _])) => trait_items(fact, &old.name),
            (ORDER, Some(types)) => {
                let is_required = |field: &Field<'_>| {
                    let fields = types.map(|it| it.field(field.member));
                    fields
                        .iter()
                        .all(|it| it.is_some_and(|it| it.facts.required))
                };
                each(types, |it| constructor(it, is_required))
            }
            ("type", Some(types)) => each(zip(types, sides), |(it, (api, name))| {
                let kind = api.model.shapes.get(name)?.kind.name();
                Some(Item::Typed(it.name.clone(), kind.to_owned()))
            }),
            ("type" | "sparse", _) => self.places(name),
            _ => Default::default(),
        }
    }

    /// Returns the items of a type that only one side has, and of one at the same path on the other
    /// side. An empty structure there is part of the entry of its operation.
    fn whole_type(&self, side: Side, name: &str) -> Option<[Vec<Item>; 2]> {
        let here = side.of(self.apis).types.get(name)?;
        let there = side.other().of(self.apis);
        let operations = there.operations.values();
        let bodies = operations.flat_map(|it| [&it.input, &it.output]);
        let mut made_up = bodies.filter_map(Body::made_up);
        let is_at_path = |it: &Type<'_>| it.name == here.name && it.module() == here.module();
        if made_up.any(is_at_path) {
            return None;
        }
        let other = there.types.values().find(|it| is_at_path(it));
        let types = side.in_order(Some(here), other);
        Some(types.map(|it| it.map(type_items).unwrap_or_default()))
    }

    fn member_items(
        &self,
        fact: &Fact<'a>,
        (pair, name): (Pair<'a>, &'a str),
        sides: [Option<&'a Member>; 2],
    ) -> [Vec<Item>; 2] {
        let Some(types) = self.generated(pair.name) else {
            return match fact.key.as_str() {
                "target" if pair.shapes[1].members().is_none() => self.places(pair.name),
                _ => Default::default(),
            };
        };
        let of_type = |it: &Type<'_>, name: &str| it.field(name).map(|each| field(it, each));
        match fact.key.as_str() {
            "required" | "box" => each(types, |it| of_type(it, name)),
            "target" => each(types, |it| {
                let field = it.field(name)?;
                let path = format!("{}::{}", it.name, field.name);
                Some(Item::Typed(path, field.value.to_string()))
            }),
            WHOLE => {
                let side = Side::of_fact(fact);
                let (here, there) = (side.of(types), side.other().of(types));
                let kept = self.kept_name(side, pair.name, name);
                let kept = kept.filter(|other| of_type(there, other) == of_type(here, name));
                let is_required = sides.into_iter().flatten().any(|it| it.required);
                zip(types, side.in_order(Some(name), kept)).map(|(it, name)| {
                    let mut items = Vec::from_iter(name.and_then(|name| of_type(it, name)));
                    if is_required {
                        items.extend(constructor(it, |_| true));
                        let default =
                            Item::Trait(it.name.clone(), Trait::Default.name().to_owned());
                        items.extend(it.has(Trait::Default).then_some(default));
                    }
                    items
                })
            }
            _ => Default::default(),
        }
    }

    /// Returns the Rust type of a shape without a type of its own, if messages carry it: as a field
    /// of that type, if there is one.
    fn places(&self, shape: &str) -> [Vec<Item>; 2] {
        if !self.apis.iter().all(|api| api.plan.usage.is_used(shape)) {
            return Default::default();
        }
        let rust_types = self.apis.map(|api| api.plan.rust_type(shape));
        let used = self.users(shape).into_iter().find_map(|slots| {
            let [old, new] = zip(self.apis, slots).map(|(api, slot)| {
                let its_type = api.types.get(slot.shape)?;
                Some(field(its_type, its_type.field(slot.name)?))
            });
            Some([old?, new?])
        });
        let [old, new] = &rust_types;
        match used {
            Some(fields) if old != new => fields.map(|it| vec![it]),
            _ => rust_types.map(|it| vec![Item::Path(it.to_string())]),
        }
    }
}

fn each<T>(sides: [T; 2], item: impl Fn(T) -> Option<Item>) -> [Vec<Item>; 2] {
    sides.map(|side| item(side).into_iter().collect())
}

fn trait_items(fact: &Fact<'_>, item: &str) -> [Vec<Item>; 2] {
    fact.sides().map(|names| {
        let names = names.and_then(Value::as_array).into_iter().flatten();
        let names = names.filter_map(Value::as_str);
        names
            .map(|name| Item::Trait(item.to_owned(), name.to_owned()))
            .collect()
    })
}

fn service_items(api: &Api<'_>, key: &str) -> Vec<Item> {
    // A constant has the name of the fact.
    let constants = api.constants.iter();
    let constants = constants.filter(|it| it.name.eq_ignore_ascii_case(key));
    let constants = constants.map(|it| format!("service::{}", it.name));
    let server = api.server.iter().filter(|_| key == "id");
    let server = server.map(|name| format!("server::{name}"));
    let error = api.error.iter().filter(|_| key == "protocol");
    let error = error.map(|_| format!("error::{}", ServiceError::NAME));
    let paths = constants.chain(server).chain(error);
    paths.map(Item::Path).collect()
}

fn operation_items(api: &Api<'_>, name: &str, key: &str) -> Vec<Item> {
    let Some(operation) = api.operations.get(name) else {
        return Vec::new();
    };
    let is_bound = operation.is_bound;
    let type_name = &operation.type_name;
    let body = |name: &str, body: &Body<'_>| {
        let its_name = body.type_name().map(str::to_owned);
        let item = its_name.map(|it| Item::Typed(format!("{type_name}::{name}"), it));
        let mut items = Vec::from_iter(item);
        items.extend(api.body(body).into_iter().flat_map(type_items));
        items
    };
    let made_up = |body: &Body<'_>| Vec::from_iter(body.made_up().map(|it| Item::Path(path(it))));
    match key {
        "binding" if !is_bound => Vec::new(),
        WHOLE | "binding" | "rust_name" => vec![Item::Path(format!("operation::{type_name}"))],
        "rust_name.input" => made_up(&operation.input),
        "rust_name.output" => made_up(&operation.output),
        "input" => body("Input", &operation.input),
        "output" => body("Output", &operation.output),
        "pagination" if is_bound => pages(operation.facts.pagination.as_ref(), type_name),
        _ => Vec::new(),
    }
}

/// Returns the items on which code that follows pages depends. Members that are the same on each page
/// are left out, as in the constant.
fn pages(pagination: Option<&Pagination>, type_name: &str) -> Vec<Item> {
    let item = format!("{type_name}::PAGINATION");
    let limit = pagination.and_then(|it| it.limit_key.clone());
    let limit = limit.map(|key| Item::Typed(format!("{item}.limit_key"), key));
    let pages = pagination.map(|it| {
        let pages = format!(
            "{:?} {:?} {:?} {:?}",
            it.input_tokens, it.output_tokens, it.result_keys, it.more_results
        );
        Item::Typed(item, pages)
    });
    pages.into_iter().chain(limit).collect()
}
