//! The texts that one pattern matches and another does not, checked against known answers and
//! against another engine.

use codegen::diff::ConstraintChange::{self, Equal, Incomparable, Loosened, Tightened, Unknown};
use codegen::diff::pattern::{Comparison, Texts, Undecided, Verdict};
use fastrand::Rng;
use regex_lite::Regex;

/// Compares patterns of texts that may have any length.
fn compare(old: Option<&str>, new: Option<&str>) -> Comparison {
    let [old, new] = [old, new].map(|pattern| Texts {
        pattern,
        ..Texts::default()
    });
    codegen::diff::pattern::compare(old, new)
}

fn whole(old: &str, new: &str) -> Verdict {
    compare(Some(old), Some(new)).whole_text
}

fn anywhere(old: &str, new: &str) -> Verdict {
    compare(Some(old), Some(new)).anywhere
}

fn verdict(change: ConstraintChange, refused: Option<&str>, accepted: Option<&str>) -> Verdict {
    Verdict {
        change,
        refused: refused.map(str::to_owned),
        accepted: accepted.map(str::to_owned),
        undecided: None,
    }
}

fn equal() -> Verdict {
    verdict(Equal, None, None)
}

fn loosened(accepted: &str) -> Verdict {
    verdict(Loosened, None, Some(accepted))
}

fn tightened(refused: &str) -> Verdict {
    verdict(Tightened, Some(refused), None)
}

fn incomparable(refused: &str, accepted: &str) -> Verdict {
    verdict(Incomparable, Some(refused), Some(accepted))
}

fn unknown(undecided: Undecided) -> Verdict {
    Verdict {
        undecided: Some(undecided),
        ..verdict(Unknown, None, None)
    }
}

/// Checks the verdict for whole texts, and the reversed verdict with old and new swapped.
#[track_caller]
fn check(old: &str, new: &str, verdict: Verdict) {
    assert_eq!(whole(old, new), verdict, "{old} → {new}");
    let reversed = Verdict {
        change: match verdict.change {
            Loosened => Tightened,
            Tightened => Loosened,
            other => other,
        },
        refused: verdict.accepted,
        accepted: verdict.refused,
        ..verdict
    };
    assert_eq!(whole(new, old), reversed, "{new} → {old}");
}

#[test]
fn the_shortest_text_proves_the_verdict() {
    check(
        "^h-[0-9a-z]{8}$",
        "^h-[0-9a-f]{8}$",
        tightened("h-0000000g"),
    );
    check("^a$", "^[ab]$", loosened("b"));
    check("^[ab]$", "^[bc]$", incomparable("a", "c"));
    check("a+", "a*", loosened(""));
    check("(a|b)*", "[ab]*", equal());
    check("a{2,3}", "aaa?", equal());
    check("(ab)+", "a(ba)*b", equal());
    check(
        r"[\w+=,.-]+@[\w.-]+\.[\w]+",
        r"[^\s@]+@[^\s@]+\.[^\s@]+",
        loosened("0@0.!"),
    );
}

#[test]
fn alternatives_and_bounds_loosen() {
    check("^r-0$", "^r-0$|^ou-1$", loosened("ou-1"));
    check(
        "^(r-[0-9]{4})$",
        "^(r-[0-9]{4})|(p-[0-9]{4})$",
        loosened("p-0000"),
    );
    check("[a-z]{1,3}", "[a-z]{1,5}", loosened("aaaa"));
    check("[a-z]{2,3}", "[a-z]{0,3}", loosened(""));
    check("ab", "abc?", loosened("abc"));
    // The same alternatives in another form.
    check("[ab]|c", "a|b|c", equal());
}

#[test]
fn anchors_alone_make_no_difference() {
    let unanchored = "[a-zA-Z0-9_-]{1,36}";
    let anchored = "^[a-zA-Z0-9_-]{1,36}$";
    check(anchored, unanchored, equal());
    assert_eq!(anywhere(anchored, unanchored), loosened("0!"));
    assert_eq!(anywhere(unanchored, anchored), tightened("0!"));
    check("^a|b$", "a|b", equal());
    check("^(^a$)$", "a", equal());
    // Even if the rest is not decided.
    check("^(?!aws)[a-z]+$", "(?!aws)[a-z]+", equal());
    // An escaped dollar is not an anchor; a dollar after an escaped backslash is.
    check(r"a\$", "a", incomparable("a$", "a"));
    check(r"a\\$", r"a\\", equal());
}

