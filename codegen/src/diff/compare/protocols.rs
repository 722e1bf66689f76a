//! The protocols that services offer.

use crate::model::{Protocol, Service};
use crate::source::PROTOCOLS;

/// Returns the protocol to judge messages by, and the others that existing clients may use. The first
/// is the old model's. If the service no longer has it, that is one entry, and the new model's protocol
/// judges the rest.
pub(super) fn judged_by(services: [&Service; 2]) -> (Protocol, impl Iterator<Item = Protocol>) {
    let [old, new] = services;
    let first = match speaks(new, old.protocol) {
        true => old.protocol,
        false => new.protocol,
    };
    let others = offered_by_both(services).filter(move |it| *it != first);
    (first, others)
}

/// Returns the names of the protocols that a service offers.
pub(super) fn offered(service: &Service) -> Vec<&str> {
    let spoken = name(service.protocol);
    let offered = service.protocols.iter().map(|it| match it.as_str() {
        // botocore's name for both versions.
        "json" if service.protocol.is_aws_json() => spoken,
        it => it,
    });
    let offered: Vec<_> = offered.collect();
    match offered.contains(&spoken) {
        true => offered,
        false => vec![spoken],
    }
}

/// Returns the protocol that the bindings and names of a Smithy model are for.
pub(super) fn bound_protocol(service: &Service) -> Protocol {
    service.protocol.bound(offered_by_both([service; 2]))
}

/// Returns the protocols that the service offers on both sides.
pub(super) fn offered_by_both(services: [&Service; 2]) -> impl Iterator<Item = Protocol> {
    let all = PROTOCOLS.iter().map(|(_, protocol, _)| *protocol);
    all.filter(move |it| services.iter().all(|service| speaks(service, *it)))
}

pub(super) fn speaks(service: &Service, protocol: Protocol) -> bool {
    offered(service).contains(&name(protocol))
}

/// Returns the name for a protocol among those that a service offers.
pub(super) fn name(protocol: Protocol) -> &'static str {
    let found = PROTOCOLS.iter().find(|(_, it, _)| *it == protocol);
    found.map_or("", |(id, _, name)| match protocol.is_aws_json() {
        true => id,
        false => name,
    })
}

/// Returns the protocol whose settings a fact of the service is about.
pub(super) fn settings_of(key: &str) -> Option<Protocol> {
    let id = key.strip_prefix("other/")?;
    let found = PROTOCOLS.iter().find(|(it, _, _)| *it == id);
    found.map(|(_, protocol, _)| *protocol)
}
