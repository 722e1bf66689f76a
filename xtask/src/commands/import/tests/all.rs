//! `--all` and `latest`, with an index that the test creates.

use super::*;
use crate::botocore::release::Release;

/// Creates releases 1.0.0 to 1.0.29, one a day, whose facts change at 1.0.5, 1.0.6 and 1.0.20.
fn index() -> FakeIndex {
    let mut index = FakeIndex::default();
    for number in 0..30 {
        let value = match number {
            ..5 => "A",
            5 => "B",
            6..20 => "C",
            20.. => "D",
        };
        index.add(&format!("1.0.{number}"), (2024, 1, number + 1), value);
    }
    index
}

#[test]
fn all_finds_every_revision_in_few_downloads() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.0.0", (2024, 1, 1), "A")])
        .unwrap();
    let index = index();
    let report = workspace.import_all(&index).unwrap();
    let expected = [
        "2024-01-01 1.0.0 A",
        "2024-01-06 1.0.5 B",
        "2024-01-07 1.0.6 C",
        "2024-01-21 1.0.20 D",
    ];
    assert_eq!(workspace.revisions(), expected);
    let downloads = index.downloads.borrow().len();
    assert!(downloads <= 15, "{downloads} downloads");
    let (releases, changes) = report.split_once("\n\n").unwrap();
    assert_eq!(releases.lines().count(), downloads, "a line each: {report}");
    let changes: Vec<_> = changes
        .lines()
        .filter(|line| line.contains('→') || line.starts_with("  enum-value-added"))
        .collect();
    assert_eq!(
        changes,
        [
            "2024-01-01 (botocore 1.0.0) → 2024-01-06 (botocore 1.0.5)",
            "  enum-value-added Type.B  [patch, wire compatible]",
            "2024-01-06 (botocore 1.0.5) → 2024-01-07 (botocore 1.0.6)",
            "  enum-value-added Type.C  [patch, wire compatible]",
            "2024-01-07 (botocore 1.0.6) → 2024-01-21 (botocore 1.0.20)",
            "  enum-value-added Type.D  [patch, wire compatible]",
        ]
    );
    assert!(
        report.contains("1.0.29    2024-01-30  no API change since 2024-01-21\n"),
        "{report}"
    );

    let before = workspace.files();
    index.downloads.borrow_mut().clear();
    workspace.import_all(&index).unwrap();
    assert_eq!(
        *index.downloads.borrow(),
        ["1.0.29"],
        "the latest alone tells that there is nothing new"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn all_without_a_revision_starts_with_the_latest_release() {
    let workspace = Workspace::new();
    let index = index();
    workspace.import_all(&index).unwrap();
    assert_eq!(workspace.revisions(), ["2024-01-30 1.0.29 D"]);
    assert_eq!(*index.downloads.borrow(), ["1.0.29"]);
}

#[test]
fn all_with_the_latest_release_recorded_downloads_nothing() {
    let workspace = Workspace::new();
    let index = index();
    workspace.import_all(&index).unwrap();
    index.downloads.borrow_mut().clear();
    let report = workspace.import_all(&index).unwrap();
    assert_eq!(report, "Nothing to do: the model is up to date.\n");
    assert!(index.downloads.borrow().is_empty());
}

#[test]
fn latest_and_numbers_are_downloaded_once_each() {
    let workspace = Workspace::new();
    let index = index();
    let releases = ["latest", "1.0.5", "1.0.29"].map(|text| text.parse().unwrap());
    let wanted = Wanted::Releases(releases.into());
    import(&wanted, "organizations", workspace.root.path(), &index).unwrap();
    assert_eq!(*index.downloads.borrow(), ["1.0.29", "1.0.5"]);
    assert_eq!(
        workspace.revisions(),
        ["2024-01-06 1.0.5 B", "2024-01-30 1.0.29 D"]
    );
}

#[test]
fn a_download_that_fails_in_the_middle_changes_nothing() {
    let workspace = Workspace::new();
    let index = index();
    let releases = ["1.0.5", "9.9.9"].map(|text| text.parse().unwrap());
    let wanted = Wanted::Releases(releases.into());
    let error = import(&wanted, "organizations", workspace.root.path(), &index)
        .unwrap_err()
        .to_string();
    assert!(error.contains("9.9.9"), "{error}");
    assert!(workspace.files().is_empty());
}

/// An index during whose downloads another import starts and finishes.
struct SlowIndex<'a> {
    index: FakeIndex,
    workspace: &'a Workspace,
}

impl Index for SlowIndex<'_> {
    fn releases(&self) -> Result<Vec<Release>> {
        self.index.releases()
    }

    fn download(&self, release: &Release, folder: &Path) -> Result<PathBuf> {
        self.workspace
            .import(&[wheel("1.0.1", (2024, 1, 2), "B")])?;
        self.index.download(release, folder)
    }
}

#[test]
fn an_import_keeps_what_another_one_brought_meanwhile() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.0.0", (2024, 1, 1), "A")])
        .unwrap();
    let mut index = FakeIndex::default();
    index.add("1.0.2", (2024, 1, 3), "C");
    let index = SlowIndex {
        index,
        workspace: &workspace,
    };
    import(&Wanted::All, "organizations", workspace.root.path(), &index).unwrap();
    let expected = [
        "2024-01-01 1.0.0 A",
        "2024-01-02 1.0.1 B",
        "2024-01-03 1.0.2 C",
    ];
    assert_eq!(workspace.revisions(), expected);
}
