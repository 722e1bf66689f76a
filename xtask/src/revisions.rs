//! The recorded revisions: `model/organizations/revisions.toml` and the folders beside it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};
use codegen::nearest::hint;
use codegen::problem::visible;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::value::{Date, Datetime};

use crate::botocore::release::Release;
use crate::failure::{Blame, if_exists};

/// The service that `org-types` is generated from, by botocore's folder name.
pub(crate) const SERVICE: &str = "organizations";
/// The folder of the revisions and of our own files about the service, relative to the workspace.
pub(crate) const FOLDER: &str = "model/organizations";
/// The list of the revisions, relative to the workspace.
pub(crate) const LIST: &str = "model/organizations/revisions.toml";

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
    /// Returns the folder with the facts of the revision, relative to the workspace.
    pub(crate) fn folder(self) -> PathBuf {
        Path::new(FOLDER).join(self.to_string())
    }
}

/// Parses a day such as `2016-11-28`.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    match text.parse() {
        Ok(Datetime {
            date,
            time: None,
            offset: None,
        }) => date,
        _ => None,
    }
}

fn parse_date(text: &str) -> Option<RevisionDate> {
    let (day, number) = text.split_once('.').unwrap_or((text, "1"));
    let day = parse_day(day)?;
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
                        "expected `latest`, `previous` or a date such as 2025-11-21{}",
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
    pub(crate) sha256: String,
}

/// All recorded revisions, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Revisions(pub(crate) Vec<Revision>);

/// The contents of `revisions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    revision: Vec<Revision>,
}

impl Revisions {
    /// Reads the list of the workspace at `root`, if it exists.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let text = if_exists(std::fs::read_to_string(root.join(LIST))).or_unreadable(LIST)?;
        let revisions = text.map(|text| parse(&text)).transpose();
        Ok(Self(revisions.or_unreadable(LIST)?.unwrap_or_default()))
    }

    /// Returns the revision with a name.
    pub(crate) fn named(&self, name: RevisionName) -> Result<&Revision> {
        let Self(revisions) = self;
        match name {
            RevisionName::Latest => revisions.last().context(NO_REVISION),
            RevisionName::Previous => {
                let previous = revisions.iter().rev().nth(1);
                previous.context("there is no revision before the latest")
            }
            RevisionName::Date(date) => self.find(date),
        }
    }

    fn find(&self, date: RevisionDate) -> Result<&Revision> {
        let found = self.0.iter().find(|revision| revision.date == date);
        found.with_context(|| {
            let before = self.0.iter().rfind(|revision| revision.date < date);
            let after = self.0.iter().find(|revision| revision.date > date);
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
