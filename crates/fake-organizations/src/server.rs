//! The service over HTTP.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use org_types::server::TowerService;
use tokio::net::{TcpListener, TcpStream};
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
        let shared = service.clone();
        let thread = thread::Builder::new()
            .name("fake-organizations".to_owned())
            .spawn(move || {
                runtime.spawn(accept(listener, shared));
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

/// Answers the requests on all connections.
async fn accept(listener: TcpListener, service: FakeOrganizations) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream, service.clone()))),
            // The client has gone.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            // The process may have too many open files for now.
            Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
}

async fn serve(stream: TcpStream, service: FakeOrganizations) {
    let answer = service_fn(|request| answer(service.clone(), request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    // It fails if the client closes it early, or if a fault drops it.
    let _ = connection.await;
}

/// Returns the response to a request. An error drops the connection before anything is sent.
async fn answer(
    service: FakeOrganizations,
    request: Request<Incoming>,
) -> io::Result<Response<impl Body<Data: Send, Error = Infallible>>> {
    let (delay, is_dropped) = service.next_faults();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    if is_dropped {
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    let call = Call::of(request.headers());
    let mut tower_service = TowerService::new(service.clone());
    let Ok(response) = tower_service.call(request).await;
    service.log(call, &response);
    Ok(response)
}
