//! `cargo xtask generate` and `check` as processes: the real program, in workspaces that the tests
//! make.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set up its files has failed"
)]

#[path = "support/revisions.rs"]
mod revisions;

use std::fs;

use revisions::{MODEL, Workspace, files_below, stderr, stdout};

const GENERATED: &str = "crates/org-types/src/generated";

#[test]
fn generate_writes_only_what_differs_and_removes_what_is_stale() {
    let workspace = Workspace::new();
    workspace.write("crates/org-types/src/lib.rs", "// by hand\n");
    workspace.write(&format!("{GENERATED}/operation/gone.rs"), "// stale\n");
    let first = workspace.run(&["generate"]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert!(
        stdout(&first).ends_with(&format!("{GENERATED}: 8 written, 1 removed, 0 unchanged\n")),
        "{}",
        stdout(&first)
    );
    assert!(stdout(&first).contains("summaries.toml: operations.Get has no summary"));
    assert!(
        !workspace
            .path(&format!("{GENERATED}/operation/gone.rs"))
            .exists()
    );
    assert_eq!(
        fs::read_to_string(workspace.path("crates/org-types/src/lib.rs")).unwrap(),
        "// by hand\n"
    );
    let before = workspace.files();
    let again = workspace.run(&["generate"]);
    assert!(
        stdout(&again).ends_with(": 0 written, 0 removed, 8 unchanged\n"),
        "{}",
        stdout(&again)
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn generate_takes_the_revision_that_it_is_told() {
    let workspace = Workspace::new();
    let enums = || fs::read_to_string(workspace.path(&format!("{GENERATED}/enums.rs"))).unwrap();
    assert!(workspace.run(&["generate"]).status.success());
    assert!(enums().contains("\"NEW\"") && !enums().contains("\"OLD\""));
    assert!(
        workspace
            .run(&["generate", "--revision", "2024-01-01"])
            .status
            .success()
    );
    assert!(enums().contains("\"OLD\"") && !enums().contains("\"NEW\""));
    let unknown = workspace.run(&["generate", "--revision", "2024-01-15"]);
    assert_eq!(unknown.status.code(), Some(3));
    assert!(
        stderr(&unknown)
            .contains("there is no revision 2024-01-15; the nearest are 2024-01-01 and 2024-02-02")
    );
}

#[test]
fn check_finds_what_is_stale_edited_missing_or_left_over() {
    let workspace = Workspace::new();
    let enums = format!("{GENERATED}/enums.rs");
    let assert_stale = |line: &str| {
        let before = workspace.files();
        let check = workspace.run(&["check"]);
        assert_eq!(check.status.code(), Some(1), "{}", stderr(&check));
        assert!(
            stdout(&check).lines().any(|shown| shown == line),
            "{line}:\n{}",
            stdout(&check)
        );
        assert!(stderr(&check).contains("run `cargo xtask generate`"));
        assert_eq!(workspace.files(), before, "check changes nothing");
        assert!(workspace.run(&["generate"]).status.success());
        assert_eq!(workspace.run(&["check"]).status.code(), Some(0));
    };
    assert_stale(r#"+        New = "NEW","#);
    workspace.write(&enums, "// edited\n");
    assert_stale("-// edited");
    fs::remove_file(workspace.path(&enums)).unwrap();
    assert_stale(r#"+        New = "NEW","#);
    workspace.write(&format!("{GENERATED}/operation/extra.rs"), "// left over\n");
    assert_stale("-// left over");
    workspace.write(&format!("{GENERATED}/operation/empty.rs"), "");
    assert_stale(&format!("{GENERATED}/operation/empty.rs is left over"));
    workspace.write(
        "model/organizations/2024-02-02/service-2.json",
        &MODEL.replace("VALUE", "NEWER"),
    );
    assert_stale(r#"+        Newer = "NEWER","#);
}

#[test]
fn a_model_that_cannot_be_read_changes_nothing() {
    let workspace = Workspace::new();
    assert!(workspace.run(&["generate"]).status.success());
    let model = MODEL.replace("VALUE", "NEW");
    let cut = model.split_at(model.len() / 2).0;
    let unknown = model.replace(
        "\"type\": \"string\"",
        "\"type\": \"string\", \"taste\": \"sweet\"",
    );
    let dangling = model.replace("\"shape\": \"Mode\"", "\"shape\": \"Nowhere\"");
    let hostile = model.replace("\"Mode\": {", "\"../../../evil\": {");
    for (broken, place) in [
        (cut, "(model): is no JSON"),
        (&unknown, "shapes.Mode.taste: unknown key"),
        (
            &dangling,
            "shapes.GetRequest.members.Mode: refers to `Nowhere`",
        ),
        (&hostile, "shapes.../../../evil: is no identifier"),
    ] {
        workspace.write("model/organizations/2024-02-02/service-2.json", broken);
        let before = workspace.files();
        let output = workspace.run(&["generate"]);
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        assert!(
            stderr(&output).contains(place),
            "{place}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "");
        assert_eq!(workspace.files(), before);
    }
}

/// AWS adds to its traits before the reader learns of it.
#[test]
fn an_unknown_key_of_a_trait_is_a_warning_unless_the_reader_is_strict() {
    let workspace = Workspace::new();
    workspace.write(
        "tea.json",
        r#"{"smithy": "2.0", "shapes": {"com.example#Tea": {"type": "service", "version": "1", "traits": {
            "aws.api#service": {"sdkId": "Tea", "awsProductName": "Tea"},
            "aws.protocols#awsJson1_1": {}
        }}}}"#,
    );
    let generate = ["generate", "--model", "tea.json", "--out", "target/tea"];
    let problem = "shapes.com.example#Tea.traits.aws.api#service.awsProductName: unknown key";
    let strict = workspace.run(&[&generate[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(3), "{}", stderr(&strict));
    assert!(stderr(&strict).contains(problem), "{}", stderr(&strict));
    assert!(!workspace.path("target/tea").exists());
    let output = workspace.run(&generate);
    assert!(output.status.success(), "{}", stderr(&output));
    let warning = format!("warning: tea.json: {problem}");
    assert!(stderr(&output).starts_with(&warning), "{}", stderr(&output));
}

#[test]
fn another_service_becomes_a_complete_crate_that_its_owner_may_edit() {
    let workspace = Workspace::new();
    workspace.write("city.json", &MODEL.replace("VALUE", "NEW"));
    workspace.write("pages.json", r#"{"pagination": {}}"#);
    let arguments = [
        "generate",
        "--model",
        "pages.json",
        "city.json",
        "--out",
        "target/elsewhere/../city-types",
    ];
    let output = workspace.run(&arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let manifest = fs::read_to_string(workspace.path("target/city-types/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"city-types\""), "{manifest}");
    assert!(
        manifest.contains("path = \"../../crates/aws-json-protocol\""),
        "{manifest}"
    );
    assert!(
        workspace
            .path("target/city-types/src/generated/operation/get.rs")
            .exists()
    );
    workspace.write("target/city-types/src/lib.rs", "// mine\n");
    assert!(workspace.run(&arguments).status.success());
    assert_eq!(
        fs::read_to_string(workspace.path("target/city-types/src/lib.rs")).unwrap(),
        "// mine\n"
    );
}

#[test]
fn a_crate_that_cannot_have_its_name_is_not_begun() {
    let workspace = Workspace::new();
    workspace.write("city.json", &MODEL.replace("VALUE", "NEW"));
    let before = workspace.files();
    for (out, name) in [
        ("target/new/city-types", "fn"),
        ("target/new/city-types", "../up"),
        ("target/new/city-types", ""),
        ("target/new/std", "std"),
    ] {
        let mut arguments = vec!["generate", "--model", "city.json", "--out", out];
        if !out.ends_with(name) || name.is_empty() {
            arguments.extend(["--crate-name", name]);
        }
        let output = workspace.run(&arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{name:?}: {}",
            stderr(&output)
        );
        let told = format!("error: `{name}` cannot be the name of a crate: ");
        assert!(stderr(&output).starts_with(&told), "{}", stderr(&output));
        assert!(!workspace.path("target/new").exists());
    }
    assert_eq!(workspace.files(), before);
}

#[test]
fn what_a_model_calls_its_service_stays_text() {
    let workspace = Workspace::new();
    for name in [
        "/etc/passwd",
        "../../evil",
        "\"]\\n[evil]",
        "*/ fn evil() {} \u{202e}",
    ] {
        let mut model: serde_json::Value =
            serde_json::from_str(&MODEL.replace("VALUE", "NEW")).unwrap();
        for key in [
            "serviceId",
            "serviceFullName",
            "endpointPrefix",
            "targetPrefix",
            "uid",
        ] {
            model["metadata"][key] = name.into();
        }
        workspace.write("city.json", &model.to_string());
        let output = workspace.run(&["generate", "--model", "city.json", "--out", "target/a"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let manifest = fs::read_to_string(workspace.path("target/a/Cargo.toml")).unwrap();
        let manifest: toml::Table = toml::from_str(&manifest).unwrap();
        assert_eq!(manifest.len(), 2, "{manifest}");
        assert_eq!(manifest["package"]["name"].as_str(), Some("a"));
        assert!(files_below(workspace.0.path()).all(|path| {
            fs::read_to_string(&path).is_ok_and(|text| !text.contains('\u{202e}'))
                || path.ends_with("city.json")
        }));
        fs::remove_dir_all(workspace.path("target/a")).unwrap();
    }
    let outside = workspace.0.path().join("../../evil");
    assert!(!outside.exists());
}

/// Each command tells of several services what its user can do about them.
#[test]
fn of_several_services_the_named_one_is_generated() {
    let workspace = Workspace::new();
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../codegen/tests/fixtures/smithy/several-services.json"
    );
    workspace.write("both.json", &fs::read_to_string(file).unwrap());
    let generate = |service: &[&str]| {
        let mut arguments = vec!["generate", "--model", "both.json", "--out", "target/a"];
        arguments.extend(service);
        workspace.run(&arguments)
    };
    let several = "shapes: hold several services; name the one to read, or leave one in the file: \
                   `ns#Service`, `other#Second`";
    for output in [
        generate(&[]),
        workspace.run(&["diff", "both.json", "both.json"]),
    ] {
        assert_eq!(output.status.code(), Some(3));
        assert!(stderr(&output).contains(several), "{}", stderr(&output));
    }
    for (service, has_operation) in [("Second", false), ("ns#Service", true)] {
        let output = generate(&["--service", service]);
        assert!(output.status.success(), "{}", stderr(&output));
        let operations = workspace.path("target/a/src/generated/operation");
        assert_eq!(operations.join("do_.rs").exists(), has_operation);
    }
    let unknown = generate(&["--service", "Third"]);
    assert_eq!(unknown.status.code(), Some(3));
    let told = "hold no service `Third`; name one of: `ns#Service`, `other#Second`";
    assert!(stderr(&unknown).contains(told), "{}", stderr(&unknown));
}

/// What is below the folder may lead out of it; the folder itself may be a link, as its owner said.
#[cfg(unix)]
#[test]
fn no_link_below_the_folder_of_a_crate_is_followed() {
    use std::os::unix::fs::symlink;
    for link in [
        "src",
        "src/generated",
        "src/generated/operation",
        "src/generated/enums.rs",
        "src/lib.rs",
    ] {
        let workspace = Workspace::new();
        workspace.write("city.json", &MODEL.replace("VALUE", "NEW"));
        workspace.write("elsewhere/kept", "kept\n");
        let path = workspace.path("out/city-types").join(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // One that leads nowhere would be written through as well.
        let target = match link.ends_with(".rs") {
            true => "elsewhere/missing",
            false => "elsewhere",
        };
        symlink(workspace.path(target), &path).unwrap();
        symlink(workspace.path("out"), workspace.path("way")).unwrap();
        let output = workspace.run(&[
            "generate",
            "--model",
            "city.json",
            "--out",
            "way/city-types",
        ]);
        assert_eq!(output.status.code(), Some(1), "{link}: {}", stderr(&output));
        let told = format!("city-types/{link} is a symbolic link: it may lead out of ");
        assert!(stderr(&output).contains(&told), "{}", stderr(&output));
        let elsewhere: Vec<_> = files_below(&workspace.path("elsewhere")).collect();
        assert_eq!(elsewhere, [workspace.path("elsewhere/kept")]);
        assert!(!workspace.path("out/city-types/Cargo.toml").exists());
    }
}

#[test]
fn usage_errors_exit_with_2() {
    let workspace = Workspace::new();
    for arguments in [
        &["generate", "--model", "city.json"][..],
        &["generate", "--service", "City"],
        &["generate", "--revision", "yesterday"],
        &[
            "generate",
            "--revision",
            "2024-01-01",
            "--model",
            "x",
            "--out",
            "y",
        ],
        &["check", "everything"],
        &["fly"],
    ] {
        assert_eq!(
            workspace.run(arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
