//! Comparison of two APIs and their models, with one entry for each fact that differs: the edits of
//! the model, and what they change elsewhere in the API. A fact is judged by the kind of part that it
//! belongs to.

mod absorbed;
mod authentication;
mod breaks;
mod code;
mod consequences;
mod constraints;
mod context;
mod difference;
mod items;
mod kinds;
mod members;
mod notes;
mod operations;
mod places;
mod protocols;
mod replacement;
mod rule;
mod service;
mod shapes;
mod slot;

use std::cell::{OnceCell, RefCell};

use super::Revision;
use super::change::{Change, Direction, Reach};
use super::contents::{Contents, step};
use super::facts::{Fact, Part, WHOLE, differences};
use super::pattern::Memo;
use super::reach::Ways;
use super::renames::Renames;
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use crate::api::Api;
use crate::collections::HashMap;
use crate::model::{Format, Model, Operation, Protocol};
use breaks::Breaks;
use code::code_verdict;
use difference::Difference;
use operations::PAGINATED;
use places::{Carried, KnownPairs};
use rule::path;
use shapes::{shown_kinds, value_breaks};
use slot::Slot;

/// Returns every change from one revision to another, in no particular order.
pub(super) fn changes(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Change> {
    let apis = [&old.api, &new.api];
    let [before, after] = apis.map(|api| api.model);
    let (protocol, others) = protocols::judged_by([before, after].map(|model| &model.service));
    let comparison = Comparison::new(apis, protocol);
    let others: Vec<_> = others.map(|it| Comparison::new(apis, it)).collect();
    let facts = differences([before, after], &comparison.renames);
    let edits = facts
        .into_iter()
        .filter(|fact| !comparison.is_absorbed(fact));
    let facts = edits.chain(comparison.consequences());
    facts.map(|fact| comparison.entry(&fact, &others)).collect()
}

struct Comparison<'a> {
    apis: [&'a Api<'a>; 2],
    /// The protocol of the messages.
    protocol: Protocol,
    renames: Renames<'a>,
    patterns: Memo,
    ways: Ways<'a>,
    carried: OnceCell<Carried<'a>>,
    /// The members that counterparts have in one place, of those that were compared so far.
    pairs: RefCell<KnownPairs<'a>>,
    /// The new operations that answer the requests of old ones with other names, by these names. `None`
    /// if nothing answers them, since the operation that has the name now answers those of another.
    heirs: HashMap<&'a str, Option<&'a Operation>>,
}

/// Pairs what belongs to each of two sides.
fn zip<A, B>([old, new]: [A; 2], [of_old, of_new]: [B; 2]) -> [(A, B); 2] {
    [(old, of_old), (new, of_new)]
}

/// Returns what both sides have, or `None` if one lacks it.
fn both<T>([old, new]: [Option<T>; 2]) -> Option<[T; 2]> {
    Some([old?, new?])
}

/// Returns what each of two lists has that the other one lacks.
fn only_in_each<T: PartialEq + Clone>([old, new]: [&[T]; 2]) -> [Vec<T>; 2] {
    let only_in = |one: &[T], other: &[T]| {
        let only = one.iter().filter(|it| !other.contains(it));
        only.cloned().collect()
    };
    [only_in(old, new), only_in(new, old)]
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Old,
    New,
}

impl Side {
    /// Returns the side of a fact that only one side has.
    fn of_fact(fact: &Fact<'_>) -> Self {
        match fact.values {
            [Some(_), _] => Side::Old,
            _ => Side::New,
        }
    }

    fn other(self) -> Self {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }

    fn of<T>(self, [old, new]: [T; 2]) -> T {
        match self {
            Side::Old => old,
            Side::New => new,
        }
    }

    /// Returns the value on this side and the one on the other side as before and after.
    fn in_order<T>(self, here: T, there: T) -> [T; 2] {
        match self {
            Side::Old => [here, there],
            Side::New => [there, here],
        }
    }
}

impl<'a> Comparison<'a> {
    fn new(apis: [&'a Api<'a>; 2], protocol: Protocol) -> Self {
        let models = apis.map(|api| api.model);
        let [old, new] = models;
        Self {
            apis,
            protocol,
            renames: Renames::between(old, new),
            patterns: Memo::default(),
            ways: Ways::new(apis.map(|api| &api.plan)),
            carried: OnceCell::new(),
            pairs: RefCell::default(),
            heirs: operations::heirs(models, protocol),
        }
    }

    fn models(&self) -> [&'a Model; 2] {
        self.apis.map(|api| api.model)
    }

    fn are_smithy(&self) -> bool {
        let models = self.models();
        models.iter().all(|model| model.format == Format::Smithy)
    }

    /// Returns these breaks, unless the protocol is AWS JSON.
    fn unless_aws_json(&self, breaks: Breaks) -> Breaks {
        breaks.when(!self.protocol.is_aws_json())
    }

