//! What holds for the diff of any two models: every single edit of every fact gives an entry of
//! its rule, nothing is left unclassified, and both sides can change places.

mod edits;

use std::collections::BTreeSet;
use std::fmt::from_fn;
use std::sync::LazyLock;

use crate::common::judge::{Subject, entries, holds, reversed, verdicts_have_messages};
use crate::common::{find, short};
use codegen::diff::{Revision, Rule, diff};
use codegen::model::{Format, Model, Protocol};
use codegen::validate::validate;
use edits::{Edit, edits};
use fastrand::Rng;

/// The small model, with members in the order in which edits leave them.
static BASE: LazyLock<Model> = LazyLock::new(|| {
    let document = serde_json::to_value(crate::common::model()).unwrap();
    serde_json::from_value(document).unwrap()
});

/// The rule and path of every single edit of it, with the model that the edit leads to.
static EDITED: LazyLock<Vec<(Rule, String, Model)>> = LazyLock::new(|| {
    let edited = |edit: Edit| Some((edit.rule, edit.path.clone(), edit.of(&BASE)?));
    edits(&BASE).into_iter().filter_map(edited).collect()
});

#[test]
fn every_edit_gives_an_entry_of_its_rule() {
    let old = Subject::new(&BASE);
    assert!(EDITED.len() > 900, "only {} edits", EDITED.len());
    for (rule, path, model) in EDITED.iter() {
        let new = Subject::new(model);
        let diff = diff(&old.revision, &new.revision);
        let name = from_fn(|f| write!(f, "{rule} {path} in {:#?}", short(&diff)));
        assert!(find(&diff, *rule, path).is_some(), "no {name}");
        holds(&old, &new, &diff, &name);
    }
    let seen: BTreeSet<_> = EDITED.iter().map(|(rule, ..)| *rule).collect();
    // Pagination comes where the sides change places; what follows from other edits and what takes
    // two sides with prose have their cases in `diff_rules`.
    let has_no_edit = [
        Rule::PaginationAdded,
        Rule::RecursionBoxChanged,
        Rule::DeriveLost,
        Rule::DeriveGained,
        Rule::ItemMoved,
        Rule::RustNameChanged,
        Rule::ProseChanged,
        Rule::Unclassified,
    ];
    let missing: Vec<_> = Rule::ALL
        .into_iter()
        .filter(|rule| !seen.contains(rule))
        .collect();
    assert_eq!(missing, has_no_edit);
}

#[test]
fn across_formats_every_edit_is_listed_as_one_or_as_a_difference_of_theirs() {
    let old = Revision::new("", &BASE);
    let (mut edits, mut format_differences) = (BTreeSet::new(), BTreeSet::new());
    let mut reversed_rules = BTreeSet::new();
    for (rule, path, model) in EDITED.iter() {
        let mut model = model.clone();
        model.format = Format::Smithy;
        let new = Revision::new("", &model);
        let there = diff(&old, &new);
        let name = from_fn(|f| write!(f, "{rule} {path} in {:#?}", short(&there)));
        let differences = there.format_differences.iter();
        let listed = differences.map(|it| (it.rule, it.path.as_str()));
        let is_listed = listed.clone().any(|it| it == (*rule, path.as_str()));
        assert!(is_listed != find(&there, *rule, path).is_some(), "{name}");
        assert_eq!(there.unclassified().count(), 0, "{name}");
        // Within a format, the sides of every edit change places.
        if reversed_rules.insert((rule, is_listed)) {
            let back = diff(&new, &old);
            assert_eq!(reversed(&there), entries(&back), "{name}");
            let counts = [&there, &back].map(|it| it.format_differences.len());
            assert_eq!(counts[0], counts[1], "{name}");
        }
        edits.extend((!is_listed).then_some(*rule));
        format_differences.extend(listed.map(|(rule, _)| rule));
    }
    let expected = [
        Rule::HttpBindingChanged,
        Rule::DeprecatedChanged,
        Rule::DefaultChanged,
        Rule::TraitChanged,
    ];
    assert_eq!(format_differences, expected.into());
    let never_edits = &format_differences - &edits;
    assert_eq!(never_edits, [Rule::DefaultChanged].into());
}

#[test]
fn any_edits_together_are_classified() {
    let mut random = Rng::with_seed(20_170_227);
    let mut compared = 0;
    for round in 0..100 {
        let mut sides = [BASE.clone(), BASE.clone()];
        for side in &mut sides {
            for _ in 0..1 + round % 3 {
                let edits = edits(side);
                let chosen = edits[random.usize(..edits.len())].of(side);
                if let Some(model) = chosen.filter(|model| validate(model).is_empty()) {
                    *side = model;
                }
            }
        }
        let [old, new] = sides.each_ref().map(Subject::new);
        let diff = diff(&old.revision, &new.revision);
        compared += usize::from(!diff.is_empty());
        let name = from_fn(|f| write!(f, "round {round}: {:#?}", short(&diff)));
        assert!(
            codegen::diff::diff(&new.revision, &new.revision).is_empty(),
            "{name}"
        );
        holds(&old, &new, &diff, &name);
    }
    assert!(compared > 75, "only {compared} differ");
}

/// Facts that only other protocols put into messages count there.
#[test]
fn a_verdict_is_about_messages_that_the_change_reaches() {
    let mut base = BASE.clone();
    base.service.protocol = Protocol::RestXml;
    let old = Revision::new("", &base);
    for (rule, path, model) in EDITED.iter() {
        let mut model = model.clone();
        model.service.protocol = Protocol::RestXml;
        let diff = diff(&old, &Revision::new("", &model));
        let name = from_fn(|f| write!(f, "{rule} {path} in {:#?}", short(&diff)));
        verdicts_have_messages(&diff, &name);
    }
}
