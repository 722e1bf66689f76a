//! The recorded revisions with their facts and models.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use codegen::diff;
use codegen::model::Model;
use codegen::source::{Source, read};

use crate::failure::Blame;
use crate::parallel;
use crate::revisions::{NO_REVISION, PAGINATORS, Revision, RevisionName, Revisions, SERVICE_MODEL};

/// The two files of a revision. The facts of two revisions are equal if the texts are: order
/// matters, while prose and upstream's layout do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// `service-2.json` without prose.
    pub(crate) service_model: String,
    /// `paginators-1.json` with botocore's additions merged in.
    pub(crate) paginators: String,
}

/// A revision and its facts.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) revision: Revision,
    pub(crate) facts: Facts,
}

/// A revision and its model, which has no endpoints: `model/` only keeps the current ones.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) revision: Revision,
    pub(crate) model: Model,
}

/// Reads the recorded revisions with their facts, oldest first.
pub(crate) fn entries(root: &Path) -> Result<Vec<Entry>> {
    let revisions = Revisions::read(root)?;
    let entries = parallel::map(&revisions.0, |revision| Entry::read(root, revision));
    entries.into_iter().collect()
}

impl Facts {
    /// Reads the two files of a revision.
    pub(crate) fn read(root: &Path, revision: &Revision) -> Result<Self> {
        let folder = revision.date.folder();
        let read = |name: &str| {
            let path = folder.join(name);
            let folder = folder.display();
            std::fs::read_to_string(root.join(&path))
                .map_err(|error| anyhow!("{error}; restore it with `git checkout -- {folder}`"))
                .or_unreadable(path.display())
        };
        Ok(Self {
            service_model: read(SERVICE_MODEL)?,
            paginators: read(PAGINATORS)?,
        })
    }
}

/// Reads the models of the revisions up to one of them, or all.
pub(crate) fn recorded(root: &Path, last: Option<RevisionName>) -> Result<Vec<Recorded>> {
    let mut revisions = Revisions::read(root)?;
    if let Some(last) = last {
        let last = revisions.named(last).or_unreadable("the model")?.date;
        revisions.0.retain(|revision| revision.date <= last);
    }
    let recorded = parallel::map(&revisions.0, |revision| {
        // The text of a revision is freed before the next one is read.
        Entry::read(root, revision)?.read_model()
    });
    recorded.into_iter().collect()
}

/// Reads the models of revisions, strictly.
pub(crate) fn read_models(entries: &[Entry]) -> Result<Vec<Recorded>> {
    let recorded = parallel::map(entries, Entry::read_model);
    recorded.into_iter().collect()
}

impl Entry {
    fn read(root: &Path, revision: &Revision) -> Result<Self> {
        Ok(Self {
            facts: Facts::read(root, revision)?,
            revision: revision.clone(),
        })
    }

    fn read_model(&self) -> Result<Recorded> {
        let Self { revision, facts } = self;
        let source = Source::new(facts.service_model.as_bytes())
            .with_paginators(facts.paginators.as_bytes());
        let name = format!(
            "the model of revision {} (botocore {})",
            revision.date, revision.botocore
        );
        let model = read(source).or_unreadable(&name)?;
        refuse_prose(&model).or_unreadable(&name)?;
        Ok(Recorded {
            revision: revision.clone(),
            model,
        })
    }
}

impl Recorded {
    /// Returns the revision as one side of a comparison.
    pub(crate) fn side(&self) -> diff::Revision<'_> {
        diff::Revision::new(self.revision.date.to_string(), &self.model)
            .with_botocore(self.revision.botocore.to_string())
    }
}

/// Returns the last of these revisions.
pub(crate) fn last(recorded: &[Recorded]) -> Result<&Recorded> {
    let last = recorded.last().context(NO_REVISION);
    last.or_unreadable("the model")
}

/// Calls a function with the models and their dates.
pub(crate) fn with_dates<R>(recorded: &[Recorded], run: impl FnOnce(&[(&str, &Model)]) -> R) -> R {
    let dates = recorded.iter().map(|it| it.revision.date.to_string());
    let dates: Vec<_> = dates.collect();
    let models = recorded.iter().map(|it| &it.model);
    let dated: Vec<_> = dates.iter().map(String::as_str).zip(models).collect();
    run(&dated)
}

fn refuse_prose(model: &Model) -> Result<()> {
    match model.first_prose() {
        Some(place) => bail!(
            "{place}: is prose, which is never committed: restore the file with `git checkout`, or import it again with \
             `cargo xtask import`"
        ),
        None => Ok(()),
    }
}
