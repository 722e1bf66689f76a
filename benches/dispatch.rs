//! Calls of `fake-organizations` in memory, without a socket: from the request to the response.
#![allow(missing_docs, reason = "a benchmark is not documented")]
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use divan::Bencher;
use fake_organizations::FakeOrganizations;
use http::{Request, Response};
use org_types::{
    CreateOrganization, CreateOrganizationRequest, CreateOrganizationalUnit,
    CreateOrganizationalUnitRequest, DescribeOrganization, DescribeOrganizationRequest,
    ListOrganizationalUnitsForParent, ListOrganizationalUnitsForParentRequest, ListRoots,
    ListRootsRequest, ListRootsResponse, Operation,
};

fn main() {
    divan::main();
}

fn request<O: Operation>(input: &O::Input) -> Request<Vec<u8>> {
    let mut request = O::request(input, &"http://localhost".parse().unwrap()).unwrap();
    let signature =
        "AWS4-HMAC-SHA256 Credential=111122223333/20261126/us-east-1/organizations/aws4_request";
    request
        .headers_mut()
        .insert("authorization", signature.parse().unwrap());
    request
}

fn answer(service: &FakeOrganizations, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let response = pin!(service.answer(request));
    match response.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response,
        Poll::Pending => unreachable!("nothing waits"),
    }
}

/// An organization whose root has 20 organizational units, and the ID of the root.
fn organization() -> (FakeOrganizations, String) {
    let service = FakeOrganizations::new();
    answer(
        &service,
        request::<CreateOrganization>(&CreateOrganizationRequest::default()),
    );
    let roots = answer(&service, request::<ListRoots>(&ListRootsRequest::default()));
    let roots: ListRootsResponse = serde_json::from_slice(roots.body()).unwrap();
    let root = roots.roots.unwrap().remove(0).id.unwrap();
    for number in 0..20 {
        let unit = CreateOrganizationalUnitRequest::new(&root, format!("unit {number}"));
        let response = answer(&service, request::<CreateOrganizationalUnit>(&unit));
        assert_eq!(response.status(), 200);
    }
    (service, root)
}

fn bench<O: Operation>(bencher: Bencher<'_, '_>, input: impl Fn(&str) -> O::Input) {
    let (service, root) = organization();
    let request = request::<O>(&input(&root));
    assert_eq!(answer(&service, request.clone()).status(), 200);
    bencher
        .with_inputs(|| request.clone())
        .bench_local_values(|request| answer(&service, request));
}

#[divan::bench]
fn describe_organization(bencher: Bencher<'_, '_>) {
    bench::<DescribeOrganization>(bencher, |_| DescribeOrganizationRequest::default());
}

#[divan::bench]
fn list_20_organizational_units(bencher: Bencher<'_, '_>) {
    bench::<ListOrganizationalUnitsForParent>(bencher, |root| {
        ListOrganizationalUnitsForParentRequest::new(root)
    });
}
