//! `cargo xtask generate --out`: the crate of another service, what becomes of it when its model
//! changes, and of what others have put there.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{
    MODEL, Outcome, Workspace, assert_compiles, files_below, gzipped, outcome, repository,
};

pub(crate) const PARTITIONS: &str = r#"{"partitions": [
    {"id": "aws", "regionRegex": "^us\\-\\w+\\-\\d+$", "regions": {}, "outputs": {"dnsSuffix": "amazonaws.com"}}
]}"#;

/// Endpoint rules with one URL.
pub(crate) fn rules(url: &str) -> String {
    format!(
        r#"{{"version": "1.0", "parameters": {{}}, "rules": [
            {{"type": "endpoint", "conditions": [], "endpoint": {{"url": "{url}"}}}}
        ]}}"#
    )
}

/// The folder of the crate.
const CRATE: &str = "target/city-types";

/// A workspace with the model `city.json`.
fn workspace() -> Workspace {
    let workspace = Workspace::with_revisions();
    workspace.write("city.json", MODEL.replace("VALUE", "NEW"));
    workspace
}

/// Generates the crate of `city.json`; `rest` is its folder and other options.
fn out(workspace: &Workspace, rest: &str) -> Outcome {
    workspace.run(&format!("generate --model city.json --out {rest}"))
}

/// A service with an item of each kind.
fn everything() -> Value {
    json!({
        "metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
        "operations": {"Get": {
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "GetRequest"},
            "errors": [{"shape": "GoneException"}],
        }},
        "shapes": {
            "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}, "Street": {"shape": "Street"}}},
            "GoneException": {"type": "structure", "exception": true, "members": {"Message": {"shape": "Text"}}},
            "Mode": {"type": "string", "enum": ["FAST"]},
            "Street": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
            "Text": {"type": "string"},
        },
    })
}

#[test]
fn a_crate_compiles_whatever_kinds_of_items_its_model_gains_and_loses() {
    let mut one_structure = everything();
    one_structure["metadata"] = json!({"protocol": "rest-json", "serviceId": "City"});
    one_structure["operations"] = json!({});
    let shapes = one_structure["shapes"].as_object_mut().unwrap();
    shapes.retain(|name, _| matches!(name.as_str(), "Street" | "Text"));
    let mut nothing = one_structure.clone();
    nothing["shapes"] = json!({});

    let workspace = Workspace::with_revisions();
    let krate = workspace.path(CRATE);
    let mut root = None;
    for model in [everything(), one_structure, nothing, everything()] {
        workspace.write("city.json", model.to_string());
        out(&workspace, CRATE).ends(0);
        if root.is_none() {
            // It stands on the protocol crate of this repository.
            let manifest = fs::read_to_string(krate.join("Cargo.toml")).unwrap();
            let manifest = manifest.replace("../..", repository().to_str().unwrap());
            fs::write(krate.join("Cargo.toml"), manifest + "\n[workspace]\n").unwrap();
            fs::copy(repository().join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
        }
        assert_compiles(&krate);
        let text = fs::read_to_string(krate.join("src/lib.rs")).unwrap();
        assert_eq!(*root.get_or_insert(text.clone()), text);
    }
}

#[test]
fn another_service_becomes_a_complete_crate_that_its_owner_may_edit() {
    let workspace = workspace();
    workspace.write("pages.json", r#"{"pagination": {}}"#);
    let line = "generate --model pages.json city.json --out target/elsewhere/../city-types";
    workspace.run(line).ends(0);
    let manifest = workspace.read("target/city-types/Cargo.toml");
    assert!(manifest.contains("name = \"city-types\""), "{manifest:?}");
    assert!(
        manifest.contains("path = \"../../crates/aws-json-protocol\""),
        "{manifest}"
    );
    let operation = "target/city-types/src/generated/operation/get.rs";
    assert!(workspace.path(operation).exists());
    let root = "target/city-types/src/lib.rs";
    workspace.write(root, "// mine\n");
    workspace
        .run(line)
        .ends(0)
        .tells("does not lead to src/generated: add `mod generated;`");
    assert_eq!(workspace.read(root), "// mine\n");
}

/// AWS adds to its traits before the reader learns of it.
#[test]
fn an_unknown_key_of_a_trait_is_a_warning_unless_the_reader_is_strict() {
    let workspace = Workspace::with_revisions();
    workspace.write(
        "city.json",
        r#"{"smithy": "2.0", "shapes": {"com.example#Tea": {"type": "service", "version": "1", "traits": {
            "aws.api#service": {"sdkId": "Tea", "awsProductName": "Tea"},
            "aws.protocols#awsJson1_1": {}
        }}}}"#,
    );
    let problem = "shapes.com.example#Tea.traits.aws.api#service.awsProductName: unknown key";
    out(&workspace, "target/tea --strict")
        .ends(3)
        .tells(problem);
    assert!(!workspace.path("target/tea").exists());
    let warned = out(&workspace, "target/tea").ends(0).stderr;
    let warning = format!("warning: city.json: {problem}");
    assert!(warned.starts_with(&warning), "{warned}");
}

