//! The files that an import writes.

use std::fs;

use super::{FOLDER, Import, service_model, wheel};
use crate::support::wheel::WheelFile;
use crate::support::{outcome, repository, revisions, sha256};

#[test]
fn a_first_import_records_the_release() {
    let import = Import::new();
    let expected = "1.2.3     2024-01-31  new revision\n5 files written, 0 removed. Next: write the summaries, ";
    let outcome = import.wheels(&[wheel("1.2.3", 31, "A")]);
    outcome.begins(expected).report();
    let paginators = import.read("model/organizations/2024-01-31/paginators-1.json");
    assert_eq!(paginators, "{\n  \"pagination\": {}\n}\n");
    // The digest was computed by another program.
    let list = import.read("model/organizations/revisions.toml");
    let entry = "\n[[revision]]\ndate = \"2024-01-31\"\nbotocore = \"1.2.3\"\nsha256 = \"\
                 dfc92e467df5da834578e3abae90b15b353f5b87cdc2ba99cd549b387f8c886b\"\n";
    assert!(list.starts_with("# The API revisions"), "{list}");
    assert!(list.ends_with(entry), "{list}");
}

#[test]
fn wheels_are_imported_from_anywhere_inside_the_workspace() {
    let import = Import::new();
    import.write("deep/inside/file", "");
    let wheels = [wheel("1.0.0", 1, "A"), wheel("1.0.2", 3, "B").compressed()];
    let wheels = wheels.map(|wheel| wheel.write(&import.path("wheels")));
    let mut command = import.command(&format!("import --wheel {}", wheels.join(" ")));
    let outcome = outcome(command.current_dir(import.path("deep/inside")));
    let expected = "1.0.0     2024-01-01  new revision\n1.0.2     2024-01-03  new revision\n\n\
                    2024-01-01 (botocore 1.0.0) → 2024-01-03 (botocore 1.0.2)\npatch ";
    outcome
        .begins(expected)
        .prints("\n\n7 files written")
        .report();
    let expected = ["2024-01-01 1.0.0 A", "2024-01-03 1.0.2 B"];
    assert_eq!(import.revisions(), expected);
}

/// Removes white space, of which no string here has any.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The file of the only revision, without white space.
fn written(import: &Import, name: &str) -> String {
    let path = format!("model/organizations/2024-01-31/{name}");
    dense(&import.read(&path))
}

#[test]
fn prose_goes_from_every_place_and_the_rest_stays_in_order() {
    let model = r#"{
        "metadata": {"apiVersion": "2016-11-28", "protocol": "rest-json", "serviceId": "Organizations"},
        "documentation": "d",
        "examples": {"a": [{"title": "t"}]},
        "clientContextParams": {"P": {"documentation": "d", "type": "string"}},
        "operations": {
            "Z": {
                "name": "Z",
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "S", "documentation": "d"},
                "output": {"shape": "O", "documentation": "d"},
                "errors": [{"shape": "E", "documentation": "d"}],
                "documentation": "d",
                "deprecated": true,
                "deprecatedMessage": "d",
                "deprecatedSince": "2026-01-01"
            },
            "examples": {"name": "examples", "http": {"method": "PUT", "requestUri": "/"}}
        },
        "shapes": {
            "S": {
                "type": "structure",
                "documentation": "d",
                "required": ["documentation"],
                "members": {
                    "M": {"shape": "L", "documentation": "d", "deprecatedMessage": "d"},
                    "documentation": {"shape": "documentation"},
                    "deprecatedMessage": {"shape": "Map"}
                }
            },
            "O": {"type": "structure", "members": {}},
            "E": {"type": "structure", "members": {}, "exception": true},
            "L": {"type": "list", "member": {"shape": "T", "documentation": "d"}, "max": 5},
            "Map": {"type": "map", "key": {"shape": "T", "documentation": "d"}, "value": {"shape": "T", "documentation": "d"}},
            "T": {"type": "string"},
            "documentation": {"type": "string", "enum": ["documentation"]}
        }
    }"#;
    let mut expected = dense(model);
    for prose in [
        r#""documentation":"d","#,
        r#","documentation":"d""#,
        r#","deprecatedMessage":"d""#,
        r#""examples":{"a":[{"title":"t"}]},"#,
    ] {
        assert!(expected.contains(prose), "{prose}");
        expected = expected.replace(prose, "");
    }
    let rules = r#"{"version":"1.0","parameters":{"Region":{"type":"string","documentation":"d"}},"rules":[
        {"conditions":[],"documentation":"d","type":"tree","rules":[
            {"conditions":[],"error":"A sentence.","type":"error"},
            {"conditions":[],"endpoint":{"url":"https://x"},"type":"endpoint"}]},
        {"conditions":[],"error":"Another.","type":"error"}]}"#;
    let expected_rules = r#"{"version":"1.0","parameters":{"Region":{"type":"string"}},"rules":[
        {"conditions":[],"type":"tree","rules":[
            {"conditions":[],"error":"","type":"error"},
            {"conditions":[],"endpoint":{"url":"https://x"},"type":"endpoint"}]},
        {"conditions":[],"error":"","type":"error"}]}"#;
    let import = Import::new();
    let wheel = WheelFile::new("1.2.3", (2024, 1, 31))
        .service("organizations", model)
        .file(&format!("{FOLDER}/endpoint-rule-set-1.json"), rules);
    import.wheels(&[wheel]).ends(0);
    assert_eq!(written(&import, "service-2.json"), expected);
    let rules = import.read("model/organizations/endpoints.json");
    assert_eq!(dense(&rules), dense(expected_rules));
}

