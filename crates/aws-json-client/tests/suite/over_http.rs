//! Both HTTP clients against a server that is there.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::server::{Reply, Server};
use crate::service::{
    ACCOUNT, BODY, Outcome, TOKEN, assert_is_account, credentials, input, may_have_been_sent,
    on_tokio,
};
use crate::signature::assert_is_signed;
use aws_json_client::{Client, Config, blocking};
use aws_json_protocol::CallErrorKind;
use aws_json_protocol::endpoint::Endpoint;

const TIMEOUT: Duration = Duration::from_millis(300);

fn over_ureq(config: Config) -> Outcome {
    let agent = ureq::Agent::config_builder()
        .timeout_recv_response(Some(TIMEOUT))
        .build();
    blocking::Client::new(agent.new_agent(), config).call(&input())
}

fn over_reqwest(config: Config) -> Outcome {
    let client = reqwest::Client::builder()
        .read_timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    on_tokio(Client::new(client, config).call(&input()))
}

const CLIENTS: [fn(Config) -> Outcome; 2] = [over_ureq, over_reqwest];

fn config(url: &str) -> Config {
    Config::new(Endpoint::new(url, "eu-west-1"), credentials()).random(|| 0.0)
}

#[test]
fn requests_arrive_signed() {
    for client in CLIENTS {
        let server = Server::start([Reply::body(200, ACCOUNT)]);
        let output = client(config(&format!("{}/aws/a%20b", server.url))).unwrap();
        assert_is_account(output);
        let [received] = server.received().try_into().unwrap();
        assert_eq!(
            (received.method().as_str(), received.uri().path()),
            ("POST", "/aws/a%20b")
        );
        let host = server.url.strip_prefix("http://").unwrap();
        for (name, value) in [
            ("x-amz-target", "AWSOrganizationsV20161128.DescribeAccount"),
            ("x-amz-security-token", TOKEN),
            ("content-type", "application/x-amz-json-1.1"),
            ("host", host),
        ] {
            let values: Vec<_> = received.headers().get_all(name).iter().collect();
            assert_eq!(values, [value], "{name}");
            let authorization = received.headers()["authorization"].to_str().unwrap();
            assert!(authorization.contains(name), "{name} is not signed");
        }
        assert_eq!(received.body(), BODY);
        assert_is_signed(&received, "eu-west-1", "organizations");
    }
}

#[test]
fn the_endpoint_can_name_another_service_to_sign_for() {
    let server = Server::start([Reply::body(200, "")]);
    let endpoint = Endpoint {
        signing_name: Some("old-organizations".into()),
        ..Endpoint::new(server.url.clone(), "us-west-2")
    };
    over_ureq(Config::new(endpoint, credentials())).unwrap();
    assert_is_signed(&server.received()[0], "us-west-2", "old-organizations");
}

#[test]
fn each_attempt_is_signed() {
    for client in CLIENTS {
        let server = Server::start([
            Reply::body(503, ""),
            Reply::body(400, r#"{"__type":"ThrottlingException"}"#),
            Reply::body(200, ""),
        ]);
        client(config(&server.url)).unwrap();
        let received = server.received();
        assert_eq!(received.len(), 3);
        for request in &received {
            assert_is_signed(request, "eu-west-1", "organizations");
        }
    }
}

#[test]
fn an_error_has_its_status_headers_and_body() {
    for client in CLIENTS {
        let headers = vec![("x-amzn-requestid", "6a5b".to_owned())];
        let body = r#"{"__type":"AccessDeniedException","Message":"No."}"#;
        let server = Server::start([Reply::Answer(400, headers, body.into())]);
        let error = client(config(&server.url)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "DescribeAccount: AccessDeniedException: No. (HTTP 400, request ID 6a5b)"
        );
        assert_eq!(error.answer().unwrap().body(), body.as_bytes());
        assert_eq!(server.received().len(), 1);
    }
}

#[test]
fn a_redirect_is_an_error() {
    for client in CLIENTS {
        for status in [301, 302, 303, 307, 308] {
            let elsewhere = Server::start([Reply::body(200, "{}")]);
            let headers = vec![("location", elsewhere.url.clone())];
            let server = Server::start([Reply::Answer(status, headers, Vec::new())]);
            let error = client(config(&server.url)).unwrap_err();
            assert_eq!(error.status(), Some(status), "{error}");
            assert!(elsewhere.received().is_empty());
        }
    }
}

#[test]
fn a_request_without_a_connection_is_retried() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let refused = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    // A label of a host name has at most 63 characters, so that no network is needed to find none.
    let unknown = format!("http://{}.invalid", "a".repeat(64));
    for client in CLIENTS {
        for (url, reason) in [(&refused, "refused"), (&unknown, "lookup")] {
            let attempts = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&attempts);
            let config = config(url).on_attempt(move |_| {
                count.fetch_add(1, Ordering::Relaxed);
            });
            let error = client(config).unwrap_err();
            assert_eq!(may_have_been_sent(&error), Some(false), "{error}");
            assert!(error.to_string().contains(reason), "{error}");
            assert_eq!(attempts.load(Ordering::Relaxed), 3);
        }
    }
}

#[test]
fn a_request_without_an_answer_is_not_sent_again() {
    for client in CLIENTS {
        for reply in [Reply::Silence, Reply::Close] {
            let server = Server::start([reply.clone(), Reply::body(200, "{}")]);
            let error = client(config(&server.url)).unwrap_err();
            assert_eq!(may_have_been_sent(&error), Some(true), "{error}");
            assert_eq!(server.received().len(), 1, "{reply:?}: {error}");
        }
    }
}

#[test]
fn a_body_can_be_as_long_as_the_limit() {
    for client in CLIENTS {
        let length = ACCOUNT.len() as u64;
        let server = Server::start([Reply::body(200, ACCOUNT), Reply::body(200, ACCOUNT)]);
        client(config(&server.url).max_response_bytes(length)).unwrap();
        let error = client(config(&server.url).max_response_bytes(length - 1)).unwrap_err();
        assert!(matches!(error.kind, CallErrorKind::Transport(_)), "{error}");
        assert!(error.to_string().contains("25"), "{error}");
    }
}
