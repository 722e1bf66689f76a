//! Changes of the service as a whole.

use super::{Bump, Comparison, Entry, Part, Target, Wire};
use crate::api::Api;
use crate::diff::rules::Rule;
use crate::model::Service;

impl Comparison<'_> {
    /// Compares what the services are called and how they are spoken to.
    pub(super) fn service(&mut self) {
        let (old, new) = (&self.old.model.service, &self.new.model.service);
        if old == new {
            return;
        }
        self.protocol(old, new);
        self.addresses(old, new);
        self.metadata(old, new);
        let service = Part {
            path: "service".to_owned(),
            facts: "/service".to_owned(),
            target: Target::Service,
        };
        self.prose_and_deprecation(&service, &old.traits, &new.traits);
        self.other_traits(&service, &old.traits, &new.traits, |key| {
            service.entry_at(Rule::ServiceMetadataChanged, key)
        });
    }

    fn protocol(&mut self, old: &Service, new: &Service) {
        if old.protocol == new.protocol {
            return;
        }
        let bump = Bump::for_item(self.old.has_operations(), self.new.has_operations());
        let entry = entry(Rule::ProtocolChanged, "protocol")
            .values(&old.protocol, &new.protocol)
            .wire(Wire::Breaking)
            .rust(bump);
        self.add(entry, [fact("protocol")]);
    }

    fn addresses(&mut self, old: &Service, new: &Service) {
        let endpoint = self.constant_level("ENDPOINT_PREFIX");
        let rows = [
            (
                Rule::TargetPrefixChanged,
                "target_prefix",
                (&old.target_prefix, &new.target_prefix),
                Bump::Patch,
            ),
            (
                Rule::EndpointPrefixChanged,
                "endpoint_prefix",
                (&old.endpoint_prefix, &new.endpoint_prefix),
                endpoint,
            ),
            (
                Rule::EndpointPrefixChanged,
                "global_endpoint",
                (&old.global_endpoint, &new.global_endpoint),
                Bump::Patch,
            ),
        ];
        for (rule, key, (before, after), bump) in rows {
            if before != after {
                let entry = entry(rule, key)
                    .values(before, after)
                    .wire(Wire::RequestBreaking)
                    .rust(bump);
                self.add(entry, [fact(key)]);
            }
        }
    }

    fn metadata(&mut self, old: &Service, new: &Service) {
        let texts = [
            ("id", &old.id, &new.id, "ID"),
            (
                "api_version",
                &old.api_version,
                &new.api_version,
                "API_VERSION",
            ),
        ];
        for (key, before, after, constant) in texts {
            let [before, after] =
                [before, after].map(|text| Some(text).filter(|it| !it.is_empty()));
            self.metadatum(key, &before, &after, self.constant_level(constant));
        }
        let bump = self.constant_level("SIGNING_NAME");
        self.metadatum("signing_name", &old.signing_name, &new.signing_name, bump);
        let names = [
            ("title", &old.title, &new.title),
            ("abbreviation", &old.abbreviation, &new.abbreviation),
            ("uid", &old.uid, &new.uid),
            (
                "signature_version",
                &old.signature_version,
                &new.signature_version,
            ),
            ("xml_namespace", &old.xml_namespace, &new.xml_namespace),
        ];
        for (key, before, after) in names {
            self.metadatum(key, before, after, Bump::Patch);
        }
        self.metadatum("protocols", &old.protocols, &new.protocols, Bump::Patch);
        self.metadatum("auth", &old.auth, &new.auth, Bump::Patch);
    }

    /// What the constants of the module `service` ask for.
    fn constant_level(&self, name: &str) -> Bump {
        let has = |api: &Api<'_>| api.constants.iter().any(|constant| constant.name == name);
        Bump::for_item(has(self.old), has(self.new))
    }

    fn metadatum<T>(&mut self, key: &str, before: &T, after: &T, bump: Bump)
    where
        T: PartialEq + serde::Serialize,
    {
        if before != after {
            let entry = entry(Rule::ServiceMetadataChanged, key)
                .values(before, after)
                .rust(bump);
            self.add(entry, [fact(key)]);
        }
    }
}

fn entry(rule: Rule, key: &str) -> Entry {
    Entry::new(rule, format!("service.{key}"), Target::Service)
}

fn fact(key: &str) -> String {
    format!("/service/{key}")
}
