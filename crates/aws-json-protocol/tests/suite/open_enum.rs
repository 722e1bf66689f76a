//! Open enums as a generated crate has them.

use aws_json_protocol::{OpenEnum, open_enum};

use crate::model::{PolicyType, read, write};

open_enum! {
    /// A secret.
    pub enum Pin sensitive {
        Default = "0000",
    }
}

open_enum! {
    /// All values are newer than the crate.
    pub enum Nothing {}
}

const VALUES: [&str; 6] = [
    "SERVICE_CONTROL_POLICY",
    "BACKUP_POLICY",
    "TAG_POLICY",
    "backup_policy",
    "",
    "a \"b\" \n\u{1f300}",
];

#[test]
fn every_value_survives_a_round_trip_and_every_conversion() {
    for value in VALUES {
        let policy_type = PolicyType::from(value);
        assert_eq!(policy_type.as_str(), value);
        let known = PolicyType::known(value);
        assert_eq!(policy_type.is_unknown(), known.is_none());
        assert_eq!(PolicyType::from(value.to_owned()), policy_type);
        assert_eq!(value.parse(), Ok(policy_type.clone()));
        assert_eq!(AsRef::<str>::as_ref(&policy_type), value);
        assert_eq!(policy_type.to_string(), value);

        let json = write(&value);
        assert_eq!(write(&policy_type), json);
        assert_eq!(read::<PolicyType>(&json), policy_type);
        let streamed: PolicyType = serde_json::from_reader(json.as_bytes()).unwrap();
        let owned: PolicyType = serde_json::from_value(value.into()).unwrap();
        assert_eq!((&streamed, &owned), (&policy_type, &policy_type));
        assert_eq!(String::from(policy_type), value);
    }
    let padded = format!("[{:<14}]", PolicyType::BackupPolicy);
    assert_eq!(padded, "[BACKUP_POLICY ]");
}

#[test]
fn values_are_ordered_by_their_text() {
    let mut values = VALUES.map(PolicyType::from);
    values.sort();
    let mut expected = VALUES;
    expected.sort_unstable();
    assert_eq!(values.each_ref().map(PolicyType::as_str), expected);

    // Order agrees with equality for a hand-built `Unknown`.
    let (known, next) = (PolicyType::BackupPolicy, PolicyType::ServiceControlPolicy);
    let hand_built = PolicyType::Unknown("BACKUP_POLICY".to_owned());
    assert!(known != hand_built && known < hand_built && hand_built < next);
    assert!(hand_built.cmp(&hand_built.clone()).is_eq());
}

#[test]
fn known_values_are_in_the_order_of_the_model() {
    let known = [PolicyType::ServiceControlPolicy, PolicyType::BackupPolicy];
    assert_eq!(PolicyType::VALUES, known);
    assert_eq!(<PolicyType as OpenEnum>::VALUES, known);
    assert_eq!(Nothing::VALUES, []);
}

#[test]
fn debug_names_the_variant_unless_the_value_is_sensitive() {
    assert_eq!(format!("{:?}", PolicyType::BackupPolicy), "BackupPolicy");
    assert_eq!(format!("{:?}", PolicyType::from("X")), "Unknown(\"X\")");
    for pin in [Pin::Default, Pin::from("1234")] {
        assert_eq!(format!("{pin:?}"), "Pin(<redacted>)");
    }
}
