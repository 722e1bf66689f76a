//! A page of ListAccounts: as org-types reads it, as what serde derives does, and as the official SDK
//! gets it, which is its whole call with a connector that answers at once.
//!
//! ```sh
//! cd crates/org-types/comparison && cargo run --release -- --bench
//! ```

use aws_sdk_organizations::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_organizations::{Client, Config};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use org_types::ListAccountsResponse;

#[path = "../../../../benches/json/page.rs"]
mod page;
#[path = "../../../../benches/json/twins.rs"]
#[allow(dead_code, reason = "requests are not compared")]
mod twins;

use page::{ACCOUNTS, page};

fn main() {
    divan::main();
}

#[divan::bench(args = ACCOUNTS)]
fn org_types_with_serde_json(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<ListAccountsResponse>(black_box(&page)).unwrap());
}

#[divan::bench(args = ACCOUNTS)]
fn org_types_with_sonic_rs(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| sonic_rs::from_str::<ListAccountsResponse>(black_box(&page)).unwrap());
}

#[divan::bench(args = ACCOUNTS)]
fn serde_derive_with_serde_json(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<twins::ListAccountsResponse>(black_box(&page)).unwrap());
}

#[divan::bench(args = ACCOUNTS)]
fn serde_derive_with_sonic_rs(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| sonic_rs::from_str::<twins::ListAccountsResponse>(black_box(&page)).unwrap());
}

#[divan::bench(args = ACCOUNTS)]
fn whole_call_of_the_official_sdk(bencher: Bencher<'_, '_>, accounts: usize) {
    let page = page(accounts);
    let answer = page.clone();
    let connector = infallible_client_fn(move |_request| {
        http::Response::new(SdkBody::from(answer.as_str()))
    });
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "static"))
        .http_client(connector)
        .build();
    let client = Client::from_conf(config);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| runtime.block_on(client.list_accounts().send()).unwrap());
}
