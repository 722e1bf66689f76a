//! Operations as a generated crate has them.
#![allow(deprecated, reason = "what is deprecated still works")]

use aws_json_protocol::{Operation, OperationInput, operation, service_error, structure};

operation! {
    /// Has it all.
    #[deprecated]
    pub struct ListRecords: ListRecordsRequest => ListRecordsResponse, Error;
    target "Records.V2.ListRecords";
    errors {
        "AccessDeniedException",
        "ServiceException",
    }
    pages {
        token "Name" => "NextName";
        token "Kind" => "NextKind";
        items "Records", "Prefixes";
        limit "MaxItems";
        more "IsTruncated";
    }
    host_prefix "data-";
}

operation! {
    /// Has what all have.
    pub struct Ping: PingRequest => PingResponse, Error;
    target "Ping";
}

structure! {
    /// Input of [`ListRecords`].
    #[derive(Default)]
    pub struct ListRecordsRequest for ListRecords {
        optional {
            name: String = "Name",
        }
    }
}

structure! {
    /// Output of [`ListRecords`].
    pub struct ListRecordsResponse {
        zero {
            is_truncated: bool = "IsTruncated",
        }
    }
}

structure! {
    /// Input of [`Ping`].
    #[derive(Default)]
    pub struct PingRequest for Ping {}
}

structure! {
    /// Output of [`Ping`].
    #[derive(Default)]
    pub struct PingResponse {}
}

service_error! {
    /// What an operation can fail with.
    pub enum Error {}
}

#[test]
fn has_the_facts_of_the_model() {
    assert_eq!(ListRecords::NAME, "ListRecords");
    assert_eq!(ListRecords::TARGET, "Records.V2.ListRecords");
    assert_eq!(
        ListRecords::ERRORS,
        ["AccessDeniedException", "ServiceException"]
    );
    assert_eq!(ListRecords::HOST_PREFIX, "data-");
    let pages = ListRecords::PAGINATION.unwrap();
    assert_eq!(pages.input_tokens, ["Name", "Kind"]);
    assert_eq!(pages.output_tokens, ["NextName", "NextKind"]);
    assert_eq!(pages.result_keys, ["Records", "Prefixes"]);
    assert_eq!(
        (pages.limit_key, pages.more_results),
        (Some("MaxItems"), Some("IsTruncated"))
    );
    assert_eq!(
        (Ping::NAME, Ping::TARGET, Ping::HOST_PREFIX),
        ("Ping", "Ping", "")
    );
    assert_eq!((Ping::ERRORS, Ping::PAGINATION), ([].as_slice(), None));
    assert_eq!(format!("{:?} {:?}", Ping, ListRecords), "Ping ListRecords");
}

/// Code that knows no service: it sends what it is given, keeps a copy, and reads the answer on another
/// thread.
fn send<I: OperationInput>(
    input: &I,
    answer: &'static str,
) -> Result<<I::Operation as Operation>::Output, serde_json::Error> {
    let body = serde_json::to_string(&input.clone())?;
    let sent: I = serde_json::from_str(&body)?;
    assert_eq!(&sent, input);
    let thread = std::thread::spawn(move || serde_json::from_str(answer));
    thread
        .join()
        .unwrap_or_else(|_| serde_json::from_str(answer))
}

#[test]
fn an_input_leads_to_its_operation() {
    let response = send(
        &ListRecordsRequest::default().name("a"),
        r#"{"IsTruncated":true}"#,
    );
    assert!(response.unwrap().is_truncated);
    assert_eq!(
        send(&PingRequest::default(), "{}").unwrap(),
        PingResponse::default()
    );
}
