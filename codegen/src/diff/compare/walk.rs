//! The effects of a shape that replaces another on users of the old one. Shapes with different
//! names are compared here, while those with the same name on both sides have entries of their own.

use super::breaks::Breaks;
use super::effective::{Aspect, sparse_breaks};
use super::kinds::between_kinds;
use super::slot::{Parent, Slot, is_demanded, is_set};
use super::{Comparison, zip};
use crate::collections::HashSet;
use crate::diff::change::Direction;
use crate::diff::facts::paired;
use crate::model::{Member, Shape, ShapeKind};

/// The differences between two shapes or members in the same place, and what they break.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) breaks: Breaks,
    /// A description of each difference, with the path to it.
    pub(super) words: Vec<String>,
}

impl<'a> Comparison<'a> {
    /// Returns what a message in the place of another breaks; `uris` are the paths of the
    /// operations.
    pub(super) fn between(&self, names: [&str; 2], uris: [&'a str; 2]) -> Differences {
        let parents = uris.map(Parent::Message);
        self.in_both_directions(|walk| walk.shapes(names, parents))
    }

    /// Returns what a member in the place of another breaks. Its place and whether it is required
    /// have entries of their own.
    pub(super) fn between_members(
        &self,
        parents: [&str; 2],
        members: [(&'a str, &'a Member); 2],
    ) -> Differences {
        self.in_both_directions(|walk| {
            let slots = self.named_slots(parents, members, walk.direction);
            let [_, _, aspects @ ..] = &Aspect::ALL;
            walk.member(slots, aspects);
        })
    }

    fn in_both_directions(&self, walk: impl Fn(&mut Walk<'a, '_>)) -> Differences {
        let mut all = Differences::default();
        for direction in [Direction::Request, Direction::Response] {
            let mut found = Walk {
                comparison: self,
                direction,
                seen: HashSet::default(),
                way: Vec::new(),
                found: Differences::default(),
            };
            walk(&mut found);
            let Differences { breaks, words } = found.found;
            let breaks = breaks.within(Breaks::towards(direction));
            all.breaks = all.breaks.and(breaks);
            let words: Vec<_> = words
                .into_iter()
                .filter(|it| !all.words.contains(it))
                .collect();
            all.words.extend(words);
        }
        all
    }
}

/// A walk through two models side by side, through shapes with different names.
struct Walk<'a, 'c> {
    comparison: &'c Comparison<'a>,
    direction: Direction,
    seen: HashSet<[&'a str; 2]>,
    /// The members that lead to the current place of the walk.
    way: Vec<String>,
    found: Differences,
}

impl<'a> Walk<'a, '_> {
    fn note(&mut self, breaks: Breaks, words: impl IntoIterator<Item = String>) {
        self.found.breaks = self.found.breaks.and(breaks);
        let way = self.way.join(".");
        let words = words.into_iter().map(|words| match way.is_empty() {
            true => words,
            false => format!("{way}: {words}"),
        });
        self.found.words.extend(words);
    }

    /// Notes that something is there on one side.
    fn note_flag(&mut self, breaks: Breaks, what: &str, [old, new]: [bool; 2]) {
        if old != new {
            let [before, after] = [old, new].map(|it| if it { "yes" } else { "no" });
            self.note(breaks, [format!("{what} {before} → {after}")]);
        }
    }

    fn member(&mut self, slots: [Slot<'a>; 2], aspects: &[Aspect]) {
        for aspect in aspects {
            if let Some(difference) = self.comparison.difference(*aspect, slots) {
                self.note(difference.breaks, difference.words);
            }
        }
        let targets = slots.map(|it| it.member.target.as_str());
        self.shapes(targets, [Parent::Structure; 2]);
    }

    /// Compares shapes with different names. Those with the same name on both sides have entries of
    /// their own.
    fn shapes(&mut self, names: [&str; 2], parents: [Parent<'a>; 2]) {
        let found = zip(self.comparison.models(), names)
            .map(|(model, name)| model.shapes.get_key_value(name));
        let [Some((old_name, old)), Some((new_name, new))] = found else {
            self.found.breaks = Breaks::BOTH;
            return;
        };
        if old_name == new_name || !self.seen.insert([old_name, new_name]) {
            return;
        }
        let shapes = [old, new];
        if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
            let [before, after] = shapes.map(|it| it.kind.name());
            let breaks = between_kinds(&old.kind, &new.kind);
            self.note(breaks, [format!("kind {before} → {after}")]);
        }
        let sparse = shapes.map(|it| it.sparse);
        self.note_flag(sparse_breaks(shapes), "null elements", sparse);
        self.note_flag(Breaks::NOTHING, "sensitive", shapes.map(|it| it.sensitive));
        let unique = shapes.map(|it| is_set(&it.traits, "smithy.api#uniqueItems"));
        self.note_flag(Breaks::REQUESTS.when(unique[1]), "unique elements", unique);
        match shapes.map(values) {
            [Some((true, before)), Some((true, after))]
            | [Some((false, before)), Some((false, after))] => self.values(&before, &after),
            _ => self.members(zip(shapes, parents)),
        }
    }

    fn values(&mut self, before: &[String], after: &[String]) {
        let only_in = |one: &[String], other: &[String]| {
            let only = one.iter().filter(|value| !other.contains(value));
            only.cloned().collect::<Vec<_>>().join(", ")
        };
        let (gone, came) = (only_in(before, after), only_in(after, before));
        if !gone.is_empty() {
            self.note(Breaks::REQUESTS, [format!("values {gone} → none")]);
        }
        if !came.is_empty() {
            self.note(Breaks::NOTHING, [format!("values none → {came}")]);
        }
    }

    /// Compares members in the same place of a message.
    fn members(&mut self, sides: [(&'a Shape, Parent<'a>); 2]) {
        let (direction, protocol) = (self.direction, self.comparison.protocol);
        let sides = zip(self.comparison.models(), sides);
        let [before, after] = sides.map(|(model, (shape, parent))| {
            let is_named = shape.members().is_some();
            shape.references().map(move |(name, member)| {
                let slot = Slot {
                    model,
                    protocol,
                    direction,
                    parent: if is_named { parent } else { Parent::Elements },
                    name,
                    member,
                };
                // The key and value of a map may both have no name in messages.
                let element = (!is_named).then_some(name);
                ((element, is_named.then(|| slot.place())), slot)
            })
        });
        for ((element, _), slots) in paired(before, after) {
            match slots {
                [Some(old), Some(new)] => {
                    let step = element.map_or_else(|| old.place().to_string(), str::to_owned);
                    self.way.push(step);
                    self.member([old, new], &Aspect::ALL);
                    self.way.pop();
                }
                [Some(old), None] => {
                    self.note(Breaks::BOTH, [format!("member {} → none", old.place())]);
                }
                [None, Some(new)] => {
                    let breaks = Breaks::REQUESTS.when(is_demanded(new.member));
                    self.note(breaks, [format!("member none → {}", new.place())]);
                }
                [None, None] => {}
            }
        }
    }
}

/// Returns the values of an enum as messages have them, and whether they are texts.
fn values(shape: &Shape) -> Option<(bool, Vec<String>)> {
    match &shape.kind {
        ShapeKind::Enum { values } => {
            Some((true, values.iter().map(|it| it.value.clone()).collect()))
        }
        ShapeKind::IntEnum { values } => {
            Some((false, values.values().map(i32::to_string).collect()))
        }
        _ => None,
    }
}
