use std::io::{self, ErrorKind};

use aws_json_protocol::TransportError;
use http::{Request, Response};
use ureq::{Agent, Error, Timeout};

use crate::blocking::Transport;

/// Uses the proxies, timeouts and TLS of the agent. For the requests of a client, redirects and errors
/// by status are switched off: the protocol handles both.
impl Transport for Agent {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let request = self
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let (parts, body) = self.run(request).map_err(transport_error)?.into_parts();
        let body = body.into_with_config().limit(max_response_bytes);
        let body = body.read_to_vec().map_err(transport_error)?;
        Ok(Response::from_parts(parts, body))
    }
}

/// Kinds of errors that occur only before a connection is established.
const WITHOUT_CONNECTION: [ErrorKind; 4] = [
    ErrorKind::AddrNotAvailable,
    ErrorKind::ConnectionRefused,
    ErrorKind::HostUnreachable,
    ErrorKind::NetworkUnreachable,
];

/// The start of the standard library's errors for a host name without an address: they have no kind of
/// their own.
const FAILED_LOOKUP: &str = "failed to lookup address information";

fn transport_error(error: Error) -> TransportError {
    let is_unsent = match &error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect)
        | Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::InvalidProxyUrl
        | Error::RequireHttpsOnly(_)
        | Error::BadUri(_)
        | Error::TlsRequired => true,
        Error::Io(source) => {
            WITHOUT_CONNECTION.contains(&source.kind())
                || source.to_string().starts_with(FAILED_LOOKUP)
        }
        _ => false,
    };
    let source: Box<dyn std::error::Error + Send + Sync> = match error {
        Error::Timeout(_) => io::Error::new(ErrorKind::TimedOut, error).into(),
        _ => error.into(),
    };
    match is_unsent {
        true => TransportError::not_sent(source),
        false => TransportError::not_answered(source),
    }
}
