//! Facts of operations.

use serde_json::Value;

use super::Comparison;
use super::breaks::Breaks;
use super::entry::Entry;
use super::slot::{binds_http, is_demanded, is_set};
use super::uri::nameless;
use super::walk::Differences;
use crate::diff::change::Direction;
use crate::diff::facts::Fact;
use crate::diff::rules::Rule;
use crate::model::{Member, Model, Operation, Shape};

/// Returns the path that requests go to.
pub(super) fn uri(operation: &Operation) -> &str {
    operation.http.as_ref().map_or("", |http| &http.uri)
}

impl<'a> Comparison<'a> {
    /// Returns the entry for a fact of an operation.
    pub(super) fn operation(
        &self,
        fact: &Fact<'a>,
        sides: [Option<&'a Operation>; 2],
    ) -> Option<Entry<'a>> {
        let [Some(old), Some(new)] = sides else {
            let [before, _] = sides;
            let breaks = before.map_or(Breaks::NOTHING, |old| self.removal_breaks(old));
            let rule = came_or_went(fact, Rule::OperationAdded);
            return Some(Entry::of(fact, rule).wire(breaks));
        };
        let sides = [old, new];
        let input = |rule, breaks| Some(Entry::of(fact, rule).wire(breaks));
        match fact.key.as_str() {
            key @ ("input" | "output") => {
                let (direction, rule) = match key {
                    "input" => (Direction::Request, Rule::OperationInputChanged),
                    _ => (Direction::Response, Rule::OperationOutputChanged),
                };
                let Differences { breaks, words } = self.content(sides, direction);
                let mut entry = Entry::of(fact, rule).wire(breaks);
                entry.change.differences = words;
                Some(entry.directions(vec![direction]))
            }
            "pagination" => {
                let rule = match fact.values {
                    [Some(_), Some(_)] => Rule::PaginationChanged,
                    _ => came_or_went(fact, Rule::PaginationAdded),
                };
                input(rule, Breaks::NOTHING)
            }
            "http" => {
                let address = |it: &Operation| {
                    it.http
                        .as_ref()
                        .map(|it| (it.method.clone(), nameless(&it.uri)))
                };
                let breaks = Breaks::new(address(old) != address(new), status(old) != status(new));
                let is_sent = binds_http(self.protocol);
                let entry = input(Rule::HttpBindingChanged, breaks.when(is_sent))?;
                Some(entry.directions(breaks.directions()))
            }
            "host_prefix" => input(Rule::EndpointPrefixChanged, Breaks::REQUESTS),
            "wire_name" => {
                let is_sent = !binds_http(self.protocol);
                input(Rule::WireNameChanged, Breaks::REQUESTS.when(is_sent))
            }
            "read_only" | "idempotent" => input(Rule::TraitChanged, Breaks::NOTHING),
            key => {
                let key = key.strip_prefix("other/")?;
                let breaks = self.operation_trait_breaks(key, sides);
                let is_of_output = key.starts_with("output.") || key == "eventstreamoutput";
                let direction = match is_of_output || breaks.response {
                    true => Direction::Response,
                    false => Direction::Request,
                };
                let entry = input(Rule::TraitChanged, breaks)?;
                Some(entry.directions(vec![direction]))
            }
        }
    }

