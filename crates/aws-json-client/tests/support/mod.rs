//! A service, and what stands in for the network.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "each test is a crate")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use aws_json_client::Credentials;
use aws_json_protocol::{Service, operation, service_error, structure};

pub mod canned;
pub mod server;
pub mod signature;

pub const SERVICE: Service = Service::new("Records", "records", "1.1");

service_error! {
    /// What an operation can fail with.
    pub enum Error for SERVICE {}
}

operation! {
    /// Writes a record.
    pub struct PutRecord: PutRecordRequest => PutRecordResponse, Error;
    target "Records_20120810.PutRecord";
}

structure! {
    /// Input of [`PutRecord`].
    #[derive(Default)]
    pub struct PutRecordRequest for PutRecord {
        optional {
            name: String = "Name",
        }
    }
}

structure! {
    /// Output of [`PutRecord`].
    #[derive(Default)]
    pub struct PutRecordResponse {
        optional {
            version: i32 = "Version",
        }
    }
}

pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

pub fn credentials() -> Credentials {
    let token = Some("AQoDYXdzEPT//////////wEXAMPLE".to_owned());
    Credentials::new("AKIDEXAMPLE", SECRET, token, None, "test")
}

pub fn input() -> PutRecordRequest {
    PutRecordRequest::default().name("first")
}
