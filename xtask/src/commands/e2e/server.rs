//! Servers that stop when this process ends.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::cargo::{cargo, run_program};
use crate::failure::{Blame, if_exists};

/// A script that runs a program until its own standard input is closed, so that the program stops
/// even if this process is killed.
const SUPERVISOR: &str = "
import os, subprocess, sys, threading
program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT)
def stop():
    sys.stdin.read()
    program.kill()
threading.Thread(target=stop, daemon=True).start()
os._exit(program.wait())
";

/// A running server, which stops when it is dropped.
pub(super) struct Server {
    supervisor: Child,
    pub(super) url: String,
    pub(super) log: PathBuf,
}

impl Server {
    /// Starts moto on a free port of this machine. Its log goes to `folder`.
    pub(super) fn moto(packages: &Path, folder: &Path) -> Result<Self> {
        let mut moto = supervised("python3");
        moto.args(["-B", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]);
        Self::start(moto.env("PYTHONPATH", packages), folder.join("moto.log"))
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
        Self::start(fake.arg(state).current_dir(root), folder.join("fake.log"))
    }

    /// Starts a server, and waits until it has written its URL. All that it writes goes to the log.
    fn start(supervisor: &mut Command, log: PathBuf) -> Result<Self> {
        let mut file = File::create(&log).or_unwritable(log.display())?;
        let supervisor = supervisor.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = Self {
            supervisor: supervisor.spawn().context("cannot start the server")?,
            url: String::new(),
            log,
        };
        let output = server.supervisor.stdout.take();
        let mut output = BufReader::new(output.context("the server has no output")?);
        while server.url.is_empty() {
            let mut line = String::new();
            let read = output.read_line(&mut line);
            if read.context("cannot read the output of the server")? == 0 {
                let status = server.supervisor.wait()?;
                bail!(
                    "the server stopped ({status}): see {}",
                    server.log.display()
                );
            }
            file.write_all(line.as_bytes())
                .or_unwritable(server.log.display())?;
            if let Some((_, address)) = line.trim_end().split_once("http://") {
                server.url = format!("http://{address}");
            }
        }
        // The server would wait for a reader otherwise.
        thread::spawn(move || io::copy(&mut output, &mut file));
        Ok(server)
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
