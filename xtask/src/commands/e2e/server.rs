//! Servers that stop when the command ends.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::cargo::{cargo, run_program};
use crate::failure::{Blame, if_exists};

/// A running server, which stops when it is dropped.
pub(super) struct Server {
    process: Child,
    pub(super) url: String,
    pub(super) log: PathBuf,
}

impl Server {
    /// Starts moto on a free port of this machine. Its log goes to `folder`.
    pub(super) fn moto(packages: &Path, folder: &Path) -> Result<Self> {
        let mut moto = Command::new("python3");
        moto.args(["-B", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"])
            .env("PYTHONPATH", packages);
        Self::start(moto, folder.join("moto.log"))
    }

    /// Builds the fake-organizations of the workspace at `root`, and starts it on a free port of
    /// this machine. Its state and its log go to `folder`.
    pub(super) fn fake(root: &Path, folder: &Path) -> Result<Self> {
        let package = ["--quiet", "--package", "fake-organizations"];
        run_program(cargo(root).arg("build").args(package))?;
        let state = folder.join("state.json");
        if_exists(fs::remove_file(&state)).or_unwritable(state.display())?;
        let mut fake = cargo(root);
        fake.arg("run").args(package).args(["--", "--state"]);
        fake.arg(state);
        Self::start(fake, folder.join("fake.log"))
    }

    /// Starts a server, and waits until it has written its URL. All that it writes goes to the log.
    fn start(mut command: Command, log: PathBuf) -> Result<Self> {
        let mut file = File::create(&log).or_unwritable(log.display())?;
        let (output, input) = io::pipe().context("cannot create a pipe")?;
        command
            .stdin(Stdio::null())
            .stdout(input.try_clone().context("cannot share a pipe")?)
            .stderr(input);
        let mut server = Self {
            process: command.spawn().context("cannot start the server")?,
            url: String::new(),
            log,
        };
        // It has an end of the pipe, which would not be closed with the server's.
        drop(command);
        let mut output = BufReader::new(output);
        while server.url.is_empty() {
            let mut line = String::new();
            let read = output.read_line(&mut line);
            if read.context("cannot read the output of the server")? == 0 {
                let status = server.process.wait()?;
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
        // An error means that the server has already stopped.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
