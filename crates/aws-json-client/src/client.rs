use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use aws_json_protocol::{
    Operation, OperationInput, Paginated, TransportError, item_stream, page_stream,
};
use futures_core::Stream;
use http::{Request, Response};

use crate::call::{Call, Shared};
use crate::{CallResult, Config, ItemResult};

/// What carries requests for a [`Client`]. With the feature `reqwest`, `reqwest::Client` is one.
pub trait Transport {
    /// Sends a request and reads the response, of whatever status.
    ///
    /// # Errors
    ///
    /// Those of [`blocking::Transport::send`](crate::blocking::Transport::send).
    fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;

    /// Waits before another attempt.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

/// Sends operations over a [`Transport`]. A clone shares the retry quota, the credentials and the
/// corrected clock.
///
/// A call that is dropped is over; the service may have done what it asks for.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
    shared: Arc<Shared>,
}

impl<T: Transport + Sync> Client<T> {
    /// A client over this transport.
    #[must_use]
    pub fn new(transport: T, config: Config) -> Self {
        let shared = Arc::new(Shared::new(config));
        Self { transport, shared }
    }

    /// Sends the operation that the input belongs to, and tries again what can be tried again.
    ///
    /// # Errors
    ///
    /// What the last attempt failed with.
    pub async fn call<I: OperationInput>(&self, input: &I) -> CallResult<I::Operation> {
        self.send::<I::Operation>(input).await
    }

    /// The pages of an operation from this input on, each sent for when it is asked for. They end after
    /// an error.
    ///
    /// A stream is read with the help of a crate such as `futures-util`, by its `StreamExt::next`.
    pub fn pages<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl Stream<Item = CallResult<I::Operation>> + Unpin {
        page_stream(input, async |input| self.call(&input).await)
    }

    /// The items of the [`pages`](Self::pages), one by one.
    pub fn items<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl Stream<Item = ItemResult<I::Operation>> + Unpin {
        item_stream(input, async |input| self.call(&input).await)
    }

    /// Sends an operation that is named, as [`call`](Self::call) does: for inputs that several
    /// operations share.
    pub async fn send<O: Operation>(&self, input: &O::Input) -> CallResult<O> {
        let mut call = Call::<O>::new(&self.shared, input)?;
        loop {
            let request = call.sign(self.shared.credentials.get().await)?;
            let limit = self.shared.config.max_response_bytes;
            let answer = self.transport.send(request, limit).await;
            match call.conclude(answer) {
                ControlFlow::Continue(delay) => self.transport.sleep(delay).await,
                ControlFlow::Break(outcome) => return outcome,
            }
        }
    }
}
