//! `cargo xtask endpoints`: compares generated endpoints with those of botocore's own resolver.

mod program;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;
use codegen::Files;
use codegen::nearest::hint;

use crate::botocore::data::{DataFiles, Folder};
use crate::botocore::pip;
use crate::botocore::release::Release;
use crate::botocore::texts::ENDPOINT_RULES;
use crate::cargo::answer_of;
use crate::endpoints::EndpointTexts;
use crate::failure::{Blame, usage_error};
use crate::generated::files_below;
use crate::note::note;
use crate::output;
use crate::revisions::{RevisionName, Revisions, SERVICE};
use crate::scratch::Scratch;
use crate::unified_diff::{first_lines, unified_diff};
use program::Services;

/// The folder for all files of the command, relative to the workspace.
const FOLDER: &str = "target/xtask/endpoints";

/// The file of botocore's answers, for a test of `org-types`.
const RECORD: &str = "crates/org-types/tests/suite/endpoints.tsv";

/// The program that asks botocore.
const ASK: &str = include_str!("endpoints/botocore.py");

/// Check that generated endpoints match those of botocore's own resolver.
///
/// Compares the standard, FIPS, dual-stack and combined endpoints of every service with endpoint
/// rules. The regions are those that AWS's partitions list, an unlisted one of each partition, and
/// those that the rules name. Installs the release of the newest revision below target/ with
/// `python3 -m pip`. Exits with status 1 if an endpoint differs; 2 if the release has no endpoint rules
/// for a named service; 3 if the release cannot be installed or a resolver gives no answers.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask endpoints")]
pub(crate) struct Arguments {
    /// The services to check, by botocore's folder names, instead of all.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Write botocore's answers for `organizations` to the file that a test of org-types uses.
    #[arg(long, conflicts_with = "services")]
    record: bool,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let revisions = Revisions::read(root)?;
    let newest = revisions.named(RevisionName::Latest);
    let newest = newest.or_unreadable("the model")?;
    let botocore = Botocore::installed(&newest.botocore, root)?;
    if arguments.record {
        let answers = botocore.ask(&[SERVICE.to_owned()])?;
        output::write(&root.join(RECORD), &answers)?;
        return output::print(&format!("{RECORD}: {} answers\n", answers.lines().count()));
    }
    botocore.refuse_unknown(&arguments.services)?;
    let asked = botocore.ask(&arguments.services)?;
    let own = EndpointTexts::read(root)?;
    let mut constants = Services::new();
    for service in services(&asked) {
        let texts = match service {
            SERVICE => own.clone(),
            _ => botocore.texts(service)?,
        };
        match texts.evaluate() {
            Ok(endpoints) => {
                let text = program::constants(service, endpoints.unwrap_or_default())?;
                constants.insert(service.to_owned(), text);
            }
            Err(error) => note(format_args!("{service} has no endpoints: {error:#}")),
        }
    }
    let workspace = Scratch::new(root.join(FOLDER), root);
    let ours = program::answer(&constants, &asked, &workspace)?;
    report(&asked, &ours, &constants)
}

/// Returns the services in the answers, each once.
fn services(answers: &str) -> Vec<&str> {
    let names = answers.lines().filter_map(|line| line.split('\t').next());
    let mut services: Vec<_> = names.collect();
    services.dedup();
    services
}

/// Compares the answers for the services that have endpoints, line by line.
fn report(asked: &str, ours: &str, services: &Services) -> Result<()> {
    let has_endpoints = |line: &&str| {
        let service = line.split('\t').next();
        service.is_some_and(|service| services.contains_key(service))
    };
    let asked = asked.split_inclusive('\n').filter(has_endpoints);
    let answers = |text: &str| Files::from([("answers".to_owned(), text.to_owned())]);
    let [asked, ours] = [asked.collect::<String>().as_str(), ours].map(answers);
    let different = unified_diff("", &asked, &ours);
    let count = asked.values().map(|text| text.lines().count());
    let (count, services) = (count.sum::<usize>(), services.len());
    let shown = first_lines(&different);
    output::print(&format!("{shown}{count} answers for {services} services\n"))?;
    ensure!(
        different.is_empty(),
        "our answers, marked +, differ from those of botocore, marked -"
    );
    Ok(())
}

/// An installed botocore.
struct Botocore {
    folder: PathBuf,
}

impl Botocore {
    fn installed(release: &Release, root: &Path) -> Result<Self> {
        let folder = root.join(FOLDER).join(format!("botocore-{release}"));
        pip::install(&[&format!("botocore=={release}")], &folder)?;
        Ok(Self { folder })
    }

    /// Refuses services without endpoint rules.
    fn refuse_unknown(&self, services: &[String]) -> Result<()> {
        let data = self.folder.join("botocore/data");
        let files = files_below(&data, Path::new("")).or_unreadable(data.display())?;
        let rules = files
            .iter()
            .filter(|path| path.to_string_lossy().contains(ENDPOINT_RULES));
        let known: BTreeSet<_> = rules
            .filter_map(|path| path.iter().next()?.to_str())
            .collect();
        let mut unknown = services
            .iter()
            .filter(|name| !known.contains(name.as_str()));
        match unknown.next() {
            Some(name) => Err(usage_error(format!(
                "botocore has no service `{name}` with endpoint rules{}",
                hint(name, known)
            ))),
            None => Ok(()),
        }
    }

    /// Returns the resolver's answers for these services, or for all if there are none.
    fn ask(&self, services: &[String]) -> Result<String> {
        let mut python = Command::new("python3");
        python.args(["-c", ASK]).args(services);
        answer_of(python.env("PYTHONPATH", &self.folder)).or_unreadable("the answers of botocore")
    }

    /// Reads the rules of a service's newest API version, and the partitions.
    fn texts(&self, service: &str) -> Result<EndpointTexts> {
        let mut data = Folder(self.folder.join("botocore/data"));
        let folder = data.0.join(service);
        let versions = std::fs::read_dir(&folder).or_unreadable(folder.display())?;
        let versions = versions.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let newest = versions.max().context("it has no version")?;
        Ok(EndpointTexts {
            rules: data.data(&format!("{service}/{newest}/{ENDPOINT_RULES}"))?,
            partitions: data.data("partitions.json")?,
        })
    }
}
