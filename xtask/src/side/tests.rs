use codegen::model::Model;
use codegen::source::{Source, read};

use super::different_services;

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
