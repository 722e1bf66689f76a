//! The traits of errors.

use super::definition::Definition;
use super::reader::Reader;
use crate::model::{ErrorTrait, Retryable};
use crate::source::cursor::Cursor;

/// The traits of an error, combined.
#[derive(Default)]
pub(super) struct ErrorTraits<'n> {
    fault: Option<&'n str>,
    code: Option<String>,
    http_status: Option<u16>,
    query_status: Option<u16>,
    retryable: Option<Retryable>,
}

impl<'n> ErrorTraits<'n> {
    /// Reads a trait of an error; returns `false` if it is not one.
    pub(super) fn read(&mut self, id: &str, cursor: &Cursor<'_, 'n>) -> bool {
        match id {
            "smithy.api#error" => self.fault = Some(fault(cursor)),
            "smithy.api#httpError" => self.http_status = cursor.status(),
            "smithy.api#retryable" => self.retryable = Some(cursor.retryable()),
            "aws.protocols#awsQueryError" => self.query(cursor),
            _ => return false,
        }
        true
    }

    fn query(&mut self, object: &Cursor<'_, 'n>) {
        for (key, node) in object.entries() {
            let cursor = object.key(key, node);
            match key {
                "code" => self.code = Some(cursor.string()),
                "httpResponseCode" => self.query_status = cursor.status(),
                _ => cursor.unknown_key(),
            }
        }
    }

    /// Returns the error, if the structure is one.
    pub(super) fn finish(
        self,
        reader: &Reader<'_, '_>,
        definition: &Definition<'_>,
    ) -> Option<ErrorTrait> {
        // In AWS JSON, the name of the structure is the code, and botocore drops that of the query
        // protocol.
        let is_aws_json = reader.protocol.is_aws_json();
        let code = self.code.filter(|_| !is_aws_json);
        let query_status = self.query_status.filter(|_| !is_aws_json);
        let http_status = query_status.or(self.http_status);
        let Some(fault) = self.fault else {
            if http_status.is_some() || self.retryable.is_some() {
                let cursor = definition.place.cursor(&reader.document.findings);
                cursor.problem(
                    "has traits of an error but is not one; add the trait `smithy.api#error`",
                );
            }
            return None;
        };
        Some(ErrorTrait {
            server_fault: fault == "server",
            // botocore has it only beside a status, which it leaves out for AWS JSON.
            sender_fault: fault == "client" && http_status.is_some() && !is_aws_json,
            code,
            http_status,
            retryable: self.retryable,
        })
    }
}

fn fault<'n>(cursor: &Cursor<'_, 'n>) -> &'n str {
    let fault = cursor.str();
    if !["client", "server"].contains(&fault) {
        cursor.problem("is not a fault; expected `client` or `server`");
    }
    fault
}
