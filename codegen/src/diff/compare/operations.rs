//! Facts of operations.

use serde_json::Value;

use super::breaks::Breaks;
use super::difference::Difference;
use super::slot::{Slot, is_set};
use super::{Comparison, Side, both, zip};
use crate::collections::{HashMap, HashSet};
use crate::diff::change::Direction;
use crate::diff::facts::of_operation;
use crate::model::{HttpBinding, Model, Operation, Pagination, Protocol, labels};

pub(super) fn uri(operation: &Operation) -> &str {
    operation.http.as_ref().map_or("", |http| &http.uri)
}

/// Returns the input or output of an operation.
pub(super) fn message(operation: &Operation, direction: Direction) -> Option<&str> {
    match direction {
        Direction::Request => operation.input.as_deref(),
        Direction::Response => operation.output.as_deref(),
        Direction::Error => None,
    }
}

/// The trait with what the traits of operations leave out about pages.
pub(super) const PAGINATED: &str = "other/smithy.api#paginated";

impl<'a> Comparison<'a> {
    /// Returns the operations with other pages because the service has other defaults.
    pub(super) fn repaginated(&self) -> impl Iterator<Item = &'a str> {
        let [before, after] = self.models().map(|it| &it.operations);
        before.iter().filter_map(|(name, operation)| {
            let sides = [operation, after.get(name)?];
            self.is_repaginated(sides).then_some(name.as_str())
        })
    }

    /// Returns `true` if an operation has other pages, all of whose differences are those of the
    /// service's defaults.
    pub(super) fn is_repaginated(&self, sides: [&Operation; 2]) -> bool {
        let Some(pages) = both(sides.map(|it| it.pagination.as_ref())) else {
            return false;
        };
        let [before, after] = zip(self.models(), pages).map(|(model, pages)| {
            let defaults = model.service.traits.other.get("smithy.api#paginated");
            settings(pages).map(|(key, value)| {
                let default = defaults.and_then(|it| it.get(key)?.as_str());
                (value, value.map(String::as_str) == default)
            })
        });
        let settings = before.into_iter().zip(after);
        let mut changed = settings
            .filter(|((old, _), (new, _))| old != new)
            .peekable();
        changed.peek().is_some() && changed.all(|((_, was), (_, is))| was && is)
    }

    /// Returns the directions of an operation's messages that a fact is about.
    pub(super) fn directions(&self, key: &str, sides: [&'a Operation; 2]) -> Vec<Direction> {
        match key {
            "http" => self.http_breaks(sides).directions(),
            "binding" => self.stream_breaks(sides).directions(),
            _ if key.starts_with("rust_name") => Vec::new(),
            "output"
            | "other/eventstreamoutput"
            | "other/aws.customizations#s3UnwrappedXmlOutput" => {
                vec![Direction::Response]
            }
            _ if key.starts_with("other/output.") => vec![Direction::Response],
            _ => vec![Direction::Request],
        }
    }

    pub(super) fn operation(&self, key: &str, sides: [&'a Operation; 2]) -> Difference {
        let is_rest = self.protocol.binds_http();
        let began = |demands: fn(&Operation) -> bool| {
            let [before, after] = sides.map(demands);
            Breaks::REQUESTS.when(!before && after)
        };
        let breaks = match key {
            "input" => return self.content(sides, Direction::Request),
            "output" => return self.content(sides, Direction::Response),
            "http" => self.http_breaks(sides).when(is_rest),
            "binding" => self.stream_breaks(sides),
            "host_prefix" => Breaks::REQUESTS.when(self.is_at_another_host(sides)),
            "wire_name" => Breaks::REQUESTS.when(!is_rest),
            "other/auth" | "other/authtype" | "other/unsignedPayload" => {
                Breaks::REQUESTS.when(self.refuses_signature(sides))
            }
            "other/httpChecksum" | "other/httpChecksumRequired" => began(demands_checksum),
            "other/endpointdiscovery" => began(demands_discovery),
            "other/eventstreaminput" => self.unless_aws_json(Breaks::REQUESTS),
            "other/eventstreamoutput" => self.unless_aws_json(Breaks::RESPONSES),
            "other/input.locationName" | "other/input.wrapper" | "other/input.xmlNamespace" => {
                Breaks::of_xml(self.protocol).within(Breaks::REQUESTS)
            }
            "other/aws.customizations#s3UnwrappedXmlOutput"
            | "other/output.locationName"
            | "other/output.resultWrapper"
            | "other/output.wrapper"
            | "other/output.xmlNamespace" => {
                Breaks::of_xml(self.protocol).within(Breaks::RESPONSES)
            }
            _ => Breaks::NOTHING,
        };
        breaks.into()
    }

    /// Returns the difference of the input or output of one operation in the place of that of
    /// another.
    fn content(&self, sides: [&'a Operation; 2], direction: Direction) -> Difference {
        if let Some(messages) = self.messages(direction, sides) {
            return self.of_messages(messages);
        }
        let [mut before, mut after] = zip([Side::Old, Side::New], sides).map(|(side, it)| {
            let context = self.whole(direction, uri(it));
            let name = message(it, direction).into_iter();
            name.flat_map(move |name| self.slots(side, context, name))
        });
        let lost = Breaks::BOTH.when(before.next().is_some());
        let demanded = Breaks::REQUESTS.when(after.any(|it| it.is_demanded()));
        lost.and(demanded).within(Breaks::towards(direction)).into()
    }

    /// Returns what breaks because an operation was removed or has moved. REST does not send the names
    /// of operations, so another one with its method and path may answer.
    pub(super) fn removal_breaks(&self, name: &str, old: &'a Operation) -> Breaks {
        let Some(new) = self.heirs.get(name).copied().flatten() else {
            return Breaks::REQUESTS;
        };
        let sides = [old, new];
        let facts = of_operation(self.models(), &self.renames, sides).into_iter();
        let breaks = facts.map(|fact| self.operation(&fact.key, sides).breaks);
        breaks.fold(Breaks::NOTHING, Breaks::and)
    }

    /// Returns the operations of both sides that can answer the same requests.
    pub(super) fn answered(&self) -> impl Iterator<Item = [&'a Operation; 2]> {
        let [old, new] = self.models().map(|model| &model.operations);
        old.iter().filter_map(|(name, operation)| {
            let heir = self.heirs.get(name.as_str()).copied();
            Some([operation, heir.unwrap_or_else(|| new.get(name))?])
        })
    }

    /// Returns what another method, path or status breaks in REST. The status is that of a successful
    /// response (Smithy 2.0, "http trait").
    fn http_breaks(&self, sides: [&'a Operation; 2]) -> Breaks {
        let [old, new] = sides;
        let status = |it: &Operation| it.http.as_ref().and_then(|it| it.status).unwrap_or(200);
        let requests = self.messages(Direction::Request, sides);
        let pairs = requests.map(|it| self.pairs(it));
        let is_label = |it: &Slot<'_>| it.member.http_binding == Some(HttpBinding::Label);
        let is_moved = |slots: &[Slot<'a>; 2]| {
            let [old, new] = slots;
            old.name == new.name && slots.iter().all(is_label) && old.place() != new.place()
        };
        let is_moved = pairs.is_some_and(|it| it.all.iter().any(is_moved));
        let is_elsewhere = is_moved || address(old) != address(new);
        Breaks::new(is_elsewhere, status(old) != status(new))
    }

    /// Returns `true` if requests go to another host. It has the values of labels, not their names.
    fn is_at_another_host(&self, sides: [&'a Operation; 2]) -> bool {
        let requests = self.messages(Direction::Request, sides);
        let pairs = requests.map(|it| self.pairs(it));
        let prefixes = sides.map(|it| it.host_prefix.as_deref().unwrap_or_default());
        let is_moved = |slots: &[Slot<'a>; 2]| {
            let [before, after] = zip(*slots, prefixes)
                .map(|(slot, prefix)| labels(prefix).position(|label| label == slot.name));
            before != after
        };
        let [before, after] = prefixes.map(nameless);
        before != after || pairs.is_some_and(|it| it.all.iter().any(is_moved))
    }

    /// Returns what breaks because messages were documents and are now streams of events, or the
    /// reverse.
    pub(super) fn stream_breaks(&self, sides: [&Operation; 2]) -> Breaks {
        let [[sent, read], [sends, reads]] = zip([Side::Old, Side::New], sides)
            .map(|(side, operation)| self.streams(side, operation));
        Breaks::new(sent != sends, read != reads)
    }

    /// Returns `true` if clients may send or read streams of events.
    pub(super) fn has_events(&self) -> bool {
        let mut streams = self.answered().map(|[old, _]| self.streams(Side::Old, old));
        streams.any(|streams| streams.contains(&true))
    }

    /// Returns whether the input and the output of an operation are streams of events.
    fn streams(&self, side: Side, operation: &Operation) -> [bool; 2] {
        let plan = &side.of(self.apis).plan;
        [&operation.input, &operation.output].map(|end| plan.is_event_stream(end))
    }
}

/// Returns the new operations that have the method, host and path of an old one with another name, by
/// that name. `None` if the old one only lost its name, to the heir of another.
pub(super) fn heirs<'m>(
    [old, new]: [&'m Model; 2],
    protocol: Protocol,
) -> HashMap<&'m str, Option<&'m Operation>> {
    let place = |it: &Operation| Some((address(it)?, it.host_prefix.as_deref().map(nameless)));
    let moved = |one: &'m Model, other: &'m Model| {
        let operations = one.operations.iter().filter(|_| protocol.binds_http());
        operations.filter_map(move |(name, it)| {
            let there = other.operations.get(name).and_then(place);
            let here = place(it).filter(|here| there.as_ref() != Some(here))?;
            Some((here, (name.as_str(), it)))
        })
    };
    let came: HashMap<_, _> = moved(new, old).collect();
    let gone: Vec<_> = moved(old, new).collect();
    let places = gone.iter().filter_map(|(place, _)| came.get(place));
    let names: HashSet<_> = places.map(|(name, _)| name).collect();
    let heirs = gone.iter().filter_map(|(place, (name, _))| {
        let heir = came.get(place).map(|(_, heir)| *heir);
        (heir.is_some() || names.contains(name)).then_some((*name, heir))
    });
    heirs.collect()
}

/// Returns a path or host prefix without the names of its labels, which are not sent, and with the
/// fixed parts of a query string in one order.
fn nameless(uri: &str) -> String {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let parts = path.split('{').map(|part| match part.split_once('}') {
        Some((label, rest)) if label.ends_with('+') => format!("+}}{rest}"),
        Some((_, rest)) => format!("}}{rest}"),
        None => part.to_owned(),
    });
    let path = parts.collect::<Vec<_>>().join("{");
    let mut literals: Vec<_> = query.split('&').collect();
    literals.sort_unstable();
    format!("{path}?{}", literals.join("&"))
}

fn address(operation: &Operation) -> Option<(String, String)> {
    let http = operation.http.as_ref()?;
    Some((http.method.clone(), nameless(&http.uri)))
}

/// Returns the settings of Smithy's trait for pages, with their keys.
fn settings(pages: &Pagination) -> [(&'static str, Option<&String>); 4] {
    [
        ("inputToken", pages.input_tokens.first()),
        ("outputToken", pages.output_tokens.first()),
        ("items", pages.result_keys.first()),
        ("pageSize", pages.limit_key.as_ref()),
    ]
}

fn demands_checksum(operation: &Operation) -> bool {
    is_set(&operation.traits, "httpChecksumRequired")
        || demands(operation, "httpChecksum", "requestChecksumRequired")
}

fn demands_discovery(operation: &Operation) -> bool {
    demands(operation, "endpointdiscovery", "required")
}

fn demands(operation: &Operation, name: &str, setting: &str) -> bool {
    let settings = operation.traits.other.get(name);
    settings.and_then(|it| it.get(setting)) == Some(&Value::Bool(true))
}
