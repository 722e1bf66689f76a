//! The texts that one pattern matches and another does not, checked against known answers and
//! against another engine.

use codegen::diff::ConstraintChange::{Equal, Incomparable, Loosened, Tightened};
use codegen::diff::pattern::{Comparison, Texts, Verdict};
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

fn whole(old: Option<&str>, new: Option<&str>) -> String {
    described(&compare(old, new).whole_text)
}

fn anywhere(old: Option<&str>, new: Option<&str>) -> String {
    described(&compare(old, new).anywhere)
}

/// Describes a verdict, with `-` before a text that is refused now, and `+` before one that is
/// accepted now: `incomparable -a +c`, `unknown Budget`.
fn described(verdict: &Verdict) -> String {
    let refused = verdict.refused.iter().map(|text| format!(" -{text}"));
    let accepted = verdict.accepted.iter().map(|text| format!(" +{text}"));
    let undecided = verdict.undecided.iter().map(|why| format!(" {why:?}"));
    let proof: String = refused.chain(accepted).chain(undecided).collect();
    format!("{}{proof}", verdict.change)
}

/// Checks the verdict for whole texts, and the reversed verdict with old and new swapped.
#[track_caller]
fn check(old: &str, new: &str, expected: &str) {
    let (old, new) = (Some(old), Some(new));
    let verdict = compare(old, new).whole_text;
    assert_eq!(described(&verdict), expected, "{old:?} → {new:?}");
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
    assert_eq!(compare(new, old).whole_text, reversed, "{new:?} → {old:?}");
}

/// Checks a case in each line: two patterns and the verdict, with two spaces or more between them.
#[track_caller]
fn check_each(cases: &str) {
    for case in cases.lines().filter(|line| !line.trim().is_empty()) {
        let columns = case.split("  ").map(str::trim);
        let columns: Vec<_> = columns.filter(|column| !column.is_empty()).collect();
        let [old, new, expected] = *columns else {
            panic!("{case}");
        };
        check(old, new, expected);
    }
}

#[test]
fn the_shortest_text_proves_the_verdict() {
    check_each(
        r"
        ^h-[0-9a-z]{8}$            ^h-[0-9a-f]{8}$           tightened -h-0000000g
        ^a$                        ^[ab]$                    loosened +b
        ^[ab]$                     ^[bc]$                    incomparable -a +c
        a+                         a*                        loosened +
        (a|b)*                     [ab]*                     equal
        a{2,3}                     aaa?                      equal
        (ab)+                      a(ba)*b                   equal
        [\w+=,.-]+@[\w.-]+\.[\w]+  [^\s@]+@[^\s@]+\.[^\s@]+  loosened +0@0.!
        ",
    );
}

#[test]
fn alternatives_and_bounds_loosen() {
    check_each(
        r"
        ^r-0$           ^r-0$|^ou-1$                 loosened +ou-1
        ^(r-[0-9]{4})$  ^(r-[0-9]{4})|(p-[0-9]{4})$  loosened +p-0000
        [a-z]{1,3}      [a-z]{1,5}                   loosened +aaaa
        [a-z]{2,3}      [a-z]{0,3}                   loosened +
        ab              abc?                         loosened +abc
        [ab]|c          a|b|c                        equal
        ",
    );
}

#[test]
fn anchors_alone_make_no_difference() {
    let (unanchored, anchored) = (Some("[a-zA-Z0-9_-]{1,36}"), Some("^[a-zA-Z0-9_-]{1,36}$"));
    assert_eq!(anywhere(anchored, unanchored), "loosened +0!");
    assert_eq!(anywhere(unanchored, anchored), "tightened -0!");
    // Even if the rest is not decided. An escaped dollar is not an anchor; a dollar after an escaped
    // backslash is.
    check_each(
        r"
        ^[a-zA-Z0-9_-]{1,36}$  [a-zA-Z0-9_-]{1,36}  equal
        ^a|b$                  a|b                  equal
        ^(^a$)$                a                    equal
        ^(?!aws)[a-z]+$        (?!aws)[a-z]+        equal
        a\$                    a                    incomparable -a$ +a
        a\\$                   a\\                  equal
        ",
    );
}

#[test]
fn a_note_says_that_the_readings_differ() {
    let comparison = compare(Some(r"[\w+=,.@-]{1,64}"), Some(r"[\w+=,.@-]{1,32}"));
    let longer = "0".repeat(33);
    let refused = format!("`{longer}` was accepted, is refused now");
    let other =
        "this is for the whole text; matched anywhere in it, as written, the same texts are valid";
    assert_eq!(comparison.notes(), [&refused, other]);

    let comparison = compare(Some("^a$"), Some("a"));
    let other = "this is for the whole text; matched anywhere in it, as written, the pattern is loosened: \
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
        assert_eq!(whole(None, Some(any_text)), "equal", "{any_text}");
        assert_eq!(anywhere(None, Some(any_text)), "equal", "{any_text}");
        assert_eq!(whole(Some(any_text), None), "equal", "{any_text}");
    }
    assert_eq!(whole(None, None), "equal");
    assert_eq!(whole(None, Some(".*")), "tightened -\n");
    assert_eq!(anywhere(None, Some(".*")), "equal");
    assert_eq!(whole(None, Some("[a-z]+")), "tightened -");
    assert_eq!(whole(Some("[a-z]+"), None), "loosened +");
}

