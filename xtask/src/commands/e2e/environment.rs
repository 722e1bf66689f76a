//! A Python virtual environment with moto and the clients.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, anyhow, bail};

use crate::failure::{Blame, usage_error};
use crate::note::note;

/// The packages that pip installs: moto, and clients that use the same release of botocore.
const REQUIREMENTS: [&str; 3] = ["moto[server]==5.2.5", "boto3==1.44.8", "awscli==1.46.3"];

/// The file that lists the packages, written once their installation is complete.
const INSTALLED: &str = "installed";

/// A virtual environment with all packages.
pub(super) struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// Creates it in `folder`, unless it exists.
    pub(super) fn prepare(folder: &Path) -> Result<Self> {
        let environment = Self {
            folder: folder.join("environment"),
        };
        let installed = environment.folder.join(INSTALLED);
        let requirements = REQUIREMENTS.join(" ");
        if fs::read_to_string(&installed).is_ok_and(|it| it == requirements) {
            return Ok(environment);
        }
        environment.create()?;
        note(format_args!("installing {requirements}"));
        environment.install().or_unreadable("the package index")?;
        fs::write(&installed, requirements).or_unwritable(installed.display())?;
        Ok(environment)
    }

    /// Returns the path of the environment's interpreter.
    pub(super) fn python(&self) -> PathBuf {
        self.folder.join(match cfg!(windows) {
            true => "Scripts/python.exe",
            false => "bin/python",
        })
    }

    fn create(&self) -> Result<()> {
        let parent = self.folder.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).or_unwritable(parent.display())?;
        let output = Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&self.folder)
            .output()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => {
                    usage_error("python3 is not on the PATH: install Python 3 with venv and pip")
                }
                _ => anyhow!(error).context("cannot run python3"),
            })?;
        if output.status.success() {
            return Ok(());
        }
        let message = both(&output);
        if message.contains("No module named") || message.contains("ensurepip") {
            return Err(usage_error(format!(
                "python3 cannot create virtual environments: install its venv and pip\n{message}"
            )));
        }
        bail!("python3 -m venv failed ({})\n{message}", output.status)
    }

    fn install(&self) -> Result<()> {
        let output = Command::new(self.python())
            .args(["-m", "pip", "--disable-pip-version-check", "--no-input"])
            .args(["install", "--quiet"])
            .args(REQUIREMENTS)
            .output()
            .context("cannot run the interpreter of the virtual environment")?;
        match output.status.success() {
            true => Ok(()),
            false => bail!("pip failed ({})\n{}", output.status, both(&output)),
        }
    }
}

/// Returns everything that a program wrote, since venv writes its errors to standard output.
fn both(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    text.concat().trim_end().to_owned()
}
