//! Prose stays out of the repository, whatever the real program is told.
use crate::support::process::{assert_status, assert_told, stderr};
use crate::support::revisions::{MODEL, Workspace};

#[test]
fn prose_stays_out_of_the_repository() {
    let workspace = Workspace::new();
    let outside = tempfile::tempdir().unwrap();
    let prose = MODEL.replace(
        r#""type": "string","#,
        r#""type": "string", "documentation": "<p>Upstream's words.</p>","#,
    );
    workspace.write("city.json", &prose);
    let before = workspace.files();
    let outside_and_back = format!(
        "{}/../{}/crates",
        outside.path().display(),
        workspace.0.path().file_name().unwrap().display()
    );
    for out in [
        "city-types",
        "crates/org-types",
        "target/../city-types",
        "target/missing/../../city-types",
        &outside_and_back,
    ] {
        let arguments = ["generate", "--model", "city.json", "--out", out];
        let output = workspace.run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{out}: {output:?}");
        let told = stderr(&output);
        assert!(
            told.contains("shapes.Mode.documentation") && told.contains("below target/"),
            "{told}"
        );
        assert_eq!(workspace.files(), before, "{out}");
    }
    let allowed = outside.path().join("city-types");
    for out in ["target/city-types", allowed.to_str().unwrap()] {
        let arguments = ["generate", "--model", "city.json", "--out", out];
        let output = workspace.run(&arguments);
        assert!(output.status.success(), "{out}: {}", stderr(&output));
    }
    assert_eq!(workspace.files(), before);
}

#[cfg(unix)]
#[test]
fn prose_does_not_follow_a_link_into_the_repository() {
    let workspace = Workspace::new();
    let outside = tempfile::tempdir().unwrap();
    let prose = MODEL.replace(
        r#""type": "string","#,
        r#""type": "string", "deprecatedMessage": "No.","#,
    );
    workspace.write("city.json", &prose);
    workspace.write("crates/kept", "kept");
    let link = outside.path().join("link");
    std::os::unix::fs::symlink(workspace.path("crates"), &link).unwrap();
    let out = link.join("city-types");
    let arguments = [
        "generate",
        "--model",
        "city.json",
        "--out",
        out.to_str().unwrap(),
    ];
    let output = workspace.run(&arguments);
    assert_status(&output, 2);
    assert_told(&output, "shapes.Mode.deprecatedMessage");
    assert!(!out.exists());
}

#[test]
fn a_recorded_model_with_prose_is_refused() {
    let workspace = Workspace::new();
    assert!(workspace.run(&["generate"]).status.success());
    for (place, before, after) in [
        (
            "operations.Get.documentation",
            r#""input":"#,
            r#""documentation": "<p>Gets.</p>", "input":"#,
        ),
        (
            "operations.Get.input.documentation",
            r#""input": {"#,
            r#""input": {"documentation": "<p>Gets.</p>", "#,
        ),
    ] {
        assert!(MODEL.contains(before), "{before}");
        workspace.write(
            "model/organizations/2024-01-01/service-2.json",
            &MODEL.replace(before, after),
        );
        let files = workspace.files();
        for command in ["generate", "check"] {
            let output = workspace.run(&[command]);
            assert_status(&output, 3);
            let told = stderr(&output);
            assert!(
                told.contains(&format!("revision 2024-01-01: {place}: is prose"))
                    && told.contains("git checkout"),
                "{told}"
            );
            assert_eq!(workspace.files(), files);
        }
    }
}
