use std::sync::Arc;
use std::time::Duration;

use aws_json_protocol::{Operation, OperationInput, Paginated, TransportError};
use futures_core::Stream;
use http::{Request, Response};

use crate::call::Shared;
use crate::{CallResult, Config, ItemResult};

/// An asynchronous HTTP client for a [`Client`]. With the feature `reqwest`, `reqwest::Client`
/// implements it.
pub trait Transport: Sync {
    /// Sends a request and reads the response, of whatever status.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`blocking::Transport::send`](crate::blocking::Transport::send).
    fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;

    /// Waits before the next attempt.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

/// Sends operations over a [`Transport`]. A clone shares the retry quota, the credentials and the
/// corrected clock.
///
/// Dropping a call cancels it, although the service may have carried it out.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
    shared: Arc<Shared>,
}

impl<T: Transport> Client<T> {
    /// Creates a client over this transport.
    #[must_use]
    pub fn new(transport: T, config: Config) -> Self {
        let shared = Arc::new(Shared::new(config));
        Self { transport, shared }
    }

    /// Sends the operation of an input, and retries it if that is safe.
    ///
    /// # Errors
    ///
    /// Returns the error of the last attempt.
    pub async fn call<I: OperationInput>(&self, input: &I) -> CallResult<I::Operation> {
        self.send::<I::Operation>(input).await
    }

    /// Returns the pages of an operation, starting with this input, each requested when it is needed.
    /// The stream ends after an error.
    ///
    /// To read a stream, use a crate such as `futures-util` with its `StreamExt::next`.
    pub fn pages<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl Stream<Item = CallResult<I::Operation>> + Unpin {
        <I::Operation>::page_stream(input, async |input| self.call(&input).await)
    }

    /// Returns the items of the [`pages`](Self::pages).
    pub fn items<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl Stream<Item = ItemResult<I::Operation>> + Unpin {
        <I::Operation>::item_stream(input, async |input| self.call(&input).await)
    }

    /// Sends a named operation like [`call`](Self::call), for inputs that several operations share.
    pub async fn send<O: Operation>(&self, input: &O::Input) -> CallResult<O> {
        let transport = &self.transport;
        let send = |request, limit| transport.send(request, limit);
        let wait = |delay| transport.sleep(delay);
        self.shared.call::<O, _, _>(input, send, wait).await
    }
}