#[test]
fn extras_are_merged_into_both_files() {
    let model = r#"{
        "metadata": {"protocol": "rest-json", "serviceId": "Organizations"},
        "operations": {"ListRoots": {"input": {"shape": "Page"}, "output": {"shape": "Page"}}},
        "shapes": {
            "Page": {"type": "structure", "members": {"Token": {"shape": "Text"}, "MaxResults": {"shape": "Text"}}},
            "Text": {"type": "string"}
        }
    }"#;
    let paginators = r#"{"pagination": {"ListRoots": {"input_token": "Token", "output_token": "None", "limit_key": "MaxResults"}}}"#;
    let extras = [
        ("service-2", r#"{"shapes":{"Text":{"sensitive":true}}}"#),
        (
            "paginators-1",
            r#"{"pagination":{"ListRoots":{"output_token":"Token","non_aggregate_keys":["Count"]}}}"#,
        ),
    ];
    let mut wheel = WheelFile::new("1.2.3", (2024, 1, 31))
        .service("organizations", model)
        .file(&format!("{FOLDER}/paginators-1.json"), paginators);
    for (name, merge) in extras {
        let text = format!(r#"{{"version":1.0,"merge":{merge}}}"#);
        wheel = wheel.file(&format!("{FOLDER}/{name}.sdk-extras.json"), &text);
    }
    let import = Import::new();
    import.wheels(&[wheel]).ends(0);
    assert_eq!(
        written(&import, "paginators-1.json"),
        r#"{"pagination":{"ListRoots":{"input_token":"Token","output_token":"Token","limit_key":"MaxResults","non_aggregate_keys":["Count"]}}}"#
    );
    let text = r#""Text":{"type":"string","sensitive":true}"#;
    assert!(written(&import, "service-2.json").contains(text));
}

#[test]
fn importing_again_changes_nothing_and_keeps_comments() {
    let import = Import::new();
    let wheels = [wheel("1.2.3", 30, "A"), wheel("1.2.4", 31, "B")];
    import.wheels(&wheels).ends(0);
    let list = "model/organizations/revisions.toml";
    let by_hand = format!("# by hand\n{}", import.read(list));
    import.write(list, by_hand);
    let report = import.assert_unchanged(|| import.wheels(&wheels).report());
    assert_eq!(
        report,
        "1.2.3     2024-01-30  already imported\n1.2.4     2024-01-31  already imported\n\
         Nothing to do: the model is up to date.\n"
    );
}

/// The endpoints and partitions of a release without an API change are not imported either.
#[test]
fn a_release_without_an_api_change_writes_nothing() {
    let import = Import::new();
    let rules = format!("{FOLDER}/endpoint-rule-set-1.json");
    let first = wheel("1.2.3", 30, "A").file(&rules, "{\"version\":\"1.0\"}");
    import.wheels(&[first]).ends(0);
    let reworded = service_model("A").replace("\"d\"", "\"another sentence\"");
    let second = WheelFile::new("1.3.0", (2024, 3, 1))
        .service("organizations", &reworded)
        .file(&rules, "{}");
    let outcome = import.assert_unchanged(|| import.wheels(&[second]));
    let expected = "1.3.0     2024-03-01  no API change since 2024-01-30\n";
    outcome.begins(expected).report();
}

#[test]
fn endpoints_and_partitions_come_from_the_newest_revision() {
    let with = |release: &str, day, value: &str| {
        let rules = format!(
            r#"{{"version":"1.0","parameters":{{}},"rules":[{{"type":"endpoint","conditions":[],"documentation":"d",
            "endpoint":{{"url":"https://of-{release}"}}}}]}}"#
        );
        let partitions = format!(
            r#"{{"version":"{release}","partitions":[
            {{"id":"aws","regionRegex":"^us\\-\\w+\\-\\d+$","regions":{{}},"outputs":{{}}}}]}}"#
        );
        wheel(release, day, value)
            .file(&format!("{FOLDER}/endpoint-rule-set-1.json"), &rules)
            .file("botocore/data/partitions.json", &partitions)
    };
    let import = Import::new();
    let assert_of = |release: &str| {
        let url = format!("https://of-{release}");
        let version = format!("\"version\": \"{release}\"");
        for (file, text) in [
            ("model/organizations/endpoints.json", &url),
            ("crates/org-types/src/generated/service.rs", &url),
            ("model/partitions.json", &version),
        ] {
            let content = import.read(file);
            assert!(content.contains(text), "{file}: {content}");
        }
    };
    for (release, day, value) in [("1.3.0", 3, "B"), ("1.2.0", 2, "A")] {
        import.wheels(&[with(release, day, value)]).ends(0);
        assert_of("1.3.0");
    }
    import.wheels(&[with("1.4.0", 4, "C")]).ends(0);
    assert_of("1.4.0");
}

