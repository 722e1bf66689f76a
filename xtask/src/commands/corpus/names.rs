//! Names in the wild: what real models are called that generated code has to cope with.
//!
//! A section of the report and not a test, because the corpus is not part of the repository; a test
//! sees to it that each kind is in a fixture of codegen, where it is compiled.

mod places;

use std::collections::{BTreeMap, BTreeSet};

use codegen::model::{Shape, ShapeKind};
use codegen::plan::Plan;
use indexmap::IndexMap;
use places::{components, enum_values, has_member, members, shapes, targets, twins, values};

/// The places of one kind in a model, such as `shapes.Tag.members.type`.
type Find = fn(&Plan<'_>) -> Vec<String>;

/// Each kind with the places where a model has it.
const KINDS: [(&str, Find); 23] = [
    ("members that are keywords", |plan| {
        members(plan, |_, _, name| {
            name.starts_with("r#") || name.ends_with('_')
        })
    }),
    ("members that differ in case only", |plan| {
        let names = |shape: &Shape| {
            shape
                .members()
                .map(|members| members.keys().cloned().collect())
        };
        twins(plan, names, str::to_lowercase)
    }),
    ("enum values that start with a digit", |plan| {
        values(plan, |value| {
            value.starts_with(|first: char| first.is_ascii_digit())
        })
    }),
    ("enum values without a letter or digit", |plan| {
        values(plan, |value| {
            !value.contains(|any: char| any.is_ascii_alphanumeric())
        })
    }),
    ("enum values that become `Self`", |plan| {
        values(plan, |value| value.eq_ignore_ascii_case("self"))
    }),
    ("enum values that become `Unknown`", |plan| {
        values(plan, |value| value.eq_ignore_ascii_case("unknown"))
    }),
    ("enum values called like the prelude", |plan| {
        values(plan, |value| {
            PRELUDE.iter().any(|name| value.eq_ignore_ascii_case(name))
        })
    }),
    ("enum values that differ in case and symbols only", |plan| {
        twins(plan, enum_values, |value| {
            let letters = value.chars().filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_lowercase()
        })
    }),
    ("shapes called Error, Result, Option, None, ...", |plan| {
        shapes(plan, |name, _| COMMON.contains(&name))
    }),
    ("shapes that get another name", |plan| {
        shapes(plan, |name, _| {
            let names = plan.names.shape(name);
            names.is_some_and(|names| !names.type_name.eq_ignore_ascii_case(&name.replace('_', "")))
        })
    }),
    ("shapes called like an operation", |plan| {
        shapes(plan, |name, _| plan.model.operations.contains_key(name))
    }),
    ("shapes called like an operation and `Error`", |plan| {
        let is_operation = |name: &str| plan.model.operations.contains_key(name);
        shapes(plan, |name, _| {
            name.strip_suffix("Error").is_some_and(is_operation)
        })
    }),
    ("shapes that differ in case only", |plan| {
        let mut seen: BTreeMap<_, usize> = BTreeMap::new();
        for name in plan.model.shapes.keys() {
            *seen.entry(name.to_lowercase()).or_default() += 1;
        }
        shapes(plan, |name, _| {
            seen.get(&name.to_lowercase())
                .is_some_and(|count| *count > 1)
        })
    }),
    ("recursive components", |plan| components(plan, |_| true)),
    ("recursive components that need a Box", |plan| {
        components(plan, |shape| {
            let members = plan.model.shapes.get(shape).and_then(Shape::members);
            let mut members = members.into_iter().flatten();
            members.any(|(_, member)| plan.recursion.needs_box(shape, &member.target))
        })
    }),
    ("members in a Box", |plan| {
        members(plan, |shape, member, _| {
            plan.recursion.needs_box(shape, &member.target)
        })
    }),
    ("exceptions with a member `code`", |plan| {
        shapes(plan, |_, shape| {
            shape.error.is_some() && has_member(shape, "code")
        })
    }),
    ("exceptions without a message", |plan| {
        shapes(plan, |_, shape| {
            shape.error.is_some() && !has_member(shape, "message")
        })
    }),
    ("inputs that are nested elsewhere", |plan| {
        let nested = targets(plan.model);
        let inputs = plan.model.operations.values();
        let inputs: BTreeSet<_> = inputs
            .filter_map(|operation| operation.input.as_deref())
            .collect();
        shapes(plan, |name, _| {
            inputs.contains(name) && nested.contains(name)
        })
    }),
    ("structures with more than 7 required members", |plan| {
        let required = |shape: &Shape| {
            let members = shape.members().into_iter().flatten();
            members.filter(|(_, member)| member.required).count()
        };
        shapes(plan, |_, shape| required(shape) > 7)
    }),
    ("members of unions that are formatted timestamps", |plan| {
        let is_union = |shape: &str| {
            let shape = plan.model.shapes.get(shape);
            shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::Union { .. }))
        };
        members(plan, |shape, member, _| {
            is_union(shape) && plan.timestamp_format(member).is_some()
        })
    }),
    ("floats", |plan| {
        shapes(plan, |_, shape| {
            matches!(shape.kind, ShapeKind::Float | ShapeKind::Double)
        })
    }),
    ("big numbers", |plan| {
        shapes(plan, |_, shape| {
            matches!(shape.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal)
        })
    }),
];

