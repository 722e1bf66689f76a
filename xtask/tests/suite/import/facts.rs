//! The files that an import writes.

use std::fs;

use super::{FOLDER, Import, service_model, wheel};
use crate::support::wheel::WheelFile;
use crate::support::{files_below, outcome, repository, revisions, sha256};

/// The digest was computed by another program.
#[test]
fn the_list_of_revisions_has_a_digest() {
    let import = Import::new();
    import.wheels(&[wheel("1.2.3", 31, "A")]).report();
    let list = import.read("model/organizations/revisions.toml");
    let entry = "\n[[revision]]\ndate = \"2024-01-31\"\nbotocore = \"1.2.3\"\nsha256 = \"\
                 dfc92e467df5da834578e3abae90b15b353f5b87cdc2ba99cd549b387f8c886b\"\n";
    assert!(list.starts_with("# The API revisions"), "{list}");
    assert!(list.ends_with(entry), "{list}");
}

/// The endpoints and partitions of a release without an API change are not imported either.
#[test]
fn only_what_differs_is_written() {
    let import = Import::new();
    let rules = format!("{FOLDER}/endpoint-rule-set-1.json");
    let reworded = service_model("B").replace("\"d\"", "\"another sentence\"");
    import.publish(&[
        wheel("1.0.0", 1, "A"),
        wheel("1.0.2", 3, "B").compressed(),
        WheelFile::new("1.3.0", (2024, 3, 1))
            .service("organizations", &reworded)
            .file(&rules, "{}"),
    ]);
    import.assert_transcript(
        "import_wheels",
        "import --wheel wheels/botocore-1.0.0-py3-none-any.whl wheels/botocore-1.0.2-py3-none-any.whl
        import --wheel wheels/botocore-1.0.0-py3-none-any.whl wheels/botocore-1.0.2-py3-none-any.whl
        import --wheel wheels/botocore-1.3.0-py3-none-any.whl
        history",
    );
    assert!(!import.path("model/organizations/endpoints.json").exists());
}

#[test]
fn wheels_are_imported_from_anywhere_inside_the_workspace() {
    let import = Import::new();
    import.write("deep/inside/file", "");
    let wheel = wheel("1.0.0", 1, "A").write(&import.path("wheels"));
    let mut command = import.command(&format!("import --wheel {wheel}"));
    outcome(command.current_dir(import.path("deep/inside"))).ends(0);
    assert_eq!(import.revisions(), ["2024-01-01 1.0.0 A"]);
}

/// The files of `fixtures/release` have prose in every place, and additions to two of them.
#[test]
fn extras_are_merged_prose_goes_and_the_rest_stays_in_order() {
    let folder = repository().join("xtask/tests/fixtures/release");
    let mut release = WheelFile::new("1.2.3", (2024, 1, 31));
    for (name, content) in files_below(&folder) {
        let name = format!("{FOLDER}/{}", name.display());
        release = release.file(&name, str::from_utf8(&content).unwrap());
    }
    let import = Import::new();
    import.wheels(&[release]).ends(0);
    let folder = "model/organizations";
    for (name, file) in [
        ("service-2", "2024-01-31/service-2.json"),
        ("paginators-1", "2024-01-31/paginators-1.json"),
        ("endpoints", "endpoints.json"),
    ] {
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(name, import.read(&format!("{folder}/{file}")));
        });
    }
}

#[test]
fn importing_again_keeps_comments() {
    let import = Import::new();
    let wheels = [wheel("1.2.3", 30, "A")];
    import.wheels(&wheels).ends(0);
    let list = "model/organizations/revisions.toml";
    import.write(list, format!("# by hand\n{}", import.read(list)));
    import.assert_unchanged(|| import.wheels(&wheels).report());
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
