use codegen::model::Model;
use codegen::source::{Source, read};

use super::{Recorded, different_services, recorded};

fn model(metadata: &str) -> Model {
    let text = format!(
        r#"{{"metadata": {{"protocol": "json", "jsonVersion": "1.1", "targetPrefix": "E", {metadata}}}, "operations": {{}}, "shapes": {{}}}}"#
    );
    read(Source::new(text.as_bytes())).unwrap()
}

#[test]
fn services_are_told_apart_by_what_both_sides_say() {
    let old = model(r#""endpointPrefix": "organizations""#);
    let new = model(r#""endpointPrefix": "organizations", "serviceId": "Organizations""#);
    let renamed = model(r#""endpointPrefix": "orgs", "serviceId": "Organizations""#);
    let other = model(r#""endpointPrefix": "sts", "serviceId": "STS""#);
    assert_eq!(different_services(&old.service, &new.service), None);
    assert_eq!(different_services(&new.service, &renamed.service), None);
    assert_eq!(
        different_services(&new.service, &other.service),
        Some(("Organizations", "STS"))
    );
    assert_eq!(
        different_services(&old.service, &other.service),
        Some(("organizations", "sts"))
    );
}

#[test]
fn only_whole_names_name_a_revision() {
    for name in ["latest", "previous", "2025-11-21", "2025-11-21.2"] {
        assert!(recorded(name).is_some(), "{name}");
    }
    for name in [
        "Latest",
        "2025-11",
        "2025-11-21.1",
        "./2025-11-21",
        "HEAD:latest",
    ] {
        assert!(recorded(name).is_none(), "{name}");
    }
    assert!(matches!(recorded("previous"), Some(Recorded::Previous)));
}
