//! Values of every type of a crate, and the program that has the crate read and write each of them.

use std::path::Path;

use codegen::api::{Api, Kind, Type};
use serde_json::{Value, json};

use crate::common::fixtures::write;
use crate::common::wire::samples;

/// Writes the program and the values.
pub(crate) fn write_test(folder: &Path, api: &Api<'_>, crate_name: &str) {
    write(&folder.join("round_trips.rs"), &program(api, crate_name));
    write(&folder.join("values.txt"), &values(api));
}

/// The program: a table with a row per type, and the values that come from the file beside it.
fn program(api: &Api<'_>, crate_name: &str) -> String {
    let rows: String = api
        .types
        .values()
        .map(|item| {
            let Type { name, .. } = item;
            format!(
                "    ({name:?}, round_trip::<{crate_name}::{}::{name}>),\n",
                item.module().name()
            )
        })
        .collect();
    format!(
        r#"//! Every type of the crate reads and writes values of its shape without loss.

fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug + PartialEq>(
    text: &str,
) {{
    let value: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{{error}}: {{text}}"));
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap(), "{{value:?}}");
}}

const TYPES: &[(&str, fn(&str))] = &[
{rows}];

#[test]
fn every_type_reads_and_writes_values_without_loss() {{
    let values: Vec<_> = include_str!("values.txt").lines().map(|it| it.split_once(' ').unwrap()).collect();
    for (name, round_trip) in TYPES {{
        let of_type = values.iter().filter(|(it, _)| it == name);
        assert!(of_type.map(|(_, text)| round_trip(text)).count() > 1, "{{name}}");
    }}
}}
"#
    )
}

/// The values: a line each, the name of the type and the JSON.
fn values(api: &Api<'_>) -> String {
    let mut model = api.model.clone();
    // Reading checks no patterns, and the samples know only those of the small model.
    for shape in model.shapes.values_mut() {
        shape.constraints.pattern = None;
        let members = shape.references_mut();
        members.for_each(|member| member.constraints.pattern = None);
    }
    let mut lines = String::new();
    for (shape, item) in &api.types {
        let mut values = samples(&model, &model.shapes[*shape]);
        assert!(!values.is_empty(), "{shape}");
        let more = match &item.kind {
            // All members at once.
            Kind::Structure(_) => {
                let members = values.iter().filter_map(Value::as_object).flatten();
                members
                    .map(|(name, it)| (name.clone(), it.clone()))
                    .collect()
            }
            Kind::Union(_) => json!({"NewerMember": {"Deep": [1, null]}}),
            Kind::Enum(_) => json!("newer \"than\" \\ the\0crate\n\u{2028}ä🦀"),
        };
        values.push(more);
        for value in values {
            lines += &format!("{} {value}\n", item.name);
        }
    }
    lines
}