const PRELUDE: [&str; 10] = [
    "None", "Some", "Ok", "Err", "Option", "Result", "String", "Vec", "Box", "Default",
];

const COMMON: [&str; 9] = [
    "Error", "Result", "Option", "None", "Builder", "Hash", "Document", "Event", "Type",
];

/// How often something is there, and the first place.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct Count {
    pub(super) places: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first: Option<String>,
}

/// How often each kind is there, in the order of [`KINDS`].
pub(super) type Counted = IndexMap<&'static str, Count>;

/// How often each kind is in a model.
pub(super) fn count(plan: &Plan<'_>) -> Counted {
    let count = |places: Vec<String>| Count {
        places: places.len(),
        first: places.into_iter().next(),
    };
    let kinds = KINDS.iter();
    kinds
        .map(|(kind, find)| (*kind, count(find(plan))))
        .collect()
}

/// How often all models together have each kind, and the first place with the model's name.
pub(super) fn total<'r>(models: impl Iterator<Item = (&'r str, &'r Counted)>) -> Counted {
    let mut total = Counted::new();
    for (model, counted) in models {
        for (kind, count) in counted {
            let sum = total.entry(kind).or_default();
            sum.places += count.places;
            if let (None, Some(place)) = (&sum.first, &count.first) {
                sum.first = Some(format!("{model} {place}"));
            }
        }
    }
    total
}

/// The section of the report: each kind with how often it is there, and the first place.
pub(super) fn section(total: &Counted) -> String {
    let mut text = String::from("\nnames\n");
    for (kind, Count { places, first }) in total {
        let first = first.as_deref().unwrap_or_default();
        let line = format!("{places:>7}  {kind:<50}  {first}");
        text = text + line.trim_end() + "\n";
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use codegen::source::{Source, read};

    use super::*;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/features")
    }

    /// The counts of codegen's fixtures, which its tests compile.
    fn fixtures() -> Vec<(String, Counted)> {
        let mut fixtures = Vec::new();
        for entry in std::fs::read_dir(folder()).unwrap() {
            let path = entry.unwrap().path();
            let botocore = std::fs::read(path.join("service-2.json"));
            let text = botocore.unwrap_or_else(|_| std::fs::read(path.join("model.json")).unwrap());
            let model = read(Source::new(&text)).unwrap();
            let counts = count(&Plan::new(&model));
            fixtures.push((path.display().to_string(), counts));
        }
        fixtures
    }

    #[test]
    fn each_kind_is_in_a_fixture() {
        let fixtures = fixtures();
        let total = total(
            fixtures
                .iter()
                .map(|(name, counts)| (name.as_str(), counts)),
        );
        assert_eq!(total.len(), KINDS.len(), "two kinds have one name");
        for (kind, count) in total {
            assert!(
                count.places > 0,
                "no fixture has {kind}: add one below codegen/tests/fixtures/features"
            );
        }
    }

    #[test]
    fn each_common_name_is_the_name_of_a_shape_in_a_fixture() {
        let text = std::fs::read(folder().join("names/service-2.json")).unwrap();
        let model = read(Source::new(&text)).unwrap();
        for name in COMMON.iter().chain(&PRELUDE) {
            assert!(model.shapes.contains_key(*name), "add a shape {name}");
        }
    }

    #[test]
    fn the_section_names_the_first_place() {
        let counted = |places, first: Option<&str>| {
            let first = first.map(str::to_owned);
            Counted::from([("members that are keywords", Count { places, first })])
        };
        let models = [
            ("acm/2015-12-08", counted(0, None)),
            (
                "ec2/2016-11-15",
                counted(2, Some("shapes.Tag.members.type")),
            ),
            ("sts/2011-06-15", counted(3, Some("shapes.A.members.ref"))),
        ];
        let section = section(&total(
            models.iter().map(|(model, counts)| (*model, counts)),
        ));
        let expected = "      5  members that are keywords                           ec2/2016-11-15 shapes.Tag.members.type\n";
        assert!(section.contains(expected), "{section}");
    }
}
