//! Comparison of two APIs and their models, with one entry for each edit. Each fact that differs is
//! judged by the kind of part that it belongs to; then the effects of the edits elsewhere in the
//! API are added.

mod authentication;
mod breaks;
mod code;
mod consequences;
mod constraints;
mod difference;
mod items;
mod kinds;
mod members;
mod notes;
mod operations;
mod places;
mod replacement;
mod service;
mod shapes;
mod slot;
mod uri;
mod uses;

use super::Revision;
use super::change::Change;
use super::facts::{Fact, Part, differences};
use super::pattern::Memo;
use super::reach::Ways;
use super::renames::Renames;
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use crate::api::Api;
use crate::collections::HashMap;
use crate::model::{Model, Protocol, Shape};
use breaks::Breaks;
use difference::Difference;
use places::path;
use shapes::shown_kinds;
use slot::{binds_http, in_xml};

/// Returns every change from one revision to another, in no particular order.
pub(super) fn changes(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Change> {
    let models = [old.model(), new.model()];
    let apis = [&old.api, &new.api];
    let protocol = service::judged_by(models.map(|model| &model.service));
    let comparison = Comparison {
        apis,
        protocol,
        paths: models.map(|model| paths(model, protocol)),
        renames: Renames::between(models[0], models[1]),
        patterns: Memo::default(),
        ways: Ways::new(apis.map(|api| &api.plan)),
    };
    let facts = differences(models, &comparison.renames);
    let facts = facts.iter().filter(|fact| !comparison.is_absorbed(fact));
    let edits = facts.map(|fact| comparison.edit(fact));
    edits.chain(comparison.consequences()).collect()
}

/// Two APIs and their models.
struct Comparison<'a> {
    apis: [&'a Api<'a>; 2],
    /// The protocol by which messages are judged.
    protocol: Protocol,
    /// The paths of the operations whose messages structures are.
    paths: [HashMap<&'a str, &'a str>; 2],
    renames: Renames<'a>,
    patterns: Memo,
    ways: Ways<'a>,
}

/// Returns the paths of the operations whose messages structures are, where HTTP binds their
/// members.
fn paths(model: &Model, protocol: Protocol) -> HashMap<&str, &str> {
    let mut paths = HashMap::default();
    let operations = model.operations.values();
    for operation in operations.filter(|_| binds_http(protocol)) {
        let responses = operation.output.iter().chain(&operation.errors);
        paths.extend(responses.map(|name| (name.as_str(), "")));
        let input = operation.input.iter();
        paths.extend(input.map(|name| (name.as_str(), operations::uri(operation))));
    }
    paths
}

/// Pairs what belongs to each of two sides.
fn zip<A, B>([old, new]: [A; 2], [of_old, of_new]: [B; 2]) -> [(A, B); 2] {
    [(old, of_old), (new, of_new)]
}

/// One of two sides.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    fn models(&self) -> [&'a Model; 2] {
        self.apis.map(|api| api.model)
    }

    /// Returns which messages are XML documents.
    fn in_xml(&self) -> Breaks {
        in_xml(self.protocol)
    }

    /// Returns these breaks, unless the protocol is AWS JSON.
    fn unless_aws_json(&self, breaks: Breaks) -> Breaks {
        breaks.when(!self.protocol.is_aws_json())
    }

    /// Returns which messages carry a shape on both sides. Only there can one side misread the
    /// other.
    fn carried(&self, names: [&str; 2]) -> Breaks {
        let usage = zip(self.apis.map(|api| &api.plan.usage), names);
        Breaks::new(
            usage.iter().all(|(usage, name)| usage.in_requests(name)),
            usage.iter().all(|(usage, name)| usage.in_responses(name)),
        )
    }

    /// Returns `true` if another entry covers the fact.
    fn is_absorbed(&self, fact: &Fact<'a>) -> bool {
        match fact.part {
            Part::Service => self.is_offer_absorbed(fact),
            Part::Shape(_, [Some(old), Some(new)]) => is_of_kind(fact, [old, new]),
            Part::Member(_, _, [Some(old), Some(new)]) => {
                let [of_old, of_new] = self.models();
                let targets = (
                    of_old.shapes.get(&old.target),
                    of_new.shapes.get(&new.target),
                );
                matches!(targets, (Some(old), Some(new)) if is_of_kind(fact, [old, new]))
            }
            _ => false,
        }
    }

    /// Returns the entry for a fact.
    fn edit(&self, fact: &Fact<'a>) -> Change {
        let of_breaks = |(rule, breaks): (Rule, Breaks)| (rule, breaks.into());
        let verdict = match (fact.part, fact.key.as_str()) {
            (_, "documentation") => Some((Rule::ProseChanged, Difference::default())),
            (_, "deprecated") => Some((Rule::DeprecatedChanged, Difference::default())),
            (Part::Service, _) => self.service(fact).map(of_breaks),
            (Part::Operation(_, sides), _) => self.operation(fact, sides),
            (Part::Listed(..), _) => {
                let rule = fact.came_or_went(Rule::OperationErrorAdded);
                Some((rule, Difference::default()))
            }
            (Part::Shape([_, name], sides), _) => self.shape(fact, name, sides),
            (Part::Member(pair, name, sides), _) => self.member(fact, pair, name, sides),
            (Part::Value(pair, _), _) => self.value(fact, pair).map(of_breaks),
        };
        let is_classified = verdict.is_some();
        let (rule, difference) = verdict.unwrap_or((Rule::Unclassified, Difference::default()));
        let mut change = Change::new(rule, path(fact, rule));
        [change.before, change.after] = match (fact.part, fact.key.as_str()) {
            (Part::Shape(_, [Some(old), Some(new)]), "type") => shown_kinds([old, new]).map(Some),
            _ => fact.values.clone(),
        };
        change.constraint = difference.constraint;
        match rule {
            Rule::OperationInputChanged | Rule::OperationOutputChanged | Rule::MemberRetargeted => {
                change.differences = difference.words;
            }
            Rule::LengthChanged | Rule::RangeChanged | Rule::PatternChanged => {
                change.notes = difference.words;
            }
            _ => {}
        }
        change.wire = difference.breaks.within(self.carriers(fact)).verdict();
        change.behaviour = self.note(fact, rule);
        self.judge_code(fact, &mut change);
        if !is_classified {
            change.wire = Wire::Unknown;
            change.rust = Bump::Major;
        }
        change.reaches = self.reaches(fact);
        change
    }

    /// Returns the messages of both sides that carry the part of a fact, if only those can break.
    fn carriers(&self, fact: &Fact<'a>) -> Breaks {
        match fact.part {
            Part::Shape(names, [Some(_), Some(_)]) => self.carried(names),
            Part::Member(pair, ..) | Part::Value(pair, _) => self.carried([pair.name; 2]),
            _ => Breaks::BOTH,
        }
    }
}

/// Returns `true` if a constraint applies to a different kind of values. The change of kind has an
/// entry of its own, and the constraints cannot be compared.
fn is_of_kind(fact: &Fact<'_>, [old, new]: [&Shape; 2]) -> bool {
    let is_constraint = matches!(fact.key.as_str(), "bounds" | "pattern");
    is_constraint && !kinds::is_measured_alike(&old.kind, &new.kind)
}
