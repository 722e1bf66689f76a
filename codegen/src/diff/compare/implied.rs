//! Facts that follow from another one, which has the entry.

use super::Comparison;
use super::authentication::{follows, signing_name};
use crate::diff::facts::{Fact, Part};
use crate::model::{Format, Shape};

impl<'a> Comparison<'a> {
    /// Returns `true` if a fact follows from another one.
    pub(super) fn is_implied(&self, fact: &Fact<'a>) -> bool {
        let models = self.models();
        let [old, new] = models.map(|model| &model.service);
        // The readers spell out in botocore's terms what a trait of Smithy means.
        let are_smithy = models.iter().all(|model| model.format == Format::Smithy);
        match (fact.part, fact.key.as_str()) {
            (Part::Service, "signing_name") => signing_name(old) == signing_name(new),
            (Part::Service, "uid") => [old, new].iter().all(|it| it.uid == it.default_uid()),
            (Part::Service, "signature_version") => are_smithy && old.auth != new.auth,
            (Part::Service, _) => self.is_offer(fact),
            (Part::Operation(..), "other/authtype") => are_smithy,
            (Part::Operation(_, [Some(before), Some(after)]), "other/auth") => {
                // The edit is one of the service's schemes, to which anonymous requests are added.
                let is_of_service = old.auth != new.auth && !fact.values.contains(&None);
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
