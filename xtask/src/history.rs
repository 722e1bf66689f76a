//! The recorded revisions with their facts and models.

use std::path::Path;

use anyhow::{Context, Result, bail};
use codegen::diff;
use codegen::model::{Endpoints, Model};
use codegen::source::{Source, read};

use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::json::Json;
use crate::parallel;
use crate::prose;
use crate::revisions::{
    NO_REVISION, PAGINATORS, Revision, RevisionName, Revisions, SERVICE, SERVICE_MODEL,
};

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

/// A revision and its model.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) revision: Revision,
    pub(crate) model: Model,
}

/// The recorded revisions of a service, oldest first.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) revisions: Revisions,
    pub(crate) entries: Vec<Entry>,
}

impl History {
    /// Reads the model folder of a service in the workspace at `root`.
    pub(crate) fn read(root: &Path, service: &str) -> Result<Self> {
        let revisions = Revisions::read(root, service)?;
        let list: Vec<_> = revisions.iter().collect();
        let entries = parallel::map(&list, |revision| {
            Ok(Entry {
                facts: Facts::read(root, &revisions, revision)?,
                revision: (*revision).clone(),
            })
        });
        let entries = entries.into_iter().collect::<Result<_>>()?;
        Ok(Self { revisions, entries })
    }
}

impl Facts {
    /// Reads the two files of a revision.
    pub(crate) fn read(root: &Path, revisions: &Revisions, revision: &Revision) -> Result<Self> {
        let folder = revisions.revision_folder(revision.date);
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(root.join(&path))
                .with_context(|| format!("restore it with `git checkout -- {}`", folder.display()))
                .or_unreadable(path.display())
        };
        Ok(Self {
            service_model: read(SERVICE_MODEL)?,
            paginators: read(PAGINATORS)?,
        })
    }
}

/// Reads the models of the revisions of `org-types` up to one of them, or all.
pub(crate) fn recorded(root: &Path, last: Option<RevisionName>) -> Result<Vec<Recorded>> {
    let mut history = History::read(root, SERVICE)?;
    let endpoints = EndpointTexts::read(root, history.revisions.folder())?;
    if let Some(last) = last {
        let last = history.revisions.named(last).or_unreadable("the model")?;
        history
            .entries
            .retain(|entry| entry.revision.date <= last.date);
    }
    read_models(&history.entries, &endpoints)
}

/// Reads the models of revisions, strictly, all with the same endpoints.
pub(crate) fn read_models(entries: &[Entry], endpoints: &EndpointTexts) -> Result<Vec<Recorded>> {
    let endpoints = endpoints.evaluate()?;
    let recorded = parallel::map(entries, |entry| entry.read_model(endpoints.clone()));
    recorded.into_iter().collect()
}

impl Entry {
    /// Reads the model, strictly.
    pub(crate) fn read_model(&self, endpoints: Option<Endpoints>) -> Result<Recorded> {
        let Self { revision, facts } = self;
        let source = Source::new(facts.service_model.as_bytes())
            .with_paginators(facts.paginators.as_bytes());
        let name = format!(
            "the model of revision {} (botocore {})",
            revision.date, revision.botocore
        );
        let mut model = read(source).or_unreadable(&name)?;
        model.service.endpoints = endpoints;
        refuse_prose(&model, &facts.service_model).or_unreadable(&name)?;
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

/// Refuses prose, including in places that the reader skips, such as the use of a structure in one
/// operation. Parsing every revision again for that would double the time of `generate`, so only a
/// text that contains such a key is parsed.
fn refuse_prose(model: &Model, text: &str) -> Result<()> {
    let place = match model.first_prose() {
        None if prose::is_named_in(text) => prose::first(&Json::parse(text.as_bytes())?),
        place => place,
    };
    match place {
        Some(place) => bail!(
            "{place}: is prose, which is never committed: restore the file with `git checkout`, or import it again with \
             `cargo xtask import`"
        ),
        None => Ok(()),
    }
}
