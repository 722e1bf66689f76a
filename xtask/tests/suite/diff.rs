//! `cargo xtask diff`.

mod reports;
mod sides;

use crate::support::Workspace;

/// A service with one operation; `VALUE` stands for another enum value.
const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "List": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "ListRequest"}, "output": {"shape": "ListResponse"}, "errors": [{"shape": "Gone"}]}
  },
  "shapes": {
    "Gone": {"type": "structure", "exception": true, "members": {"Mode": {"shape": "Mode"}}},
    "ListRequest": {"type": "structure", "members": {"NextToken": {"shape": "Token"}, "Mode": {"shape": "Mode"}}},
    "ListResponse": {"type": "structure", "members": {"NextToken": {"shape": "Token"}, "Modes": {"shape": "Modes"}}},
    "Modes": {"type": "list", "member": {"shape": "Mode"}},
    "Token": {"type": "string"},
    "Mode": {"type": "string", "enum": ["WALK"VALUE]}
  }
}"#;

const PAGINATORS: &str = r#"{"pagination": {"List": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Modes"}}}"#;

fn old_model() -> String {
    MODEL.replace("VALUE", "")
}

fn new_model() -> String {
    MODEL.replace("VALUE", r#", "RIDE""#)
}

/// The comparison of the two models.
const SIDES: &str = "diff old/service-2.json new/service-2.json";

/// A workspace with two models, `old` and `new` by folder.
pub(crate) fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (folder, model) in [("old", old_model()), ("new", new_model())] {
        workspace.write(&format!("{folder}/service-2.json"), model);
        workspace.write(&format!("{folder}/paginators-1.json"), PAGINATORS);
    }
    workspace
}
