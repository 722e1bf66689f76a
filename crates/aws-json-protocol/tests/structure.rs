//! Structures as a generated crate has them: one that responses carry, one that only requests do.

use aws_json_protocol::timestamp::date_time;
use aws_json_protocol::{
    DecodeError, Document, FromDocument, Members, ObjectWriter, OpenEnum, Structure, Timestamp,
    open_enum, structure,
};
use serde::Serializer;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum PolicyType {
    BackupPolicy,
    Unknown(String),
}

impl OpenEnum for PolicyType {
    fn as_str(&self) -> &str {
        match self {
            Self::BackupPolicy => "BACKUP_POLICY",
            Self::Unknown(value) => value,
        }
    }

    fn known(value: &str) -> Option<Self> {
        (value == "BACKUP_POLICY").then_some(Self::BackupPolicy)
    }
}

open_enum!(PolicyType);

/// Responses carry it: required members have zero values.
#[derive(Debug, PartialEq)]
struct PolicySummary {
    id: String,
    r#type: PolicyType,
    created: Option<Timestamp>,
}

impl Structure for PolicySummary {
    fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
        object
            .required("Id", &self.id)
            .required("Type", &self.r#type)
            .optional("Created", &self.created.as_ref().map(date_time))
            .end()
    }

    fn decode(members: &mut Members) -> Result<Self, DecodeError> {
        Ok(Self {
            id: members.required_or_zero("Id")?,
            r#type: members.required_or_zero("Type")?,
            created: members.optional("Created")?,
        })
    }
}

structure!(PolicySummary);

/// Only requests carry it: required members must be there.
#[derive(Debug, PartialEq)]
struct CreatePolicyRequest {
    name: String,
    summaries: Option<Vec<PolicySummary>>,
}

impl Structure for CreatePolicyRequest {
    fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
        object
            .required("Name", &self.name)
            .optional("Summaries", &self.summaries)
            .end()
    }

    fn decode(members: &mut Members) -> Result<Self, DecodeError> {
        Ok(Self {
            name: members.required("Name")?,
            summaries: members.optional("Summaries")?,
        })
    }
}

structure!(CreatePolicyRequest);

fn error<T: serde::de::DeserializeOwned>(json: &str) -> String {
    serde_json::from_str::<T>(json)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn a_response_without_a_required_member_has_its_zero_value() {
    for json in [
        "{}",
        r#"{"Id":null,"Type":null,"Created":null}"#,
        r#"{"Later":[{}]}"#,
    ] {
        let summary: PolicySummary = serde_json::from_str(json).unwrap();
        let zero = PolicySummary {
            id: String::new(),
            r#type: PolicyType::Unknown(String::new()),
            created: None,
        };
        assert_eq!(summary, zero, "{json}");
    }
}

#[test]
fn a_request_without_a_required_member_is_an_error() {
    for json in ["{}", r#"{"Name":null}"#] {
        assert_eq!(
            error::<CreatePolicyRequest>(json),
            "Name: a required member is missing",
            "{json}"
        );
    }
}

#[test]
fn a_round_trip_keeps_members_and_their_order_and_writes_no_null() {
    for json in [
        r#"{"Id":"p-1","Type":"BACKUP_POLICY","Created":"2016-12-28T19:00:59.257Z"}"#,
        r#"{"Id":"","Type":"LATER"}"#,
    ] {
        let summary: PolicySummary = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&summary).unwrap(), json);
    }
}

#[test]
fn an_error_names_the_path_to_the_member() {
    let json = r#"{"Name":"x","Summaries":[{"Id":1}]}"#;
    assert_eq!(
        error::<CreatePolicyRequest>(json),
        "Summaries[0].Id: expected a string, found a number"
    );
    for json in ["null", "1", "[]", r#""x""#] {
        assert!(error::<PolicySummary>(json).contains("expected"), "{json}");
    }
    assert!(error::<PolicySummary>(r#"{"Id":"#).contains("EOF"));
}

/// What is copied at each level takes quadratic time in the depth.
#[test]
fn decoding_moves_values_and_copies_nothing() {
    let mut document =
        serde_json::json!({"Name": "x", "Summaries": [{"Id": "p-examplepolicyid111"}]});
    let address = |text: &str| text.as_ptr().addr();
    let before = document
        .pointer("/Summaries/0/Id")
        .and_then(Document::as_str)
        .map(address);
    let request = CreatePolicyRequest::from_document(document.take()).unwrap();
    let summaries = request.summaries.unwrap();
    assert_eq!(before, Some(address(&summaries[0].id)));
}

#[test]
fn nesting_without_end_is_an_error() {
    let json = format!("{{\"Id\":{}", "[".repeat(100_000));
    assert!(error::<PolicySummary>(&json).contains("recursion limit"));
}
