//! The history does not depend on the order of imports.

use super::*;

const DAY_1: (u16, u8, u8) = (2024, 1, 1);
const DAY_2: (u16, u8, u8) = (2024, 1, 2);
const DAY_3: (u16, u8, u8) = (2024, 1, 3);
const DAY_4: (u16, u8, u8) = (2024, 1, 4);

#[test]
fn any_order_gives_the_same_files() {
    let wheels = [
        wheel("1.9.9", DAY_1, "A"),
        wheel("1.10.0", DAY_2, "B"),
        wheel("1.10.1", DAY_3, "C"),
        wheel("1.10.2", DAY_3, "D"),
        wheel("1.10.10", DAY_3, "B"),
    ];
    let expected = [
        "2024-01-01 1.9.9 A",
        "2024-01-02 1.10.0 B",
        "2024-01-03 1.10.1 C",
        "2024-01-03.2 1.10.2 D",
        "2024-01-03.3 1.10.10 B",
    ];
    let together = Workspace::new();
    together.import(&wheels).unwrap();
    assert_eq!(together.revisions(), expected);

    for order in [
        [0, 1, 2, 3, 4],
        [4, 3, 2, 1, 0],
        [3, 1, 4, 0, 2],
        [2, 4, 3, 0, 1],
    ] {
        let one_by_one = Workspace::new();
        for position in order {
            one_by_one.import(&wheels[position..=position]).unwrap();
        }
        assert_eq!(one_by_one.files(), together.files(), "{order:?}");
    }
}

#[test]
fn an_older_release_takes_its_place() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.1.0", DAY_1, "A"), wheel("1.3.0", DAY_3, "C")])
        .unwrap();
    let report = workspace.import(&[wheel("1.2.0", DAY_2, "B")]).unwrap();
    assert!(
        report.contains("1.2.0     2024-01-02  new revision\n"),
        "{report}"
    );
    for step in [
        "2024-01-01 (botocore 1.1.0) → 2024-01-02",
        "2024-01-02 (botocore 1.2.0) → 2024-01-03",
    ] {
        assert!(report.contains(step), "{report}");
    }
    assert_eq!(
        workspace.revisions(),
        [
            "2024-01-01 1.1.0 A",
            "2024-01-02 1.2.0 B",
            "2024-01-03 1.3.0 C"
        ]
    );
}

#[test]
fn an_older_release_like_the_one_before_it_is_not_added() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.1.0", DAY_1, "A"), wheel("1.3.0", DAY_3, "C")])
        .unwrap();
    let before = workspace.files();
    let report = workspace.import(&[wheel("1.2.0", DAY_2, "A")]).unwrap();
    assert!(
        report.contains("1.2.0     2024-01-02  no API change since 2024-01-01\n"),
        "{report}"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_revision_moves_to_the_older_release_that_has_its_facts() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.1.0", DAY_1, "A"), wheel("1.3.0", DAY_3, "C")])
        .unwrap();
    let report = workspace.import(&[wheel("1.2.0", DAY_2, "C")]).unwrap();
    assert!(
        report.contains("1.2.0     2024-01-02  new revision\n"),
        "{report}"
    );
    assert!(
        report.contains("1.3.0     2024-01-03  revision 2024-01-03 is now 2024-01-02\n"),
        "{report}"
    );
    assert!(!report.contains('→'), "the API changes as before: {report}");
    assert_eq!(
        workspace.revisions(),
        ["2024-01-01 1.1.0 A", "2024-01-02 1.2.0 C"]
    );
    assert!(
        !workspace
            .root
            .path()
            .join("model/organizations/2024-01-03")
            .exists()
    );
}

#[test]
fn an_older_release_of_the_same_day_comes_first() {
    let workspace = Workspace::new();
    workspace.import(&[wheel("1.2.1", DAY_2, "B")]).unwrap();
    let report = workspace.import(&[wheel("1.2.0", DAY_2, "A")]).unwrap();
    assert!(
        report.contains("1.2.1     2024-01-02  revision 2024-01-02 is now 2024-01-02.2\n"),
        "{report}"
    );
    assert_eq!(
        workspace.revisions(),
        ["2024-01-02 1.2.0 A", "2024-01-02.2 1.2.1 B"]
    );
}

#[test]
fn a_change_taken_back_is_a_revision_too() {
    let workspace = Workspace::new();
    workspace
        .import(&[
            wheel("1.1.0", DAY_1, "A"),
            wheel("1.2.0", DAY_2, "B"),
            wheel("1.3.0", DAY_3, "A"),
        ])
        .unwrap();
    assert_eq!(
        workspace.revisions(),
        [
            "2024-01-01 1.1.0 A",
            "2024-01-02 1.2.0 B",
            "2024-01-03 1.3.0 A"
        ]
    );
}

#[test]
fn releases_built_against_the_order_of_their_numbers_are_refused() {
    let workspace = Workspace::new();
    let wheels = [wheel("1.1.0", DAY_4, "A"), wheel("1.2.0", DAY_2, "B")];
    let error = format!("{:#}", workspace.import(&wheels).unwrap_err());
    assert!(
        error.contains("1.1.0") && error.contains("1.2.0"),
        "{error}"
    );
    assert!(workspace.files().is_empty());
}
