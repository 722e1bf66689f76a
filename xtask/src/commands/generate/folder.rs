//! Checks of the folder to which a generated crate is written.

use std::path::Path;

use anyhow::Result;
use codegen::Files;
use syn::Item;

use crate::generated::{files_below, foreign};
use crate::workspace::is_in_tree;

/// The folder of the generated files in a crate's folder.
pub(super) const GENERATED: &str = "src/generated";

/// The file with the facts about the service, in the folder of the generated files.
const SERVICE: &str = "service.rs";

/// The files that can be the root of a crate.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// Says what `out` belongs to, if it is not the crate of this service, and what to do.
pub(super) fn other_owner(out: &Path, generated: &Files, root: &Path) -> Result<Option<String>> {
    if is_in_tree(out, root)? {
        let owner =
            "is part of this workspace: name a folder below target/ or outside the workspace";
        return Ok(Some(owner.to_owned()));
    }
    let present = std::fs::read_to_string(out.join(GENERATED).join(SERVICE)).unwrap_or_default();
    let wanted = generated.get(SERVICE).map_or("", String::as_str);
    if let (Some(present), Some(wanted)) = (service_id(&present), service_id(wanted))
        && present != wanted
    {
        return Ok(Some(format!(
            "holds the crate of `{present}`, and the model is of `{wanted}`: name another folder"
        )));
    }
    let owner = "holds another crate: name a new folder, or add `mod generated;` to its src/lib.rs";
    Ok(is_of_another_crate(out, generated)?.then(|| owner.to_owned()))
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

/// Returns `true` if a root of the crate in `out` declares the module `generated`.
pub(super) fn leads_to_generated(out: &Path) -> bool {
    let is_generated =
        |item: &Item| matches!(item, Item::Mod(module) if module.ident == "generated");
    ROOTS.iter().any(|root| {
        let text = std::fs::read_to_string(out.join(root)).unwrap_or_default();
        syn::parse_file(&text).is_ok_and(|file| file.items.iter().any(is_generated))
    })
}
