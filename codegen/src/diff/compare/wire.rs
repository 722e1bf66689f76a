//! What two shapes in the same place mean for those who still use the old one.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::breaks::Breaks;
use super::constraints::{bounds_change, pattern_change, refusals};
use super::kinds::{between_kinds, is_measured_alike, is_number};
use super::messages::{Form, Parent, Place, is_demanded, is_set, presence_breaks};
use super::timestamps::format_name;
use super::users::Kept;
use super::{Comparison, zip};
use crate::diff::change::{Direction, bounds};
use crate::model::{Constraints, EnumValue, Member, Shape, ShapeKind};

/// What a message in the place of another breaks; `uris` are the paths of the operations.
pub(super) fn between<'a>(
    comparison: &Comparison<'a>,
    names: [&str; 2],
    uris: [&'a str; 2],
) -> Differences {
    in_both_directions(comparison, |walk| {
        walk.shapes(names, uris.map(Parent::Message));
    })
}

/// What a member in the place of another breaks, where it is in the messages.
pub(super) fn between_members<'a>(
    comparison: &Comparison<'a>,
    parents: [&str; 2],
    members: [(&'a str, &'a Member); 2],
) -> Differences {
    let parents = comparison.parents(parents);
    in_both_directions(comparison, |walk| walk.members(parents, members))
}

/// What a walk finds for requests and for responses, which only AWS JSON writes in one way.
fn in_both_directions<'a, 'c>(
    comparison: &'c Comparison<'a>,
    walk: impl Fn(&mut Walk<'a, 'c>),
) -> Differences {
    let found = |direction| {
        let mut found = Walk::new(comparison, direction);
        walk(&mut found);
        found.found
    };
    let mut requests = found(Direction::Request);
    if !comparison.spoken().is_aws_json() {
        let responses = found(Direction::Response);
        requests.breaks.response = responses.breaks.response;
        let others = responses.told.into_iter();
        let others: Vec<_> = others.filter(|it| !requests.told.contains(it)).collect();
        requests.told.extend(others);
    }
    requests
}

/// What two shapes in the same place differ in, and what that breaks.
#[derive(Debug, Default)]
pub(super) struct Differences {
    pub(super) breaks: Breaks,
    /// Each difference in words, with the way to it.
    pub(super) told: Vec<String>,
}

impl From<Breaks> for Differences {
    /// What breaks and needs no words.
    fn from(breaks: Breaks) -> Self {
        Self {
            breaks,
            told: Vec::new(),
        }
    }
}

/// Two models, walked side by side.
struct Walk<'a, 'c> {
    comparison: &'c Comparison<'a>,
    direction: Direction,
    seen: HashSet<[&'a str; 2]>,
    /// The members that lead to where the walk is.
    way: Vec<String>,
    found: Differences,
}

impl<'a, 'c> Walk<'a, 'c> {
    fn new(comparison: &'c Comparison<'a>, direction: Direction) -> Self {
        Self {
            comparison,
            direction,
            seen: HashSet::new(),
            way: Vec::new(),
            found: Differences::default(),
        }
    }

    fn differ(&mut self, breaks: Breaks, what: &str, before: &str, after: &str) {
        self.found.breaks = self.found.breaks.and(breaks);
        let told = self.at_this_place(&format!("{what} {before} → {after}"));
        self.found.told.push(told);
    }

    /// What there is to say, with the way to where the walk is.
    fn at_this_place(&self, told: &str) -> String {
        match self.way.is_empty() {
            true => told.to_owned(),
            false => format!("{}: {told}", self.way.join(".")),
        }
    }

    /// Notes that something is there on one side.
    fn differ_in(&mut self, breaks: Breaks, what: &str, [old, new]: [bool; 2]) {
        if old != new {
            let [before, after] = [old, new].map(|it| if it { "yes" } else { "no" });
            self.differ(breaks, what, before, after);
        }
    }

