//! Where credentials come from, and how long they are kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, future};
use aws_json_client::{Client, Config, Credentials, ProvideCredentials, blocking};
use aws_json_protocol::CallErrorKind;
use aws_json_protocol::endpoint::Endpoint;

use crate::canned::Canned;
use crate::service::{credentials, input};

/// A provider that counts how often it is asked.
#[derive(Clone, Debug)]
struct Counting {
    answer: Result<Credentials, &'static str>,
    asked: Arc<AtomicUsize>,
}

impl Counting {
    fn new(answer: Result<Credentials, &'static str>) -> Self {
        let asked = Arc::default();
        Self { answer, asked }
    }

    fn expiring_in(seconds: u64) -> Self {
        let mut credentials = credentials();
        *credentials.expiry_mut() = Some(SystemTime::now() + Duration::from_secs(seconds));
        Self::new(Ok(credentials))
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let answer = self.answer.clone();
        future::ProvideCredentials::ready(answer.map_err(CredentialsError::provider_error))
    }
}

/// A provider whose answer comes from another thread.
#[derive(Debug)]
struct Slow;

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(from_another_thread())
    }
}

async fn from_another_thread() -> provider::Result {
    let state = Arc::new(Mutex::new((None, None::<Waker>)));
    let other = Arc::clone(&state);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        let mut state = other.lock().unwrap();
        state.0 = Some(credentials());
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    });
    let credentials = std::future::poll_fn(|context| {
        let mut state = state.lock().unwrap();
        state.1 = Some(context.waker().clone());
        state.0.take().map_or(Poll::Pending, Poll::Ready)
    });
    Ok(credentials.await)
}

fn config(provider: impl ProvideCredentials + 'static) -> Config {
    Config::new(Endpoint::new("http://localhost", "us-east-1"), provider)
}

/// How often the provider is asked in three calls.
fn asked_in_three_calls(provider: Counting) -> usize {
    let canned = Canned::default().success().success().success();
    let client = blocking::Client::new(canned, config(provider.clone()));
    for _ in 0..3 {
        client.call(&input()).unwrap();
    }
    provider.asked()
}

#[test]
fn credentials_are_kept_until_shortly_before_their_end() {
    assert_eq!(asked_in_three_calls(Counting::new(Ok(credentials()))), 1);
    assert_eq!(asked_in_three_calls(Counting::expiring_in(3600)), 1);
    assert_eq!(asked_in_three_calls(Counting::expiring_in(5)), 3);
}

#[test]
fn without_credentials_nothing_is_sent() {
    let canned = Canned::default();
    let provider = Counting::new(Err("the vault is locked"));
    let client = blocking::Client::new(canned.clone(), config(provider));
    let error = client.call(&input()).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Credentials);
    let mut causes = std::iter::successors(std::error::Error::source(&error), |it| it.source());
    assert!(causes.any(|cause| cause.to_string() == "the vault is locked"));
    assert!(canned.sent().is_empty());
}

#[test]
fn what_cannot_be_part_of_a_header_is_an_error() {
    let broken = Credentials::new("AKID\nEXAMPLE", "secret", None, None, "test");
    let client = blocking::Client::new(Canned::default(), config(broken));
    let error = client.call(&input()).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Credentials);
    let broken = Credentials::new("AKIDEXAMPLE", "secret", Some("a\nb".into()), None, "test");
    let client = blocking::Client::new(Canned::default(), config(broken));
    let error = client.call(&input()).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Credentials);
    let endpoint = Endpoint::new("http://localhost", "us\neast");
    let client = blocking::Client::new(Canned::default(), Config::new(endpoint, credentials()));
    let error = client.call(&input()).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Credentials);
}

#[test]
fn both_clients_wait_for_a_provider() {
    let canned = Canned::default().success().success();
    let client = blocking::Client::new(canned.clone(), config(Slow));
    client.call(&input()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let client = Client::new(canned.clone(), config(Slow));
    runtime.block_on(client.call(&input())).unwrap();
    assert_eq!(canned.sent().len(), 2);
}

#[test]
fn requests_show_no_secret() {
    let canned = Canned::default().success();
    let client = blocking::Client::new(canned.clone(), config(credentials()));
    client.call(&input()).unwrap();
    let sent = format!("{:?} {client:?}", canned.sent());
    assert!(sent.contains("x-amz-date"), "{sent}");
    for secret in ["Signature=", "AQoDYXdzEPT", crate::service::SECRET] {
        assert!(!sent.contains(secret), "{sent}");
    }
}
