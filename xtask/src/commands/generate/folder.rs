//! Checks of the folder to which a generated crate is written.

use std::path::Path;

use anyhow::Result;
use codegen::Files;
use syn::Item;

use crate::failure::{Blame, usage_error};
use crate::generated::{files_below, foreign};
use crate::workspace::is_in_tree;

/// The folder of the generated files in a crate's folder.
pub(super) const GENERATED: &str = "src/generated";

/// The file with the facts about the service, in the folder of the generated files.
const SERVICE: &str = "service.rs";

/// The files that can be the root of a crate.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// Checks that `out` does not belong to another crate, or to that of another service.
pub(super) fn check(out: &Path, generated: &Files, root: &Path) -> Result<()> {
    if is_in_tree(out, root)? {
        return Err(usage_error(format!(
            "{} is part of this workspace: name a folder below target/ or outside the workspace, or add `--force`",
            out.display()
        )));
    }
    let present = std::fs::read_to_string(out.join(GENERATED).join(SERVICE)).unwrap_or_default();
    let wanted = generated.get(SERVICE).map_or("", String::as_str);
    if let (Some(present), Some(wanted)) = (service_id(&present), service_id(wanted))
        && present != wanted
    {
        return Err(usage_error(format!(
            "{} holds the crate of `{present}`, and the model is of `{wanted}`: name another folder, or add `--force`",
            out.display()
        )));
    }
    if is_of_another_crate(out, generated).or_unwritable(out.display())? {
        return Err(usage_error(format!(
            "{} holds another crate: name a new folder, or add `mod generated;` to its src/lib.rs, or add `--force`",
            out.display()
        )));
    }
    Ok(())
}

/// Returns the ID of the service in the text of a generated `service.rs`.
fn service_id(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    lines.find_map(|line| {
        line.strip_prefix("pub const ID: &str = ")?
            .split('"')
            .nth(1)
    })
}

/// Returns a warning if no root of the crate in `out` declares the generated files as a module.
pub(super) fn warning(out: &Path) -> Option<String> {
    (!leads_to_generated(out)).then(|| {
        format!(
            "warning: src/lib.rs of {} does not lead to {GENERATED}: add `mod generated;` and `pub use generated::*;`",
            out.display()
        )
    })
}

fn is_of_another_crate(out: &Path, generated: &Files) -> Result<bool> {
    let present = files_below(out, Path::new(GENERATED))?;
    if foreign(generated, Path::new(GENERATED), out)?.len() < present.len() {
        return Ok(false);
    }
    let is_crate = ["src", "Cargo.toml"]
        .iter()
        .any(|name| out.join(name).exists());
    Ok(is_crate && !leads_to_generated(out))
}

/// Returns `true` if a root of the crate declares the module `generated`.
fn leads_to_generated(out: &Path) -> bool {
    let is_generated =
        |item: &Item| matches!(item, Item::Mod(module) if module.ident == "generated");
    ROOTS.iter().any(|root| {
        let text = std::fs::read_to_string(out.join(root)).unwrap_or_default();
        syn::parse_file(&text).is_ok_and(|file| file.items.iter().any(is_generated))
    })
}
