//! Types as a generated crate has them, which several tests use, and short ways to read and write.

use std::collections::BTreeMap;

use aws_json_protocol::{
    Decode, Service, Timestamp, open_enum, service_error, structure, tagged_union,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

/// Reads a type that has no `Deserialize`, too.
pub(crate) fn decode<T: Decode>(json: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = T::decode(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

pub(crate) fn error<T: DeserializeOwned>(json: &str) -> String {
    let error = serde_json::from_str::<T>(json).err();
    error.map_or_else(|| format!("{json} is read"), |error| error.to_string())
}

pub(crate) fn write<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

pub(crate) fn assert_starts(text: impl AsRef<str>, start: &str) {
    let text = text.as_ref();
    assert!(text.starts_with(start), "{text}\n{start}");
}

open_enum! {
    /// What a policy is for.
    pub enum PolicyType {
        ServiceControlPolicy = "SERVICE_CONTROL_POLICY",
        /// Since 2020-06-24.
        BackupPolicy = "BACKUP_POLICY",
    }
}

tagged_union! {
    /// A value of any type.
    #[derive(Eq, Hash)]
    pub enum AttributeValue {
        S(String) = "S",
        /// When.
        At(Timestamp) = "AT",
        Null(bool) = "NULL",
        L(Vec<AttributeValue>) = "L",
        M(BTreeMap<String, AttributeValue>) = "M",
    }
}

structure! {
    /// Has only members that must be there.
    #[derive(Eq, Hash)]
    pub struct Tag {
        required {
            key: String = "Key",
            value: String = "Value",
        }
    }
}

structure! {
    /// Holds others of its type in every way that a member can.
    #[derive(Default)]
    pub struct Node {
        optional {
            name: String = "Name",
            child: Box<Node> = "Child",
            list: Vec<Node> = "List",
            sparse: Vec<Option<Node>> = "Sparse",
            map: BTreeMap<String, Node> = "Map",
            either: Either = "Either",
        }
    }
}

tagged_union! {
    /// One of two.
    pub enum Either {
        Node(Box<Node>) = "Node",
        Union(Box<Either>) = "Union",
    }
}

structure! {
    /// Holds nothing.
    #[derive(Default, Eq, Hash)]
    pub struct Empty {}
}

/// A service that spoke the query protocol before.
pub(crate) const RECORDS: Service = Service::new("Records", "records", "1.0").query_compatible();

service_error! {
    /// What an operation can fail with.
    pub enum Error for RECORDS {
        NotFound(NotFoundException) = "Records.NoSuchRecord" | "NotFoundException",
        InvalidInput(InvalidInputException) = "InvalidInputException",
        Busy(BusyException) = "BusyException" (status 503) retryable,
    }
}

structure! {
    /// There is no such record.
    #[derive(Default)]
    pub struct NotFoundException {
        optional {
            message: String = "message" sensitive,
        }
    }
}

structure! {
    /// The input is invalid.
    #[derive(Default)]
    pub struct InvalidInputException {
        optional {
            message: String = "Message" | "message",
            reason: Reason = "Reason",
        }
    }
}

open_enum! {
    /// Why input is invalid.
    pub enum Reason {
        Missing = "MISSING",
        TooLong = "TOO_LONG",
        BadWord = "BAD_WORD",
        Unknown1 = "UNKNOWN",
    }
}

structure! {
    /// Later.
    #[derive(Default, Eq, Hash)]
    pub struct BusyException {
        optional {
            message: String = "message",
        }
    }
}
