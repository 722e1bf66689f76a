//! A client that blocks the calling thread.

use std::future::ready;
use std::iter::FusedIterator;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use aws_json_protocol::{Operation, OperationInput, Paginated, TransportError};
use http::{Request, Response};

use crate::call::Shared;
use crate::{CallResult, Config, ItemResult};

/// A blocking HTTP client for a [`Client`]. With the feature `ureq`, `ureq::Agent` implements it.
pub trait Transport {
    /// Sends a request and reads the response, of whatever status.
    ///
    /// # Errors
    ///
    /// Returns [`TransportError::not_sent`] if the request was certainly not sent, so that it is safe to
    /// send it again; otherwise [`TransportError::not_answered`], including for a body of more than
    /// `max_response_bytes`. For a timeout, one of its sources is a [`std::io::Error`] of kind
    /// [`TimedOut`](std::io::ErrorKind::TimedOut).
    fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> Result<Response<Vec<u8>>, TransportError>;

    /// Waits before the next attempt.
    fn sleep(&self, duration: Duration) {
        thread::sleep(duration);
    }
}

/// Sends operations over a [`Transport`]. A clone shares the retry quota, the credentials and the
/// corrected clock.
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
    pub fn call<I: OperationInput>(&self, input: &I) -> CallResult<I::Operation> {
        self.send::<I::Operation>(input)
    }

    /// Returns the pages of an operation, starting with this input, each requested when it is needed.
    /// The iterator ends after an error.
    pub fn pages<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl FusedIterator<Item = CallResult<I::Operation>> {
        <I::Operation>::pages(input, |input| self.call(input))
    }

    /// Returns the items of the [`pages`](Self::pages).
    pub fn items<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl FusedIterator<Item = ItemResult<I::Operation>> {
        <I::Operation>::items(input, |input| self.call(input))
    }

    /// Sends a named operation like [`call`](Self::call), for inputs that several operations share.
    pub fn send<O: Operation>(&self, input: &O::Input) -> CallResult<O> {
        let send = |request, limit| ready(self.transport.send(request, limit));
        let wait = |delay| {
            self.transport.sleep(delay);
            ready(())
        };
        block_on(self.shared.call::<O, _, _>(input, send, wait))
    }
}

/// Runs a call on this thread, which is parked while a provider of credentials is not ready.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