#[test]
fn the_newest_of_several_api_versions_is_imported() {
    let import = Import::new();
    let model =
        |service: &str, version: &str| format!("botocore/data/{service}/{version}/service-2.json");
    let wheel = wheel("1.2.3", 31, "OLD")
        .file(&model("organizations", "2020-01-01"), &service_model("NEW"))
        .file(&model("organizations-other", "2030-01-01"), "other");
    import.wheels(&[wheel]).report();
    assert_eq!(import.revisions(), ["2024-01-31 1.2.3 NEW"]);
}

#[test]
fn a_damaged_file_is_restored_and_a_missing_one_is_named() {
    let import = Import::new();
    let wheels = [wheel("1.2.3", 31, "A")];
    import.wheels(&wheels).ends(0);
    let before = import.files();
    let file = "model/organizations/2024-01-31/service-2.json";
    import.write(file, "damaged");
    import.wheels(&wheels).ends(0).prints("1 file written");
    assert_eq!(import.files(), before);
    fs::remove_file(import.path(file)).unwrap();
    let outcome = import.wheels(&wheels).ends(3).notes(file);
    outcome.notes("git checkout");
}

/// Therefore it holds no prose and has the layout of imports. Only the newest release has endpoints.
#[test]
fn the_recorded_history_is_what_importing_it_writes() {
    let import = Import::new();
    import.copy(&["model"]);
    let list = "model/organizations/revisions.toml";
    let mut listed = import.read(list);
    let mut wheels = Vec::new();
    for [date, release] in revisions(repository()) {
        let (day, _) = date.split_once('.').unwrap_or((&date, ""));
        let numbers = day.split('-').map(|number| number.parse().unwrap());
        let [year, month, day] = numbers.collect::<Vec<u16>>()[..] else {
            panic!("{date}")
        };
        let file = |name| import.read(&format!("model/organizations/{date}/{name}"));
        let service = file("service-2.json");
        wheels.push(
            WheelFile::new(&release, (year, month as u8, day as u8))
                .service("organizations", &service)
                .file(
                    &format!("{FOLDER}/paginators-1.json"),
                    &file("paginators-1.json"),
                ),
        );
        // The digest of the file without prose.
        let (_, after) = listed
            .split_once(&format!("\"{release}\"\nsha256 = \""))
            .unwrap();
        let digest = after.split('"').next().unwrap().to_owned();
        listed = listed.replace(&digest, &sha256(&service));
    }
    import.write(list, listed);
    let rules = import.read("model/organizations/endpoints.json");
    let partitions = import.read("model/partitions.json");
    let newest = wheels.pop().unwrap();
    wheels.push(
        newest
            .file(&format!("{FOLDER}/endpoint-rule-set-1.json"), &rules)
            .file("botocore/data/partitions.json", &partitions),
    );
    import.run("generate").ends(0);
    let report = import.assert_unchanged(|| import.wheels(&wheels).report());
    assert_eq!(
        report.matches("  already imported\n").count(),
        wheels.len(),
        "{report}"
    );
}