#[test]
fn a_witness_has_a_valid_length() {
    let printable = Some("[ -~]+");
    let (longer, shorter) = (Some("[a-z]{0,64}"), Some("[a-z]{1,32}"));
    let refused = [33, 40].map(|length| format!(" -{}", "a".repeat(length)));
    let accepted = format!(" +{}", "a".repeat(33));
    for (old, new, change, proof) in [
        ((None, 1, 50), (printable, 1, 50), "tightened", " -À"),
        ((printable, 1, 50), (None, 1, 50), "loosened", " +À"),
        // The lengths already refuse what the pattern refuses.
        ((longer, 1, 32), (shorter, 1, 32), "equal", ""),
        ((longer, 0, 32), (shorter, 1, 32), "tightened", " -"),
        ((longer, 1, 33), (shorter, 1, 32), "tightened", &refused[0]),
        ((longer, 40, 0), (shorter, 1, 0), "tightened", &refused[1]),
        // A newly accepted text has a length that is valid now.
        ((shorter, 1, 32), (longer, 1, 64), "loosened", &accepted),
        ((shorter, 1, 64), (longer, 1, 32), "equal", ""),
    ] {
        let [old, new] = [old, new].map(|(pattern, min, max)| Texts {
            pattern,
            min,
            // Zero stands for no maximum.
            max: (max > 0).then_some(max),
        });
        let verdict = codegen::diff::pattern::compare(old, new).whole_text;
        assert_eq!(
            described(&verdict),
            format!("{change}{proof}"),
            "{old:?} → {new:?}"
        );
    }
}

#[test]
fn what_cannot_be_decided_is_unknown() {
    let lookaround = r"(?!b)a (?=a)a (?<!b)a (?<=b)a (a)\1 (?<n>a)\k<n>";
    let invalid =
        r"(a a) *a a{2}{3} a*+ a{2,1} [b-a] [a \h \p{Nope} \p{Alnum} \p{L}x\p{N (?i)a \x{60}";
    for (patterns, why) in [(lookaround, "Lookaround"), (invalid, "Syntax")] {
        for pattern in patterns.split(' ') {
            check("[ab]", pattern, &format!("unknown {why}"));
        }
    }
    let nested = ["(".repeat(1_000), ")".repeat(1_000)].concat();
    let long = "b".repeat(100_000);
    for [old, new] in [
        ["a", &*nested],
        ["a", &*long],
        ["a{1,99999999}", "a{2}|b"],
        ["(a|b)*a(a|b){40}", "(a|b)*b(a|b){40}"],
    ] {
        check(old, new, "unknown Budget");
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
    assert_eq!(whole(Some("(?!aws)[a-z]+"), None), "loosened");
    // The rest of it already refuses the text.
    assert_eq!(whole(None, Some("(?!aws)[a-z]+")), "tightened -");
    assert_eq!(whole(None, Some(r"(?!aws)[\s\S]*")), "unknown Lookaround");
}

#[test]
fn a_pattern_that_includes_another_needs_no_automaton() {
    check("^(a|b)*a(a|b){40}$", "(a|b)*a(a|b){40}", "equal");
    let comparison = compare(Some("(a|b)*a(a|b){40}"), Some("(a|b|c)*a(a|b){40}"));
    assert_eq!(described(&comparison.whole_text), "loosened");
    assert_eq!(comparison.notes(), [""; 0]);
    let no_room = whole(Some("a{1,9999999}"), Some("a{1,99999999}"));
    assert_eq!(no_room, "loosened");
    // The search finds no text that is refused, and does not end for those that are accepted.
    let endless = Some("a{2,3}|(a|b)*b(a|b){40}");
    assert_eq!(whole(Some("aaa?"), endless), "loosened");
}

#[test]
fn large_bounds_are_decided_by_a_short_text_or_by_one_that_is_too_long() {
    for (old, new, change, length) in [
        ("a{1,999}", "a{1,99999}", "loosened +", 1_000),
        ("(a|bb){9,9999}", "(a|bb){8,9999}", "loosened +", 8),
        ("a{1,99999}", "a{1,199999}", "loosened +", 199_999),
        ("[a-z]+", "[a-z]{1,99999}", "tightened -", 100_000),
    ] {
        check(old, new, &format!("{change}{}", "a".repeat(length)));
    }
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
        check(one, other, "equal");
    }
    check("[]", "a", "loosened +a");
}

#[test]
fn word_boundaries_are_decided() {
    assert_eq!(anywhere(Some(r"\ba\b"), Some("a")), "loosened +0a");
    check_each(
        r"
        [0-9a-f]{2}\b-[0-9a-f]{2}  [0-9a-f]{2}-[0-9a-f]{2}  equal
        a\bb                       []                       equal
        a\B.                       a.                       loosened +a!
        é\b.                       é.                       loosened +é!
        ",
    );
}

#[test]
fn witnesses_have_readable_characters() {
    check("[a-z]", r"[a-z\p{L}]", "loosened +A");
    check("[ -~]", "[^]", "loosened +À");
    check("a", r"[a\u0000-\u001F]", "loosened +\0");
    let comparison = compare(Some("^[a`]$"), Some(r"^(a|\n)$"));
    let notes = [
        "`` ` `` was accepted, is refused now",
        r"`\u{a}` was refused, is accepted now",
    ];
    assert_eq!(comparison.notes(), notes);
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
