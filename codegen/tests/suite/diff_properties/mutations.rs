//! Every single edit of every fact of a model.

use std::collections::BTreeSet;

use codegen::diff::Rule::{self, *};
use codegen::model::{Constraints, ErrorTrait, Member, Model, Operation, Shape, ShapeKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::common::{self, enum_value, members, operation, patched, rename, shape};

// Edits of a part: the rule, what to add to the path, and the merge patch of the part.

const OF_SERVICE: &str = r#"
target-prefix-changed .target_prefix {"target_prefix": "x"}
endpoint-prefix-changed .endpoint_prefix {"endpoint_prefix": "x"}
endpoint-prefix-changed .global_endpoint {"global_endpoint": "x"}
service-metadata-changed .title {"title": "x"}
service-metadata-changed .abbreviation {"abbreviation": "x"}
service-metadata-changed .signing_name {"signing_name": "x"}
service-metadata-changed .signature_version {"signature_version": "x"}
service-metadata-changed .uid {"uid": "x"}
service-metadata-changed .xml_namespace {"xml_namespace": "x"}
protocol-changed .protocol {"protocol": "awsJson1_0"}
protocol-changed .protocol {"protocol": "restJson1"}
protocol-changed .protocol {"protocol": "rpcV2Cbor"}
service-metadata-changed .id {"id": "x"}
service-metadata-changed .api_version {"api_version": ""}
service-metadata-changed .protocols {"protocols": []}
service-metadata-changed .auth {"auth": ["aws.auth#sigv4"]}
deprecated-changed - {"deprecated": {}}
service-metadata-changed @colour {"other": {"colour": "blue"}}
"#;

const OF_OPERATIONS: &str = r#"
wire-name-changed - {"wire_name": "x"}
operation-input-changed .input {"input": "Spare", "pagination": null}
operation-output-changed .output {"output": "Thing", "pagination": null}
http-binding-changed - {"http": {"method": "GET", "uri": "/x", "status": 201}}
endpoint-prefix-changed - {"host_prefix": "x."}
trait-changed @read_only {"read_only": true}
trait-changed @read_only {"read_only": false}
trait-changed @idempotent {"idempotent": true}
trait-changed @idempotent {"idempotent": false}
trait-changed @alias {"other": {"alias": {"nested": [1, 2]}}}
deprecated-changed - {"deprecated": {"since": "2018-01-01", "message": "Do not."}}
"#;

const OF_SHAPES: &str = r#"
sensitive-changed - {"sensitive": true}
sensitive-changed - {"sensitive": false}
timestamp-format-changed - {"timestamp_format": "httpDate"}
default-changed - {"boxed": true}
default-changed - {"default": 7}
trait-changed @event {"other": {"event": {"nested": [1, 2]}}}
deprecated-changed - {"deprecated": {}}
deprecated-changed - {"deprecated": null}
sparse-changed - {"sparse": true}
"#;

const OF_ERRORS: &str = r#"
fault-changed - {"error": {"server_fault": true}}
fault-changed - {"error": {"sender_fault": true}}
wire-name-changed - {"error": {"code": "x"}}
http-binding-changed - {"error": {"http_status": 418}}
retryable-changed - {"error": {"retryable": {"throttling": false}}}
retryable-changed - {"error": {"retryable": null}}
"#;

const OF_MEMBERS: &str = r#"
wire-name-changed - {"wire_name": "x"}
http-binding-changed - {"http_binding": "header"}
idempotency-token-changed - {"idempotency_token": true}
idempotency-token-changed - {"idempotency_token": false}
sensitive-changed - {"sensitive": true}
timestamp-format-changed - {"timestamp_format": "dateTime"}
default-changed - {"boxed": true}
default-changed - {"default": 7}
deprecated-changed - {"deprecated": {"since": "2018-01-01", "message": "Do not."}}
member-required - {"required": true}
member-optional - {"required": false}
trait-changed @jsonvalue {"other": {"jsonvalue": {"nested": [1, 2]}}}
trait-changed @sparse {"other": {"sparse": {"nested": [1, 2]}}}
trait-changed @documentation {"other": {"documentation": true}}
trait-changed @a/b {"other": {"a/b": true}}
"#;

const OF_NUMBERS: &str = r#"
range-changed - {"min": 3}
range-changed - {"max": 30}
pattern-changed - {"pattern": "^x+$"}
"#;

const OF_OTHERS: &str = r#"
length-changed - {"min": 3}
length-changed - {"max": 30}
pattern-changed - {"pattern": "^x+$"}
"#;

const OF_TEXTS: &str = r#"
trait-changed @name {"name": "x"}
"#;

const OF_VALUES: &str = r#"
deprecated-changed - {"deprecated": {"since": "2018-01-01", "message": "Do not."}}
trait-changed @internal {"other": {"internal": {"nested": [1, 2]}}}
"#;

/// One edit of a model, and the entry that it must give.
pub(crate) struct Mutation {
    pub(crate) rule: Rule,
    pub(crate) path: String,
    pub(crate) model: Model,
}

/// Every single edit of every fact of a model, or the one with this number.
pub(crate) fn mutations(base: &Model, only: Option<usize>) -> Vec<Mutation> {
    let mut mutations = Mutations {
        base,
        text: serde_json::to_string(base).unwrap(),
        only,
        count: 0,
        all: Vec::new(),
    };
    mutations.patches("service", &[OF_SERVICE], |model, patch| {
        apply(&mut model.service, patch)
    });
    mutations.operations();
    for (name, shape) in &base.shapes {
        mutations.shape(name, shape);
        for (member_name, member) in shape.references() {
            mutations.member(name, member_name, member);
        }
    }
    mutations.references();
    mutations.all
}

struct Mutations<'b> {
    base: &'b Model,
    text: String,
    only: Option<usize>,
    count: usize,
    all: Vec<Mutation>,
}

