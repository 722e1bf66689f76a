//! Open enums as a generated crate has them.

use std::collections::BTreeMap;

use aws_json_protocol::{OpenEnum, open_enum};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum PolicyType {
    ServiceControlPolicy,
    BackupPolicy,
    Unknown(String),
}

impl OpenEnum for PolicyType {
    fn as_str(&self) -> &str {
        match self {
            Self::ServiceControlPolicy => "SERVICE_CONTROL_POLICY",
            Self::BackupPolicy => "BACKUP_POLICY",
            Self::Unknown(value) => value,
        }
    }

    fn known(value: &str) -> Option<Self> {
        Some(match value {
            "SERVICE_CONTROL_POLICY" => Self::ServiceControlPolicy,
            "BACKUP_POLICY" => Self::BackupPolicy,
            _ => return None,
        })
    }
}

open_enum!(PolicyType);

const VALUES: [&str; 6] = [
    "SERVICE_CONTROL_POLICY",
    "BACKUP_POLICY",
    "TAG_POLICY",
    "backup_policy",
    "",
    "a \"b\" \n\u{1f300}",
];

#[test]
fn every_value_survives_a_round_trip() {
    for value in VALUES {
        let json = serde_json::to_string(value).unwrap();
        let read: PolicyType = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        assert_eq!(read.is_unknown(), PolicyType::known(value).is_none());

        let streamed: PolicyType = serde_json::from_reader(json.as_bytes()).unwrap();
        let owned: PolicyType = serde_json::from_value(value.into()).unwrap();
        assert_eq!((&streamed, &owned), (&read, &read));
    }
}

#[test]
fn every_conversion_agrees() {
    for value in VALUES {
        let policy_type = PolicyType::from(value);
        assert_eq!(PolicyType::from(value.to_owned()), policy_type);
        assert_eq!(value.parse(), Ok(policy_type.clone()));
        assert_eq!(policy_type.as_str(), value);
        assert_eq!(AsRef::<str>::as_ref(&policy_type), value);
        assert_eq!(policy_type.to_string(), value);
        assert_eq!(String::from(policy_type), value);
    }
    assert_eq!(
        format!("[{:<14}]", PolicyType::BackupPolicy),
        "[BACKUP_POLICY ]"
    );
}

#[test]
fn keys_of_maps_survive_a_round_trip() {
    let json = r#"{"":0,"BACKUP_POLICY":1,"SERVICE_CONTROL_POLICY":2,"TAG_POLICY":3}"#;
    let read: BTreeMap<PolicyType, u8> = serde_json::from_str(json).unwrap();
    assert_eq!(read.get(&PolicyType::BackupPolicy), Some(&1));
    assert_eq!(read.get(&PolicyType::from("TAG_POLICY")), Some(&3));
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn orders_by_the_value_on_the_wire() {
    let mut values = VALUES.map(PolicyType::from);
    values.sort();
    let mut expected = VALUES;
    expected.sort_unstable();
    assert_eq!(values.each_ref().map(PolicyType::as_str), expected);
}

#[test]
fn order_agrees_with_equality_for_a_hand_built_unknown() {
    let known = PolicyType::BackupPolicy;
    let hand_built = PolicyType::Unknown("BACKUP_POLICY".to_owned());
    assert_ne!(known, hand_built);
    assert!(known < hand_built);
    assert!(hand_built < PolicyType::ServiceControlPolicy);
    assert_eq!(
        hand_built.cmp(&hand_built.clone()),
        std::cmp::Ordering::Equal
    );
}

#[test]
fn what_is_no_string_is_an_error() {
    for json in ["null", "1", "true", "[]", "{}"] {
        assert!(serde_json::from_str::<PolicyType>(json).is_err(), "{json}");
    }
}

#[test]
fn values_named_like_the_prelude_are_values() {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    enum Outcome {
        Err,
        Error,
        None,
        Ok,
        Some,
        Unknown(String),
    }

    impl OpenEnum for Outcome {
        fn as_str(&self) -> &str {
            match self {
                Self::Err => "Err",
                Self::Error => "Error",
                Self::None => "None",
                Self::Ok => "Ok",
                Self::Some => "Some",
                Self::Unknown(value) => value,
            }
        }

        fn known(value: &str) -> Option<Self> {
            let known = match value {
                "Err" => Self::Err,
                "Error" => Self::Error,
                "None" => Self::None,
                "Ok" => Self::Ok,
                "Some" => Self::Some,
                _ => return None,
            };
            Some(known)
        }
    }

    open_enum!(Outcome);

    let json = r#"["Err","Error","None","Ok","Some","Other"]"#;
    let read: Vec<Outcome> = serde_json::from_str(json).unwrap();
    assert_eq!(
        read.iter().map(Outcome::is_unknown).collect::<Vec<_>>(),
        [false, false, false, false, false, true]
    );
    assert_eq!("Err".parse(), Ok(Outcome::Err));
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}
