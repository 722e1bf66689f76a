//! Imports that are refused, and then change nothing.

use std::fs;

use super::{FOLDER, Import, service_model, wheel};
use crate::out::PARTITIONS;
use crate::support::wheel::WheelFile;

#[test]
fn a_wheel_without_the_service_or_with_damaged_files_is_refused() {
    let empty = |release, year| WheelFile::new(release, (year, 1, 1));
    let with = |model: &str| empty("1.2.3", 2024).service("organizations", model);
    let good = service_model("A");
    let file = |name: &str, text: &str| with(&good).file(&format!("{FOLDER}/{name}"), text);
    let version = |version: &str| {
        let path = format!("botocore/data/organizations/{version}/service-2.json");
        empty("1.2.3", 2024).file(&path, "{}")
    };
    let extras = |text| file("service-2.sdk-extras.json", text);
    let metadata = "botocore-9.9.9.dist-info/METADATA";
    let rules = r#"{"version":"9.0","parameters":{},"rules":[]}"#;
    let sweet = good.replace(r#""type""#, r#""taste":"sweet","type""#);
    let gzip = format!("{FOLDER}/service-2.json.gz");
    let control = "\u{1b}[2J\u{202e}";
    let mut said = String::new();
    for (name, wheel) in [
        ("a folder that is not a date", version("latest")),
        ("a folder that is almost a date", version("2024-1-01")),
        (
            "a folder with control characters",
            version(&format!("2024-01-01{control}")),
        ),
        (
            "two releases",
            with("{}").file(metadata, "Version: 9.9.9\n"),
        ),
        (
            "the future",
            empty("1.2.3", 2107).service("organizations", "{}"),
        ),
        ("another service", empty("1.2.3", 2024).service("sts", "{}")),
        ("a candidate", empty("1.2.3rc1", 2024)),
        (
            "a release with control characters",
            empty(&format!("1.0{control}"), 2024),
        ),
        ("no gzip", empty("1.2.3", 2024).file(&gzip, "not gzip")),
        ("no object", with("[]")),
        (
            "no operations",
            with(&good.replace(r#""operations":{},"#, "")),
        ),
        ("an unknown key", with(&sweet)),
        ("no pagination", file("paginators-1.json", "{}")),
        (
            "newer rules",
            file("endpoint-rule-set-1.json", rules)
                .file("botocore/data/partitions.json", PARTITIONS),
        ),
        ("unknown extras", extras(r#"{"merge":{},"remove":{}}"#)),
        ("empty extras", extras("{}")),
        ("extras that are a list", extras(r#"{"merge":[]}"#)),
        ("no object of extras", extras("[]")),
    ] {
        let import = Import::new();
        // A wheel that could be imported changes nothing either.
        let good = empty("1.0.0", 2024).service("organizations", &service_model("Z"));
        let error = import.assert_unchanged(|| import.wheels(&[good, wheel]).ends(3).stderr);
        // Without the path of the wheel.
        let (_, error) = error.split_once(".whl: ").unwrap_or(("", &error));
        said += &format!("# {name}\n{error}\n");
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_release_that_contradicts_what_is_recorded_is_refused() {
    let import = Import::new();
    import.wheels(&[wheel("1.2.3", 30, "A")]).ends(0);
    let mut said = String::new();
    for wheel in [
        wheel("1.2.3", 30, "B"),
        wheel("1.2.3", 29, "A"),
        wheel("1.3.0", 2, "B"),
    ] {
        said += &import.assert_unchanged(|| import.wheels(&[wheel]).ends(3).stderr);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn inputs_that_cannot_be_read_have_their_own_status() {
    let import = Import::new();
    let wheel = wheel("1.0.0", 1, "A").write(&import.path("wheels"));
    import.write("garbage.whl", "not a wheel");
    for bad in ["missing.whl", "garbage.whl", "."] {
        let line = format!("--wheel {wheel} {bad}");
        let outcome = import.assert_unchanged(|| import.with(&line));
        let expected = format!("error: cannot read {bad}: ");
        outcome.notes(&expected).refusal(3);
    }
    let list = "model/organizations/revisions.toml";
    import.write(list, "[[revision]]\ndate = 1\n");
    import.with(&format!("--wheel {wheel}")).ends(3).notes(list);
}

#[test]
fn an_output_that_cannot_be_written_has_its_own_status() {
    let import = Import::new();
    let wheel = wheel("1.0.0", 1, "A");
    let mine = "crates/org-types/src/generated/mine.rs";
    import.write(mine, "mine\n");
    let outcome = import.assert_unchanged(|| import.wheels(&[wheel]).ends(4));
    outcome.notes(&format!(
        "cannot write the files: the folder of generated files contains {mine}"
    ));
}

#[test]
fn a_malformed_list_of_revisions_is_refused() {
    let digest = "0".repeat(64);
    let entry = |date: &str, release: &str| {
        format!(
            "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{digest}\"\n"
        )
    };
    let one = entry("2025-11-21", "1.41.2");
    let mut said = String::new();
    for text in [
        one.repeat(2),
        entry("2025-11-21", "1.41.1") + &entry("2025-11-20", "1.41.2"),
        entry("2025-11-20", "1.41.2") + &entry("2025-11-21", "1.41.1"),
        one.clone() + "note = \"x\"\n",
        entry("2025-11-21", "1.41.2rc1"),
        entry("2025-13-01", "1.0"),
        entry("2025-11-21.02", "1.0"),
        entry("2025-11-21.1", "1.0"),
        entry("+025-11-21", "1.0"),
        entry("../x", "1.0"),
    ] {
        let import = Import::new();
        import.write("model/organizations/revisions.toml", &text);
        let error = import.run("check").ends(3).stderr;
        said += &format!("{}{error}\n", text.replace(&digest, "…"));
    }
    insta::assert_snapshot!(said);
}

/// The limit counts what a process allocates (`setrlimit(2)`, `RLIMIT_DATA`).
#[cfg(target_os = "linux")]
#[test]
fn a_wheel_is_held_in_memory_once() {
    use std::io::{Seek, SeekFrom, Write};
    const SIZE: u64 = 100 << 20;
    let import = Import::new();
    let zip = fs::read(wheel("1.0.0", 1, "A").write(&import.path("wheels"))).unwrap();
    // A zip archive may stand behind something else, here a hole in a sparse file.
    let mut file = fs::File::create(import.path("large.whl")).unwrap();
    file.seek(SeekFrom::Start(SIZE)).unwrap();
    file.write_all(&zip).unwrap();
    let limit = (SIZE + SIZE / 2) >> 10;
    let script = format!("ulimit -d {limit}; exec \"$0\" import --wheel large.whl");
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &script, env!("CARGO_BIN_EXE_xtask")])
        .current_dir(import.root());
    crate::support::outcome(&mut shell).ends(0);
}