    /// Compares how messages have two members, which values are valid, and their targets.
    fn members(&mut self, parents: [Parent<'a>; 2], members: [(&'a str, &'a Member); 2]) {
        let sides = zip(zip(self.comparison.messages, parents), members);
        let [old, new] =
            sides.map(|((messages, parent), member)| messages.form(parent, member, self.direction));
        self.forms(&old, &new);
        let [old, new] = members.map(|it| it.1);
        let [of_old, of_new] = self.comparison.messages;
        let targets = (of_old.target(old), of_new.target(new));
        if let (Some(in_old), Some(in_new)) = targets
            && is_measured_alike(&in_old.kind, &in_new.kind)
        {
            let is_number = is_number(&in_new.kind);
            self.constraints(is_number, of_old.constraints(old), of_new.constraints(new));
        }
        if old.traits.other.get("enum") != new.traits.other.get("enum") {
            let kept = Kept {
                parents: [""; 2],
                name: "",
                members: [old, new],
                carried: super::breaks::Carried {
                    requests: true,
                    responses: true,
                },
            };
            let breaks = self.comparison.listed_breaks(kept);
            let [before, after] = [of_old.listed(old), of_new.listed(new)]
                .map(|values| values.map_or_else(|| "any".to_owned(), |it| it.join(", ")));
            self.differ(breaks, "values", &before, &after);
        }
        self.shapes([&old.target, &new.target], [Parent::Structure; 2]);
    }

    fn forms(&mut self, old: &Form<'a>, new: &Form<'a>) {
        if old.is_rewritten(new) {
            let [before, after] = [old, new].map(|form| format_name(form.timestamp));
            self.differ(Breaks::BOTH, "timestamp", before, after);
        }
        let both = Breaks::BOTH;
        self.differ_in(both, "flattened", [old.is_flattened, new.is_flattened]);
        self.differ_in(both, "encoded", [old.is_encoded, new.is_encoded]);
        self.differ_in(both, "event header", [old.event[0], new.event[0]]);
        self.differ_in(both, "event payload", [old.event[1], new.event[1]]);
        if old.namespace != new.namespace {
            let text = |form: &Form<'_>| {
                form.namespace
                    .map_or("none".to_owned(), |it| it.to_string())
            };
            self.differ(Breaks::BOTH, "XML namespace", &text(old), &text(new));
        }
    }

    /// Compares shapes of different names. What has one name on both sides has entries of its own.
    fn shapes(&mut self, names: [&str; 2], parents: [Parent<'a>; 2]) {
        let [of_old, of_new] = self.comparison.messages;
        let [Some((old_name, old)), Some((new_name, new))] = zip([of_old, of_new], names)
            .map(|(messages, name)| messages.model.shapes.get_key_value(name))
        else {
            self.found.breaks = Breaks::BOTH;
            return;
        };
        if old_name == new_name || !self.seen.insert([old_name, new_name]) {
            return;
        }
        if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
            let breaks = between_kinds(&old.kind, &new.kind);
            self.differ(breaks, "kind", old.kind.name(), new.kind.name());
        }
        let (nulls, unique) = ("null elements", "smithy.api#uniqueItems");
        match new.sparse {
            true => self.differ_in(Breaks::RESPONSES, nulls, [old.sparse, new.sparse]),
            false => self.differ_in(Breaks::REQUESTS, nulls, [old.sparse, new.sparse]),
        }
        self.differ_in(Breaks::NOTHING, "sensitive", [old.sensitive, new.sensitive]);
        let are_unique = [old, new].map(|shape| is_set(&shape.traits, unique));
        let breaks = Breaks::REQUESTS.when(are_unique[1]);
        self.differ_in(breaks, "unique elements", are_unique);
        let parents = zip([old, new], parents).map(|(shape, parent)| match shape.members() {
            Some(_) => parent,
            None => Parent::Elements,
        });
        self.contents(parents, old, new);
    }