    /// Returns the entry of a fact, given the comparisons of the messages of other protocols.
    fn entry(&self, fact: &Fact<'a>, others: &[Self]) -> Change {
        let rule = self.rule(fact).unwrap_or(Rule::Unclassified);
        let uses = self.uses(fact);
        let mut difference = self.effect(fact, &uses);
        let mut behaviour = self.note(fact, rule, &uses);
        for other in others {
            let uses = other.uses(fact);
            let effect = other.effect(fact, &uses);
            difference.breaks = difference.breaks.and(effect.breaks);
            if difference.words.is_empty() {
                difference.words = effect.words;
            }
            behaviour = behaviour.or_else(|| other.note(fact, rule, &uses));
        }
        let wire = difference.breaks.verdict();
        let (rust, breaks_in_code) = code_verdict(self.items(fact));
        let [before, after] = match (fact.part, fact.key.as_str()) {
            (Part::Shape(_, [Some(old), Some(new)]), "type") => shown_kinds([old, new]).map(Some),
            _ => fact.values.clone(),
        };
        let (wire, rust) = match rule {
            Rule::Unclassified => (Wire::Unknown, Bump::Major),
            // The compiler starts or stops warning.
            Rule::DeprecatedChanged if fact.values.contains(&None) => (wire, Bump::Minor),
            _ => (wire, rust),
        };
        Change {
            rule,
            path: path(fact, rule),
            before,
            after,
            contents: self.contents(fact),
            differences: difference.words,
            constraint: difference.constraint,
            notes: difference.notes,
            wire,
            rust,
            breaks_in_code,
            behaviour,
            reaches: self.reaches(fact),
        }
    }

    /// Returns what a fact does to messages.
    fn effect(&self, fact: &Fact<'a>, uses: &[[Slot<'a>; 2]]) -> Difference {
        let difference = self.effect_where_carried(fact, uses);
        Difference {
            breaks: difference.breaks.within(self.carriers_of(fact)),
            ..difference
        }
    }

    /// Returns what a fact does to messages that carry its part.
    fn effect_where_carried(&self, fact: &Fact<'a>, uses: &[[Slot<'a>; 2]]) -> Difference {
        match fact.part {
            part if is_constraint(fact) => self.constraint(part, &fact.key, uses),
            Part::Service => self.service(fact).into(),
            Part::Operation(name, [Some(old), new]) => match (self.heirs.get(name), new) {
                (None, Some(new)) => self.operation(&fact.key, [old, new]),
                _ if matches!(fact.key.as_str(), WHOLE | "http" | "host_prefix") => {
                    self.removal_breaks(name, old).into()
                }
                // Its requests no longer reach the one that has its name.
                _ => Difference::default(),
            },
            Part::Shape(names, [Some(old), Some(new)]) => {
                self.shape(&fact.key, (names, [old, new]), uses).into()
            }
            Part::Shape([name, _], [old, _]) => {
                let is_error = old.is_some_and(|old| old.error.is_some());
                let is_missed = is_error && self.is_replaced(name);
                Breaks::RESPONSES.when(is_missed).into()
            }
            Part::Member(_, _, [Some(old), Some(new)]) => self.member(&fact.key, [old, new], uses),
            Part::Member(pair, name, [Some(it), None] | [None, Some(it)]) => self
                .member_alone(Side::of_fact(fact), pair, (name, it))
                .into(),
            Part::Value(pair, _) => value_breaks(fact, pair).into(),
            Part::Operation(..) | Part::Listed(..) | Part::Member(..) => Difference::default(),
        }
    }

    /// Returns the contents of an operation, structure, union or enum that only one side has.
    fn contents(&self, fact: &Fact<'a>) -> Option<Contents> {
        let side = Side::of_fact(fact);
        let model = side.of(self.models());
        match fact.part {
            _ if fact.key != WHOLE => None,
            Part::Operation(_, sides) => Some(Contents::of_operation(side.of(sides)?, model)),
            Part::Shape(_, sides) => Contents::of_shape(side.of(sides)?, model),
            _ => None,
        }
    }

    /// Returns the operations that a fact affects: none for the service as a whole, and for an
    /// operation that was added or removed.
    fn reaches(&self, fact: &Fact<'a>) -> Vec<Reach> {
        match fact.part {
            Part::Operation(name, [Some(old), Some(new)]) => {
                of_operation(name, self.directions(&fact.key, [old, new]), "")
            }
            Part::Service if fact.key == PAGINATED => {
                let reaches = |name| of_operation(name, vec![Direction::Request], "");
                self.repaginated().flat_map(reaches).collect()
            }
            Part::Service | Part::Operation(..) => Vec::new(),
            Part::Listed(name, error) => of_operation(name, vec![Direction::Error], error),
            Part::Shape(names, _) => self.ways.to(names, ""),
            Part::Value(pair, _) => self.ways.to([pair.name; 2], ""),
            Part::Member(pair, name, _) => {
                let [_, shape] = pair.shapes;
                self.ways.to([pair.name; 2], &step(shape, name))
            }
        }
    }

    /// Returns the messages of both sides that carry the part of a fact, if only those can break.
    fn carriers_of(&self, fact: &Fact<'a>) -> Breaks {
        match fact.part {
            Part::Shape(names, [Some(_), Some(_)]) => self.carriers(names),
            Part::Member(pair, ..) | Part::Value(pair, _) => self.carriers([pair.name; 2]),
            _ => Breaks::BOTH,
        }
    }
}

fn is_constraint(fact: &Fact<'_>) -> bool {
    matches!(fact.key.as_str(), "bounds" | "pattern")
}

/// Returns an operation with a path in its messages in these directions.
fn of_operation(name: &str, directions: Vec<Direction>, path: &str) -> Vec<Reach> {
    let reach = |direction| Reach {
        operation: name.to_owned(),
        direction,
        path: path.to_owned(),
    };
    directions.into_iter().map(reach).collect()
}
