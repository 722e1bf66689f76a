//! Facts that follow from another one, which has the entry.

use super::Comparison;
use super::authentication::{follows, signing_name};
use crate::diff::facts::{Fact, Part};
use crate::model::{Format, Shape};

/// How the traits begin that only some protocols obey.
const OF_PROTOCOLS: [&str; 4] = [
    "other/aws.protocols#ec2QueryName",
    "other/smithy.api#http",
    "other/smithy.api#jsonName",
    "other/smithy.api#xml",
];

impl<'a> Comparison<'a> {
    /// Returns `true` if a fact follows from another one.
    pub(super) fn is_implied(&self, fact: &Fact<'a>) -> bool {
        let models = self.models();
        let [old, new] = models.map(|model| &model.service);
        // The readers spell out in botocore's terms what a trait of Smithy means.
        let are_smithy = models.iter().all(|model| model.format == Format::Smithy);
        let is_one_sided = fact.values.contains(&None);
        let other_protocol =
            (old.protocol, &old.protocols) != (new.protocol, &new.protocols) && is_one_sided;
        match (fact.part, fact.key.as_str()) {
            (Part::Service, "signing_name") => signing_name(old) == signing_name(new),
            (Part::Service, "uid") => [old, new].iter().all(|it| it.uid == it.default_uid()),
            (Part::Service, "signature_version") => are_smithy && old.auth != new.auth,
            (Part::Service, key) if key.starts_with("other/aws.protocols#") => other_protocol,
            (Part::Service, _) if self.is_offer(fact) => true,
            // A trait has an effect in some protocols, and in others it is kept.
            (_, key) if OF_PROTOCOLS.iter().any(|id| key.starts_with(id)) => other_protocol,
            // One trait binds a member and names it there.
            (Part::Member(_, _, [Some(before), Some(after)]), "wire_name") => {
                are_smithy && before.http_binding != after.http_binding
            }
            (Part::Operation(..), "other/authtype") => are_smithy,
            (Part::Operation(_, [Some(before), Some(after)]), "other/auth") => {
                // The edit is one of the service's schemes, to which anonymous requests are added.
                let is_of_service = old.auth != new.auth && !is_one_sided;
                is_of_service && follows(old, before) && follows(new, after)
            }
            (Part::Shape(_, [Some(before), Some(after)]), "error/fault") => {
                let is_server = |it: &Shape| it.error.as_ref().map(|error| error.server_fault);
                are_smithy && is_server(before) == is_server(after)
            }
            _ => false,
        }
    }
}
