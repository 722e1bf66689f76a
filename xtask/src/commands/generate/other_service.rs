//! A complete crate for a service that is not part of this workspace.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
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
use crate::workspace::{is_in_tree, resolved};

/// Generates the crate in `out`. `Cargo.toml` and `src/lib.rs` are only written if they do not
/// exist, since they belong to the owner of the crate from then on.
pub(super) fn run(arguments: &Arguments, named: &Path, root: &Path) -> Result<()> {
    let name = named.display();
    let out = &resolved(named)?;
    let package = crate_name(arguments.crate_name.as_deref(), out)?;
    let names = arguments.model.join(", ");
    let journal = Journal::open(root)?;
    let model = read_model(arguments, &names, root)?;
    if let Some(place) = model.first_prose()
        && is_in_tree(out, root)?
    {
        return Err(usage_error(format!(
            "the model contains prose ({place}), which is never committed: name a folder below target/ or outside the \
             repository instead of {name}"
        )));
    }
    let generated = codegen::generate(&model, &Documentation::default()).or_unreadable(names)?;
    if !arguments.force
        && let Some(owner) = folder::other_owner(out, &generated, root).or_unwritable(&name)?
    {
        return Err(usage_error(format!("{name} {owner}, or add `--force`")));
    }
    let summary = plan(&package, &model, &generated, out, root)
        .and_then(|changes| changes.commit(journal))
        .or_unwritable(&name)?;
    output::print(&format!("{name}: {summary}\n"))?;
    if !folder::leads_to_generated(out) {
        note(format_args!(
            "warning: src/lib.rs of {name} does not lead to {GENERATED}: add `mod generated;` and `pub use generated::*;`"
        ));
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

/// Plans the files of the crate. Its folder need not exist, nor those above it: the commit creates
/// them, and removes them again if it fails.
fn plan(package: &str, model: &Model, files: &Files, out: &Path, root: &Path) -> Result<Changes> {
    let mut existing = out.ancestors();
    let existing = existing.find(|folder| folder.exists()).unwrap_or(out);
    let below = out.strip_prefix(existing)?;
    let protocol = relative(out, &root.canonicalize()?.join("crates/aws-json-protocol"));
    let package = Package {
        name: package.to_owned(),
        protocol_path: protocol.display().to_string(),
    };
    let mut changes = Changes::new(existing)?;
    for (path, text) in package::files(&package, model) {
        if !out.join(&path).exists() {
            changes.write(below.join(path), text)?;
        }
    }
    let generated = below.join(GENERATED);
    generated::add_folder(files, &generated, false, &mut changes, existing)?;
    Ok(changes)
}

/// Returns the name that the user gave, or that of the folder.
fn crate_name(name: Option<&str>, out: &Path) -> Result<String> {
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