impl Mutations<'_> {
    fn add(&mut self, rule: Rule, path: impl Into<String>, edit: impl FnOnce(&mut Model)) {
        self.add_if_chosen(|model| {
            edit(model);
            (rule, path.into())
        });
    }

    /// Adds an edit that gives its rule and path.
    fn add_if_chosen(&mut self, edit: impl FnOnce(&mut Model) -> (Rule, String)) {
        self.count += 1;
        if self.only.is_some_and(|only| only + 1 != self.count) {
            return;
        }
        let mut model = self.base.clone();
        let (rule, path) = edit(&mut model);
        // Maps are equal in any order.
        if model != *self.base || serde_json::to_string(&model).unwrap() != self.text {
            self.all.push(Mutation { rule, path, model });
        }
    }

    fn patches(&mut self, path: &str, edits: &[&str], apply: impl Fn(&mut Model, &str)) {
        for edit in edits.iter().flat_map(|edits| edits.lines().skip(1)) {
            self.add_if_chosen(|model| {
                let parts: Vec<_> = edit.splitn(3, ' ').collect();
                let [rule, suffix, patch] = parts.try_into().unwrap();
                apply(model, patch);
                let suffix = suffix.trim_matches('-');
                (rule.parse().unwrap(), format!("{path}{suffix}"))
            });
        }
    }

    fn operations(&mut self) {
        self.add(OperationAdded, "Delete", |model| {
            let delete = Operation::default();
            model.operations.insert("Delete".to_owned(), delete);
        });
        for (name, facts) in &self.base.operations {
            self.patches(name, &[OF_OPERATIONS], |model, patch| {
                apply(operation(model, name), patch)
            });
            self.add(OperationRemoved, name, |model| {
                model.operations.shift_remove(name);
            });
            for error in &facts.errors {
                self.add(
                    OperationErrorRemoved,
                    format!("{name}.errors.{error}"),
                    |model| {
                        operation(model, name).errors.retain(|other| other != error);
                    },
                );
            }
            if !facts.errors.iter().any(|error| error == "Refused") {
                let path = format!("{name}.errors.Refused");
                self.add(OperationErrorAdded, path, |model| {
                    operation(model, name).errors.push("Refused".to_owned());
                });
            }
            if facts.output.is_none() {
                for (target, required) in [("Name", false), ("Name", true), ("Weight", false)] {
                    self.add(OperationOutputChanged, format!("{name}.output"), |model| {
                        let response = format!("{name}Response");
                        let structure = common::structure([("Value", target, required)]);
                        model.shapes.insert(response.clone(), structure);
                        operation(model, name).output = Some(response);
                    });
                }
            }
            if facts.pagination.is_some() {
                self.add(PaginationRemoved, format!("{name}.pagination"), |model| {
                    operation(model, name).pagination = None;
                });
                self.add(PaginationChanged, format!("{name}.pagination"), |model| {
                    let pagination = operation(model, name).pagination.as_mut().unwrap();
                    pagination.non_aggregate_keys.push("x".to_owned());
                });
            }
        }
    }

    fn shape(&mut self, name: &str, facts: &Shape) {
        let of_errors = if facts.error.is_some() { OF_ERRORS } else { "" };
        let edits = [OF_SHAPES, of_errors, constraints(&facts.kind)];
        self.patches(name, &edits, |model, patch| {
            // JSON does not keep the order of members.
            let shape = shape(model, name);
            let kind = std::mem::replace(&mut shape.kind, ShapeKind::Document);
            apply(shape, patch);
            shape.kind = kind;
        });
        if facts.error.is_none() && matches!(facts.kind, ShapeKind::Structure { .. }) {
            self.add(ErrorTraitChanged, name, |model| {
                shape(model, name).error = Some(ErrorTrait::default());
            });
        }
        self.kinds_and_constraints(name, facts);
        self.kind(name, facts);
        let renamed = format!("{name}Renamed");
        let references = self.base.shapes.values().flat_map(Shape::references);
        let mut targets: BTreeSet<_> = references.map(|(_, member)| &*member.target).collect();
        for operation in self.base.operations.values() {
            let messages = operation.input.iter().chain(&operation.output);
            targets.extend(messages.chain(&operation.errors).map(String::as_str));
        }
        let is_used = targets.contains(name);
        let rule = if is_used { ShapeRenamed } else { ShapeAdded };
        self.add(rule, &renamed, |model| rename(model, name, &renamed));
    }

    /// Another kind of value, with the constraints as they were and with others.
    fn kinds_and_constraints(&mut self, name: &str, facts: &Shape) {
        let kinds = [
            ShapeKind::String,
            ShapeKind::Blob,
            ShapeKind::Integer,
            ShapeKind::Double,
        ];
        let is_simple = kinds.contains(&facts.kind);
        let others = kinds.iter().filter(|kind| **kind != facts.kind);
        let constraints = [
            facts.constraints.clone(),
            Constraints::default(),
            Constraints {
                min: Some(3.into()),
                max: Some(30.into()),
                pattern: None,
            },
        ];
        for kind in others.filter(|_| is_simple) {
            for constraints in &constraints {
                self.add(ShapeKindChanged, name, |model| {
                    let shape = shape(model, name);
                    (shape.kind, shape.constraints) = (kind.clone(), constraints.clone());
                });
            }
        }
    }

    fn kind(&mut self, name: &str, facts: &Shape) {
        match &facts.kind {
            ShapeKind::Enum { .. } => {
                self.add(EnumDroppedFromString, name, |model| {
                    shape(model, name).kind = ShapeKind::String
                });
                self.enum_values(name, facts);
            }
            ShapeKind::IntEnum { .. } => self.enum_values(name, facts),
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => self.members(name, facts),
            ShapeKind::String => {
                self.add(EnumAddedToString, name, |model| {
                    shape(model, name).kind = ShapeKind::Enum {
                        values: vec![enum_value("x")],
                    };
                });
                self.add(ShapeKindChanged, name, |model| {
                    shape(model, name).kind = ShapeKind::Blob
                });
            }
            _ => self.add(ShapeKindChanged, name, |model| {
                shape(model, name).kind = ShapeKind::Document
            }),
        }
    }

    fn enum_values(&mut self, name: &str, facts: &Shape) {
        let is_text = matches!(facts.kind, ShapeKind::Enum { .. });
        for (index, value) in facts.value_names().enumerate() {
            let path = format!("{name}.{value}");
            self.add(EnumValueRemoved, &path, |model| {
                edit_values(shape(model, name), |values| _ = values.remove(index))
            });
            let (rule, other) = match is_text {
                true => (EnumValueRemoved, json!(value.to_lowercase())),
                false => (WireNameChanged, json!(99)),
            };
            self.add(rule, &path, |model| {
                edit_values(shape(model, name), |values| values[index]["value"] = other)
            });
            let edits = [if is_text { OF_TEXTS } else { "" }, OF_VALUES];
            self.patches(&path, &edits, |model, patch| {
                edit_values(shape(model, name), |values| {
                    apply(&mut values[index], patch)
                })
            });
            // A value may be any text, and may stand anywhere.
            for text in ["x", "a/b~c", "", "documentation", "ends@here", "`<b>`"] {
                let added = match is_text {
                    true => json!({"value": text}),
                    false => json!({"name": text, "value": 99}),
                };
                self.add(EnumValueAdded, format!("{name}.{text}"), |model| {
                    edit_values(shape(model, name), |values| values.insert(index, added))
                });
            }
        }
        self.add(MemberReordered, name, |model| {
            edit_values(shape(model, name), |values| values.reverse())
        });
    }

    fn members(&mut self, name: &str, facts: &Shape) {
        let count = facts.references().count();
        for required in [false, true] {
            for new_name in ["Extra", "documentation", "members"] {
                self.add(MemberAdded, format!("{name}.{new_name}"), |model| {
                    let extra = Member {
                        required,
                        ..Member::new("SpareName")
                    };
                    members(shape(model, name)).insert(new_name.to_owned(), extra);
                });
            }
        }
        for (member_name, _) in facts.references().filter(|_| count > 1) {
            self.add(MemberRemoved, format!("{name}.{member_name}"), |model| {
                members(shape(model, name)).shift_remove(member_name);
                for operation in model.operations.values_mut() {
                    operation.pagination = None;
                }
            });
        }
        for (index, (member_name, _)) in facts.references().enumerate() {
            // In its place, and at the end.
            for place in [index, count - 1] {
                let path = format!("{name}.{member_name}");
                self.add(MemberRemoved, path, |model| {
                    let members = members(shape(model, name));
                    let member = members.shift_remove(member_name).unwrap();
                    members.shift_insert(place, member_name.to_uppercase(), member);
                    for operation in model.operations.values_mut() {
                        operation.pagination = None;
                    }
                });
            }
        }
        if count > 1 {
            self.add(MemberReordered, name, |model| {
                members(shape(model, name)).move_index(0, count - 1)
            });
        }
        self.add(ShapeKindChanged, name, |model| {
            let shape = shape(model, name);
            shape.kind = ShapeKind::Document;
            shape.error = None;
            for operation in model.operations.values_mut() {
                operation.input = operation.input.take().filter(|target| target != name);
                operation.output = operation.output.take().filter(|target| target != name);
                operation.errors.retain(|target| target != name);
                operation.pagination = None;
            }
        });
    }

    fn member(&mut self, shape_name: &str, name: &str, facts: &Member) {
        let path = format!("{shape_name}.{name}");
        let target = match facts.target.as_str() {
            "SpareName" => "Name",
            _ => "SpareName",
        };
        self.add(MemberRetargeted, &path, |model| {
            reference(shape(model, shape_name), name).target = target.to_owned();
        });
        let kind = &self.base.shapes[&facts.target].kind;
        self.patches(&path, &[OF_MEMBERS, constraints(kind)], |model, patch| {
            apply(reference(shape(model, shape_name), name), patch)
        });
    }

    fn references(&mut self) {
        self.add(OperationBindingChanged, "CreateThing", |model| {
            let other = &mut shape(model, "Place").traits.other;
            other.insert("eventstream".to_owned(), true.into());
        });
        self.add(ShapeRemoved, "Spare", |model| {
            _ = model.shapes.shift_remove("Spare")
        });
        self.add(ShapeAdded, "Extra", |model| {
            model
                .shapes
                .insert("Extra".to_owned(), Shape::new(ShapeKind::Float));
        });
        self.add(ErrorShapeAdded, "Gone", |model| {
            let mut exception = common::structure([]);
            exception.error = Some(ErrorTrait::default());
            model.shapes.insert("Gone".to_owned(), exception);
        });
        self.add(ErrorShapeRemoved, "Refused", |model| {
            model.shapes.shift_remove("Refused");
            for operation in model.operations.values_mut() {
                operation.errors.retain(|error| error != "Refused");
            }
        });
    }
}

fn apply<T: Serialize + DeserializeOwned>(part: &mut T, patch: &str) {
    let patch = serde_json::from_str(patch).unwrap();
    let part_as_json = serde_json::to_value(&*part).unwrap();
    *part = serde_json::from_value(patched(&part_as_json, &patch)).unwrap();
}

/// The edits of constraints on values of a kind.
fn constraints(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Integer | ShapeKind::Double | ShapeKind::IntEnum { .. } => OF_NUMBERS,
        _ => OF_OTHERS,
    }
}

/// Edits the values of an enum in their JSON form, which is the same for texts and integers.
fn edit_values(shape: &mut Shape, edit: impl FnOnce(&mut Vec<Value>)) {
    let mut document = serde_json::to_value(&*shape).unwrap();
    edit(document["values"].as_array_mut().unwrap());
    *shape = serde_json::from_value(document).unwrap();
}

/// A member of a structure or union, or the element of a list or map.
fn reference<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Member {
    let index = shape.references().position(|(it, _)| it == name);
    shape.references_mut().nth(index.expect(name)).expect(name)
}
