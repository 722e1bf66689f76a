//! The recorded revisions of a service: `model/<service>/revisions.toml` and the folders beside it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};
use codegen::nearest::hint;
use codegen::problem::visible;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::value::Date;

use crate::botocore::release::Release;
use crate::failure::{Blame, if_exists};

mod day;

pub(crate) use day::{is_in_future, parse_day};

/// The service that `org-types` is generated from.
pub(crate) const SERVICE: &str = "organizations";

/// The shapes and operations of a revision, in its folder.
pub(crate) const SERVICE_MODEL: &str = "service-2.json";
/// The paginators of a revision, in its folder.
pub(crate) const PAGINATORS: &str = "paginators-1.json";

/// The error for a service without revisions.
pub(crate) const NO_REVISION: &str = "no revision is recorded: run `cargo xtask import latest`";

const HEADER: &str = "\
# The API revisions of this service, oldest first; the last one is current.
# Each names the folder of its facts, the first botocore release that has them, and the SHA-256 of the
# service-2.json in that release. Written by `cargo xtask import`, which keeps no comments below this line.
";

/// The name of a revision: the day on which its release was built, such as `2025-11-21`, or
/// `2025-11-21.2` for the second revision of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RevisionDate {
    /// The build day of the release.
    pub(crate) day: Date,
    /// 1 for the first revision of the day.
    pub(crate) number: u32,
}

impl fmt::Display for RevisionDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            1 => self.day.fmt(formatter),
            number => write!(formatter, "{}.{number}", self.day),
        }
    }
}

impl FromStr for RevisionDate {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parsed = parse_date(text).filter(|date| date.to_string() == text);
        parsed.with_context(|| {
            format!(
                "`{}` is not a revision date: expected 2025-11-21 or 2025-11-21.2",
                visible(text)
            )
        })
    }
}

impl RevisionDate {
    /// Returns the date that is written in another form: `2017-9-29`, `20170929`, `2017/09/29`.
    /// Returns `None` if the text is not a date, or already has the form of revision dates.
    pub(crate) fn meant_by(text: &str) -> Option<Self> {
        let mut divided = text.replace(['/', '.', '_', ' '], "-");
        if divided.len() == 8 && divided.bytes().all(|byte| byte.is_ascii_digit()) {
            divided.insert(6, '-');
            divided.insert(4, '-');
        }
        let padded = |text: &str| {
            let (day, number) = text.split_once('.').unwrap_or((text, "1"));
            let [year, month, day] = <[&str; 3]>::try_from(Vec::from_iter(day.split('-'))).ok()?;
            parse_date(&format!("{year:0>4}-{month:0>2}-{day:0>2}.{number}"))
        };
        let date = padded(text).or_else(|| padded(&divided));
        date.filter(|date| date.to_string() != text)
    }
}

fn parse_date(text: &str) -> Option<RevisionDate> {
    let (day, number) = text.split_once('.').unwrap_or((text, "1"));
    let day = parse_day(day).ok()?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(RevisionDate { day, number })
}

/// The name of a recorded revision on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RevisionName {
    /// `latest`.
    Latest,
    /// `previous`, the one before the latest.
    Previous,
    /// The date of a revision.
    Date(RevisionDate),
}

impl FromStr for RevisionName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "latest" => Ok(Self::Latest),
            "previous" => Ok(Self::Previous),
            _ => {
                let date = text.parse().with_context(|| {
                    format!(
                        "expected `latest`, `previous` or a date{}",
                        hint(text, ["latest", "previous"])
                    )
                });
                date.map(Self::Date)
            }
        }
    }
}

/// A state of the API: the facts of a botocore release that differ from those of the previous
/// release.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revision {
    /// Its name, which is also the name of its folder.
    #[serde(deserialize_with = "parsed")]
    pub(crate) date: RevisionDate,
    /// The first release known to have these facts.
    #[serde(deserialize_with = "parsed")]
    pub(crate) botocore: Release,
    /// SHA-256 of the uncompressed `service-2.json` in that release, including prose.
    #[serde(deserialize_with = "digest")]
    pub(crate) sha256: String,
}