#[test]
fn a_note_says_that_the_readings_differ() {
    let comparison = compare(Some(r"[\w+=,.@-]{1,64}"), Some(r"[\w+=,.@-]{1,32}"));
    assert_eq!(comparison.whole_text, tightened(&"0".repeat(33)));
    assert_eq!(comparison.anywhere, equal());
    let refused = format!("`{}` was accepted, is refused now", "0".repeat(33));
    let other =
        "this is for the whole text; as written, matching anywhere in it, the pattern is equal";
    assert_eq!(comparison.notes(), [&refused, other]);

    let comparison = compare(Some("^a$"), Some("a"));
    let other = "this is for the whole text; as written, matching anywhere in it, the pattern is loosened: \
                 `0a` was refused, is accepted now";
    assert_eq!(comparison.notes(), [other]);

    let comparison = compare(Some("^ab{1,70}$"), Some("^ab{1,60}$"));
    let start = format!("a{}", "b".repeat(39));
    let refused = format!("`{start}…` (62 characters) was accepted, is refused now");
    assert_eq!(comparison.notes(), [refused]);
}

#[test]
fn no_pattern_is_the_same_as_one_that_any_text_matches() {
    for any_text in [
        r"[\s\S]*",
        r"^[\S\s]*$",
        r"[\w\W]*",
        "[^]*",
        "(?s).*",
        "[^]{0,}",
        "|[^]+",
    ] {
        let comparison = compare(None, Some(any_text));
        assert_eq!(comparison.whole_text, equal(), "{any_text}");
        assert_eq!(comparison.anywhere, equal(), "{any_text}");
        assert_eq!(compare(Some(any_text), None).whole_text, equal());
    }
    assert_eq!(compare(None, None).whole_text, equal());
    let comparison = compare(None, Some(".*"));
    assert_eq!(comparison.whole_text, tightened("\n"));
    assert_eq!(comparison.anywhere, equal());
    assert_eq!(compare(None, Some("[a-z]+")).whole_text, tightened(""));
    assert_eq!(compare(Some("[a-z]+"), None).whole_text, loosened(""));
}

#[test]
fn a_witness_has_a_valid_length() {
    let within = |old: (Option<_>, _, _), new: (Option<_>, _, _)| {
        let [old, new] = [old, new].map(|(pattern, min, max)| Texts { pattern, min, max });
        codegen::diff::pattern::compare(old, new).whole_text
    };
    let any = (None, 1, Some(50));
    let printable = (Some("[ -~]+"), 1, Some(50));
    assert_eq!(within(any, printable), tightened("À"));
    assert_eq!(within(printable, any), loosened("À"));
    // The lengths already refuse what the pattern refuses.
    let (longer, shorter) = (Some("[a-z]{0,64}"), Some("[a-z]{1,32}"));
    assert_eq!(
        within((longer, 1, Some(32)), (shorter, 1, Some(32))),
        equal()
    );
    assert_eq!(
        within((longer, 0, Some(32)), (shorter, 1, Some(32))),
        tightened("")
    );
    assert_eq!(
        within((longer, 1, Some(33)), (shorter, 1, Some(32))),
        tightened(&"a".repeat(33))
    );
    assert_eq!(
        within((longer, 40, None), (shorter, 1, None)),
        tightened(&"a".repeat(40))
    );
    // A newly accepted text has a length that is valid now.
    assert_eq!(
        within((shorter, 1, Some(32)), (longer, 1, Some(64))),
        loosened(&"a".repeat(33))
    );
    assert_eq!(
        within((shorter, 1, Some(64)), (longer, 1, Some(32))),
        equal()
    );
}

#[test]
fn what_cannot_be_decided_is_unknown() {
    let lookaround = r"(?!b)a (?=a)a (?<!b)a (?<=b)a (a)\1 (?<n>a)\k<n>";
    let invalid =
        r"(a a) *a a{2}{3} a*+ a{2,1} [b-a] [a \h \p{Nope} \p{Alnum} \p{L}x\p{N (?i)a \x{60}";
    for (patterns, why) in [
        (lookaround, Undecided::Lookaround),
        (invalid, Undecided::Syntax),
    ] {
        for pattern in patterns.split(' ') {
            check("[ab]", pattern, unknown(why));
        }
    }
    let nested = ["(".repeat(1_000), ")".repeat(1_000)].concat();
    let long = "b".repeat(100_000);
    for (old, new) in [
        ("a", &*nested),
        ("a", &*long),
        ("a{1,99999999}", "a{2}|b"),
        ("(a|b)*a(a|b){40}", "(a|b)*b(a|b){40}"),
    ] {
        check(old, new, unknown(Undecided::Budget));
    }
}

