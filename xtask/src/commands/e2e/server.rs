//! Servers that stop when this process ends.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cargo::{cargo, run_program};
use crate::failure::{Blame, if_exists};

/// A script that runs a program until its own standard input is closed, so that the program stops
/// even if this process is killed.
const SUPERVISOR: &str = "
import os, subprocess, sys, threading
program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
def stop():
    sys.stdin.read()
    program.kill()
threading.Thread(target=stop, daemon=True).start()
os._exit(program.wait())
";

/// The maximum time for a server to start. moto takes several seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, which stops when it is dropped.
pub(super) struct Server {
    supervisor: Child,
    pub(super) url: String,
    pub(super) log: PathBuf,
}

impl Server {
    /// Starts moto on a free port of this machine, and waits until it answers. Its log goes to `folder`.
    pub(super) fn moto(packages: &Path, folder: &Path) -> Result<Self> {
        let address = free_address().context("there is no free port")?;
        let [host, port] = [address.ip().to_string(), address.port().to_string()];
        let mut moto = supervised("python3");
        moto.args(["-B", "-m", "moto.server", "-H", &host, "-p", &port]);
        let server = Self::start(moto.env("PYTHONPATH", packages), folder.join("moto.log"))?;
        server.when_ready(|_| {
            TcpStream::connect(address).ok()?;
            Some(format!("http://{address}"))
        })
    }

    /// Builds the fake-organizations of the workspace at `root`, and starts it on a free port of
    /// this machine. Its state and its log go to `folder`.
    pub(super) fn fake(root: &Path, folder: &Path) -> Result<Self> {
        let package = ["--quiet", "--package", "fake-organizations"];
        run_program(cargo(root).arg("build").args(package))?;
        let state = folder.join("state.json");
        if_exists(fs::remove_file(&state)).or_unwritable(state.display())?;
        let mut fake = supervised(cargo(root).get_program());
        fake.arg("run").args(package).args(["--", "--state"]);
        fake.arg(state).current_dir(root);
        let server = Self::start(&mut fake, folder.join("fake.log"))?;
        server.when_ready(|log| {
            let is_url = |line: &&str| line.starts_with("http://");
            log.lines().find(is_url).map(str::to_owned)
        })
    }

    fn start(supervisor: &mut Command, log: PathBuf) -> Result<Self> {
        let output = File::create(&log).or_unwritable(log.display())?;
        supervisor
            .stdin(Stdio::piped())
            .stdout(output.try_clone().or_unwritable(log.display())?)
            .stderr(output);
        Ok(Self {
            supervisor: supervisor.spawn().context("cannot start the server")?,
            url: String::new(),
            log,
        })
    }

    /// Waits until `url` finds the server's URL, given the log so far.
    fn when_ready(mut self, url: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let started = Instant::now();
        loop {
            let written = fs::read_to_string(&self.log).unwrap_or_default();
            if let Some(url) = url(&written) {
                self.url = url;
                return Ok(self);
            }
            let ended = self.supervisor.try_wait();
            if let Some(status) = ended.context("cannot wait for the server")? {
                bail!("the server stopped ({status}): see {}", self.log.display());
            }
            if started.elapsed() > PATIENCE {
                bail!("the server does not answer: see {}", self.log.display());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The supervisor stops the program, and then itself.
        drop(self.supervisor.stdin.take());
        // An error means that the supervisor has already ended.
        let _ = self.supervisor.wait();
    }
}

/// Creates a command that runs a program under the [`SUPERVISOR`].
fn supervised(program: impl AsRef<OsStr>) -> Command {
    let mut supervisor = Command::new("python3");
    supervisor.args(["-c", SUPERVISOR]).arg(program);
    supervisor
}

/// Returns an unused address. Another program could use it before the server does, which then
/// stops.
fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