    fn constraints(&mut self, is_number: bool, old: Constraints, new: Constraints) {
        if let Some(change) = bounds_change(is_number, &old, &new) {
            let [before, after] = [&old, &new].map(|it| bounds(it.min.as_ref(), it.max.as_ref()));
            let what = if is_number { "range" } else { "length" };
            self.differ(refusals(change), what, &before, &after);
        }
        if old.pattern != new.pattern {
            let (change, notes) = pattern_change(&old, &new);
            let [before, after] = [&old, &new].map(|it| it.pattern.as_deref().unwrap_or("none"));
            self.differ(refusals(change), "pattern", before, after);
            for note in notes {
                let told = self.at_this_place(&note);
                self.found.told.push(told);
            }
        }
    }

    /// Members, elements and enum values.
    fn contents(&mut self, parents: [Parent<'a>; 2], old: &'a Shape, new: &'a Shape) {
        let (before, after): (Vec<String>, Vec<String>) = match (&old.kind, &new.kind) {
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                let texts = |values: &[EnumValue]| {
                    let texts = values.iter().map(|it| it.value.clone());
                    texts.collect()
                };
                (texts(before), texts(after))
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                let texts = |values: &IndexMap<String, i32>| {
                    let texts = values.values().map(i32::to_string);
                    texts.collect()
                };
                (texts(before), texts(after))
            }
            _ => return self.all_members(parents, old, new),
        };
        let only_in = |one: &[String], other: &[String]| {
            let only = one.iter().filter(|value| !other.contains(value));
            only.cloned().collect::<Vec<_>>().join(", ")
        };
        let (gone, came) = (only_in(&before, &after), only_in(&after, &before));
        if !gone.is_empty() {
            self.differ(Breaks::REQUESTS, "values", &gone, "none");
        }
        if !came.is_empty() {
            self.differ(Breaks::NOTHING, "values", "none", &came);
        }
    }

    /// Compares members in the same place of a message.
    fn all_members(&mut self, parents: [Parent<'a>; 2], old: &'a Shape, new: &'a Shape) {
        let sides = zip(zip(self.comparison.messages, parents), [old, new]);
        let [before, after] = sides.map(|((messages, parent), shape)| {
            let members = shape.references();
            let placed = members.map(|named| {
                let place = messages.place(parent, named, self.direction);
                // Of maps there are two that may have no name.
                let key = shape.members().is_none().then_some(named.0);
                (key, place, named)
            });
            placed.collect::<Vec<_>>()
        });
        for (key, place, named) in &before {
            let same = find(&after, *key, place);
            let Some((_, other_place, other)) = same else {
                self.differ(Breaks::BOTH, "member", &place.to_string(), "none");
                continue;
            };
            let (member, other_member) = (named.1, other.1);
            self.way
                .push(key.map_or_else(|| place.to_string(), str::to_owned));
            if place != other_place {
                let [before, after] = [place, other_place].map(Place::to_string);
                self.differ(Breaks::BOTH, "place", &before, &after);
            }
            if member.required != other_member.required {
                let [before, after] = [member, other_member].map(|it| match it.required {
                    true => "required",
                    false => "optional",
                });
                self.differ(presence_breaks(member, other_member), "is", before, after);
            }
            self.members(parents, [*named, *other]);
            self.way.pop();
        }
        for (key, place, (_, member)) in &after {
            if find(&before, *key, place).is_none() {
                let breaks = Breaks::REQUESTS.when(is_demanded(member));
                self.differ(breaks, "member", "none", &place.to_string());
            }
        }
    }
}

/// The key of an element, the place of a member in a message, and the member by its name.
type Placed<'a> = (Option<&'a str>, Place<'a>, (&'a str, &'a Member));

/// What is in the same place, or the same element.
fn find<'p, 'a>(
    members: &'p [Placed<'a>],
    key: Option<&str>,
    place: &Place<'a>,
) -> Option<&'p Placed<'a>> {
    members.iter().find(|(other, other_place, _)| match key {
        Some(_) => *other == key,
        None => other.is_none() && other_place == place,
    })
}
