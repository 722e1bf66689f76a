//! How long each step from a model to source text takes, on the newest revision of AWS
//! Organizations: `cargo bench -p benches --bench pipeline`.
//!
//! With a folder of `service-2.json` files in `CODEGEN_BENCH_MODELS` (as botocore's `data`,
//! unzipped: one folder per service, one per version in it), the whole pipeline is timed on
//! services of all sizes, too.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot read its model cannot run"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::api::{Api, Documentation};
use codegen::diff::Revision;
use codegen::generate;
use codegen::history::history;
use codegen::model::Model;
use codegen::source::{Source, read};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// The model and the paginators of each revision, oldest first.
fn revisions() -> Vec<[Vec<u8>; 2]> {
    let history = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/organizations");
    let entries = fs::read_dir(history).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    let files = ["service-2.json", "paginators-1.json"];
    let texts = |folder: PathBuf| files.map(|file| fs::read(folder.join(file)).unwrap());
    folders.into_iter().map(texts).collect()
}

/// The texts of the newest revision.
fn newest() -> [Vec<u8>; 2] {
    revisions().pop().unwrap()
}

fn read_newest() -> Model {
    let [model, paginators] = newest();
    read(Source::new(&model).with_paginators(&paginators)).unwrap()
}

#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    let [model, paginators] = newest();
    bencher
        .counter(BytesCount::new(model.len()))
        .bench(|| read(Source::new(&model).with_paginators(&paginators)).unwrap());
}

#[divan::bench]
fn describing(bencher: Bencher<'_, '_>) {
    let (model, documentation) = (read_newest(), Documentation::default());
    bencher.bench(|| Api::new(&model, &documentation));
}

/// Describing, too, which is a small part of it.
#[divan::bench]
fn rendering_and_layout(bencher: Bencher<'_, '_>) {
    let (model, documentation) = (read_newest(), Documentation::default());
    bencher.bench(|| generate(&model, &documentation).unwrap());
}

#[divan::bench]
fn whole_pipeline(bencher: Bencher<'_, '_>) {
    let [model, paginators] = newest();
    bencher.bench(|| {
        let model = read(Source::new(&model).with_paginators(&paginators)).unwrap();
        generate(&model, &Documentation::default()).unwrap()
    });
}

/// Every revision read, and compared with the one before, on one core; `cargo xtask history` uses
/// all of them. The item of the throughput is a revision.
#[divan::bench]
fn whole_history(bencher: Bencher<'_, '_>) {
    let texts = revisions();
    bencher.counter(ItemsCount::new(texts.len())).bench(|| {
        let models: Vec<_> = texts
            .iter()
            .map(|[model, paginators]| {
                read(Source::new(model).with_paginators(paginators)).unwrap()
            })
            .collect();
        let revisions: Vec<_> = models
            .iter()
            .map(|model| Revision::new("", model))
            .collect();
        history(&revisions)
    });
}

/// Services from the smallest to the largest; the item of the throughput is a shape.
#[divan::bench(args = ["sts", "organizations", "dynamodb", "lambda", "glue", "sagemaker", "ec2"], sample_count = 10)]
fn by_size(bencher: Bencher<'_, '_>, service: &str) {
    let Some(text) = service_text(service) else {
        eprintln!("skipped: {service} (CODEGEN_BENCH_MODELS does not lead to its service-2.json)");
        return;
    };
    let shapes = read(Source::new(&text)).unwrap().shapes.len();
    bencher.counter(ItemsCount::new(shapes)).bench(|| {
        let model = read(Source::new(&text)).unwrap();
        generate(&model, &Documentation::default()).unwrap()
    });
}

/// The text of the newest version of a service, from the folder that the environment names.
fn service_text(service: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(std::env::var_os("CODEGEN_BENCH_MODELS")?).join(service);
    let newest = fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .max()?;
    fs::read(newest.join("service-2.json")).ok()
}
