use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_json_client::{Transport, blocking};
use aws_json_protocol::TransportError;
use http::{Request, Response};

use crate::service::ACCOUNT;

type Answer = Result<Response<Vec<u8>>, TransportError>;

/// A transport whose answers are prepared, and which does not wait.
#[derive(Clone, Debug, Default)]
pub(crate) struct Canned(Arc<State>);

#[derive(Debug, Default)]
struct State {
    answers: Mutex<VecDeque<Answer>>,
    sent: Mutex<Vec<Request<Vec<u8>>>>,
    slept: Mutex<Vec<Duration>>,
}

impl Canned {
    pub(crate) fn answer(self, status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut response = Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        self.push(Ok(response.body(body.as_bytes().to_vec()).unwrap()))
    }

    pub(crate) fn success(self) -> Self {
        self.answer(200, &[("x-amzn-requestid", "6a5b")], ACCOUNT)
    }

    pub(crate) fn error(self, status: u16, code: &str) -> Self {
        self.answer(status, &[], &format!(r#"{{"__type":"{code}"}}"#))
    }

    pub(crate) fn not_sent(self, kind: io::ErrorKind) -> Self {
        self.push(Err(TransportError::not_sent(io::Error::from(kind))))
    }

    pub(crate) fn not_answered(self, kind: io::ErrorKind) -> Self {
        self.push(Err(TransportError::not_answered(io::Error::from(kind))))
    }

    pub(crate) fn push(self, answer: Answer) -> Self {
        self.0.answers.lock().unwrap().push_back(answer);
        self
    }

    /// The requests so far.
    pub(crate) fn sent(&self) -> Vec<Request<Vec<u8>>> {
        self.0.sent.lock().unwrap().clone()
    }

    /// The waits so far.
    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.0.slept.lock().unwrap().clone()
    }

    fn next(&self, request: Request<Vec<u8>>) -> Answer {
        self.0.sent.lock().unwrap().push(request);
        let answer = self.0.answers.lock().unwrap().pop_front();
        answer.expect("no answer is left")
    }
}

impl blocking::Transport for Canned {
    fn send(&self, request: Request<Vec<u8>>, _: u64) -> Answer {
        self.next(request)
    }

    fn sleep(&self, duration: Duration) {
        self.0.slept.lock().unwrap().push(duration);
    }
}

impl Transport for Canned {
    async fn send(&self, request: Request<Vec<u8>>, _: u64) -> Answer {
        tokio::task::yield_now().await;
        self.next(request)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::task::yield_now().await;
        self.0.slept.lock().unwrap().push(duration);
    }
}
