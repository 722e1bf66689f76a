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
    let together = Import::new();
    together.wheels(&wheels).ends(0);
    assert_eq!(together.revisions(), expected);
    for order in [[4, 3, 2, 1, 0], [3, 1, 4, 0, 2], [2, 4, 3, 0, 1]] {
        let one_by_one = Import::new();
        for position in order {
            one_by_one.wheels(&wheels[position..=position]).ends(0);
        }
        assert_eq!(one_by_one.files(), together.files(), "{order:?}");
    }
}

#[test]
fn a_release_takes_its_place_among_those_that_are_recorded() {
    const TWO: [&str; 2] = ["2024-01-01 1.1.0 A", "2024-01-03 1.3.0 C"];
    let [first, third] = TWO;
    for (recorded, added, report, revisions) in [
        (
            &TWO[..],
            "2024-01-02 1.2.0 B",
            &[
                "1.2.0     2024-01-02  new revision\n",
                "2024-01-01 (botocore 1.1.0) → 2024-01-02",
                "2024-01-02 (botocore 1.2.0) → 2024-01-03",
            ][..],
            &[first, "2024-01-02 1.2.0 B", third][..],
        ),
        // The same as the release before it.
        (
            &TWO,
            "2024-01-02 1.2.0 A",
            &["1.2.0     2024-01-02  no API change since 2024-01-01\nNothing to do"],
            &TWO,
        ),
        // The same as the release after it, whose revision moves: the API changes as before.
        (
            &TWO,
            "2024-01-02 1.2.0 C",
            &["1.2.0     2024-01-02  new revision\n\
               1.3.0     2024-01-03  revision 2024-01-03 is now 2024-01-02\n3 files written, 2 removed."],
            &[first, "2024-01-02 1.2.0 C"],
        ),
        (
            &["2024-01-02 1.2.1 B"],
            "2024-01-02 1.2.0 A",
            &["1.2.1     2024-01-02  revision 2024-01-02 is now 2024-01-02.2\n"],
            &["2024-01-02 1.2.0 A", "2024-01-02.2 1.2.1 B"],
        ),
        // A change that is reverted.
        (
            &TWO,
            "2024-01-04 1.4.0 A",
            &["1.4.0     2024-01-04  new revision\n"],
            &[first, third, "2024-01-04 1.4.0 A"],
        ),
    ] {
        let import = Import::new();
        let of = |line: &&str| {
            let [date, release, value] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            wheel(release, date[8..].parse().unwrap(), value)
        };
        let recorded: Vec<_> = recorded.iter().map(of).collect();
        import.wheels(&recorded).ends(0);
        let mut outcome = import.wheels(&[of(&added)]).ends(0);
        for text in report {
            outcome = outcome.prints(text);
        }
        assert_eq!(import.revisions(), revisions);
    }
}
