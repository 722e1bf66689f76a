//! Reading and writing JSON, each beside what serde's derive makes of twin types, in the same run:
//! `cargo bench -p benches --bench json`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use org_types::{CreateAccountRequest, ListAccountsResponse, Tag};
use serde::Serialize;
use serde::de::DeserializeOwned;

mod page;
mod twins;

use page::{ACCOUNTS, page};

fn main() {
    divan::main();
}

#[divan::bench(args = ACCOUNTS, sample_count = 300)]
fn decode_list_accounts(bencher: Bencher<'_, '_>, accounts: usize) {
    bench_decode::<ListAccountsResponse>(bencher, accounts);
}

#[divan::bench(args = ACCOUNTS, sample_count = 300)]
fn decode_list_accounts_derived(bencher: Bencher<'_, '_>, accounts: usize) {
    bench_decode::<twins::ListAccountsResponse>(bencher, accounts);
}

fn bench_decode<T: DeserializeOwned>(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<T>(black_box(&page)));
}

#[divan::bench(sample_count = 500, sample_size = 100)]
fn encode_create_account(bencher: Bencher<'_, '_>) {
    let request = CreateAccountRequest::new("ana@example.com", "Ana")
        .role_name("OrganizationAccountAccessRole")
        .tags([Tag::new("team", "blue"), Tag::new("stage", "production")]);
    bench_encode(bencher, &request);
}

#[divan::bench(sample_count = 500, sample_size = 100)]
fn encode_create_account_derived(bencher: Bencher<'_, '_>) {
    let tag = |key: &str, value: &str| twins::Tag {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    let request = twins::CreateAccountRequest {
        email: "ana@example.com".to_owned(),
        account_name: "Ana".to_owned(),
        role_name: Some("OrganizationAccountAccessRole".to_owned()),
        iam_user_access_to_billing: None,
        tags: Some(vec![tag("team", "blue"), tag("stage", "production")]),
    };
    bench_encode(bencher, &request);
}

fn bench_encode(bencher: Bencher<'_, '_>, request: &(impl Serialize + Sync)) {
    bencher.bench(|| serde_json::to_string(black_box(request)));
}
