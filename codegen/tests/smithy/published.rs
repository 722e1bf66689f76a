//! Models that AWS has published, where the checkout has them. They hold AWS's prose, so they
//! are no part of this repository.

use std::fs;
use std::path::Path;

use codegen::model::{Model, ShapeKind};
use codegen::source::{Source, read};

/// A model in the folder `shared/models/smithy` beside the workspace; `None`, said on standard
/// error, where there is none.
fn published(name: &str) -> Option<Model> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models/smithy");
    let Ok(text) = fs::read(folder.join(name)) else {
        eprintln!("SKIPPED: there is no {name} in {}", folder.display());
        return None;
    };
    Some(read(Source::new(&text)).unwrap())
}

#[test]
fn organizations_is_read() {
    let Some(model) = published("organizations-2016-11-28.json") else {
        return;
    };
    assert_eq!((model.operations.len(), model.shapes.len()), (55, 239));
    assert_eq!(
        model.service.target_prefix.as_deref(),
        Some("AWSOrganizationsV20161128")
    );
    assert_eq!(
        model.service.uid.as_deref(),
        Some("organizations-2016-11-28")
    );
    assert_eq!(
        model.service.endpoint_prefix.as_deref(),
        Some("organizations")
    );
    let handshake = model.shapes["Handshake"].members().unwrap();
    assert_eq!(handshake["Action"].target, "ActionType");
    let paginated = model
        .operations
        .values()
        .filter(|operation| operation.pagination.is_some());
    assert_eq!(paginated.count(), 16);
}

#[test]
fn dynamodb_is_read() {
    let Some(model) = published("dynamodb-2012-08-10.json") else {
        return;
    };
    assert_eq!(model.operations.len(), 57);
    let ShapeKind::Union { members } = &model.shapes["AttributeValue"].kind else {
        panic!("{:?}", model.shapes["AttributeValue"].kind)
    };
    assert_eq!(members["M"].target, "MapAttributeValue");
    assert!(
        model.operations["DescribeEndpoints"]
            .traits
            .other
            .contains_key("endpointoperation")
    );
}
