//! The version that changes require of a crate.

use codegen::diff::{Bump, Version};

#[test]
fn the_leftmost_number_that_is_not_zero_is_the_major_one() {
    for (version, [patch, minor, major]) in [
        ("0.0.3", ["0.0.4", "0.0.4", "0.0.4"]),
        ("0.1.2", ["0.1.3", "0.1.3", "0.2.0"]),
        ("1.2.3", ["1.2.4", "1.3.0", "2.0.0"]),
    ] {
        let version: Version = version.parse().unwrap();
        let next = |bump| version.bumped(bump).to_string();
        assert_eq!(next(Bump::Patch), patch);
        assert_eq!(next(Bump::Minor), minor);
        assert_eq!(next(Bump::Major), major);
    }
}

#[test]
fn a_version_has_three_numbers() {
    for text in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "1.2.x",
        "01.2.3",
        "+1.2.3",
        "1.2.3-rc.1",
    ] {
        assert!(text.parse::<Version>().is_err(), "{text}");
    }
}
