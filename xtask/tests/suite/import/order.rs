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
    let between = |value| wheel("1.2.0", 2, value);
    let recorded = || vec![wheel("1.1.0", 1, "A"), wheel("1.3.0", 3, "C")];
    for (name, recorded, added) in [
        ("unlike_others", recorded(), between("B")),
        ("like_the_release_before", recorded(), between("A")),
        // The revision moves: the API changes as before.
        ("like_the_release_after", recorded(), between("C")),
        ("reverted", recorded(), wheel("1.4.0", 4, "A")),
        ("on_one_day", vec![wheel("1.2.1", 2, "B")], between("A")),
    ] {
        let import = Import::new();
        import.wheels(&recorded).ends(0);
        let added = added.write(import.root());
        let name = format!("import_{name}");
        import.assert_transcript(&name, &format!("import --wheel {added}\nhistory"));
    }
}
