//! The version bump that an edit requires, according to the items of both APIs for the edited part:
//! lost or changed items require a major version, gained ones a minor version.

use super::items::{Item, constructor, field, path, type_items};
use super::{Comparison, Side, zip};
use crate::api::{Api, Body, Field, Trait, Type};
use crate::diff::facts::{Fact, NAME, ORDER, Pair, Part, WHOLE};
use crate::diff::verdict::Bump;
use crate::model::{Member, Pagination};

impl<'a> Comparison<'a> {
    /// Returns the version bump that a fact requires, and what it breaks in code.
    pub(super) fn code_verdict(&self, fact: &Fact<'a>) -> (Bump, Option<String>) {
        if let ("deprecated", [before, after]) = (fact.key.as_str(), fact.sides()) {
            // The compiler starts or stops warning.
            return match before.is_some() == after.is_some() {
                true => (Bump::Patch, None),
                false => (Bump::Minor, None),
            };
        }
        let [before, mut after] = self.items(fact);
        let lost = before.iter().find(|item| !after.contains(item)).cloned();
        after.retain(|item| !before.contains(item));
        match (lost, after.as_slice()) {
            (Some(item), _) => (Bump::Major, Some(item.broken(&after))),
            (None, [_, ..]) => (Bump::Minor, None),
            (None, []) => (Bump::Patch, None),
        }
    }

    /// Returns the items of both APIs that a fact is about.
    fn items(&self, fact: &Fact<'a>) -> [Vec<Item>; 2] {
        let key = fact.key.as_str();
        match fact.part {
            Part::Service => self.apis.map(|api| service_items(api, key)),
            Part::Operation(name, _) => self.apis.map(|api| operation_items(api, name, key)),
            Part::Shape(names, _) => self.shape_items(fact, names),
            Part::Member(pair, name, sides) => self.member_items(fact, (pair, name), sides),
            Part::Value(pair, value) if key == WHOLE && self.generated(pair.name).is_some() => {
                let side = Side::of_fact(fact);
                let kept = self.kept_name(side, pair.name, value);
                let variants = zip([Side::Old, Side::New], side.in_order(Some(value), kept))
                    .map(|(side, name)| self.item(side, pair.name, name?));
                variants.map(|it| Vec::from_iter(it.map(Item::Path)))
            }
            Part::Listed(..) | Part::Value(..) => Default::default(),
        }
    }

    fn shape_items(&self, fact: &Fact<'a>, names: [&'a str; 2]) -> [Vec<Item>; 2] {
        let [_, name] = names;
        let sides = zip(self.apis, names);
        let generated = self.generated(name);
        match (fact.key.as_str(), generated) {
            (WHOLE, _) => self
                .whole_type(Side::of_fact(fact), name)
                .unwrap_or_default(),
            (NAME, _) => sides.map(|(api, name)| {
                let its_type = api.types.get(name);
                Vec::from_iter(its_type.map(|it| Item::Path(path(it))))
            }),
            ("error", _) => self.apis.map(|api| {
                let variant = api.error_variant(name);
                Vec::from_iter(variant.map(|it| Item::Path(format!("error::Error::{}", it.name))))
            }),
            (ORDER, Some(types)) => {
                let is_required = |field: &Field<'_>| {
                    let fields = types.map(|it| it.field(field.member));
                    fields
                        .iter()
                        .all(|it| it.is_some_and(|it| it.facts.required))
                };
                types.map(|it| Vec::from_iter(constructor(it, is_required)))
            }
            ("type", Some(types)) => zip(types, sides).map(|(it, (api, name))| {
                let shape = api.model.shapes.get(name);
                let kind = shape.map(|shape| shape.kind.name().to_owned());
                Vec::from_iter(kind.map(|kind| Item::Typed(it.name.clone(), kind)))
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
        if made_up.any(|it| path(it) == path(here)) {
            return None;
        }
        let other = there.types.values().find(|it| path(it) == path(here));
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
            "required" => types.map(|it| Vec::from_iter(of_type(it, name))),
            "target" => types.map(|it| {
                let value = |each: &Field<'_>| {
                    let path = format!("{}::{}", it.name, each.name);
                    Item::Typed(path, each.value.to_string())
                };
                Vec::from_iter(it.field(name).map(value))
            }),
            WHOLE => {
                let side = Side::of_fact(fact);
                let (here, there) = (side.of(types), side.other().of(types));
                let kept = self.kept_name(side, pair.name, name);
                let kept = kept.filter(|other| of_type(there, other) == of_type(here, name));
                let is_required = sides.into_iter().flatten().any(|it| it.required);
                zip(types, side.in_order(Some(name), kept)).map(|(it, name)| {
                    let mut items = Vec::from_iter(name.and_then(|name| of_type(it, name)));
                    if is_required && pair.is_structure() {
                        items.extend(constructor(it, |_| true));
                        let default = Item::Trait(it.name.clone(), Trait::Default.name());
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

fn service_items(api: &Api<'_>, key: &str) -> Vec<Item> {
    let constant = match key {
        "id" => "ID",
        "api_version" => "API_VERSION",
        "endpoint_prefix" => "ENDPOINT_PREFIX",
        "signing_name" => "SIGNING_NAME",
        "protocol" => {
            let error = api.error.iter();
            return error
                .map(|_| Item::Path("error::Error".to_owned()))
                .collect();
        }
        _ => return Vec::new(),
    };
    let constants = api.constants.iter().filter(|it| it.name == constant);
    let constants = constants.map(|it| Item::Path(format!("service::{}", it.name)));
    let server = api.server.iter().filter(|_| key == "id");
    let server = server.map(|it| Item::Path(format!("server::{}", it.name)));
    constants.chain(server).collect()
}

fn operation_items(api: &Api<'_>, name: &str, key: &str) -> Vec<Item> {
    let Some(operation) = api.operations.get(name) else {
        return Vec::new();
    };
    let type_name = &operation.type_name;
    let body = |name: &str, body: &Body<'_>| {
        let its_type = match body {
            Body::Shape { shape, .. } => api.types.get(shape),
            Body::Empty(it) => Some(&**it),
            Body::Nothing => None,
        };
        let its_name = body.type_name().map(str::to_owned);
        let item = its_name.map(|it| Item::Typed(format!("{type_name}::{name}"), it));
        let mut items = Vec::from_iter(item);
        items.extend(its_type.into_iter().flat_map(type_items));
        items
    };
    let pagination = operation.facts.pagination.as_ref();
    match key {
        WHOLE => vec![Item::Path(format!("operation::{type_name}"))],
        "input" => body("Input", &operation.input),
        "output" => body("Output", &operation.output),
        "pagination" if operation.binding.is_some() => pagination
            .map(|it| pages(it, &format!("{type_name}::PAGINATION")))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Returns the items on which code that follows pages depends. Members that are the same on each page are left out, as
/// in the constant.
fn pages(pagination: &Pagination, item: &str) -> Vec<Item> {
    let pages = format!(
        "{:?} {:?} {:?} {:?}",
        pagination.input_tokens,
        pagination.output_tokens,
        pagination.result_keys,
        pagination.more_results,
    );
    let limit = pagination.limit_key.clone();
    let limit = limit.map(|key| Item::Typed(format!("{item}.limit_key"), key));
    let mut items = vec![Item::Typed(item.to_owned(), pages)];
    items.extend(limit);
    items
}