    /// Returns the entry for an exception that an operation lists, or no longer.
    pub(super) fn listed(&self, fact: &Fact<'a>) -> Entry<'a> {
        let rule = came_or_went(fact, Rule::OperationErrorAdded);
        let note = "a client built before does not expect it".to_owned();
        Entry::of(fact, rule).behaviour((rule == Rule::OperationErrorAdded).then_some(note))
    }

    /// Returns what the input or output of one operation breaks in the place of that of another.
    fn content(&self, [old, new]: [&'a Operation; 2], direction: Direction) -> Differences {
        let end = |it: &'a Operation| match direction {
            Direction::Request => it.input.as_deref(),
            Direction::Response | Direction::Error => it.output.as_deref(),
        };
        let [in_old, in_new] = self.models();
        let mut found = Differences::default();
        match (end(old), end(new)) {
            (Some(before), Some(after)) => {
                found = self.between([before, after], [old, new].map(uri));
            }
            (Some(before), None) => {
                found.breaks = Breaks::BOTH.when(has_member(in_old, before, |_| true));
            }
            (None, Some(after)) => {
                found.breaks = Breaks::REQUESTS.when(has_member(in_new, after, is_demanded));
            }
            (None, None) => {}
        }
        found.breaks = found.breaks.within(Breaks::towards(direction));
        found
    }

    /// Returns what the removal of an operation breaks. REST does not send the names of operations,
    /// so another one with its method and path may answer.
    fn removal_breaks(&self, old: &'a Operation) -> Breaks {
        let address = |operation: &Operation| {
            let http = operation.http.as_ref()?;
            let host = operation.host_prefix.clone();
            Some((http.method.clone(), nameless(&http.uri), host))
        };
        let [before, after] = self.models().map(|model| &model.operations);
        let mut came = after.iter().filter(|(name, _)| !before.contains_key(*name));
        let is_heir = |new: &Operation| binds_http(self.protocol) && address(new) == address(old);
        let Some((_, new)) = came.find(|(_, new)| is_heir(new)) else {
            return Breaks::REQUESTS;
        };
        let [input, output] = [Direction::Request, Direction::Response]
            .map(|direction| self.content([old, new], direction).breaks);
        let status = Breaks::RESPONSES.when(status(old) != status(new));
        let signature = Breaks::REQUESTS.when(self.refuses_signature([old, new]));
        input.and(output).and(status).and(signature)
    }

    /// Returns what a changed trait of an operation breaks.
    fn operation_trait_breaks(&self, key: &str, sides: [&Operation; 2]) -> Breaks {
        let in_xml = self.in_xml();
        let began = |demands: fn(&Operation) -> bool| {
            let [before, after] = sides.map(demands);
            Breaks::REQUESTS.when(!before && after)
        };
        match key {
            "auth" | "authtype" | "unsignedPayload" => {
                Breaks::REQUESTS.when(self.refuses_signature(sides))
            }
            "httpChecksum" | "httpChecksumRequired" => began(demands_checksum),
            "endpointdiscovery" => began(demands_discovery),
            "eventstreaminput" => self.unless_aws_json(Breaks::REQUESTS),
            "eventstreamoutput" => self.unless_aws_json(Breaks::RESPONSES),
            "input.locationName" | "input.wrapper" | "input.xmlNamespace" => {
                in_xml.within(Breaks::REQUESTS)
            }
            "aws.customizations#s3UnwrappedXmlOutput"
            | "output.locationName"
            | "output.resultWrapper"
            | "output.wrapper"
            | "output.xmlNamespace" => in_xml.within(Breaks::RESPONSES),
            _ => Breaks::NOTHING,
        }
    }
}

/// Returns the rule for a fact that was added, or the reverse for one that was removed.
pub(super) fn came_or_went(fact: &Fact<'_>, came: Rule) -> Rule {
    match fact.values {
        [None, _] => came,
        _ => came.reversed(),
    }
}

/// Returns the status of a successful response (Smithy 2.0, "http trait").
fn status(operation: &Operation) -> u16 {
    let http = operation.http.as_ref();
    http.and_then(|http| http.status).unwrap_or(200)
}

/// Returns `true` if a structure has a member of this kind.
fn has_member(model: &Model, structure: &str, condition: impl Fn(&Member) -> bool) -> bool {
    let members = model.shapes.get(structure).and_then(Shape::members);
    members.is_some_and(|members| members.values().any(condition))
}

fn demands_checksum(operation: &Operation) -> bool {
    let required = operation.traits.other.get("httpChecksum");
    let required = required.and_then(|it| it.get("requestChecksumRequired"));
    is_set(&operation.traits, "httpChecksumRequired") || required == Some(&Value::Bool(true))
}

fn demands_discovery(operation: &Operation) -> bool {
    let discovery = operation.traits.other.get("endpointdiscovery");
    discovery.and_then(|it| it.get("required")) == Some(&Value::Bool(true))
}
