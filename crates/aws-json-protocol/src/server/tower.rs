//! Services of tower, which read the bodies of requests.

use std::convert::Infallible;
use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};
pub use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
pub use tower_service::Service;

use super::answer::{failed, respond};
use super::call::too_large;
use crate::ServiceError;

/// The body of a response.
pub type ResponseBody = Full<Bytes>;

/// A response to come.
pub type Future =
    Pin<Box<dyn std::future::Future<Output = Result<Response<ResponseBody>, Infallible>> + Send>>;

/// Reads the body of a request, up to the greatest size, in bytes, and passes it on.
pub async fn call<E: ServiceError, B: Body, F>(
    request: Request<B>,
    max_body_size: usize,
    dispatch: impl FnOnce(Request<Bytes>) -> F,
) -> Result<Response<ResponseBody>, Infallible>
where
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    F: std::future::Future<Output = Response<Vec<u8>>>,
{
    let (parts, body) = request.into_parts();
    let response = match Limited::new(body, max_body_size).collect().await {
        Ok(body) => dispatch(Request::from_parts(parts, body.to_bytes())).await,
        Err(error) if error.is::<LengthLimitError>() => {
            respond::<E>(Err(E::from_response(too_large(max_body_size))))
        }
        Err(error) => {
            let message = format!("the body cannot be read: {error}");
            respond::<E>(Err(failed(400, "IncompleteBody", &message)))
        }
    };
    Ok(response.map(|body| Full::new(Bytes::from(body))))
}
