//! The reports on a small pair of models, and what must hold for any.

use crate::common::{
    compare, enum_value, json, member, members, model, operation, shape, text, values,
};
use codegen::diff::report::{self, Limit, Location, Options, github, pretty};
use codegen::diff::{Change, Diff, Revision, diff};
use codegen::history::{self, history};
use codegen::model::{Format, Member, Model, Operation};

/// A model with an edit of each severity, and with texts that reports must escape.
fn edited() -> Model {
    let mut model = model();
    model
        .operations
        .insert("Delete".to_owned(), Operation::default());
    operation(&mut model, "Ping")
        .errors
        .push("Refused".to_owned());
    let tags = Member::new("NameList");
    members(shape(&mut model, "CreateThingRequest")).insert("Tags".to_owned(), tags);
    member(shape(&mut model, "CreateThingResponse"), "Thing").required = false;
    values(shape(&mut model, "Kind")).push(enum_value("a`b|<i>\n100%"));
    shape(&mut model, "Name").constraints.max = Some(128.into());
    shape(&mut model, "Thing").traits.documentation = Some("Any thing.".to_owned());
    model
}

fn pair() -> Diff {
    let (mut old, new) = (model(), edited());
    shape(&mut old, "Thing").traits.documentation = Some("A thing.".to_owned());
    diff(
        &Revision::new("2017-02-27", &old).with_botocore("1.5.19"),
        &Revision::new("2017-05-11", &new).with_botocore("1.5.48"),
    )
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
fn a_small_diff_has_every_report() {
    let diff = pair();
    insta::assert_snapshot!("for_a_terminal", text(&diff));
    insta::assert_snapshot!("for_a_program", json(&diff));
    insta::assert_snapshot!("for_a_pull_request", full_comment(&diff));
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
    let (old, new) = (model(), edited());
    let revisions = [
        Revision::new("2017-02-27", &old).with_botocore("1.5.19"),
        Revision::new("2017-05-11", &new),
    ];
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
fn an_empty_diff_has_a_short_report() {
    let model = model();
    let revision = Revision::new("2017-02-27", &model);
    let diff = diff(&revision, &revision);
    assert_eq!(text(&diff), "2017-02-27 → 2017-02-27\nno change\n");
    assert!(json(&diff).contains("\"bump\": null"));
    assert!(markdown(&diff, 1000).starts_with("**no change**"));
}

/// The diff of an edit.
fn edited_by(edit: fn(&mut Model)) -> Diff {
    between(|_| {}, edit)
}

/// The diff of an edit to a model that both sides share.
fn between(both: fn(&mut Model), edit: fn(&mut Model)) -> Diff {
    let mut old = model();
    both(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    compare(&old, &new)
}

#[test]
fn breaks_on_the_wire_come_first_and_are_in_the_summary() {
    let diff = edited_by(|model| {
        values(shape(model, "Kind")).push(enum_value("HUGE"));
        shape(model, "Name").constraints.max = Some(8.into());
        members(shape(model, "Spare")).insert("Size".to_owned(), Member::new("Count"));
        model.operations.shift_remove("Ping");
        member(shape(model, "CreateThingRequest"), "Count").required = false;
    });
    let summary = "major (0.x.y → 0.(x+1).0 before 1.0); wire: 2 request-breaking; operations: ";
    let rules = [
        summary,
        "operation-removed",
        "length-changed",
        "member-optional",
        "enum-value-added",
    ];
    for report in reports(&diff) {
        let places = rules.map(|text| report.find(text));
        assert!(places.is_sorted() && places[0].is_some(), "{report}");
    }
    let notice = format!("::notice title=API changes::{summary}");
    assert!(annotations(&diff).starts_with(&notice));
}

#[test]
fn a_value_is_left_out_only_if_the_path_ends_with_it() {
    let longer = edited_by(|model| crate::common::rename(model, "Thing", "OneThing"));
    assert!(text(&longer).contains("      Thing → OneThing\n"));
    let added = edited_by(|model| values(shape(model, "Kind")).push(enum_value("HUGE")));
    assert!(!text(&added).contains("      HUGE\n"));
    let part_of_a_name =
        edited_by(|model| member(shape(model, "Thing"), "Name").wire_name = Some("ame".to_owned()));
    assert!(text(&part_of_a_name).contains("      none → ame\n"));
}

#[test]
fn additions_and_removals_read_differently() {
    type Edit = fn(&mut Model);
    fn max(model: &mut Model, name: &str, max: u32) {
        shape(model, name).constraints.max = Some(max.into());
    }
    let prefix =
        |model: &mut Model| operation(model, "Ping").host_prefix = Some("data.".to_owned());
    let pattern =
        |it: &mut Model| shape(it, "SpareName").constraints.pattern = Some("^a$".to_owned());
    let output = |model: &mut Model| operation(model, "Ping").output = Some("Thing".to_owned());
    let edits: [(Edit, &str, &str); 5] = [
        (prefix, "none", "data."),
        (pattern, "none", "^a$"),
        (output, "none", "Thing"),
        (|model| max(model, "SpareName", 12), "none", "max 12"),
        (|model| max(model, "Name", 32), "1 to 64", "1 to 32"),
    ];
    for (edit, before, after) in edits {
        let (old, mut new) = (model(), model());
        edit(&mut new);
        let there = (compare(&old, &new), format!("{before} → {after}"));
        let back = (compare(&new, &old), format!("{after} → {before}"));
        for (diff, line) in [there, back] {
            for report in reports(&diff) {
                assert!(report.contains(&line), "{line}: {report}");
            }
        }
    }
}

#[test]
fn a_retargeted_member_lists_the_differences_of_the_shapes() {
    let retargeted = edited_by(|model| {
        shape(model, "SpareName").sensitive = true;
        member(shape(model, "ListThingsRequest"), "NextToken").target = "SpareName".to_owned();
    });
    let lines = "      Name → SpareName\n      length 1 to 64 → none\n      pattern ^[a-z]+$ → none\n      \
                 the empty text was refused, is accepted now\n      sensitive no → yes\n      `Debug` hides the value now\n";
    assert!(text(&retargeted).contains(lines), "{}", text(&retargeted));
    assert!(json(&retargeted).contains(r#""pattern ^[a-z]+$ → none""#));
    let nested = between(
        |model| {
            let mut place = shape(model, "Place").clone();
            members(&mut place)["Number"].target = "Weight".to_owned();
            model.shapes.insert("Somewhere".to_owned(), place);
        },
        |model| member(shape(model, "Thing"), "Place").target = "Somewhere".to_owned(),
    );
    assert!(text(&nested).contains("\n      Number: kind integer → double\n"));
    // The length of a text and the range of a number are not compared.
    let another_kind = between(
        |model| shape(model, "Count").constraints.min = Some(1.into()),
        |model| member(shape(model, "CreateThingRequest"), "Count").target = "Name".to_owned(),
    );
    assert_eq!(
        another_kind.changes[0].differences,
        ["kind integer → string"],
        "{}",
        text(&another_kind)
    );
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
fn operations_that_were_listed_are_not_listed_again() {
    let diff = between(
        |model| {
            members(shape(model, "Refused")).insert("Kind".to_owned(), Member::new("Kind"));
            for name in ["Get", "Put"] {
                let ping = operation(model, "Ping").clone();
                model.operations.insert(name.to_owned(), ping);
                operation(model, name).errors.push("Refused".to_owned());
            }
        },
        |model| {
            let values = values(shape(model, "Kind"));
            values.extend([enum_value("HUGE"), enum_value("TINY")]);
        },
    );
    let all = "error Refused.Kind: CreateThing, Get, ListThings, Put\n";
    let options = Options {
        lists_errors: true,
        ..Options::default()
    };
    // Both values are listed together.
    let report = report::text(&diff, &options);
    assert_eq!(report.matches(all).count(), 1, "{report}");
    let comment = report::markdown(&diff, &options, limit(Limit::GITHUB_COMMENT));
    let plain = comment.replace('`', "");
    assert_eq!(plain.matches(all).count(), 1, "{comment}");
    let together = "\n  enum-value-added Kind, 2 values  [minor, wire compatible]\n      HUGE, TINY\n      \
                    `HUGE` arrives as `Kind::Huge`, previously as `Kind::Unknown(\"HUGE\")`\n      request ";
    assert!(report.contains(together), "{report}");
    // Operations reached through errors are only counted by default.
    let counted = "error Refused.Kind: 4 operations\n";
    for report in [text(&diff), full_comment(&diff)] {
        assert!(report.replace('`', "").contains(counted), "{report}");
    }
    let values = "\n- enum-value-added Kind, 2 values: minor, wire compatible.\n  \
                  - HUGE arrives as Kind::Huge, previously as Kind::Unknown(\"HUGE\")\n  \
                  - TINY arrives as Kind::Tiny, previously as Kind::Unknown(\"TINY\")\n";
    assert!(plain.contains(values), "{comment}");
    let one = limit(comment.chars().count() - 1);
    let one = report::markdown(&diff, &options, one);
    assert!(one.contains("\n2 more changes not shown: "), "{one}");
}

#[test]
fn differences_between_the_formats_are_counted_by_rule() {
    let (mut old, mut new) = (model(), model());
    old.service.abbreviation = Some("Things".to_owned());
    new.format = Format::Smithy;
    shape(&mut new, "Name").default = Some("ana".into());
    let diff = compare(&old, &new);
    let line = "2 differences of the two formats, not of the service, which the JSON report lists: \
                default-changed 1, service-metadata-changed 1.";
    assert_eq!(text(&diff), format!("old → new\nno change\n\n{line}\n"));
    assert!(markdown(&diff, 1000).ends_with(&format!("`new`\n\n{line}\n")));
    let notice = format!("::notice title=API changes::{line}\n");
    assert!(annotations(&diff).ends_with(&notice));
    assert!(json(&diff).contains(r#""path": "service.abbreviation""#));
}
