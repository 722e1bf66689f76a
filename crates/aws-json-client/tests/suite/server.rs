use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use http::Request;

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Answers with a status, headers and a body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Never answers.
    Silence,
    /// Closes the connection.
    Close,
}

impl Reply {
    pub(crate) fn body(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer(status, Vec::new(), body.into())
    }
}

/// An HTTP/1.1 server on a free port, which gives its replies in order, one per connection.
pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Request<Vec<u8>>>>>,
}

impl Server {
    pub(crate) fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let replies: Vec<_> = replies.into_iter().collect();
        let log = Arc::clone(&received);
        thread::spawn(move || {
            // Connections that are to stay open until the client has given up.
            let mut silent = Vec::new();
            for reply in replies {
                let (mut connection, _) = listener.accept().unwrap();
                log.lock().unwrap().push(read(&connection));
                match reply {
                    Reply::Answer(status, headers, body) => {
                        answer(&mut connection, status, &headers, &body);
                    }
                    Reply::Silence => silent.push(connection),
                    Reply::Close => drop(connection),
                }
            }
            // What comes beyond the replies is counted, too.
            while let Ok((connection, _)) = listener.accept() {
                log.lock().unwrap().push(read(&connection));
            }
        });
        Self { url, received }
    }

    pub(crate) fn received(&self) -> Vec<Request<Vec<u8>>> {
        self.received.lock().unwrap().clone()
    }
}

fn read(connection: &TcpStream) -> Request<Vec<u8>> {
    let mut reader = BufReader::new(connection);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let start = line();
    let mut parts = start.split(' ');
    let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
    let mut request = Request::builder().method(method).uri(path);
    while let Some((name, value)) = line().split_once(':') {
        request = request.header(name, value.trim());
    }
    let length = request.headers_ref().unwrap()["content-length"].to_str();
    let mut body = vec![0; length.unwrap().parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    request.body(body).unwrap()
}

fn answer(connection: &mut TcpStream, status: u16, headers: &[(&str, String)], body: &[u8]) {
    let mut head = format!("HTTP/1.1 {status} Status\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("content-length: {}\r\n\r\n", body.len());
    // A client that has read enough closes the connection.
    let _ = connection.write_all(head.as_bytes());
    let _ = connection.write_all(body);
}