/// Long patterns with many anchors, many ways to match, and repetitions within repetitions.
#[test]
fn hostile_patterns_use_up_no_more_than_the_budget() {
    let [anchors, choices, nested, bounds] =
        ["^", "(a|b)?", "(a*)*|", "[ab]{1,9}"].map(|part| part.repeat(1_000));
    for (old, new) in [
        (&anchors, format!("{anchors}c")),
        (&choices, format!("{choices}{choices}")),
        (&nested, format!("{nested}c")),
        (&bounds, "a".to_owned()),
    ] {
        // Any verdict will do.
        let comparison = compare(Some(old), Some(&new));
        assert!(comparison.notes().len() < 5);
    }
}

#[test]
fn a_pattern_with_lookaround_can_be_added_or_removed() {
    let removed = compare(Some("(?!aws)[a-z]+"), None).whole_text;
    assert_eq!(removed, verdict(Loosened, None, None));
    // The rest of it already refuses the text.
    let added = compare(None, Some("(?!aws)[a-z]+")).whole_text;
    assert_eq!(added, tightened(""));
    let added = compare(None, Some(r"(?!aws)[\s\S]*")).whole_text;
    assert_eq!(added, unknown(Undecided::Lookaround));
}

#[test]
fn a_pattern_that_includes_another_needs_no_automaton() {
    check("^(a|b)*a(a|b){40}$", "(a|b)*a(a|b){40}", equal());
    let comparison = compare(Some("(a|b)*a(a|b){40}"), Some("(a|b|c)*a(a|b){40}"));
    assert_eq!(comparison.whole_text, verdict(Loosened, None, None));
    assert_eq!(comparison.notes(), [""; 0]);
    let no_room = whole("a{1,9999999}", "a{1,99999999}");
    assert_eq!(no_room, verdict(Loosened, None, None));
}

#[test]
fn large_bounds_are_decided_by_a_short_text_or_by_one_that_is_too_long() {
    check("a{1,999}", "a{1,99999}", loosened(&"a".repeat(1_000)));
    check("(a|bb){9,9999}", "(a|bb){8,9999}", loosened(&"a".repeat(8)));
    check("a{1,99999}", "a{1,199999}", loosened(&"a".repeat(199_999)));
    check("[a-z]+", "[a-z]{1,99999}", tightened(&"a".repeat(100_000)));
}

#[test]
fn escapes_are_those_of_ecmascript() {
    let space = "[\\t\\n\\v\\f\\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}]";
    for (one, other) in [
        (r"\d", "[0-9]"),
        (r"\w", "[0-9A-Za-z_]"),
        (r"\D\W\S", r"[^\d][^\w][^\s]"),
        (".", r"[^\n\r\u2028\u2029]"),
        (r"[\s\S]", "[^]"),
        (r"\s", space),
        (r"\/\-\_\:\@\.", r"[/][\-][_]:@[.]"),
        (r"[\w-.]", r"[\w.\-]"),
        (r"[[&&~~]", r"[\[&~]"),
        (r"\u0041\x42\cJ\0", "AB\\n\u{0}"),
        (r"[\b]", r"\x08"),
        (r"[\uD83D\uDE00-\uD83D\uDE02]", "[😀-\u{1f602}]"),
        (
            r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF]",
            r"[\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]",
        ),
        (r"[a\uD800-\uDFFF]", "a"),
        (r"a|\uD800", "a"),
        (r"\p{Lu}|\p{Script=Greek}", r"[\p{Lu}\p{Script=Greek}]"),
        (r"\P{L}", r"[^\p{L}]"),
        ("a{,2}", r"a\{,2\}"),
        ("(?:a)(?<name>b)", "ab"),
        ("a??b*?", "a?b*"),
    ] {
        check(one, other, equal());
    }
    check("[]", "a", loosened("a"));
}

