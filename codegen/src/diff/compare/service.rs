//! Facts of the service as a whole.

use serde_json::Value;

use super::Comparison;
use super::authentication::{API_KEY_SETTINGS, SIGV4A_SETTINGS};
use super::breaks::Breaks;
use super::protocols::{name, offered, settings_of, speaks};
use crate::diff::facts::Fact;
use crate::model::{Protocol, Service};

impl<'a> Comparison<'a> {
    pub(super) fn service(&self, fact: &Fact<'a>) -> Breaks {
        use Protocol::{AwsJson1_0, AwsJson1_1, AwsQuery, Ec2Query, RpcV2Cbor};

        let [old, new] = self.models().map(|model| &model.service);
        let [before, after] = fact.sides();
        let requests = |condition| Breaks::REQUESTS.when(condition);
        let responses = |condition| Breaks::RESPONSES.when(condition);
        match fact.key.as_str() {
            "protocol" if speaks(new, old.protocol) => Breaks::NOTHING,
            "protocol" => Breaks::new(true, !speaks(old, new.protocol)),
            "target_prefix" => {
                requests(matches!(self.protocol, AwsJson1_0 | AwsJson1_1 | RpcV2Cbor))
            }
            "endpoint_prefix" | "global_endpoint" => Breaks::REQUESTS,
            // The query protocols send it with each request.
            "api_version" => requests(matches!(self.protocol, AwsQuery | Ec2Query)),
            "other/smithy.api#xmlNamespace" | "xml_namespace" => {
                Breaks::of_xml(self.protocol).when(xml_namespace(old) != xml_namespace(new))
            }
            "protocols" => {
                // A change of the protocol that is used has an entry of its own.
                let is_gone = |it: &&str| *it != name(old.protocol) && !offered(new).contains(it);
                requests(offered(old).iter().any(is_gone))
            }
            key @ ("signing_name" | "auth" | "signature_version" | SIGV4A_SETTINGS) => {
                requests(self.refuses_unlike(key, [old, new]))
            }
            API_KEY_SETTINGS => requests(self.moves_key([before, after])),
            // Clients read the code of an error from a header that is no longer sent.
            "other/awsQueryCompatible" => responses(before.is_some() && after.is_none()),
            "other/aws.auth#cognitoUserPools" => requests(
                self.offers("aws.auth#cognitoUserPools")
                    && loses([before, after].map(|it| listed("providerArns", it))),
            ),
            key if settings_of(key).is_some() => Breaks::new(
                loses([before, after].map(http_versions))
                    || self.has_events() && loses([before, after].map(event_versions)),
                wraps_errors(before) != wraps_errors(after),
            ),
            _ => Breaks::NOTHING,
        }
    }
}

/// Returns `true` if a setting no longer lists something: a user pool, or a version of HTTP.
fn loses([before, after]: [Option<Vec<&str>>; 2]) -> bool {
    let after = after.unwrap_or_default();
    before.is_some_and(|before| before.iter().any(|it| !after.contains(it)))
}

fn listed<'s>(setting: &str, settings: Option<&'s Value>) -> Option<Vec<&'s str>> {
    let listed = settings?.get(setting)?.as_array()?;
    Some(listed.iter().filter_map(Value::as_str).collect())
}

/// Returns the versions of HTTP that a protocol has (Smithy 2.0, "AWS protocols", `http`).
fn http_versions(settings: Option<&Value>) -> Option<Vec<&str>> {
    listed("http", settings).or_else(|| Some(vec!["http/1.1"]))
}

/// Returns those for streams of events (`eventStreamHttp`).
fn event_versions(settings: Option<&Value>) -> Option<Vec<&str>> {
    listed("eventStreamHttp", settings).or_else(|| http_versions(settings))
}

/// Returns the XML namespace, which a model that is not bound to a protocol with XML keeps as a trait.
fn xml_namespace(service: &Service) -> Option<&str> {
    let kept = service.traits.other.get("smithy.api#xmlNamespace");
    let kept = kept.and_then(|it| it.get("uri")?.as_str());
    service.xml_namespace.as_deref().or(kept)
}

fn wraps_errors(settings: Option<&Value>) -> bool {
    settings.is_none_or(|settings| settings.get("noErrorWrapping").is_none())
}
