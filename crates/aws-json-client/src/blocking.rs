//! Calls that block their thread until they are over.

use std::iter::FusedIterator;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use aws_json_protocol::{Operation, OperationInput, Paginated, TransportError, items, pages};
use http::{Request, Response};

use crate::call::{Call, Shared};
use crate::{CallResult, Config, ItemResult};

/// What carries requests for a [`Client`]. With the feature `ureq`, `ureq::Agent` is one.
pub trait Transport {
    /// Sends a request and reads the response, of whatever status.
    ///
    /// # Errors
    ///
    /// [`TransportError::not_sent`] where the request certainly has not left, so that it can be sent
    /// again; [`TransportError::not_answered`] otherwise, also for a body of more than
    /// `max_response_bytes`. A timeout has a [`std::io::Error`] of kind
    /// [`TimedOut`](std::io::ErrorKind::TimedOut) among its sources.
    fn send(
        &self,
        request: Request<Vec<u8>>,
        max_response_bytes: u64,
    ) -> Result<Response<Vec<u8>>, TransportError>;

    /// Waits before another attempt.
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
    pub fn call<I: OperationInput>(&self, input: &I) -> CallResult<I::Operation> {
        self.send::<I::Operation>(input)
    }

    /// The pages of an operation from this input on, each sent for when it is asked for. They end after
    /// an error.
    pub fn pages<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl FusedIterator<Item = CallResult<I::Operation>> {
        pages(input, |input| self.call(input))
    }

    /// The items of the [`pages`](Self::pages), one by one.
    pub fn items<I: OperationInput<Operation: Paginated>>(
        &self,
        input: I,
    ) -> impl FusedIterator<Item = ItemResult<I::Operation>> {
        items(input, |input| self.call(input))
    }

    /// Sends an operation that is named, as [`call`](Self::call) does: for inputs that several
    /// operations share.
    pub fn send<O: Operation>(&self, input: &O::Input) -> CallResult<O> {
        let mut call = Call::<O>::new(&self.shared, input)?;
        loop {
            let request = call.sign(block_on(self.shared.credentials.get()))?;
            let limit = self.shared.config.max_response_bytes;
            let answer = self.transport.send(request, limit);
            match call.conclude(answer) {
                ControlFlow::Continue(delay) => self.transport.sleep(delay),
                ControlFlow::Break(outcome) => return outcome,
            }
        }
    }
}

/// Waits for a provider of credentials. Most are ready at once.
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
