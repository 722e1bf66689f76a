//! A complete crate for a service that is not part of this workspace.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use codegen::Files;
use codegen::api::Documentation;
use codegen::model::Model;
use codegen::render::package::{self, Package};
use codegen::source::{Source, read};

use super::Arguments;
use super::folder::{self, GENERATED};
use crate::changes::{Changes, Journal};
use crate::endpoints::EndpointTexts;
use crate::failure::{Blame, usage_error};
use crate::generated;
use crate::input::{Input, read_and_warn};
use crate::note::note;
use crate::output;
use crate::workspace::is_in_tree;

/// Generates the crate in `out`. `Cargo.toml` and `src/lib.rs` are only written if they do not
/// exist, since they belong to the owner of the crate from then on.
pub(super) fn run(arguments: &Arguments, out: &Path, root: &Path) -> Result<()> {
    let package = crate_name(arguments.crate_name.as_deref(), out)?;
    let names = arguments.model.join(", ");
    let journal = Journal::open(root)?;
    let model = read_model(arguments, &names, root)?;
    refuse_prose_in_tree(&model, out, root)?;
    let generated = codegen::generate(&model, &Documentation::default()).or_unreadable(names)?;
    if !arguments.force {
        folder::check(out, &generated, root)?;
    }
    let name = out.display();
    let is_new = !out.exists();
    let summary =
        plan(&package, &model, &generated, out, root).and_then(|changes| changes.commit(journal));
    if is_new && summary.is_err() {
        // It is empty, and the error is about what made the rest fail.
        let _ = std::fs::remove_dir(out);
    }
    let summary = summary.or_unwritable(&name)?;
    output::print(&format!("{name}: {summary}\n"))?;
    if let Some(warning) = folder::warning(out) {
        note(warning);
    }
    Ok(())
}

/// Reads a model and, if they are also named, its paginators, in any order.
fn read_model(arguments: &Arguments, names: &str, root: &Path) -> Result<Model> {
    let partitions = EndpointTexts::read(root)?.partitions;
    let root = Ok(root.to_owned());
    let inputs = arguments.model.iter().map(|file| Input::find(file, &root));
    let inputs: Vec<_> = inputs.collect::<Result<_>>()?;
    let texts = || inputs.iter().map(|input| &input.texts);
    let models = texts().map(|texts| texts.model.as_slice());
    let named = Source::of_files(models).or_unreadable(names)?;
    let beside = texts().find_map(|texts| texts.paginators.as_deref());
    let source = Source {
        service: arguments.service.as_deref(),
        paginators: named.paginators.or(beside),
        endpoint_rules: texts().find_map(|texts| texts.endpoint_rules.as_deref()),
        partitions: partitions.as_deref(),
        ..named
    };
    let model = match arguments.strict {
        true => read(source),
        false => read_and_warn(source, names),
    };
    model.or_unreadable(names)
}

fn plan(package: &str, model: &Model, files: &Files, out: &Path, root: &Path) -> Result<Changes> {
    std::fs::create_dir_all(out).context("cannot create the folder")?;
    let (out, root) = (out.canonicalize()?, root.canonicalize()?);
    let protocol = relative(&out, &root.join("crates/aws-json-protocol"));
    let package = Package {
        name: package.to_owned(),
        protocol_path: protocol.display().to_string(),
    };
    let mut changes = Changes::new(&out)?;
    for (path, text) in package::files(&package, model) {
        if !out.join(&path).exists() {
            changes.write(&path, text)?;
        }
    }
    generated::add_folder(files, Path::new(GENERATED), false, &mut changes, &out)?;
    Ok(changes)
}

/// Refuses to write a model's sentences, which become doc comments, into the repository.
fn refuse_prose_in_tree(model: &Model, out: &Path, root: &Path) -> Result<()> {
    match model.first_prose() {
        Some(place) if is_in_tree(out, root)? => Err(usage_error(format!(
            "the model contains prose ({place}), which is never committed: name a folder below target/ or outside the \
             repository instead of {}",
            out.display()
        ))),
        _ => Ok(()),
    }
}

/// Returns the name that the user gave, or that of the folder, which need not exist.
fn crate_name(name: Option<&str>, out: &Path) -> Result<String> {
    let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    let Some(name) = name.or_else(|| out.file_name()?.to_str()) else {
        return Err(usage_error(format!(
            "{} has no name to use for the crate: add `--crate-name NAME`",
            out.display()
        )));
    };
    package::check_name(name).map_err(|error| {
        usage_error(format!(
            "{error}: add `--crate-name NAME` with another name"
        ))
    })?;
    Ok(name.to_owned())
}

/// Returns the relative path from one folder to another, given their absolute paths.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}
