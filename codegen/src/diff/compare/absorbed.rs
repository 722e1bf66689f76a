//! Facts that are part of another one, which has the entry.

use super::authentication::{SIGV4A, SIGV4A_SETTINGS, follows, name_for, signing_name};
use super::code::code_verdict;
use super::kinds::is_measured_alike;
use super::operations::{PAGINATED, message};
use super::protocols::{bound_protocol, settings_of, speaks};
use super::slot::stated_name;
use super::{Comparison, Side, is_constraint};
use crate::diff::change::Reach;
use crate::diff::facts::{Fact, Part, WHOLE};
use crate::diff::verdict::Bump;
use crate::model::{Format, Protocol, Shape};

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
        let models = self.models();
        let [old_model, new_model] = models;
        let [old, new] = models.map(|model| &model.service);
        // The readers spell out in botocore's terms what a trait of Smithy means.
        let are_smithy = models.iter().all(|model| model.format == Format::Smithy);
        let is_one_sided = fact.values.contains(&None);
        let is_spelled_out = |key: &str| {
            let mut traits = OF_PROTOCOLS.iter().filter(|(id, _)| key.starts_with(id));
            traits.any(|(_, is_of)| is_of(bound_protocol(old)) != is_of(bound_protocol(new)))
        };
        match (fact.part, fact.key.as_str()) {
            (Part::Service, "signing_name") => signing_name(old) == signing_name(new),
            (Part::Service, SIGV4A_SETTINGS) => name_for(SIGV4A, old) == name_for(SIGV4A, new),
            (Part::Service, "uid") => [old, new].iter().all(|it| it.uid == it.default_uid()),
            (Part::Service, "signature_version") => are_smithy && old.auth != new.auth,
            (Part::Service, key) if let Some(protocol) = settings_of(key) => {
                speaks(old, protocol) != speaks(new, protocol)
            }
            (Part::Service, PAGINATED) => !are_smithy || self.repaginated().next().is_none(),
            (Part::Service, _) if self.is_offer(fact) => true,
            // The other side spells it out.
            (_, key) if is_one_sided && is_spelled_out(key) => true,
            // Constraints on different kinds of values cannot be compared.
            (part, _) if is_constraint(fact) => match self.bounded(part) {
                [Some(old), Some(new)] => !is_measured_alike(&old.kind, &new.kind),
                _ => false,
            },
            // One trait binds a member and names it there.
            (Part::Member(_, _, [Some(before), Some(after)]), "wire_name") => {
                are_smithy && before.http_binding != after.http_binding
            }
            // Beside such a trait, the model keeps the name in documents, and spells it out without one.
            (Part::Member(_, name, [Some(before), Some(after)]), key)
                if is_one_sided && before.http_binding != after.http_binding =>
            {
                let protocol = bound_protocol(new);
                let stated = |model, it| stated_name(model, protocol, it).unwrap_or(name);
                let is_name = key.strip_prefix("other/") == Some(protocol.name_trait());
                is_name && are_smithy && stated(old_model, before) == stated(new_model, after)
            }
            (Part::Operation(..), "other/authtype") => are_smithy,
            // The operation gained or lost its input or output.
            (Part::Operation(_, [Some(before), Some(after)]), key)
                if key.starts_with("other/input.") =>
            {
                before.input.is_none() || after.input.is_none()
            }
            (Part::Operation(_, [Some(before), Some(after)]), key)
                if key.starts_with("other/output.") =>
            {
                before.output.is_none() || after.output.is_none()
            }
            // The edit is one of the defaults that the service sets.
            (Part::Operation(_, [Some(before), Some(after)]), "pagination") => {
                are_smithy && self.is_repaginated([before, after])
            }
            (Part::Operation(_, [Some(before), Some(after)]), "other/auth") => {
                // The edit is one of the service's schemes, to which anonymous requests are added.
                let is_of_service = old.auth != new.auth && !is_one_sided;
                is_of_service && follows(old, before) && follows(new, after)
            }
            (Part::Shape([name, _], _), WHOLE) => self.is_message_of_operation(fact, name),
            (Part::Shape(_, [Some(before), Some(after)]), "error/fault") => {
                let is_server = |it: &Shape| it.error.as_ref().map(|error| error.server_fault);
                are_smithy && is_server(before) == is_server(after)
            }
            _ => false,
        }
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
