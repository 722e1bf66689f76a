//! Structures as a generated crate has them: one that responses carry, one that only requests do.
#![allow(deprecated, reason = "what is deprecated still works")]

use std::collections::BTreeMap;

use aws_json_protocol::{Document, Timestamp, structure};

use crate::model::{Empty, PolicyType, Tag, assert_starts, error, read, write};

structure! {
    /// Responses carry it: required members have zero values.
    #[derive(Default, Eq, Hash)]
    pub struct PolicySummary {
        zero {
            id: String = "Id",
            r#type: PolicyType = "Type",
            version: i32 = "Version" (default 3),
        }
        optional {
            created: Timestamp = "Created" date_time,
            page: i32 = "Page" (default 1),
        }
    }
}

structure! {
    /// Only requests carry it: required members must be there.
    pub struct CreatePolicyRequest {
        required {
            name: String = "Name",
            priority: i32 = "Priority" (default 10),
        }
        optional {
            summaries: Vec<PolicySummary> = "Summaries",
        }
    }
}

#[test]
fn a_response_without_a_required_member_has_its_zero_value_or_its_default() {
    for json in [
        "{}",
        r#"{"Id":null,"Type":null,"Version":null,"Created":null,"Page":null}"#,
        r#"{"Later":[{}]}"#,
    ] {
        let zero = PolicySummary {
            id: String::new(),
            r#type: PolicyType::Unknown(String::new()),
            version: 3,
            created: None,
            page: Some(1),
        };
        assert_eq!(read::<PolicySummary>(json), zero, "{json}");
    }
    let summary: PolicySummary = read(r#"{"Version":0,"Page":0}"#);
    assert_eq!((summary.version, summary.page), (0, Some(0)));
}

#[test]
fn a_request_without_a_required_member_is_an_error() {
    for (json, column) in [("{}", 2), (r#"{"Name":null}"#, 13)] {
        let expected = format!("at $.Name: a required member is missing at line 1 column {column}");
        assert_eq!(error::<CreatePolicyRequest>(json), expected, "{json}");
    }
    assert_starts(
        error::<Tag>(r#"{"Key":""}"#),
        "at $.Value: a required member",
    );
    let request: CreatePolicyRequest = read(r#"{"Name":""}"#);
    assert_eq!(request.priority, 10);
}

#[test]
fn a_value_created_in_code_has_no_defaults() {
    assert_eq!(PolicySummary::default().version, 0);
    assert_eq!(PolicySummary::new("", PolicyType::default(), 0).page, None);
}

#[test]
fn the_last_of_duplicate_members_is_used() {
    assert_eq!(read::<PolicySummary>(r#"{"Id":"a","Id":"b"}"#).id, "b");
    assert_eq!(read::<PolicySummary>(r#"{"Id":"a","Id":null}"#).id, "");
    let summary: PolicySummary = read(r#"{"Page":2,"Page":null}"#);
    assert_eq!(summary.page, Some(1));
}

#[test]
fn an_error_names_the_place() {
    let json = r#"{"Name":"x","Summaries":[{"Id":1}]}"#;
    assert_eq!(
        error::<CreatePolicyRequest>(json),
        "at $.Summaries[0].Id: expected a string, found a number at line 1 column 32"
    );
    for json in ["null", "1", "[]", r#""x""#] {
        let error = error::<PolicySummary>(json);
        assert_starts(error, "at $: expected an object, found ");
    }
    assert!(error::<PolicySummary>(r#"{"Id":"#).contains("EOF"));
}

structure! {
    /// The error of a service that spells the message in its own way.
    #[derive(Default)]
    pub struct ServiceException {
        optional {
            message: String = "Message" | "message" | "errorMessage",
            code: i32 = "Code" | "code" (default 5),
        }
    }
}

#[test]
fn a_member_is_read_under_each_of_its_names() {
    for json in [
        r#"{"Message":"No."}"#,
        r#"{"message":"No."}"#,
        r#"{"errorMessage":"No."}"#,
        r#"{"message":"No.","Message":null}"#,
        r#"{"Message":null,"message":"No.","errorMessage":null}"#,
    ] {
        let exception: ServiceException = read(json);
        assert_eq!(exception.message.as_deref(), Some("No."), "{json}");
        assert_eq!(exception.code, Some(5));
        assert_eq!(write(&exception), r#"{"Message":"No.","Code":5}"#);
    }
    let error = error::<ServiceException>(r#"{"message":1}"#);
    assert_starts(error, "at $.message: expected");
}

structure! {
    /// Has a member of each type that constructors take in another form.
    #[derive(Default)]
    pub struct Everything {
        optional {
            text: String = "Text" sensitive,
            texts: Vec<String> = "Texts",
            tags: Vec<Tag> = "Tags",
            lists: Vec<Vec<Tag>> = "Lists",
            sparse: Vec<Option<String>> = "Sparse",
            counts: BTreeMap<String, i32> = "Counts",
            maps: BTreeMap<PolicyType, BTreeMap<String, Vec<Vec<Tag>>>> = "Maps",
            listed: Vec<BTreeMap<String, Vec<Option<f64>>>> = "Listed" sensitive float,
            spaced: Vec<Vec<Tag> > = "Spaced",
            inner: Box<Everything> = "Inner",
            document: Document = "Document",
            /// Other.
            #[deprecated = "use nothing"]
            flag: bool = "Flag" sensitive,
        }
    }
}

#[test]
fn setters_accept_values_that_are_easy_to_pass() {
    let tag = || Tag::new("team", "blue".to_owned());
    let f = BTreeMap::from([("f".to_owned(), vec![])]);
    let g = BTreeMap::from([("g".to_owned(), vec![None, Some(f64::NAN)])]);
    let everything = Everything::default()
        .text("a")
        .texts(["b", "c"])
        .tags([])
        .tags([tag()])
        .lists([vec![tag()], vec![]])
        .sparse([None, Some("d".to_owned())])
        .counts([("e".to_owned(), 1)])
        .maps([(PolicyType::BackupPolicy, f)])
        .listed([g])
        .spaced(Some(vec![tag()]))
        .inner(Everything::default().flag(true))
        .document(1.into());
    assert_eq!(
        serde_json::to_value(&everything).unwrap(),
        serde_json::json!({
            "Text": "a",
            "Texts": ["b", "c"],
            "Tags": [{"Key": "team", "Value": "blue"}],
            "Lists": [[{"Key": "team", "Value": "blue"}], []],
            "Sparse": [null, "d"],
            "Counts": {"e": 1},
            "Maps": {"BACKUP_POLICY": {"f": []}},
            "Listed": [{"g": [null, "NaN"]}],
            "Spaced": [[{"Key": "team", "Value": "blue"}]],
            "Inner": {"Flag": true},
            "Document": 1,
        }),
    );
}

#[test]
fn debug_hides_sensitive_values_but_not_their_presence() {
    let everything = Everything::default().text("hunter2").listed([]).tags([]);
    assert_eq!(
        format!("{everything:?}"),
        "Everything { text: Some(<redacted>), texts: None, tags: Some([]), lists: None, \
         sparse: None, counts: None, maps: None, listed: Some(<redacted>), spaced: None, \
         inner: None, document: None, flag: None }",
    );
    assert_eq!(
        format!("{:#?}", PolicySummary::new("p-1", "LATER".into(), 1)),
        "PolicySummary {\n    id: \"p-1\",\n    type: Unknown(\n        \"LATER\",\n    ),\n    \
         version: 1,\n    created: None,\n    page: None,\n}",
    );
    assert_eq!(format!("{:?}", Empty {}), "Empty");
}
