//! The cases of `fixtures/diff`: two models, and the entries that the diff of them has.
//!
//! Those beside `models.json` are model files in both formats, changed by JSON Merge Patch (RFC
//! 7396). Those in `things` are facts of the small model, part by part; `null` is a part that goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::model::{IndexMap, Model, Operation, Service, Shape};
use codegen::source::{Source, read};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::common::patched;

/// The cases about one thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "P: Default + Deserialize<'de>")]
struct File<P> {
    /// Which part of which specification says so.
    source: String,
    cases: Vec<Patches<P>>,
}

/// A case, and the patches that make its models.
#[derive(Deserialize)]
#[serde(bound = "P: Default + Deserialize<'de>")]
struct Patches<P> {
    /// What stands on both sides.
    #[serde(default)]
    both: P,
    /// What is new.
    after: P,
    #[serde(flatten)]
    case: Case,
}

/// What an edit must give.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// The model that is changed: `smithy`, `botocore` or `things`.
    pub(crate) model: String,
    /// The rule, path and both verdicts of each entry, sorted.
    pub(crate) entries: Vec<String>,
    /// What else the entries say, in the order of the diff: `behaviour`, `reaches` and so on.
    #[serde(flatten)]
    pub(crate) texts: BTreeMap<String, Vec<String>>,
    /// An operation and a request that a client of before sends to it: it is refused after the
    /// edit if and only if an entry says so.
    pub(crate) request: Option<(String, Value)>,
    /// An operation and a response of the service of after, likewise.
    pub(crate) response: Option<(String, Value)>,
    /// An exception whose status is another if and only if an entry says so.
    pub(crate) status: Option<String>,
    /// The code of an error before and after, which an old client does not know likewise.
    pub(crate) error: Option<[String; 2]>,
}

/// A case with its models.
pub(crate) type Edit = (Case, [Model; 2]);

/// Parts of the small model.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parts {
    service: Option<Service>,
    operations: IndexMap<String, Option<Operation>>,
    shapes: IndexMap<String, Option<Shape>>,
}

/// The cases of model files.
pub(crate) fn of_files() -> Vec<Edit> {
    let bases: Value = parsed(&folder().join("models.json"));
    let edits = files(folder()).into_iter().map(|patches: Patches<Value>| {
        let case = patches.case;
        let base = bases.get(&case.model).expect(&case.name);
        let before = patched(base, &patches.both);
        let after = patched(&before, &patches.after);
        let models = [before, after].map(|document| {
            let text = document.to_string();
            let model = read(Source::new(text.as_bytes()));
            model.unwrap_or_else(|error| panic!("{}: {error}", case.name))
        });
        (case, models)
    });
    edits.collect()
}

/// The cases of the small model.
pub(crate) fn of_things() -> Vec<Edit> {
    let files = files(&folder().join("things")).into_iter();
    let edits = files.map(|patches: Patches<Parts>| {
        let mut old = crate::common::model();
        patches.both.apply(&mut old);
        let mut new = old.clone();
        patches.after.apply(&mut new);
        (patches.case, [old, new])
    });
    edits.collect()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/diff"))
}

fn files<P: Default + DeserializeOwned>(folder: &Path) -> Vec<Patches<P>> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let models = ["models.json", "model.json"];
    let is_model = |path: &Path| models.iter().any(|name| path.ends_with(name));
    let is_cases = |path: &Path| path.is_file() && !is_model(path);
    let mut paths: Vec<_> = paths.filter(|path| is_cases(path)).collect();
    paths.sort();
    let files = paths.iter().flat_map(|path| {
        let File { source, cases } = parsed::<File<P>>(path);
        assert!(!source.is_empty(), "{}", path.display());
        cases
    });
    files.collect()
}

fn parsed<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read(path).unwrap();
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Parts {
    fn apply(self, model: &mut Model) {
        fn apply<T>(parts: IndexMap<String, Option<T>>, whole: &mut IndexMap<String, T>) {
            for (name, part) in parts {
                match part {
                    Some(part) => _ = whole.insert(name, part),
                    None => _ = whole.shift_remove(&name),
                }
            }
        }
        if let Some(service) = self.service {
            model.service = service;
        }
        apply(self.operations, &mut model.operations);
        apply(self.shapes, &mut model.shapes);
    }
}
