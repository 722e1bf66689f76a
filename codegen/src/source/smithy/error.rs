//! The traits of errors.

use super::definition::Definition;
use super::reader::Reader;
use crate::model::{ErrorTrait, Retryable};
use crate::source::cursor::Cursor;

/// The sides at fault, with whether it is the server.
const FAULTS: [(&str, bool); 2] = [("client", false), ("server", true)];

/// The traits of an error, combined.
#[derive(Default)]
pub(super) struct ErrorTraits {
    /// Whether the server is at fault, if the structure is an error.
    server_fault: Option<bool>,
    code: Option<String>,
    http_status: Option<u16>,
    query_status: Option<u16>,
    retryable: Option<Retryable>,
}

impl ErrorTraits {
    /// Reads a trait of an error; returns `false` if it is not one.
    pub(super) fn read(&mut self, id: &str, cursor: &Cursor<'_, '_>) -> bool {
        match id {
            "smithy.api#error" => {
                self.server_fault = cursor.one_of("a fault", &FAULTS).or(Some(false));
            }
            "smithy.api#httpError" => self.http_status = cursor.status(),
            "smithy.api#retryable" => self.retryable = Some(cursor.retryable()),
            "aws.protocols#awsQueryError" => self.query(cursor),
            _ => return false,
        }
        true
    }

    fn query(&mut self, object: &Cursor<'_, '_>) {
        for (key, cursor) in object.entries() {
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
        let Some(server_fault) = self.server_fault else {
            if http_status.is_some() || self.retryable.is_some() {
                definition.place.problem(
                    "has traits of an error but is not one; add the trait `smithy.api#error`",
                );
            }
            return None;
        };
        Some(ErrorTrait {
            server_fault,
            // botocore has it only beside a status, which it leaves out for AWS JSON.
            sender_fault: !server_fault && http_status.is_some() && !is_aws_json,
            code,
            http_status,
            retryable: self.retryable,
        })
    }
}
