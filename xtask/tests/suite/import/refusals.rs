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
    let metadata = "botocore-9.9.9.dist-info/METADATA";
    let extras = |text| file("service-2.sdk-extras.json", text);
    let rules = r#"{"version":"9.0","parameters":{},"rules":[]}"#;
    let sweet = good.replace(r#""type""#, r#""taste":"sweet","type""#);
    for (wheel, message) in [
        (
            version("latest"),
            "`latest` of `organizations` is not a date",
        ),
        (
            version("2024-1-01"),
            "`2024-1-01` of `organizations` is not a date",
        ),
        (
            version("2024-01-01\u{1b}[2J\u{202e}"),
            "`2024-01-01\\u{1b}[2J\\u{202e}` of `organizations` is not a date",
        ),
        (
            with("{}").file(metadata, "Version: 9.9.9\n"),
            "both botocore-9.9.9.dist-info/METADATA and botocore-1.2.3.dist-info/METADATA",
        ),
        (
            empty("1.2.3", 2107).service("organizations", "{}"),
            "built on 2107-01-01, which is in the future",
        ),
        (
            empty("1.2.3", 2024).service("sts", "{}"),
            "no service `organizations`\n",
        ),
        (empty("1.2.3rc1", 2024), "`1.2.3rc1` is not a final release"),
        (
            empty("1.0\u{1b}[31m\u{202e}", 2024),
            "`1.0\\u{1b}[31m\\u{202e}` is not a final release",
        ),
        (
            empty("1.2.3", 2024).file(&format!("{FOLDER}/service-2.json.gz"), "not gzip"),
            "service-2.json: expected ",
        ),
        (
            with("[]"),
            "service-2.json: `metadata` is missing or not an object",
        ),
        (
            with(&good.replace(r#""operations":{},"#, "")),
            "service-2.json: `operations` is missing",
        ),
        (
            with(&sweet),
            "the model of revision 2024-01-01.2 (botocore 1.2.3): shapes.Type.taste: unknown key",
        ),
        (
            file("paginators-1.json", "{}"),
            "paginators-1.json: `pagination` is missing or not an object",
        ),
        (
            file("endpoint-rule-set-1.json", rules)
                .file("botocore/data/partitions.json", PARTITIONS),
            "(endpoint rules).version: is not a version",
        ),
        (
            extras(r#"{"merge":{},"remove":{}}"#),
            "service-2.sdk-extras.json: `remove` is unknown; expected `version` and `merge`",
        ),
        (extras("{}"), "`merge` is missing"),
        (extras(r#"{"merge":[]}"#), "`merge` is not an object"),
        (extras("[]"), "expected an object"),
    ] {
        let import = Import::new();
        // A wheel that could be imported changes nothing either.
        let good = empty("1.0.0", 2024).service("organizations", &service_model("Z"));
        let refused = || import.wheels(&[good, wheel]).ends(3).notes(message);
        let error = import.assert_unchanged(refused).stderr;
        assert!(!error.contains(['\u{1b}', '\u{202e}']), "{error}");
    }
}

#[test]
fn a_release_that_contradicts_what_is_recorded_is_refused() {
    let import = Import::new();
    import.wheels(&[wheel("1.2.3", 30, "A")]).ends(0);
    for (wheel, messages) in [
        // The digests of both service models, by another program.
        (
            wheel("1.2.3", 30, "B"),
            [
                "SHA-256 of service-2.json is ba518a0375c1597f4ade",
                "but dfc92e467df5da834578e3abae90b15b353f5b87cdc2ba99cd549b387f8c886b, built on 2024-01-30, is recorded",
            ],
        ),
        (
            wheel("1.2.3", 29, "A"),
            ["built on 2024-01-29", "built on 2024-01-30, is recorded"],
        ),
        (
            wheel("1.3.0", 2, "B"),
            [
                "1.3.0 was built on 2024-01-02",
                "before the older release 1.2.3",
            ],
        ),
    ] {
        let outcome = import.assert_unchanged(|| import.wheels(&[wheel]).ends(3));
        outcome.notes(messages[0]).notes(messages[1]);
    }
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
fn a_malformed_list_of_revisions_is_refused() {
    let digest = "0".repeat(64);
    let entry = |date: &str, release: &str| {
        format!(
            "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{digest}\"\n"
        )
    };
    let one = entry("2025-11-21", "1.41.2");
    for (text, message) in [
        (one.repeat(2), "list each revision once, oldest first"),
        (
            entry("2025-11-21", "1.41.1") + &entry("2025-11-20", "1.41.2"),
            "revision 2025-11-21 (botocore 1.41.1) is listed before 2025-11-20",
        ),
        (
            entry("2025-11-20", "1.41.2") + &entry("2025-11-21", "1.41.1"),
            "list each revision once, oldest first",
        ),
        (one.clone() + "note = \"x\"\n", "unknown field `note`"),
        (
            entry("2025-11-21", "1.41.2rc1"),
            "`1.41.2rc1` is not a final",
        ),
        (
            entry("2025-13-01", "1.0"),
            "`2025-13-01` is not a revision date",
        ),
        (entry("2025-11-21.02", "1.0"), "`2025-11-21.02` is not"),
        (entry("2025-11-21.1", "1.0"), "`2025-11-21.1` is not"),
        (entry("+025-11-21", "1.0"), "`+025-11-21` is not"),
        (entry("../x", "1.0"), "`../x` is not"),
    ] {
        let import = Import::new();
        import.write("model/organizations/revisions.toml", text);
        let refused = import.run("check").ends(3).notes("revisions.toml");
        refused.notes(message);
    }
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
