//! The history does not depend on the order of imports.

use super::{Import, wheel};

#[test]
fn any_order_gives_the_same_files() {
    let wheels = [
        wheel("1.9.9", 1, "A"),
        wheel("1.10.0", 2, "B"),
        wheel("1.10.1", 3, "C"),
        wheel("1.10.2", 3, "D"),
        wheel("1.10.10", 3, "B"),
    ];
    let expected = [
        "2024-01-01 1.9.9 A",
        "2024-01-02 1.10.0 B",
        "2024-01-03 1.10.1 C",
        "2024-01-03.2 1.10.2 D",
        "2024-01-03.3 1.10.10 B",
    ];
    let files = |import: &Import| {
        let files = import.0.files().into_iter();
        let relative = files.map(|(path, content)| {
            let path = path.strip_prefix(import.0.root()).unwrap().to_owned();
            (path, content)
        });
        relative.collect::<Vec<_>>()
    };
    let together = Import::new();
    together.wheels(&wheels).ends(0);
    assert_eq!(together.revisions(), expected);
    for order in [[4, 3, 2, 1, 0], [3, 1, 4, 0, 2], [2, 4, 3, 0, 1]] {
        let one_by_one = Import::new();
        for position in order {
            one_by_one.wheels(&wheels[position..=position]).ends(0);
        }
        assert_eq!(files(&one_by_one), files(&together), "{order:?}");
    }
}

#[test]
fn a_release_takes_its_place_among_those_that_are_recorded() {
    for (recorded, added, report, revisions) in [
        (
            &[("1.1.0", 1, "A"), ("1.3.0", 3, "C")][..],
            ("1.2.0", 2, "B"),
            &[
                "1.2.0     2024-01-02  new revision\n",
                "2024-01-01 (botocore 1.1.0) → 2024-01-02",
                "2024-01-02 (botocore 1.2.0) → 2024-01-03",
            ][..],
            &[
                "2024-01-01 1.1.0 A",
                "2024-01-02 1.2.0 B",
                "2024-01-03 1.3.0 C",
            ][..],
        ),
        // The same as the release before it.
        (
            &[("1.1.0", 1, "A"), ("1.3.0", 3, "C")],
            ("1.2.0", 2, "A"),
            &["1.2.0     2024-01-02  no API change since 2024-01-01\nNothing to do"],
            &["2024-01-01 1.1.0 A", "2024-01-03 1.3.0 C"],
        ),
        // The same as the release after it, whose revision moves: the API changes as before.
        (
            &[("1.1.0", 1, "A"), ("1.3.0", 3, "C")],
            ("1.2.0", 2, "C"),
            &["1.2.0     2024-01-02  new revision\n\
                 1.3.0     2024-01-03  revision 2024-01-03 is now 2024-01-02\n3 files written, 2 removed."],
            &["2024-01-01 1.1.0 A", "2024-01-02 1.2.0 C"],
        ),
        (
            &[("1.2.1", 2, "B")],
            ("1.2.0", 2, "A"),
            &["1.2.1     2024-01-02  revision 2024-01-02 is now 2024-01-02.2\n"],
            &["2024-01-02 1.2.0 A", "2024-01-02.2 1.2.1 B"],
        ),
        // A change that is reverted.
        (
            &[("1.1.0", 1, "A"), ("1.2.0", 2, "B")],
            ("1.3.0", 3, "A"),
            &["1.3.0     2024-01-03  new revision\n"],
            &[
                "2024-01-01 1.1.0 A",
                "2024-01-02 1.2.0 B",
                "2024-01-03 1.3.0 A",
            ],
        ),
        // The same number.
        (
            &[("1.5", 1, "A")],
            ("1.5.0", 1, "A"),
            &["1.5.0     2024-01-01  already imported\n"],
            &["2024-01-01 1.5 A"],
        ),
    ] {
        let import = Import::new();
        let of = |(release, day, value): (&str, u8, &str)| wheel(release, day, value);
        let recorded: Vec<_> = recorded.iter().copied().map(of).collect();
        import.wheels(&recorded).ends(0);
        let mut outcome = import.wheels(&[of(added)]).ends(0);
        for text in report {
            outcome = outcome.prints(text);
        }
        assert_eq!(import.revisions(), revisions);
    }
}
