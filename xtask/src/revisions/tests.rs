use super::*;

const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn date(text: &str) -> RevisionDate {
    text.parse().unwrap()
}

fn entry(date: &str, botocore: &str) -> String {
    format!("\n[[revision]]\ndate = \"{date}\"\nbotocore = \"{botocore}\"\nsha256 = \"{DIGEST}\"\n")
}

fn read(text: &str) -> Result<Revisions> {
    let root = tempfile::tempdir()?;
    std::fs::create_dir_all(root.path().join("model/service"))?;
    std::fs::write(root.path().join("model/service/revisions.toml"), text)?;
    Revisions::read(root.path(), "service")
}

#[test]
fn a_file_is_read_and_written_back_byte_for_byte() {
    let text = format!(
        "{HEADER}{}{}",
        entry("2025-11-21", "1.41.2"),
        entry("2025-11-21.2", "1.41.3")
    );
    let revisions = read(&text).unwrap();
    assert_eq!(revisions.to_toml(), text);
    assert_eq!(
        revisions.newest().unwrap().botocore,
        "1.41.3".parse().unwrap()
    );
    assert_eq!(
        revisions.find(date("2025-11-21")).unwrap().botocore,
        "1.41.2".parse().unwrap()
    );
    let error = revisions.find(date("2025-11-22")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no revision 2025-11-22; the nearest is 2025-11-21.2"
    );
    assert_eq!(
        revisions.revision_folder(date("2025-11-21.2")),
        Path::new("model/service/2025-11-21.2")
    );
}

#[test]
fn a_service_without_the_file_has_no_revisions() {
    let root = tempfile::tempdir().unwrap();
    let revisions = Revisions::read(root.path(), "service").unwrap();
    assert_eq!(revisions.newest(), None);
    assert_eq!(revisions.file(), Path::new("model/service/revisions.toml"));
}

#[test]
fn dates_are_ordered_by_day_then_number() {
    let sorted = [
        "2025-11-21",
        "2025-11-21.2",
        "2025-11-21.10",
        "2025-11-22",
        "2026-01-01",
    ]
    .map(date);
    assert!(sorted.is_sorted());
    assert_eq!(date("2025-11-21.10").to_string(), "2025-11-21.10");
}

#[test]
fn malformed_dates_are_refused() {
    for text in [
        "",
        "2025-11",
        "2025-13-01",
        "2025-11-00",
        "2025-11-32",
        "2025-1-1",
        "2025-11-21.1",
        "2025-11-21.0",
        "2025-11-21.",
        "2025-11-21.02",
        "+025-11-21",
        "2025-11-21-01",
        "../x",
    ] {
        assert!(text.parse::<RevisionDate>().is_err(), "{text}");
    }
}

#[test]
fn a_bad_file_is_an_unreadable_input_and_says_where() {
    let twice = entry("2025-11-21", "1.41.2").repeat(2);
    let dates_swapped = entry("2025-11-21", "1.41.1") + &entry("2025-11-20", "1.41.2");
    let releases_swapped = entry("2025-11-20", "1.41.2") + &entry("2025-11-21", "1.41.1");
    let unknown_key = entry("2025-11-21", "1.41.2") + "note = \"x\"\n";
    let short_digest = entry("2025-11-21", "1.41.2").replace(DIGEST, "ba78");
    let bad_release = entry("2025-11-21", "1.41.2rc1");
    for (text, expected) in [
        (twice, "2025-11-21"),
        (dates_swapped, "2025-11-20"),
        (releases_swapped, "list each revision once, oldest first"),
        (unknown_key, "note"),
        (short_digest, "revision 2025-11-21"),
        (bad_release, "1.41.2rc1"),
    ] {
        let error = read(&text).unwrap_err();
        let message = format!("{error:#}");
        assert!(
            message.contains("revisions.toml") && message.contains(expected),
            "{message}"
        );
        assert!(
            error
                .downcast_ref::<crate::failure::UnreadableInput>()
                .is_some(),
            "{message}"
        );
    }
}

#[test]
fn days_are_counted_from_1970() {
    for (days, text) in [
        (0, "1970-01-01"),
        (58, "1970-02-28"),
        (59, "1970-03-01"),
        (11_016, "2000-02-29"),
        (11_017, "2000-03-01"),
        (19_782, "2024-02-29"),
        (20_088, "2024-12-31"),
        (20_089, "2025-01-01"),
        (47_540, "2100-02-28"),
        (47_541, "2100-03-01"),
    ] {
        assert_eq!(Day::after_epoch(days).to_string(), text);
    }
    assert!(Day::today() > "2025-11-21".parse().unwrap());
}

#[test]
fn only_whole_names_name_a_revision() {
    for name in ["latest", "previous", "2025-11-21", "2025-11-21.2"] {
        assert!(name.parse::<RevisionName>().is_ok(), "{name}");
    }
    for name in [
        "Latest",
        "2025-11",
        "2025-11-21.1",
        "./2025-11-21",
        "HEAD:latest",
    ] {
        assert!(name.parse::<RevisionName>().is_err(), "{name}");
    }
    assert_eq!(
        "previous".parse::<RevisionName>().unwrap(),
        RevisionName::Previous
    );
}
