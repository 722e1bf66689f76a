//! `cargo xtask diff`.

mod reports;
mod sides;

use crate::support::Workspace;

/// A service with one operation.
const MODEL: &str = include_str!("../fixtures/city.json");

const PAGINATORS: &str = r#"{"pagination": {"List": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Modes"}}}"#;

/// The same with more enum values: `, "RIDE"`.
fn with_values(values: &str) -> String {
    MODEL.replace(r#"["WALK"]"#, &format!(r#"["WALK"{values}]"#))
}

fn new_model() -> String {
    with_values(r#", "RIDE""#)
}

/// The same service and operation as a Smithy JSON AST, with the value that `new_model` adds.
const SMITHY: &str = include_str!("../fixtures/city.smithy.json");

/// The comparison of the two models.
const SIDES: &str = "diff old/service-2.json new/service-2.json";

/// A workspace with two models, `old` and `new` by folder.
pub(crate) fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (folder, model) in [("old", MODEL), ("new", &new_model())] {
        workspace.write(&format!("{folder}/service-2.json"), model);
        workspace.write(&format!("{folder}/paginators-1.json"), PAGINATORS);
    }
    workspace
}
