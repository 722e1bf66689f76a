//! Changes of the service as a whole.

use super::authentication::API_KEY;
use super::breaks::Breaks;
use super::facets::differing;
use super::{Bump, Comparison, Entry, Part, Target};
use crate::api::Api;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Protocol, Service};

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
        self.authentication(old, new);
        let service = Part {
            path: "service".to_owned(),
            facts: "/service".to_owned(),
            target: Target::Service,
        };
        self.prose_and_deprecation(&service, &old.traits, &new.traits);
        for (key, values) in differing(&old.traits, &new.traits) {
            if key == API_KEY {
                self.api_key(&service, values);
                continue;
            }
            let entry = service
                .entry_at(Rule::ServiceMetadataChanged, key)
                .values(&values[0], &values[1])
                .wire(self.service_trait_breaks(key, values).verdict());
            self.add(entry, [pointer(&service.fact("other"), key)]);
        }
    }

    fn protocol(&mut self, old: &Service, new: &Service) {
        if old.protocol == new.protocol {
            return;
        }
        let bump = Bump::for_item(self.old.has_operations(), self.new.has_operations());
        let entry = entry(Rule::ProtocolChanged, "protocol")
            .values(&old.protocol, &new.protocol)
            .wire(Breaks::BOTH.when(!still_speaks(new, old)).verdict())
            .rust(bump);
        self.add(entry, [fact("protocol")]);
    }

    fn addresses(&mut self, old: &Service, new: &Service) {
        let endpoint = self.constant_level("ENDPOINT_PREFIX");
        use Protocol::{AwsJson1_0, AwsJson1_1, RpcV2Cbor};
        let sends_target = matches!(self.spoken(), AwsJson1_0 | AwsJson1_1 | RpcV2Cbor);
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
                let is_sent = rule != Rule::TargetPrefixChanged || sends_target;
                let entry = entry(rule, key)
                    .values(before, after)
                    .wire(Breaks::REQUESTS.when(is_sent).verdict())
                    .rust(bump);
                self.add(entry, [fact(key)]);
            }
        }
    }

    fn metadata(&mut self, old: &Service, new: &Service) {
        let text = |text: &String| Some(text.clone()).filter(|it| !it.is_empty());
        // The query protocols send it with each request.
        let is_query = matches!(self.spoken(), Protocol::AwsQuery | Protocol::Ec2Query);
        let version = Breaks::REQUESTS.when(is_query);
        let in_xml = self.in_xml();
        // The one that is spoken has an entry of its own.
        let mut protocols = offered(old).into_iter();
        let is_gone = protocols
            .any(|protocol| protocol != name(old.protocol) && !offered(new).contains(&protocol));
        let (nothing, patch) = (Breaks::NOTHING, Bump::Patch);
        let (id, api_version) = (
            self.constant_level("ID"),
            self.constant_level("API_VERSION"),
        );
        self.metadatum("id", (&text(&old.id), &text(&new.id)), (nothing, id));
        let versions = (&text(&old.api_version), &text(&new.api_version));
        self.metadatum("api_version", versions, (version, api_version));
        for (key, sides, breaks) in [
            ("title", (&old.title, &new.title), nothing),
            (
                "abbreviation",
                (&old.abbreviation, &new.abbreviation),
                nothing,
            ),
            ("uid", (&old.uid, &new.uid), nothing),
            (
                "xml_namespace",
                (&old.xml_namespace, &new.xml_namespace),
                in_xml,
            ),
        ] {
            self.metadatum(key, sides, (breaks, patch));
        }
        let breaks = Breaks::REQUESTS.when(is_gone);
        self.metadatum(
            "protocols",
            (&old.protocols, &new.protocols),
            (breaks, patch),
        );
    }

    /// What the constants of the module `service` ask for.
    pub(super) fn constant_level(&self, name: &str) -> Bump {
        let has = |api: &Api<'_>| api.constants.iter().any(|constant| constant.name == name);
        Bump::for_item(has(self.old), has(self.new))
    }

    pub(super) fn metadatum<T>(
        &mut self,
        key: &str,
        (before, after): (&T, &T),
        (breaks, bump): (Breaks, Bump),
    ) where
        T: PartialEq + serde::Serialize,
    {
        if before != after {
            let entry = entry(Rule::ServiceMetadataChanged, key)
                .values(before, after)
                .wire(breaks.verdict())
                .rust(bump);
            self.add(entry, [fact(key)]);
        }
    }
}

/// The protocol that messages are judged by: clients from before speak the one of before. Where
/// the service has no longer that, it is one entry, and the rest is judged by the one of after.
pub(super) fn judged_by(old: &Service, new: &Service) -> Protocol {
    match still_speaks(new, old) {
        true => old.protocol,
        false => new.protocol,
    }
}

/// The protocols that a service offers, by botocore's names.
fn offered(service: &Service) -> Vec<&str> {
    let spoken = name(service.protocol);
    match service.protocols.iter().any(|it| it == spoken) {
        true => service.protocols.iter().map(String::as_str).collect(),
        false => vec![spoken],
    }
}

/// Whether a service still offers what clients from before speak. The versions of AWS JSON have
/// one name.
fn still_speaks(new: &Service, old: &Service) -> bool {
    let spoken = name(old.protocol);
    old.protocol == new.protocol || spoken != name(new.protocol) && offered(new).contains(&spoken)
}

/// botocore's name for a protocol.
fn name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "json",
        Protocol::RestJson1 => "rest-json",
        Protocol::RestXml => "rest-xml",
        Protocol::AwsQuery => "query",
        Protocol::Ec2Query => "ec2",
        Protocol::RpcV2Cbor => "smithy-rpc-v2-cbor",
    }
}

fn entry(rule: Rule, key: &str) -> Entry {
    Entry::new(rule, format!("service.{key}"), Target::Service)
}

fn fact(key: &str) -> String {
    format!("/service/{key}")
}
