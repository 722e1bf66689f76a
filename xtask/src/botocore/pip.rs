//! The releases of botocore, from the package index that pip is configured to use: `python3 -m pip`
//! handles mirrors, proxies and hashes.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Error, Result, anyhow, bail};

use super::release::{Release, Version};
use crate::failure::Blame;

/// Returns all final releases, oldest first.
pub(crate) fn releases() -> Result<Vec<Release>> {
    let releases = pip(&["index", "versions", "botocore"]).and_then(|output| {
        parse_versions(&output)
            .context("`pip index versions botocore`: update pip, or name the releases you want")
    });
    releases.or_unreadable("the package index")
}

/// Returns the release that a version names.
pub(crate) fn release(version: &Version) -> Result<Release> {
    match version {
        Version::Number(release) => Ok(release.clone()),
        Version::Latest => {
            let latest = releases()?.pop();
            latest.context("the package index has no release of botocore")
        }
    }
}

/// Downloads the wheel of a release into `folder`, which must be empty, and returns its path.
pub(crate) fn download(release: &Release, folder: &Path) -> Result<PathBuf> {
    let options = ["--no-deps", "--only-binary=:all:", "--quiet", "--dest"];
    let wheel = fetch("download", &options, release, folder)
        .context("cannot download it")
        .and_then(|()| {
            let mut entries = std::fs::read_dir(folder).context("cannot look for the wheel")?;
            let wheel = entries.next();
            Ok(wheel
                .context("pip reported success, but left no wheel")??
                .path())
        });
    wheel.or_unreadable(format!("botocore {release}"))
}

/// Installs a release of botocore with its dependencies into `folder`, for Python programs that
/// have the folder on their path.
pub(crate) fn install(release: &Release, folder: &Path) -> Result<()> {
    let options = ["--quiet", "--upgrade", "--target"];
    let installed = fetch("install", &options, release, folder);
    installed.or_unreadable(format!("botocore=={release}"))
}

/// Runs a command of pip with options of which the last takes the folder.
fn fetch(command: &str, options: &[&str], release: &Release, folder: &Path) -> Result<()> {
    let folder = folder
        .to_str()
        .context("the name of the folder is not UTF-8")?;
    let requirement = format!("botocore=={release}");
    let arguments = [&[command], options, &[folder, &requirement]].concat();
    pip(&arguments).map(drop)
}

/// Runs pip, and returns its standard output.
fn pip(arguments: &[&str]) -> Result<String> {
    let output = Command::new("python3")
        .args(["-m", "pip", "--disable-pip-version-check", "--no-input"])
        .args(arguments)
        .output()
        .map_err(explain_missing_python)?;
    if output.status.success() {
        return String::from_utf8(output.stdout).context("the output of pip is not valid UTF-8");
    }
    let message = String::from_utf8_lossy(&output.stderr);
    if message.contains("No module named pip") {
        bail!(
            "python3 has no pip: run `python3 -m ensurepip`, or download the wheels elsewhere and pass --wheel"
        );
    }
    bail!(
        "pip failed ({}): without network, download the wheels elsewhere and pass --wheel\n{}",
        output.status,
        without_versions(&message)
    );
}

/// Returns pip's message without the list of all existing versions, which pip adds if one is
/// missing.
fn without_versions(message: &str) -> String {
    let lines = message.trim_end().lines().map(|line| {
        let before = line.split_once(" (from versions:");
        before.map_or(line, |(before, _)| before)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn explain_missing_python(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        return anyhow!(
            "python3 is not on the PATH: install Python 3 with pip, or download the wheels elsewhere and pass --wheel"
        );
    }
    Error::new(error).context("cannot run python3")
}

/// Reads the line `Available versions: 1.44.5, 1.44.4, ...`; pre-releases are skipped.
fn parse_versions(output: &str) -> Result<Vec<Release>> {
    let list = output
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("Available versions:"));
    let list = list.context("its answer has no line `Available versions:`")?;
    let mut releases: Vec<Release> = list
        .split(',')
        .filter_map(|version| version.trim().parse().ok())
        .collect();
    releases.sort();
    releases.dedup();
    if releases.is_empty() {
        bail!("its answer does not list a final release");
    }
    Ok(releases)
}
