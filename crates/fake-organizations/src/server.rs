//! The service over HTTP.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::response::Response;
use http_body::Frame;
use org_types::server::TowerService;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;
use tower_service::Service;

use crate::{Call, FakeOrganizations};

/// A service on a port of this machine, on a thread of its own. It stops when it is dropped.
///
/// It has the methods of [`FakeOrganizations`].
#[derive(Debug)]
pub struct Server {
    service: FakeOrganizations,
    address: SocketAddr,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(service: FakeOrganizations, port: u16) -> io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        // The caller can be on a thread of another runtime, where `block_on` panics.
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = {
            let _context = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel::<Infallible>();
        let router = Router::new().fallback(answer).with_state(service.clone());
        let thread = thread::Builder::new()
            .name("fake-organizations".to_owned())
            .spawn(move || {
                runtime.spawn(axum::serve(listener, router).into_future());
                // Dropping the sender ends this, and with the runtime, all connections.
                let _ = runtime.block_on(stopped);
            })?;
        Ok(Self {
            service,
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns the URL that clients send requests to, such as `http://127.0.0.1:51234`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A thread that has panicked has printed why.
            let _ = thread.join();
        }
    }
}

impl Deref for Server {
    type Target = FakeOrganizations;

    fn deref(&self) -> &FakeOrganizations {
        &self.service
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn answer(State(service): State<FakeOrganizations>, request: Request) -> Response {
    let (delay, is_dropped) = service.next_faults();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    if is_dropped {
        return Response::new(Body::new(Broken));
    }
    let call = Call::of(request.headers());
    let mut tower_service = TowerService::new(service.clone());
    let response = match tower_service.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    service.log(call, &response);
    response.map(Body::new)
}

/// The body of a response that breaks the connection before anything is sent.
struct Broken;

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionReset))))
    }
}
