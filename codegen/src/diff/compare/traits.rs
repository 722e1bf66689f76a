//! What facts without a rule of their own mean for messages. Those that are not here mean nothing:
//! they are about tools, endpoints, or what a client may do.

use serde_json::Value;

use super::breaks::Breaks;
use super::messages::{Form, Place};
use super::users::Kept;
use super::{Comparison, zip};
use crate::model::Operation;

impl<'a> Comparison<'a> {
    /// What another trait of a member breaks.
    pub(super) fn member_trait_breaks(&self, key: &str, kept: Kept<'a>) -> Breaks {
        type Differs<'a> = fn(&Form<'a>, &Form<'a>) -> bool;
        let differs: Differs<'a> = match key {
            "enum" => return self.listed_breaks(kept),
            "hostLabel" => return Breaks::REQUESTS,
            "eventheader" | "eventpayload" => |old, new| old.event != new.event,
            "flattened" => |old, new| old.is_flattened != new.is_flattened,
            "jsonvalue" => |old, new| old.is_encoded != new.is_encoded,
            "queryName" | "xmlAttribute" => |old, new| old.place != new.place,
            "xmlNamespace" => |old, new| old.namespace != new.namespace,
            "streaming" => return self.unless_aws_json(Breaks::BOTH),
            _ => return Breaks::NOTHING,
        };
        self.form_breaks(kept, differs)
    }

    /// What fewer values that a member lists break.
    pub(super) fn listed_breaks(&self, kept: Kept<'a>) -> Breaks {
        let [before, after] =
            zip(self.messages, kept.members).map(|(messages, member)| messages.listed(member));
        let is_gone = |after: Vec<&str>| match before {
            None => true,
            Some(before) => before.iter().any(|value| !after.contains(value)),
        };
        Breaks::REQUESTS.when(after.is_some_and(is_gone))
    }

    /// What another trait of a shape breaks, where messages carry it.
    pub(super) fn shape_trait_breaks(
        &self,
        key: &str,
        shape: &str,
        [before, after]: [Option<&Value>; 2],
    ) -> Breaks {
        let carried = self.carried_as([shape, shape]);
        let in_xml = self.in_xml();
        let in_documents = carried.of(in_xml);
        match key {
            "smithy.api#uniqueItems" | "requiresLength" => {
                carried.of(Breaks::REQUESTS.when(before.is_none() && after.is_some()))
            }
            "flattened" => self.users_break(shape, |kept| {
                self.form_breaks(kept, |old, new| old.is_flattened != new.is_flattened)
            }),
            "smithy.api#mediaType" => self.users_break(shape, |kept| {
                let is_payload = |form: &Form<'_>| matches!(form.place, Place::Payload(_));
                let encoded = self.form_breaks(kept, |old, new| old.is_encoded != new.is_encoded);
                let typed = self.form_breaks(kept, |_, new| is_payload(new));
                encoded.and(Breaks::REQUESTS.when(typed.request))
            }),
            "xmlNamespace" | "locationName" | "wrapper" => in_documents,
            // Who reads XML goes by names.
            "xmlOrder" => carried.of(Breaks::REQUESTS.when(in_xml.request)),
            "aws.protocols#awsQueryError" => carried.of(self.query_error_breaks([before, after])),
            "eventstream" | "streaming" => carried.of(self.unless_aws_json(Breaks::BOTH)),
            _ => Breaks::NOTHING,
        }
    }

    /// What another trait of an operation breaks.
    pub(super) fn operation_trait_breaks(
        &self,
        key: &str,
        old: &Operation,
        new: &Operation,
    ) -> Breaks {
        let in_xml = self.in_xml();
        let began =
            |demands: fn(&Operation) -> bool| Breaks::REQUESTS.when(!demands(old) && demands(new));
        match key {
            _ if super::authentication::OF_OPERATIONS.contains(&key) => {
                self.signature_breaks(old, new)
            }
            "httpChecksum" | "httpChecksumRequired" => began(demands_checksum),
            "endpointdiscovery" => began(demands_discovery),
            "aws.customizations#s3UnwrappedXmlOutput" => Breaks::RESPONSES.when(in_xml.response),
            "eventstreaminput" => self.unless_aws_json(Breaks::REQUESTS),
            "eventstreamoutput" => self.unless_aws_json(Breaks::RESPONSES),
            "input.locationName" | "input.wrapper" | "input.xmlNamespace" => {
                Breaks::REQUESTS.when(in_xml.request)
            }
            "output.locationName"
            | "output.resultWrapper"
            | "output.wrapper"
            | "output.xmlNamespace" => Breaks::RESPONSES.when(in_xml.response),
            _ => Breaks::NOTHING,
        }
    }

    /// What another trait of the service breaks.
    pub(super) fn service_trait_breaks(
        &self,
        key: &str,
        [before, after]: [Option<&Value>; 2],
    ) -> Breaks {
        let wraps = |value: Option<&Value>| {
            let setting = value.and_then(|value| value.get("noErrorWrapping"));
            setting != Some(&Value::Bool(true))
        };
        match key {
            // Clients read the code of an error from a header that stops.
            "awsQueryCompatible" => Breaks::RESPONSES.when(before.is_some() && after.is_none()),
            "aws.protocols#restXml" => Breaks::RESPONSES.when(wraps(before) != wraps(after)),
            _ => Breaks::NOTHING,
        }
    }

    /// What is broken in protocols other than AWS JSON.
    pub(super) fn unless_aws_json(&self, breaks: Breaks) -> Breaks {
        breaks.when(!self.spoken().is_aws_json())
    }

    /// What another code of an exception in the query protocol breaks for those who read it from
    /// the header of `awsQueryCompatible`.
    pub(super) fn query_error_breaks(&self, [before, after]: [Option<&Value>; 2]) -> Breaks {
        let is_sent = [self.old, self.new].iter().all(|api| {
            let traits = &api.model.service.traits.other;
            traits.contains_key("awsQueryCompatible")
        });
        let code = |value: Option<&Value>| value.and_then(|value| value.get("code")).cloned();
        Breaks::RESPONSES.when(is_sent && code(before) != code(after))
    }
}

fn demands_checksum(operation: &Operation) -> bool {
    let other = &operation.traits.other;
    let required = other.get("httpChecksum");
    let required = required.and_then(|it| it.get("requestChecksumRequired"));
    super::messages::is_set(&operation.traits, "httpChecksumRequired")
        || required == Some(&Value::Bool(true))
}

fn demands_discovery(operation: &Operation) -> bool {
    let discovery = operation.traits.other.get("endpointdiscovery");
    discovery.and_then(|it| it.get("required")) == Some(&Value::Bool(true))
}
