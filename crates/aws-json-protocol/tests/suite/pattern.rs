//! Patterns, which are those of ECMA-262, as `validate` checks them.

use aws_json_protocol::__private::{Check, Checker, Constraint};
use aws_json_protocol::Validate;

/// A text with the constraint that a row `[pattern …]` of a table becomes.
struct Patterned(&'static str, &'static str);

impl Check for Patterned {
    fn check(&self, checker: &mut Checker, _: &[Constraint<'_>]) {
        let Self(pattern, text) = self;
        let text = (*text).to_owned();
        text.check(checker, &[Constraint::Pattern(pattern)]);
    }
}

impl Validate for Patterned {}

fn is_valid(pattern: &'static str, text: &'static str) -> bool {
    Patterned(pattern, text).validate().is_ok()
}

#[test]
fn each_pattern_matches_one_text_and_not_another() {
    for (pattern, yes, no) in [
        // Anywhere, unless it is anchored.
        ("[a-z]{2}", "1ab2", "1a2b"),
        ("^[a-z]{2}$", "ab", "1ab2"),
        ("^a|b$", "xb", "bx"),
        (r"\A\w+\z", "a", "a b"),
        // What ECMA-262 means by it is not what the crate `regex` does.
        (r"^\d$", "7", "٣"),
        (r"^\w$", "_", "é"),
        (r"^\W$", "é", "a"),
        (r"^[\w-]$", "-", "é"),
        (r"^[^\D]$", "7", "٣"),
        (r"^\s$", "\u{feff}", "\u{85}"),
        (r"^[a\S]$", "\u{85}", "\u{a0}"),
        (r"^.$", "\u{85}", "\u{2028}"),
        (r"(?s)^.$", "\n", ""),
        (r"^[[]$", "[", "a"),
        (r"^[a&&b]+$", "a&b", "c"),
        (r"^[a~~b]+$", "~", "c"),
        (r"^[+--]$", ",", "."),
        (r"^[\w-.]$", "-", ","),
        (r"^[a-c-e]$", "-", "d"),
        (r"^[]$|^x$", "x", ""),
        (r"^[^]$", "\n", ""),
        (r"^a{,2}$", "a{,2}", "aa"),
        (r"^a{2,}$", "aaa", "a"),
        (r"^{a}$", "{a}", "a"),
        (r"^\<\/\-\é$", "</-é", ""),
        (r"^\u0041\u{1F600}\ud83d\ude00$", "A😀😀", "A"),
        (r"^[\u0020-\u007E]$", "~", "\u{7f}"),
        (r"^\cJ\x41\0[\b]$", "\nA\0\u{8}", ""),
        (r"^\p{L}[\P{N}]$", "éa", "é1"),
        (r"\bab\b", "é ab.", "abc"),
    ] {
        assert!(is_valid(pattern, yes), "{pattern} {yes:?}");
        assert!(!is_valid(pattern, no), "{pattern} {no:?}");
    }
}

#[test]
fn a_pattern_that_regex_does_not_support_is_not_checked() {
    for pattern in [
        "^(?!a)",
        "(?<=a)b",
        r"(a)\1",
        r"\k<a>",
        "(",
        "[a",
        r"\p{Print}",
        r"\p",
        r"\u12",
        r"\ud800",
        r"\",
        r"\000",
    ] {
        for text in ["", "a", "0"] {
            assert!(is_valid(pattern, text), "{pattern} {text:?}");
        }
    }
}
