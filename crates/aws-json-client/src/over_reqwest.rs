use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::iter;
use std::mem;
use std::time::Duration;

use aws_json_protocol::TransportError;
use http::{Request, Response};
use reqwest::{Client, Error};

use crate::Transport;

/// Uses the proxies, timeouts, redirects and TLS of the client. AWS services do not redirect requests:
/// switch redirects off with `reqwest::redirect::Policy::none()`. Calls need a Tokio runtime with its
/// timer.
impl Transport for Client {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request.try_into().map_err(TransportError::not_sent)?;
        let mut answer = self.execute(request).await.map_err(transport_error)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(not_answered)? {
            let length = body.len().saturating_add(chunk.len());
            if u64::try_from(length).map_or(true, |length| length > max_response_bytes) {
                let reason = format!("the body has more than {max_response_bytes} bytes");
                return Err(TransportError::not_answered(reason));
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = mem::take(answer.headers_mut());
        Ok(response)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

fn transport_error(error: Error) -> TransportError {
    match error.is_connect() {
        true => TransportError::not_sent(with_causes(error)),
        false => not_answered(error),
    }
}

fn not_answered(error: Error) -> TransportError {
    TransportError::not_answered(with_causes(error))
}

/// Returns the error with its causes, which its own text leaves out.
fn with_causes(error: Error) -> io::Error {
    let kind = match error.is_timeout() {
        true => ErrorKind::TimedOut,
        false => ErrorKind::Other,
    };
    let causes = iter::successors(error.source(), |&error| error.source());
    let text = causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
    io::Error::new(kind, text)
}
