//! Facts that are part of another one, which has the entry.

use super::authentication::{SIGV4A, SIGV4A_SETTINGS, follows, name_for, signing_name};
use super::code::code_verdict;
use super::kinds::is_measured_alike;
use super::operations::{PAGINATED, message};
use super::protocols::{bound_protocol, settings_of, speaks};
use super::slot::stated_name;
use super::{Comparison, Side, is_constraint, zip};
use crate::diff::change::{Direction, Reach};
use crate::diff::facts::{Fact, Part, WHOLE};
use crate::diff::verdict::Bump;
use crate::model::{Member, Operation, Protocol, Shape};

type Protocols = fn(Protocol) -> bool;

/// How the traits begin that a model spells out for some protocols, with these protocols. For all
/// others, it keeps the trait as it is.
const OF_PROTOCOLS: [(&str, Protocols); 4] = [
    ("other/aws.protocols#ec2QueryName", Protocol::is_xml),
    ("other/smithy.api#http", Protocol::binds_http),
    ("other/smithy.api#jsonName", Protocol::has_json_names),
    ("other/smithy.api#xml", Protocol::is_xml),
];

impl<'a> Comparison<'a> {
    /// Returns `true` if another entry covers the fact.
    pub(super) fn is_absorbed(&self, fact: &Fact<'a>) -> bool {
        match fact.part {
            // The other side spells it out.
            _ if fact.values.contains(&None) && self.is_spelled_out(&fact.key) => true,
            // Constraints on different kinds of values cannot be compared.
            part if is_constraint(fact) => match self.bounded(part) {
                [Some(old), Some(new)] => !is_measured_alike(&old.kind, &new.kind),
                _ => false,
            },
            Part::Service => self.is_part_of_service(fact),
            Part::Operation(_, [Some(old), Some(new)]) => {
                self.is_part_of_operation(fact, [old, new])
            }
            Part::Shape([name, _], _) if fact.key == WHOLE => {
                self.is_message_of_operation(fact, name)
            }
            Part::Shape(_, [Some(old), Some(new)]) if fact.key == "error/fault" => {
                let is_server = |it: &Shape| it.error.as_ref().map(|error| error.server_fault);
                self.are_smithy() && is_server(old) == is_server(new)
            }
            Part::Member(_, name, [Some(old), Some(new)]) => {
                self.is_part_of_binding(&fact.key, name, [old, new])
            }
            _ => false,
        }
    }

    /// Returns `true` if one model spells out a trait, in the terms of botocore, and the other one
    /// does not.
    fn is_spelled_out(&self, key: &str) -> bool {
        let [old, new] = self.models().map(|model| bound_protocol(&model.service));
        let mut traits = OF_PROTOCOLS.iter().filter(|(id, _)| key.starts_with(id));
        traits.any(|(_, is_of)| is_of(old) != is_of(new))
    }

    fn is_part_of_service(&self, fact: &Fact<'a>) -> bool {
        let services = self.models().map(|model| &model.service);
        let [old, new] = services;
        match fact.key.as_str() {
            "signing_name" => signing_name(old) == signing_name(new),
            SIGV4A_SETTINGS => name_for(SIGV4A, old) == name_for(SIGV4A, new),
            "uid" => services.iter().all(|it| it.uid == it.default_uid()),
            "signature_version" => self.are_smithy() && old.auth != new.auth,
            key if let Some(protocol) = settings_of(key) => {
                speaks(old, protocol) != speaks(new, protocol)
            }
            PAGINATED => !self.are_smithy() || self.repaginated().next().is_none(),
            _ => self.is_offer(fact),
        }
    }

    fn is_part_of_operation(&self, fact: &Fact<'a>, sides: [&'a Operation; 2]) -> bool {
        let services = self.models().map(|model| &model.service);
        let [old, new] = services;
        let lacks = |direction| sides.iter().any(|it| message(it, direction).is_none());
        match fact.key.as_str() {
            "other/authtype" => self.are_smithy(),
            // The operation gained or lost its input or output.
            key if key.starts_with("other/input.") => lacks(Direction::Request),
            key if key.starts_with("other/output.") => lacks(Direction::Response),
            // The edit is one of the defaults that the service sets.
            "pagination" => self.are_smithy() && self.is_repaginated(sides),
            // The edit is one of the service's schemes, to which anonymous requests are added.
            "other/auth" => {
                let is_of_service = old.auth != new.auth && !fact.values.contains(&None);
                let mut sides = zip(services, sides).into_iter();
                is_of_service && sides.all(|(service, operation)| follows(service, operation))
            }
            _ => false,
        }
    }

    /// Returns `true` if a fact of a member follows from the part of the message that it is bound to.
    fn is_part_of_binding(&self, key: &str, name: &str, sides: [&'a Member; 2]) -> bool {
        let [old, new] = sides;
        if !self.are_smithy() || old.http_binding == new.http_binding {
            return false;
        }
        let [_, model] = self.models();
        let protocol = bound_protocol(&model.service);
        // One trait binds a member and names it there. Beside such a trait, the model keeps the name in
        // documents, and spells it out without one.
        let is_kept = || key.strip_prefix("other/") == Some(protocol.name_trait());
        let [before, after] = zip(self.models(), sides)
            .map(|(model, member)| stated_name(model, protocol, member).unwrap_or(name));
        key == "wire_name" || is_kept() && before == after
    }

    /// Returns `true` if a shape came or went with an operation, is one of its messages, is used
    /// nowhere else, and does not break code where the operation does not.
    fn is_message_of_operation(&self, fact: &Fact<'a>, name: &'a str) -> bool {
        let side = Side::of_fact(fact);
        let operations = self.models().map(|model| &model.operations);
        let (here, there) = (side.of(operations), side.other().of(operations));
        let is_own = |reach: &Reach| {
            let operation = here.get(&reach.operation);
            let message = operation.and_then(|it| message(it, reach.direction));
            message == Some(name) && !there.contains_key(&reach.operation)
        };
        let reaches = self.ways.to([name; 2], "");
        let is_of_one = reaches.first().is_some_and(|first| {
            let mut reaches = reaches.iter();
            reaches.all(|it| it.operation == first.operation && is_own(it))
        });
        // The reverse of a change has the reversed entries, so it is judged as if the shape came.
        let breaks_more = || {
            let [old, new] = self.items(fact);
            code_verdict(side.in_order(new, old)).0 == Bump::Major
        };
        is_of_one && !breaks_more()
    }
}
