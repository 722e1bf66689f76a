//! The package index that pip is configured to use: `python3 -m pip` handles mirrors, proxies and
//! hashes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;

use super::release::{Release, Version};
use crate::cargo::answer_of;
use crate::failure::{Blame, if_exists};
use crate::note::note;

/// Returns all final releases of botocore, oldest first.
pub(crate) fn releases() -> Result<Vec<Release>> {
    let output = pip("index versions botocore", None, &[])
        .context("pip cannot list the releases of botocore; check the network, or pass --wheel");
    let releases = output.and_then(|output| {
        parse_versions(&output)
            .context("`pip index versions botocore`: update pip, or name the releases you want")
    });
    releases.or_unreadable("the package index")
}

/// Returns the release of botocore that a version names.
pub(crate) fn release(version: &Version) -> Result<Release> {
    match version {
        Version::Number(release) => Ok(release.clone()),
        Version::Latest => {
            let latest = releases()?.pop();
            latest.context("the package index has no release of botocore")
        }
    }
}

/// A downloaded wheel, which is deleted when this is dropped: it has 15 MB.
pub(crate) struct Download {
    pub(crate) wheel: PathBuf,
    _folder: TempDir,
}

/// Downloads the wheel of a release, which takes a while and is announced.
pub(crate) fn download(release: &Release) -> Result<Download> {
    note(format_args!("downloading botocore {release}"));
    let folder = TempDir::new().or_unwritable("a temporary folder")?;
    let path = folder.path();
    let download = "download --no-deps --only-binary=:all: --quiet --dest";
    let wheel = pip(download, Some(path), &[&format!("botocore=={release}")])
        .context("pip cannot find or reach it; check the version and the network, or pass --wheel")
        .and_then(|_| {
            let wheel = fs::read_dir(path)?.next();
            let wheel = wheel.context("pip reported success, but left no wheel")?;
            Ok(wheel?.path())
        });
    Ok(Download {
        wheel: wheel.or_unreadable(format!("botocore {release}"))?,
        _folder: folder,
    })
}

/// Installs packages with their dependencies into `folder`, unless they are there, for Python
/// programs that have the folder on their path.
pub(crate) fn install(packages: &[&str], folder: &Path) -> Result<()> {
    // Written once the installation is complete.
    let list = folder.join("installed");
    let wanted = packages.join(" ");
    if fs::read_to_string(&list).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    note(format_args!("installing {wanted}"));
    if_exists(fs::remove_dir_all(folder)).or_unwritable(folder.display())?;
    let installed = pip("install --quiet --target", Some(folder), packages);
    installed.or_unreadable("the package index")?;
    fs::write(&list, wanted).or_unwritable(list.display())
}

/// Runs a command of pip, whose last option takes the folder, and returns its standard output.
fn pip(command: &str, folder: Option<&Path>, packages: &[&str]) -> Result<String> {
    let mut python = Command::new("python3");
    python
        .args(["-m", "pip", "--disable-pip-version-check", "--no-input"])
        .args(command.split(' '))
        .args(folder)
        .args(packages);
    answer_of(&mut python).map_err(|error| {
        let message = shortened(&format!("{error:#}"));
        anyhow!("{message}; this needs Python 3 with pip, and access to its package index")
    })
}

/// Returns pip's message without the notice that a command is experimental, and without the list of
/// all existing versions, which pip adds if one is missing.
fn shortened(message: &str) -> String {
    let lines = message.trim_end().lines();
    let lines = lines.filter(|line| !line.contains("currently an experimental command"));
    let lines = lines.map(|line| {
        let before = line.split_once(" (from versions:");
        before.map_or(line, |(before, _)| before)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads the line `Available versions: 1.44.5, 1.44.4, ...`; pre-releases are skipped.
fn parse_versions(output: &str) -> Result<Vec<Release>> {
    let mut lines = output.lines();
    let list = lines.find_map(|line| line.trim_start().strip_prefix("Available versions:"));
    let list = list.context("its answer has no line `Available versions:`")?;
    let releases = list.split(',').filter_map(|text| text.trim().parse().ok());
    let mut releases: Vec<Release> = releases.collect();
    releases.sort();
    releases.dedup();
    if releases.is_empty() {
        bail!("its answer does not list a final release");
    }
    Ok(releases)
}
