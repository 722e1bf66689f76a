//! The texts that one pattern matches and another does not, checked against known answers and
//! against another engine.

use codegen::diff::ConstraintChange::{Equal, Incomparable, Loosened, Tightened};
use codegen::diff::pattern::{Comparison, Texts, Verdict};
use fastrand::Rng;
use regex_lite::Regex;

/// The cases; see its first lines.
const CASES: &str = include_str!("../fixtures/patterns.txt");

/// Compares patterns of texts that may have any length.
fn compare(old: Option<&str>, new: Option<&str>) -> Comparison {
    let [old, new] = [old, new].map(|pattern| Texts {
        pattern,
        ..Texts::default()
    });
    codegen::diff::pattern::compare(old, new)
}

/// Describes a verdict as the cases do: `incomparable -a +c`, `unknown Budget`.
fn described(verdict: &Verdict) -> String {
    let escaped = |sign, text: &str| format!(" {sign}{}", text.escape_debug());
    let refused = verdict.refused.iter().map(|text| escaped('-', text));
    let accepted = verdict.accepted.iter().map(|text| escaped('+', text));
    let undecided = verdict.undecided.iter().map(|why| format!(" {why:?}"));
    let proof: String = refused.chain(accepted).chain(undecided).collect();
    format!("{}{proof}", verdict.change)
}

/// The verdict with old and new swapped.
fn reversed(verdict: Verdict) -> Verdict {
    Verdict {
        change: match verdict.change {
            Loosened => Tightened,
            Tightened => Loosened,
            other => other,
        },
        refused: verdict.accepted,
        accepted: verdict.refused,
        ..verdict
    }
}

/// Checks the verdict for whole texts, and the reversed one with old and new swapped.
#[track_caller]
fn check(old: Option<&str>, new: Option<&str>, expected: &str) {
    let verdict = compare(old, new).whole_text;
    assert_eq!(described(&verdict), expected, "{old:?} → {new:?}");
    let back = compare(new, old).whole_text;
    assert_eq!(back, reversed(verdict), "{new:?} → {old:?}");
}

#[test]
fn each_pair_has_its_verdict() {
    let pattern = |text: &'static str| (text != "none").then_some(text);
    let lines = CASES.lines().filter(|line| !line.is_empty());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let columns = line.split("  ").map(str::trim);
        let columns: Vec<_> = columns.filter(|column| !column.is_empty()).collect();
        let [old, new, whole, ref anywhere @ ..] = columns[..] else {
            panic!("{line}")
        };
        let (old, new) = (pattern(old), pattern(new));
        check(old, new, whole);
        if let [expected] = anywhere {
            let verdict = compare(old, new).anywhere;
            assert_eq!(described(&verdict), *expected, "{line}");
        }
    }
}

#[test]
fn some_verdicts_are_decided_in_one_direction_only() {
    for (old, new, expected) in [
        (Some("(?!aws)[a-z]+"), None, "loosened"),
        // The rest of it already refuses the text.
        (None, Some("(?!aws)[a-z]+"), "tightened -"),
        (None, Some(r"(?!aws)[\s\S]*"), "unknown Lookaround"),
        // A pattern that includes another needs no automaton.
        (
            Some("(a|b)*a(a|b){40}"),
            Some("(a|b|c)*a(a|b){40}"),
            "loosened",
        ),
        (Some("a{1,9999999}"), Some("a{1,99999999}"), "loosened"),
        // The search finds no text that is refused, and does not end for those that are accepted.
        (Some("aaa?"), Some("a{2,3}|(a|b)*b(a|b){40}"), "loosened"),
    ] {
        assert_eq!(described(&compare(old, new).whole_text), expected);
    }
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

    let comparison = compare(Some("^[a`]$"), Some(r"^(a|\n)$"));
    let notes = [
        "`` ` `` was accepted, is refused now",
        r"`\u{a}` was refused, is accepted now",
    ];
    assert_eq!(comparison.notes(), notes);

    // A verdict without a text that proves it.
    let comparison = compare(Some("(a|b)*a(a|b){40}"), Some("(a|b|c)*a(a|b){40}"));
    assert_eq!(comparison.notes(), [""; 0]);
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
fn long_patterns_are_not_decided() {
    let nested = ["(".repeat(1_000), ")".repeat(1_000)].concat();
    for long in [nested, "b".repeat(100_000)] {
        check(Some("a"), Some(&long), "unknown Budget");
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
fn large_bounds_are_decided_by_a_short_text_or_by_one_that_is_too_long() {
    for (old, new, change, length) in [
        ("a{1,999}", "a{1,99999}", "loosened +", 1_000),
        ("(a|bb){9,9999}", "(a|bb){8,9999}", "loosened +", 8),
        ("a{1,99999}", "a{1,199999}", "loosened +", 199_999),
        ("[a-z]+", "[a-z]{1,99999}", "tightened -", 100_000),
    ] {
        check(
            Some(old),
            Some(new),
            &format!("{change}{}", "a".repeat(length)),
        );
    }
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
