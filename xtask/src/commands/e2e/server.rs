//! The server, which lives no longer than this process.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::environment::Environment;
use crate::failure::OrUnwritable;

/// Does what the program `moto_server` does, until nobody holds its standard input any longer: so it
/// stops even where this process is killed.
const PROGRAM: &str = "
import os, sys, threading
def stop():
    sys.stdin.read()
    os._exit(0)
threading.Thread(target=stop, daemon=True).start()
from moto.server import main
main(sys.argv[1:])
";

/// How long the server may take to start. It takes seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that runs. It stops when it is dropped.
pub(super) struct Server {
    child: Child,
    url: String,
    log: PathBuf,
}

impl Server {
    /// Starts it on a free port of this machine, and waits until it answers. Its log goes to `folder`.
    pub(super) fn start(environment: &Environment, folder: &Path) -> Result<Self> {
        let address = free_address().context("there is no free port")?;
        let log = folder.join("server.log");
        let output = File::create(&log).or_unwritable(log.display())?;
        let child = Command::new(environment.python())
            .args(["-c", PROGRAM, "-H", &address.ip().to_string()])
            .args(["-p", &address.port().to_string()])
            .stdin(Stdio::piped())
            .stdout(output.try_clone().or_unwritable(log.display())?)
            .stderr(output)
            .spawn()
            .context("cannot start the server")?;
        let url = format!("http://{address}");
        let mut server = Self { child, url, log };
        server.wait(address)?;
        Ok(server)
    }

    /// Where the server is.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The file with what the server wrote.
    pub(super) fn log(&self) -> impl std::fmt::Display + '_ {
        self.log.display()
    }

    fn wait(&mut self, address: SocketAddr) -> Result<()> {
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self
                .child
                .try_wait()
                .context("cannot wait for the server")?
            {
                bail!("the server stopped ({status}): see {}", self.log());
            }
            if started.elapsed() > PATIENCE {
                bail!("the server does not answer: see {}", self.log());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Whoever is gone already need not be stopped.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens to: another program could take it before the server does, which
/// then stops.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