/// All recorded revisions of a service, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Revisions {
    folder: PathBuf,
    revisions: Vec<Revision>,
}

/// The contents of `revisions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    revision: Vec<Revision>,
}

impl Revisions {
    /// Reads `model/<service>/revisions.toml` in the workspace at `root`, if it exists.
    pub(crate) fn read(root: &Path, service: &str) -> Result<Self> {
        let folder = Path::new("model").join(service);
        let file = folder.join("revisions.toml");
        let text = if_exists(std::fs::read_to_string(root.join(&file)));
        let revisions = text.or_unreadable(file.display())?;
        let revisions = revisions.map(|text| parse(&text)).transpose();
        let revisions = revisions.or_unreadable(file.display())?.unwrap_or_default();
        Ok(Self { folder, revisions })
    }

    /// Returns the revisions, oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Revision> {
        self.revisions.iter()
    }

    /// Returns the current revision.
    pub(crate) fn newest(&self) -> Option<&Revision> {
        self.revisions.last()
    }

    /// Returns the revision with a name.
    pub(crate) fn named(&self, name: RevisionName) -> Result<&Revision> {
        match name {
            RevisionName::Latest => self.newest().context(NO_REVISION),
            RevisionName::Previous => {
                let previous = self.iter().rev().nth(1);
                previous.context("there is no revision before the latest")
            }
            RevisionName::Date(date) => self.find(date),
        }
    }

    /// Returns the revision with a date.
    pub(crate) fn find(&self, date: RevisionDate) -> Result<&Revision> {
        let found = self.iter().find(|revision| revision.date == date);
        found.with_context(|| {
            let before = self.iter().rfind(|revision| revision.date < date);
            let after = self.iter().find(|revision| revision.date > date);
            let nearest = before.into_iter().chain(after);
            let nearest: Vec<_> = nearest.map(|it| it.date.to_string()).collect();
            match nearest.as_slice() {
                [] => NO_REVISION.to_owned(),
                [one] => format!("there is no revision {date}; the nearest is {one}"),
                both => format!(
                    "there is no revision {date}; the nearest are {}",
                    both.join(" and ")
                ),
            }
        })
    }

    /// Returns the service's folder, relative to the workspace.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of `revisions.toml`, relative to the workspace.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join("revisions.toml")
    }

    /// Returns the folder with a revision's facts, relative to the workspace.
    pub(crate) fn revision_folder(&self, date: RevisionDate) -> PathBuf {
        self.folder.join(date.to_string())
    }
}

/// Returns the text of a `revisions.toml` with these revisions.
pub(crate) fn to_toml<'r>(revisions: impl Iterator<Item = &'r Revision>) -> String {
    let mut text = HEADER.to_owned();
    for Revision {
        date,
        botocore,
        sha256,
    } in revisions
    {
        text += &format!(
            "\n[[revision]]\ndate = \"{date}\"\nbotocore = \"{botocore}\"\nsha256 = \"{sha256}\"\n"
        );
    }
    text
}

/// Deserializes a value from its text.
fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err = Error>>(input: D) -> Result<T, D::Error> {
    String::deserialize(input)?
        .parse()
        .map_err(D::Error::custom)
}

/// Deserializes a digest in the form in which [`sha256`](crate::digest::sha256) returns it.
fn digest<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let text = String::deserialize(input)?;
    let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() == 64 && text.bytes().all(is_digit) {
        return Ok(text);
    }
    Err(D::Error::custom(format!(
        "`{}` is not 64 lower-case hexadecimal digits",
        visible(&text)
    )))
}

fn parse(text: &str) -> Result<Vec<Revision>> {
    let File {
        revision: revisions,
    } = toml::from_str(text)?;
    for (earlier, later) in revisions.iter().zip(revisions.iter().skip(1)) {
        if earlier.date >= later.date || earlier.botocore >= later.botocore {
            bail!(
                "revision {} (botocore {}) is listed before {} (botocore {}): list each revision once, oldest first",
                earlier.date,
                earlier.botocore,
                later.date,
                later.botocore,
            );
        }
    }
    Ok(revisions)
}
