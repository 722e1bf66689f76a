//! The reports on small pairs of models, and what must hold for any.

use std::sync::LazyLock;

use crate::common::{compare, enum_value, json, members, model, shape, sides, text, values};
use codegen::diff::report::{self, Limit, Location, Options, github, pretty};
use codegen::diff::{Change, Diff, Revision, diff};
use codegen::history::{self, history};
use codegen::model::{IndexMap, Member, Model};
use serde_json::Value;

/// Edits whose entries read in a way of their own, by a name.
static EDITS: LazyLock<IndexMap<String, [Model; 2]>> = LazyLock::new(|| {
    let edits = include_str!("../fixtures/reports.json");
    let edits: IndexMap<String, Value> = serde_json::from_str(edits).unwrap();
    let edits = edits.into_iter();
    edits.map(|(name, it)| (name, sides(&it))).collect()
});

/// The sides of a diff with an edit of each severity, and with texts that reports must escape.
fn revisions() -> [Revision<'static>; 2] {
    let [old, new] = &EDITS["texts_that_reports_escape"];
    [
        Revision::new("2017-02-27", old).with_botocore("1.5.19"),
        Revision::new("2017-05-11", new),
    ]
}

fn pair() -> Diff {
    let [old, new] = revisions();
    diff(&old, &new)
}

/// The limit of a comment of at most this length.
fn limit(characters: usize) -> Limit<'static> {
    Limit {
        characters,
        full_report: "`cargo xtask diff`",
    }
}

fn markdown(diff: &Diff, characters: usize) -> String {
    report::markdown(diff, &Options::default(), limit(characters))
}

/// The report for a comment without a limit.
fn full_comment(diff: &Diff) -> String {
    markdown(diff, Limit::GITHUB_COMMENT)
}

/// The report for a workflow, without places.
fn annotations(diff: &Diff) -> String {
    github(diff, |_| None)
}

/// The reports for people.
fn reports(diff: &Diff) -> [String; 3] {
    [text(diff), full_comment(diff), annotations(diff)]
}

#[test]
fn programs_and_workflows_have_their_reports() {
    let diff = pair();
    insta::assert_snapshot!("for_a_program", json(&diff));
    let locate = |change: &Change| {
        (!change.path.starts_with("Ping")).then(|| Location {
            file: "model/things:1,2/service-2.json".to_owned(),
            line: change.path.contains('.').then_some(7),
        })
    };
    insta::assert_snapshot!("for_a_workflow", github(&diff, locate));
}

#[test]
fn the_history_has_two_reports() {
    let revisions = revisions();
    insta::assert_snapshot!(history::text(&history(&revisions)));
    insta::assert_snapshot!(pretty(&history(&revisions)));
}

#[test]
fn a_comment_keeps_its_limit_and_counts_what_is_missing() {
    let diff = pair();
    let full = full_comment(&diff);
    for characters in (500..full.chars().count()).step_by(97) {
        let short = markdown(&diff, characters);
        assert!(
            short.chars().count() <= characters,
            "{characters}:\n{short}"
        );
        assert!(short.contains("not shown"), "{characters}:\n{short}");
        assert!(short.contains("`cargo xtask diff`"));
        assert_eq!(
            short.matches("<details>").count(),
            short.matches("</details>").count()
        );
    }
}

#[test]
fn generated_code_is_cut_at_a_line_and_counts_the_rest() {
    let diff = pair();
    let lines = (0..200).map(|number| format!("+/// `````text {number} é\n"));
    let generated: String = lines.collect();
    let options = Options {
        generated: Some(&generated),
        ..Options::default()
    };
    let full = report::markdown(&diff, &options, limit(Limit::GITHUB_COMMENT));
    assert!(full.contains("\n``````diff\n"), "{full}");
    let changes = full_comment(&diff).chars().count();
    for characters in (changes + 1_000..full.chars().count()).step_by(97) {
        let short = report::markdown(&diff, &options, limit(characters));
        assert!(short.chars().count() <= characters, "{short}");
        let (code, rest) = short.rsplit_once("``````\n\n").unwrap();
        let (left_out, rest) = rest.split_once(' ').unwrap();
        let shown = code.matches(" é\n").count();
        assert_eq!(shown + left_out.parse::<usize>().unwrap(), 200);
        let end = ": `cargo xtask diff`.\n\n</details>\n";
        assert!(rest.ends_with(end), "{rest}");
    }
}

#[test]
fn changes_that_are_listed_together_are_counted_one_by_one() {
    let (old, mut new) = (model(), model());
    values(shape(&mut new, "Kind")).extend([enum_value("HUGE"), enum_value("TINY")]);
    let diff = compare(&old, &new);
    let short = markdown(&diff, full_comment(&diff).chars().count() - 1);
    assert!(short.contains("\n2 more changes not shown: "), "{short}");
}

#[test]
fn an_empty_diff_has_a_short_report() {
    let model = model();
    let revision = Revision::new("2017-02-27", &model);
    let diff = diff(&revision, &revision);
    assert_eq!(text(&diff), "2017-02-27 → 2017-02-27\nno change\n");
    assert!(json(&diff).contains("\"bump\": null"));
    assert!(markdown(&diff, 1000).starts_with("**no change**"));
}

#[test]
fn each_report_shows_what_an_edit_and_its_reversal_do() {
    for (name, [old, new]) in EDITS.iter() {
        let (there, back) = (compare(old, new), compare(new, old));
        let reports = [
            text(&there),
            text(&back),
            full_comment(&there),
            annotations(&there),
        ];
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(name.as_str(), reports.join("\n---\n\n"));
        });
    }
}

#[test]
fn the_next_version_is_shown_if_the_current_one_is_known() {
    let diff = pair().with_version("0.1.0".parse().unwrap());
    let summary = "major (0.1.0 → 0.2.0); wire: ";
    for report in reports(&diff) {
        assert!(report.contains(summary), "{report}");
    }
    let release = "\"release\": {\n    \"from\": \"0.1.0\",\n    \"to\": \"0.2.0\"\n  }";
    assert!(json(&diff).contains(release), "{}", json(&diff));
}

/// GitHub shows ten annotations of a kind for a step, and silently drops the others.
#[test]
fn the_tenth_annotation_of_a_kind_counts_the_rest() {
    let with_values = |values: usize| {
        let (old, mut new) = (model(), model());
        let kinds = (0..values).map(|number| enum_value(&format!("K{number}")));
        self::values(shape(&mut new, "Kind")).extend(kinds);
        annotations(&compare(&old, &new))
    };
    // With the summary, they are ten.
    let ten = with_values(9);
    assert_eq!(ten.lines().count(), 10, "{ten}");
    assert!(!ten.contains("more notice"), "{ten}");
    let more = with_values(10);
    assert_eq!(more.lines().count(), 10, "{more}");
    let rest = "\n::notice title=API changes::2 more notices";
    assert!(more.contains(rest), "{more}");
}

#[test]
fn operations_reached_through_errors_are_listed_on_request() {
    let (old, mut new) = (model(), model());
    members(shape(&mut new, "Refused")).insert("Kind".to_owned(), Member::new("Kind"));
    let diff = compare(&old, &new);
    let options = Options {
        lists_errors: true,
        ..Options::default()
    };
    let comment = report::markdown(&diff, &options, limit(Limit::GITHUB_COMMENT));
    for report in [report::text(&diff, &options), comment.replace('`', "")] {
        let all = "error Refused.Kind: CreateThing, ListThings\n";
        assert!(report.contains(all), "{report}");
    }
}
