//! Facts on the signing of requests (Smithy 2.0, "Authentication traits"; botocore's `auth`,
//! `authtype` and `signatureVersion`).

use std::collections::BTreeSet;

use serde_json::Value;

use super::slot::is_set;
use super::{Comparison, both, zip};
use crate::diff::facts::Fact;
use crate::model::{ANONYMOUS, Operation, Service};

const API_KEY: &str = "smithy.api#httpApiKeyAuth";
const SIGV4: &str = "aws.auth#sigv4";
pub(super) const SIGV4A: &str = "aws.auth#sigv4a";
/// The trait that specifies the place of an API key in requests.
pub(super) const API_KEY_SETTINGS: &str = "other/smithy.api#httpApiKeyAuth";
/// The trait that can replace the signing name by one for its scheme.
pub(super) const SIGV4A_SETTINGS: &str = "other/aws.auth#sigv4a";
/// botocore's name for a signature that does not cover the body.
const UNSIGNED: &str = "v4-unsigned-body";

impl Comparison<'_> {
    /// Returns `true` if requests that are signed as before are refused, because of a fact of the
    /// service.
    pub(super) fn refuses_unlike(&self, key: &str, services: [&Service; 2]) -> bool {
        let is_renamed = |scheme| {
            let [before, after] = services.map(|service| name_for(scheme, service));
            before != after && self.offers(scheme)
        };
        // Clients of botocore that do not know `auth` rely on it alone.
        let is_relied_on = !self.are_smithy();
        let versions = both(services.map(|it| it.signature_version.as_deref().map(scheme)));
        match key {
            "signing_name" => is_renamed(SIGV4) || is_renamed(SIGV4A),
            SIGV4A_SETTINGS => is_renamed(SIGV4A),
            "signature_version"
                if versions.is_some_and(|[old, new]| is_refused(&[old].into(), &[new].into())) =>
            {
                is_relied_on || self.refuses_signatures()
            }
            _ => self.refuses_signatures(),
        }
    }

    /// Returns `true` if a fact is about a scheme or protocol that was added or removed, which has an
    /// entry of its own. A scheme may stay where operations list it themselves.
    pub(super) fn is_offer(&self, fact: &Fact<'_>) -> bool {
        let name = fact.key.strip_prefix("other/");
        let [before, after] = self.models().map(|model| {
            let mut offers = model.service.auth.iter().chain(&model.service.protocols);
            offers.any(|offer| Some(offer.as_str()) == name)
        });
        before != after && !name.is_some_and(|scheme| self.offers(scheme))
    }

    pub(super) fn moves_key(&self, sides: [Option<&Value>; 2]) -> bool {
        let [before, after] = sides.map(|settings| {
            let setting = |key| settings?.get(key)?.as_str();
            let place = setting("in");
            let name = setting("name").map(|name| match place {
                Some("header") => name.to_ascii_lowercase(),
                _ => name.to_owned(),
            });
            (name, place, setting("scheme"))
        });
        before != after && self.offers(API_KEY)
    }

    /// Returns `true` if requests to an operation that are signed as before are refused.
    pub(super) fn refuses_signature(&self, operations: [&Operation; 2]) -> bool {
        let [before, after] = self.schemes(operations);
        let [was_unsigned, is_unsigned] = operations.map(|operation| {
            is_set(&operation.traits, "unsignedPayload") || auth_type(operation) == Some(UNSIGNED)
        });
        let is_signed_now = was_unsigned && !is_unsigned && !is_anonymous(&after);
        is_signed_now || is_refused(&before, &after)
    }

    /// Returns `true` if an operation that follows the service on both sides refuses a signature
    /// that it took.
    fn refuses_signatures(&self) -> bool {
        self.answered().any(|operations| {
            let [before, after] = self.schemes(operations);
            let services = self.models().map(|model| &model.service);
            let mut sides = zip(services, operations).into_iter();
            sides.all(|(service, it)| follows(service, it)) && is_refused(&before, &after)
        })
    }

    /// Returns `true` if an operation that both sides have takes a scheme before and after.
    pub(super) fn offers(&self, scheme: &str) -> bool {
        self.answered().any(|operations| {
            let mut schemes = self.schemes(operations).into_iter();
            schemes.all(|schemes| schemes.contains(scheme))
        })
    }

    fn schemes<'o>(&'o self, operations: [&'o Operation; 2]) -> [BTreeSet<&'o str>; 2] {
        zip(self.models(), operations).map(|(model, operation)| {
            own_schemes(operation).unwrap_or_else(|| schemes_of(&model.service))
        })
    }
}

/// Returns `true` if a request that is signed in one of the old ways may be refused. A service that
/// only accepts anonymous requests checks no signature.
fn is_refused(before: &BTreeSet<&str>, after: &BTreeSet<&str>) -> bool {
    !is_anonymous(after) && !before.is_subset(after)
}

fn is_anonymous(schemes: &BTreeSet<&str>) -> bool {
    schemes.iter().all(|scheme| *scheme == ANONYMOUS)
}

/// Returns the name in signatures of a scheme; `sigv4a` may have its own.
pub(super) fn name_for<'s>(scheme: &str, service: &'s Service) -> Option<&'s str> {
    let settings = service.traits.other.get(scheme);
    let own = settings.filter(|_| scheme == SIGV4A);
    own.and_then(|settings| settings.get("name")?.as_str())
        .or(signing_name(service))
}

pub(super) fn signing_name(service: &Service) -> Option<&str> {
    let name = service.signing_name.as_deref();
    name.or(service.endpoint_prefix.as_deref())
}

/// Returns `true` if an operation accepts the schemes of its service, and perhaps anonymous requests
/// besides.
pub(super) fn follows(service: &Service, operation: &Operation) -> bool {
    let with_anonymous = || schemes_of(service).into_iter().chain([ANONYMOUS]);
    own_schemes(operation).is_none_or(|own| own == with_anonymous().collect())
}

fn schemes_of(service: &Service) -> BTreeSet<&str> {
    match &service.signature_version {
        _ if !service.auth.is_empty() => service.auth.iter().map(String::as_str).collect(),
        Some(version) => [scheme(version)].into(),
        None => [ANONYMOUS].into(),
    }
}

fn own_schemes(operation: &Operation) -> Option<BTreeSet<&str>> {
    if let Some(Value::Array(schemes)) = operation.traits.other.get("auth") {
        return Some(schemes.iter().filter_map(Value::as_str).collect());
    }
    // What a signature covers says nothing about the scheme.
    let auth_type = auth_type(operation).filter(|it| *it != UNSIGNED);
    auth_type.map(|auth_type| [scheme(auth_type)].into())
}

fn auth_type(operation: &Operation) -> Option<&str> {
    let auth_type = operation.traits.other.get("authtype")?.as_str();
    auth_type.filter(|auth_type| !auth_type.is_empty())
}

/// Returns the scheme for botocore's name of a signature.
fn scheme(version: &str) -> &str {
    match version {
        "v4" | "s3" | "s3v4" => SIGV4,
        "v4a" => SIGV4A,
        "bearer" => "smithy.api#httpBearerAuth",
        "none" => ANONYMOUS,
        other => other,
    }
}
