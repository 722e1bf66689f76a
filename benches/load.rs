//! How many calls servers answer in a second: `fake-organizations`, and those whose URLs are the
//! arguments, such as moto, which `cargo xtask e2e --load` starts.
#![allow(missing_docs, reason = "a benchmark is not documented")]

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use fake_organizations::FakeOrganizations;
use org_types::{
    CreateOrganization, CreateOrganizationRequest, DescribeOrganization,
    DescribeOrganizationRequest, Operation,
};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// How many clients call at once, each over a connection of its own.
const CONNECTIONS: [usize; 3] = [1, 16, 256];

/// How long they call.
const DURATION: Duration = Duration::from_secs(3);

fn main() -> Result<()> {
    let fake = FakeOrganizations::start()?;
    // Cargo passes options of its own.
    let others = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    println!("DescribeOrganization: the server, connections, calls per second");
    for url in [fake.endpoint()].into_iter().chain(others) {
        let address = url.strip_prefix("http://").ok_or("the URL is not http")?;
        let create = request::<CreateOrganization>(&CreateOrganizationRequest::default())?;
        let describe = request::<DescribeOrganization>(&DescribeOrganizationRequest::default())?;
        Connection::new(address).call(&create)?;
        for connections in CONNECTIONS {
            let rate = rate(address, &describe, connections)?;
            println!("{url:<24} {connections:>4} {rate:>8.0}");
        }
    }
    Ok(())
}

/// The bytes of a signed request; neither server checks the signature.
fn request<O: Operation>(input: &O::Input) -> Result<Vec<u8>> {
    let request = O::request(input, &"http://localhost".parse()?)?;
    let mut text = "POST / HTTP/1.1\r\nhost: localhost\r\nauthorization: AWS4-HMAC-SHA256 \
                    Credential=100000000009/20261126/us-east-1/organizations/aws4_request, \
                    SignedHeaders=host, Signature=0\r\n"
        .to_owned();
    for (name, value) in request.headers() {
        text += &format!("{name}: {}\r\n", value.to_str()?);
    }
    text += "\r\n";
    Ok([text.as_bytes(), request.body()].concat())
}

/// Calls from all connections at once until the time is over.
fn rate(address: &str, request: &[u8], connections: usize) -> Result<f64> {
    let start = Barrier::new(connections);
    let one = || -> Result<(u32, Duration)> {
        let mut connection = Connection::new(address);
        let first = connection.call(request);
        start.wait();
        first?;
        let started = Instant::now();
        let mut calls = 0;
        while started.elapsed() < DURATION {
            connection.call(request)?;
            calls += 1;
        }
        Ok((calls, started.elapsed()))
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(one)).collect();
        let mut rate = 0.0;
        for thread in threads {
            let (calls, duration) = thread.join().map_err(|_| "a thread panicked")??;
            rate += f64::from(calls) / duration.as_secs_f64();
        }
        Ok(rate)
    })
}

/// A connection, which is opened again where the server closes it after a response.
struct Connection<'a> {
    address: &'a str,
    stream: Option<BufReader<TcpStream>>,
}

impl<'a> Connection<'a> {
    fn new(address: &'a str) -> Self {
        let stream = None;
        Self { address, stream }
    }

    /// Sends a request, and reads the response to its end.
    fn call(&mut self, request: &[u8]) -> Result<()> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                BufReader::new(stream)
            }
        };
        stream.get_mut().write_all(request)?;
        let mut line = String::new();
        stream.read_line(&mut line)?;
        if !line.contains(" 200 ") {
            return Err(format!("the server answers {line:?}").into());
        }
        let (mut length, mut is_kept) = (0, line.starts_with("HTTP/1.1"));
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            match line.trim_end().to_ascii_lowercase().split_once(": ") {
                None => break,
                Some(("content-length", value)) => length = value.parse()?,
                Some(("connection", value)) => is_kept &= value != "close",
                Some(_) => {}
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        self.stream = Some(stream).filter(|_| is_kept);
        Ok(())
    }
}