#[test]
fn a_model_is_read_as_diff_reads_it() {
    let workspace = Workspace::with_revisions();
    let generated_from = |model: &str| -> BTreeMap<PathBuf, Vec<u8>> {
        workspace
            .run(&format!("generate --model {model} --out {CRATE}"))
            .ends(0);
        let files = files_below(&workspace.path(CRATE));
        fs::remove_dir_all(workspace.path(CRATE)).unwrap();
        files
    };
    let model = MODEL.replace("VALUE", "NEW").replace(
        r#""Put": {"#,
        r#""List": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Page"}, "output": {"shape": "Page"}}, "Put": {"#,
    );
    let model = model.replace(
        r#""shapes": {"#,
        r#""shapes": {"Page": {"type": "structure", "members": {"Token": {"shape": "Text"}, "Items": {"shape": "Texts"}}},
            "Text": {"type": "string"}, "Texts": {"type": "list", "member": {"shape": "Text"}},"#,
    );
    let paginators = r#"{"pagination": {"List": {"input_token": "Token", "output_token": "Token", "result_key": "Items"}}}"#;
    workspace.write("city.json", &model);
    workspace.write("pages.json", paginators);
    let expected = generated_from("city.json pages.json");
    let has_pages = |files: &BTreeMap<PathBuf, Vec<u8>>| {
        let list = &files[&workspace
            .path(CRATE)
            .join("src/generated/operation/list.rs")];
        String::from_utf8_lossy(list).contains("pages {")
    };
    assert!(has_pages(&expected) && !has_pages(&generated_from("city.json")));

    workspace.write("plain/service-2.json", &model);
    workspace.write("plain/paginators-1.json", paginators);
    workspace.write("packed/service-2.json.gz", gzipped(&model));
    workspace.write("packed/paginators-1.json.gz", gzipped(paginators));
    let less = model.replace(r#""string", "enum": ["NEW"]"#, r#""string""#);
    assert_ne!(less, model);
    workspace.write("extras/service-2.json", less);
    workspace.write(
        "extras/service-2.sdk-extras.json",
        r#"{"version": 1.0, "merge": {"shapes": {"Mode": {"enum": ["NEW"]}}}}"#,
    );
    workspace.write("extras/paginators-1.json", r#"{"pagination": {}}"#);
    let extras = format!(r#"{{"version": 1.0, "merge": {paginators}}}"#);
    workspace.write("extras/paginators-1.sdk-extras.json", extras);
    workspace.commit();
    for model in [
        "plain",
        "plain/service-2.json",
        "packed",
        "packed/service-2.json.gz",
        "extras",
        "extras/service-2.json",
        "HEAD:plain",
        "HEAD:extras/service-2.json",
        "HEAD:packed/service-2.json.gz",
    ] {
        assert!(generated_from(model) == expected, "{model}");
    }
    let of_revision = generated_from("previous");
    assert!(of_revision == generated_from("model/organizations/2024-01-01"));
    assert!(of_revision != expected);
}

#[test]
fn the_rules_beside_a_model_are_evaluated() {
    let workspace = Workspace::new();
    workspace.write("model/partitions.json", PARTITIONS);
    workspace.write("city/service-2.json", MODEL.replace("VALUE", "NEW"));
    let line = format!("generate --model city --out {CRATE}");
    let has_endpoint = || {
        let service = workspace.read("target/city-types/src/generated/service.rs");
        service.contains("standard \"https://city\";")
    };
    workspace.run(&line).report();
    assert!(!has_endpoint());
    let file = "city/endpoint-rule-set-1.json";
    workspace.write(file, rules("https://city"));
    workspace.run(&line).report();
    assert!(has_endpoint());
    workspace.write(file, rules("https://city").replace("1.0", "7.0"));
    let warning = "warning: city: (endpoint rules).version: is not a version";
    workspace.run(&line).ends(0).tells(warning);
    assert!(!has_endpoint());
    workspace.run(&format!("{line} --strict")).ends(3);
}

#[test]
fn a_crate_that_cannot_have_its_name_is_not_begun() {
    let workspace = workspace();
    let before = workspace.files();
    let long = "a".repeat(65);
    for name in [
        "",
        "-",
        "-a",
        "_a",
        "1a",
        "a b",
        "a\"b",
        "a\nb",
        "a/b",
        "../a",
        "a.b",
        "Types",
        "naïve",
        "fn",
        "self",
        "gen",
        "std",
        "proc-macro",
        "test",
        "serde",
        "aws-json-protocol",
        &long,
    ] {
        let mut named = workspace.command("generate --model city.json --out target/new/city");
        let told = outcome(named.arg(format!("--crate-name={name}")))
            .ends(2)
            .stderr;
        let expected = "` cannot be the name of a crate: ";
        assert!(
            told.contains(expected) && told.contains("--crate-name NAME"),
            "{told}"
        );
        assert!(!workspace.path("target/new").exists());
    }
    let told = out(&workspace, "target/new/std").ends(2);
    told.tells("error: `std` cannot be the name of a crate: ");
    out(&workspace, "/")
        .ends(2)
        .tells("has no name to use for the crate");
    assert_eq!(workspace.files(), before);
    for name in ["a", "a-1_b", "fn-types", "std2", &long[..64]] {
        out(&workspace, &format!("{CRATE} --force --crate-name {name}")).ends(0);
        let manifest = workspace.read("target/city-types/Cargo.toml");
        assert!(
            manifest.contains(&format!("name = \"{name}\"")),
            "{manifest}"
        );
        fs::remove_dir_all(workspace.path(CRATE)).unwrap();
    }
}

#[test]
fn what_a_model_calls_its_service_stays_text() {
    let workspace = workspace();
    for name in [
        "/etc/passwd",
        "../../evil",
        "\"]\\n[evil]",
        "*/ fn evil() {} \u{202e}",
    ] {
        let mut model: Value = serde_json::from_str(&MODEL.replace("VALUE", "NEW")).unwrap();
        for key in [
            "serviceId",
            "serviceFullName",
            "endpointPrefix",
            "targetPrefix",
            "uid",
        ] {
            model["metadata"][key] = name.into();
        }
        workspace.write("city.json", model.to_string());
        out(&workspace, "target/a").ends(0);
        let manifest: toml::Table = workspace.read("target/a/Cargo.toml").parse().unwrap();
        assert_eq!(manifest.len(), 3, "{manifest:?}");
        assert_eq!(manifest["package"]["name"].as_str(), Some("a"));
        for (path, content) in files_below(&workspace.path("target/a")) {
            let text = String::from_utf8(content).unwrap();
            assert!(!text.contains('\u{202e}'), "{}", path.display());
        }
        fs::remove_dir_all(workspace.path("target/a")).unwrap();
    }
    assert!(!workspace.path("../../evil").exists());
}

/// Each command tells of several services what its user can do about them.
#[test]
fn of_several_services_the_named_one_is_generated() {
    let workspace = Workspace::with_revisions();
    let file = "codegen/tests/fixtures/smithy/several-services.json";
    workspace.write("city.json", fs::read(repository().join(file)).unwrap());
    let several = "shapes: hold several services; name the one to read, or leave one in the file: \
                   `ns#Service`, `other#Second`";
    out(&workspace, CRATE).ends(3).tells(several);
    workspace
        .run("diff city.json city.json")
        .ends(3)
        .tells(several);
    for (service, has_operation) in [("Second", false), ("ns#Service", true)] {
        out(&workspace, &format!("{CRATE} --service {service}")).ends(0);
        let operation = format!("{CRATE}/src/generated/operation/do_.rs");
        assert_eq!(workspace.path(&operation).exists(), has_operation);
    }
    let unknown = "hold no service `Third`; name one of: `ns#Service`, `other#Second`";
    out(&workspace, &format!("{CRATE} --service Third"))
        .ends(3)
        .tells(unknown);
}

/// What is below the folder may lead out of it; the folder itself may be a link, as its owner said.
#[cfg(unix)]
#[test]
fn no_link_below_the_folder_of_a_crate_is_followed() {
    use std::os::unix::fs::symlink;
    for (link, target) in [
        ("src", "elsewhere"),
        ("src/generated", "elsewhere"),
        ("src/generated/operation", "elsewhere"),
        // One that leads nowhere would be written through as well.
        ("src/generated/enums.rs", "elsewhere/missing"),
        ("src/lib.rs", "elsewhere/missing"),
    ] {
        let workspace = workspace();
        workspace.write("elsewhere/kept", "kept\n");
        let path = workspace.path(CRATE).join(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(workspace.path(target), &path).unwrap();
        symlink(workspace.path("target"), workspace.path("way")).unwrap();
        let message = format!("city-types/{link} is a symbolic link: it may lead out of ");
        out(&workspace, "way/city-types --force")
            .ends(4)
            .tells(&message);
        let elsewhere = files_below(&workspace.path("elsewhere")).into_keys();
        assert!(elsewhere.eq([workspace.path("elsewhere/kept")]));
        assert!(!workspace.path(CRATE).join("Cargo.toml").exists());
    }
}

#[test]
fn what_is_not_generated_is_neither_removed_nor_replaced() {
    let workspace = workspace();
    out(&workspace, CRATE).ends(0);
    let generated = workspace.path(CRATE).join("src/generated");
    let files = || files_below(&workspace.path(CRATE));
    let clean = files();
    let old = "//! Generated by `cargo xtask generate`. An old one.\n";
    for file in [
        "mine.rs",
        "notes.txt",
        ".DS_Store",
        "operation/mine.rs",
        "enums.rs",
    ] {
        let path = generated.join(file);
        fs::write(&path, "// mine\n").unwrap();
        fs::write(generated.join("service.rs"), old).unwrap();
        let with_mine = files();
        let message = format!(
            "the folder of generated files contains files that are not generated: src/generated/{file};"
        );
        for options in ["", " --force"] {
            out(&workspace, &format!("{CRATE}{options}"))
                .ends(4)
                .tells(&message);
            assert_eq!(files(), with_mine);
        }
        match clean.get(&path) {
            Some(before) => fs::write(&path, before).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
    let stale = generated.join("operation/stale.rs");
    fs::copy(generated.join("enums.rs"), stale).unwrap();
    out(&workspace, CRATE).ends(0);
    assert_eq!(files(), clean);
    // Versions before wrote the header in other ways.
    let enums = format!("{CRATE}/src/generated/enums.rs");
    let text = workspace.read(&enums);
    let (header, _) = text.split_once('\n').unwrap();
    let comment = header.trim_start_matches(['/', '!', ' ']);
    for marker in ["//", "//!"] {
        workspace.write(&enums, format!("{marker} {comment}\n\nold"));
        out(&workspace, CRATE).ends(0);
        assert_eq!(files(), clean);
    }
}

#[test]
fn a_folder_of_this_workspace_takes_a_crate_only_by_force() {
    let workspace = workspace();
    let before = workspace.files();
    for folder in ["city-types", "crates/city-types", "target/../city-types"] {
        let message = format!("{folder} is part of this workspace");
        out(&workspace, folder).ends(2).tells(&message);
        assert_eq!(workspace.files(), before);
    }
    out(&workspace, "crates/city-types --force").ends(0);
    assert!(workspace.path("crates/city-types/src/lib.rs").exists());
}

#[test]
fn a_folder_of_another_crate_takes_a_crate_only_by_force() {
    let is_warned = |outcome: &Outcome| outcome.stderr.contains("does not lead to src/generated");
    for (file, text, is_other) in [
        ("src/lib.rs", "//! Mine.\n", true),
        ("src/lib.rs", "// mod generated;\n", true),
        ("src/lib.rs", "mod generated_too;\n", true),
        ("src/lib.rs", "submod generated;\n", true),
        ("src/lib.rs", "mod other; // mod generated;\n", true),
        ("src/main.rs", "fn main() {}\n", true),
        ("src/deep/mine.rs", "", true),
        ("Cargo.toml", "[workspace]\n", true),
        ("src/lib.rs", "//! Mine.\nmod generated;\n", false),
        ("src/lib.rs", "    pub(crate) mod generated ;\n", false),
        (
            "src/lib.rs",
            "#[rustfmt::skip] mod generated; // all\n",
            false,
        ),
        ("src/lib.rs", "mod generated {\n", false),
        ("src/lib.rs", "#[path = \"generated/mod.rs\"]\n", false),
        ("README.md", "mine", false),
    ] {
        let workspace = workspace();
        let path = format!("{CRATE}/{file}");
        workspace.write(&path, text);
        let outcome = out(&workspace, CRATE);
        if is_other {
            outcome
                .ends(2)
                .tells("target/city-types holds another crate: ");
            assert_eq!(files_below(&workspace.path(CRATE)).len(), 1, "{text}");
            let forced = out(&workspace, &format!("{CRATE} --force")).ends(0);
            assert_eq!(is_warned(&forced), file == "src/lib.rs", "{text}");
        } else {
            outcome.report();
        }
        assert_eq!(workspace.read(&path), text, "what is the owner's stays");
    }
}

#[test]
fn nothing_but_the_crate_comes_to_its_folder() {
    let workspace = workspace();
    let folder = tempfile::tempdir().unwrap();
    let krate = folder.path().join("city-types");
    for _ in 0..2 {
        out(&workspace, krate.to_str().unwrap()).ends(0);
        let entries = fs::read_dir(&krate).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["Cargo.toml", "src"]);
    }
}

/// The repository of a test, with prose in its model.
fn with_prose() -> Workspace {
    let workspace = Workspace::with_revisions();
    let prose = r#""type": "string", "documentation": "<p>Upstream's words.</p>","#;
    let model = MODEL.replace(r#""type": "string","#, prose);
    workspace.write("city.json", model);
    workspace
}

#[test]
fn prose_stays_out_of_the_repository() {
    let workspace = with_prose();
    let outside = tempfile::tempdir().unwrap();
    let before = workspace.files();
    let back = workspace.root().file_name().unwrap().to_str().unwrap();
    let outside_and_back = format!("{}/../{back}/crates", outside.path().display());
    for folder in [
        "city-types",
        "crates/org-types",
        "target/../city-types",
        "target/missing/../../city-types",
        &outside_and_back,
    ] {
        let outcome = out(&workspace, folder).ends(2);
        outcome
            .tells("shapes.Mode.documentation")
            .tells("below target/");
        assert_eq!(workspace.files(), before, "{folder}");
    }
    for folder in [CRATE, outside.path().join("city-types").to_str().unwrap()] {
        out(&workspace, folder).ends(0);
    }
    assert_eq!(workspace.files(), before);
}

#[cfg(unix)]
#[test]
fn prose_does_not_follow_a_link_into_the_repository() {
    let workspace = with_prose();
    let outside = tempfile::tempdir().unwrap();
    workspace.write("crates/kept", "kept");
    let link = outside.path().join("link");
    std::os::unix::fs::symlink(workspace.path("crates"), &link).unwrap();
    let folder = link.join("city-types");
    let outcome = out(&workspace, folder.to_str().unwrap()).ends(2);
    outcome.tells("shapes.Mode.documentation");
    assert!(!folder.exists());
}