#[test]
fn word_boundaries_are_decided() {
    check(
        r"[0-9a-f]{2}\b-[0-9a-f]{2}",
        "[0-9a-f]{2}-[0-9a-f]{2}",
        equal(),
    );
    check(r"a\bb", "[]", equal());
    check(r"a\B.", "a.", loosened("a!"));
    check(r"é\b.", "é.", loosened("é!"));
    assert_eq!(anywhere(r"\ba\b", "a"), loosened("0a"));
}

#[test]
fn witnesses_have_readable_characters() {
    check("[a-z]", r"[a-z\p{L}]", loosened("A"));
    check("[ -~]", "[^]", loosened("À"));
    check("a", r"[a\u0000-\u001F]", loosened("\0"));
    let comparison = compare(Some("^[a`]$"), Some(r"^(a|\n)$"));
    assert_eq!(
        comparison.notes(),
        [
            "`` ` `` was accepted, is refused now",
            r"`\u{a}` was refused, is accepted now"
        ]
    );
}

/// A small pattern that ECMAScript and `regex_lite` read alike.
fn pattern(rng: &mut Rng, depth: usize) -> String {
    let atom = |rng: &mut Rng| {
        let atoms = [
            "a", "b", "-", "é", "[ab]", "[^a]", r"\w", "[^]", r"\b", "^", "$",
        ];
        atoms[rng.usize(..atoms.len())].to_owned()
    };
    if depth == 0 {
        return atom(rng);
    }
    let inner = |rng: &mut Rng| pattern(rng, depth - 1);
    match rng.usize(..6) {
        0 => atom(rng),
        1 => format!("(?:{}|{})", inner(rng), inner(rng)),
        2 => {
            let quantifiers = ["*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"];
            format!(
                "(?:{}){}",
                inner(rng),
                quantifiers[rng.usize(..quantifiers.len())]
            )
        }
        _ => format!("{}{}", inner(rng), inner(rng)),
    }
}

/// Every text of at most three of these characters, the shortest first.
fn texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut longest = texts.clone();
    for _ in 0..3 {
        let longer = |text: &String| {
            "ab-é0\n"
                .chars()
                .map(move |it| format!("{text}{it}"))
                .collect::<Vec<_>>()
        };
        longest = longest.iter().flat_map(longer).collect();
        texts.extend_from_slice(&longest);
    }
    texts
}

#[test]
fn another_engine_confirms_every_verdict() {
    let texts = texts();
    let mut rng = Rng::with_seed(7);
    let mut seen = [0; 4];
    for _ in 0..400 {
        let (old, new) = (pattern(&mut rng, 3), pattern(&mut rng, 3));
        // Similar patterns too: one extends the other.
        let new = match rng.usize(..3) {
            0 => format!("{old}|{new}"),
            1 => format!("{old}(?:{new})?"),
            _ => new,
        };
        let comparison = compare(Some(&old), Some(&new));
        for (verdict, is_whole) in [(comparison.whole_text, true), (comparison.anywhere, false)] {
            let engines = [&old, &new].map(|pattern| {
                let pattern = pattern.replace("[^]", r"[\s\S]");
                let pattern = if is_whole {
                    format!("^(?:{pattern})$")
                } else {
                    pattern
                };
                Regex::new(&pattern).unwrap()
            });
            let name = format!("{old} → {new}, whole text: {is_whole}: {verdict:?}");
            seen[checked_kind(&engines, &texts, &verdict, is_whole, &name)] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 30), "{seen:?}");
}

/// Checks a verdict against what matches, and returns the index of its kind.
fn checked_kind(
    [old, new]: &[Regex; 2],
    texts: &[String],
    verdict: &Verdict,
    is_whole: bool,
    name: &str,
) -> usize {
    let kinds = [Equal, Loosened, Tightened, Incomparable];
    let kind = kinds.iter().position(|kind| *kind == verdict.change);
    let (refused, accepted) = (&verdict.refused, &verdict.accepted);
    for (witness, one, other) in [(refused, old, new), (accepted, new, old)] {
        let only_in_one = |text: &str| one.is_match(text) && !other.is_match(text);
        let shortest = texts.iter().find(|text| only_in_one(text));
        let Some(witness) = witness else {
            assert_eq!(shortest, None, "{name}");
            continue;
        };
        assert!(only_in_one(witness), "{name}");
        let length = |text: &str| text.chars().count();
        let is_shortest = shortest.is_none_or(|it| length(witness) <= length(it));
        assert!(is_shortest || !is_whole, "{name}");
    }
    kind.expect(name)
}
