//! Where credentials come from, and how long they are kept.

use std::error::Error;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime};
use std::{env, thread};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, future};
use aws_json_client::{
    Client, Config, Credentials, EnvironmentCredentials, ProvideCredentials, blocking,
};
use aws_json_protocol::CallErrorKind;
use aws_json_protocol::endpoint::Endpoint;

use crate::canned::Canned;
use crate::service::{SECRET, TOKEN, credentials, input, on_tokio};

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
    let mut is_asked = false;
    let answer = std::future::poll_fn(|context| {
        if std::mem::replace(&mut is_asked, true) {
            return Poll::Ready(Ok(credentials()));
        }
        let waker = context.waker().clone();
        thread::spawn(move || waker.wake());
        Poll::Pending
    });
    answer.await
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
fn credentials_are_cached_until_shortly_before_they_expire() {
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
    assert!(matches!(error.kind, CallErrorKind::Credentials(_)));
    let text = error.to_string();
    assert!(
        text.starts_with("DescribeAccount: no credentials: "),
        "{text}"
    );
    assert!(text.ends_with(": the vault is locked"), "{text}");
    assert!(canned.sent().is_empty());
}

#[test]
fn a_value_that_cannot_be_part_of_a_header_is_an_error() {
    for (id, token, region) in [
        ("AKID\nEXAMPLE", None, "us-east-1"),
        ("AKIDEXAMPLE", Some("a\nb"), "us-east-1"),
        ("AKIDEXAMPLE", None, "us\neast"),
    ] {
        let token = token.map(str::to_owned);
        let credentials = Credentials::new(id, "secret", token, None, "test");
        let config = Config::new(Endpoint::new("http://localhost", region), credentials);
        let client = blocking::Client::new(Canned::default(), config);
        let error = client.call(&input()).unwrap_err();
        assert!(matches!(error.kind, CallErrorKind::Credentials(_)));
    }
}

/// This test runs itself again in each environment, since a process has only one.
#[test]
fn the_environment_has_a_key_and_perhaps_a_token() {
    const THIS: &str = "credentials::the_environment_has_a_key_and_perhaps_a_token";
    const EXPECTED: &str = "EXPECTED_CREDENTIALS";

    if let Ok(expected) = env::var(EXPECTED) {
        let found = match on_tokio(EnvironmentCredentials.provide_credentials()) {
            Ok(found) => format!(
                "{} {} {:?}",
                found.access_key_id(),
                found.secret_access_key(),
                found.session_token()
            ),
            Err(error) => error.source().unwrap().to_string(),
        };
        return assert_eq!(found, expected);
    }
    let missing = |name| format!("the environment variable {name} is not set");
    for (id, secret, token, expected) in [
        ("AKID", "secret", "", "AKID secret None".to_owned()),
        (
            "AKID",
            "secret",
            "token",
            "AKID secret Some(\"token\")".to_owned(),
        ),
        ("AKID", "", "token", missing("AWS_SECRET_ACCESS_KEY")),
        ("", "secret", "", missing("AWS_ACCESS_KEY_ID")),
    ] {
        let mut test = Command::new(env::current_exe().unwrap());
        let output = test
            .args(["--exact", THIS])
            .env(EXPECTED, expected)
            .env("AWS_ACCESS_KEY_ID", id)
            .env("AWS_SECRET_ACCESS_KEY", secret)
            .env("AWS_SESSION_TOKEN", token)
            .output();
        let output = output.unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && shown.contains("1 passed"),
            "{shown}"
        );
    }
}

#[test]
fn both_clients_wait_for_a_provider() {
    let canned = Canned::default().success().success();
    let client = blocking::Client::new(canned.clone(), config(Slow));
    client.call(&input()).unwrap();
    let client = Client::new(canned.clone(), config(Slow));
    on_tokio(client.call(&input())).unwrap();
    assert_eq!(canned.sent().len(), 2);
}

#[test]
fn printed_requests_hide_secrets() {
    let canned = Canned::default().success();
    let client = blocking::Client::new(canned.clone(), config(credentials()));
    client.call(&input()).unwrap();
    let sent = format!("{:?} {client:?}", canned.sent());
    assert!(sent.contains("x-amz-date"), "{sent}");
    for secret in ["Signature=", TOKEN, SECRET] {
        assert!(!sent.contains(secret), "{sent}");
    }
}
