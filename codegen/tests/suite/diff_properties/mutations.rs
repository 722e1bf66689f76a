//! Every single edit of every fact of a model.

use std::collections::BTreeSet;

use codegen::diff::Rule;
use codegen::model::{
    Constraints, Deprecated, EnumValue, ErrorTrait, Http, HttpBinding, IndexMap, Member, Model,
    Operation, Protocol, Retryable, Shape, ShapeKind, TimestampFormat, Traits,
};
use serde_json::json;

use crate::common::{self, enum_value, member, members, operation, rename, shape};

/// A rule, what to add to the path, and the edit.
type Edit<T> = (Rule, &'static str, fn(&mut T));

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
    mutations.service();
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
        self.count += 1;
        if self.only.is_some_and(|only| only + 1 != self.count) {
            return;
        }
        let mut model = self.base.clone();
        edit(&mut model);
        let path = path.into();
        if serde_json::to_string(&model).unwrap() != self.text {
            self.all.push(Mutation { rule, path, model });
        }
    }

    fn service(&mut self) {
        use Rule::{
            DeprecatedChanged, EndpointPrefixChanged, ProtocolChanged, ServiceMetadataChanged,
            TargetPrefixChanged,
        };

        let text = || Some("x".to_owned());
        type Edit = fn(&mut codegen::model::Service, Option<String>);
        let texts: [(Rule, &str, Edit); 9] = [
            (TargetPrefixChanged, "target_prefix", |it, text| {
                it.target_prefix = text
            }),
            (EndpointPrefixChanged, "endpoint_prefix", |it, text| {
                it.endpoint_prefix = text
            }),
            (EndpointPrefixChanged, "global_endpoint", |it, text| {
                it.global_endpoint = text
            }),
            (ServiceMetadataChanged, "title", |it, text| it.title = text),
            (ServiceMetadataChanged, "abbreviation", |it, text| {
                it.abbreviation = text
            }),
            (ServiceMetadataChanged, "signing_name", |it, text| {
                it.signing_name = text
            }),
            (ServiceMetadataChanged, "signature_version", |it, text| {
                it.signature_version = text
            }),
            (ServiceMetadataChanged, "uid", |it, text| it.uid = text),
            (ServiceMetadataChanged, "xml_namespace", |it, text| {
                it.xml_namespace = text
            }),
        ];
        for (rule, key, edit) in texts {
            self.add(rule, format!("service.{key}"), |model| {
                edit(&mut model.service, text())
            });
        }
        for protocol in [
            Protocol::AwsJson1_0,
            Protocol::RestJson1,
            Protocol::RpcV2Cbor,
        ] {
            self.add(ProtocolChanged, "service.protocol", |model| {
                model.service.protocol = protocol
            });
        }
        self.add(ServiceMetadataChanged, "service.id", |model| {
            model.service.id.push('s')
        });
        self.add(ServiceMetadataChanged, "service.api_version", |model| {
            model.service.api_version.clear()
        });
        self.add(ServiceMetadataChanged, "service.protocols", |model| {
            model.service.protocols.clear()
        });
        self.add(ServiceMetadataChanged, "service.auth", |model| {
            model.service.auth.push("aws.auth#sigv4".to_owned());
        });
        self.add(DeprecatedChanged, "service", |model| {
            model.service.traits.deprecated = Some(Deprecated::default());
        });
        self.add(ServiceMetadataChanged, "service@colour", |model| {
            model
                .service
                .traits
                .other
                .insert("colour".to_owned(), json!("blue"));
        });
    }

    fn operations(&mut self) {
        self.add(Rule::OperationAdded, "Delete", |model| {
            model
                .operations
                .insert("Delete".to_owned(), Operation::default());
        });
        for (name, facts) in &self.base.operations {
            let edits: [Edit<Operation>; 9] = [
                (Rule::WireNameChanged, "", |it| {
                    it.wire_name = Some("x".to_owned())
                }),
                (Rule::OperationInputChanged, ".input", |it| {
                    it.input = Some("Spare".to_owned());
                    it.pagination = None;
                }),
                (Rule::OperationOutputChanged, ".output", |it| {
                    it.output = Some("Thing".to_owned());
                    it.pagination = None;
                }),
                (Rule::HttpBindingChanged, "", |it| {
                    it.http = Some(Http {
                        method: "GET".to_owned(),
                        uri: "/x".to_owned(),
                        status: Some(201),
                    });
                }),
                (Rule::EndpointPrefixChanged, "", |it| {
                    it.host_prefix = Some("x.".to_owned())
                }),
                (Rule::TraitChanged, "@read_only", |it| {
                    it.read_only = !it.read_only
                }),
                (Rule::TraitChanged, "@idempotent", |it| {
                    it.idempotent = !it.idempotent
                }),
                (Rule::TraitChanged, "@alias", |it| {
                    insert_trait(&mut it.traits, "alias")
                }),
                (Rule::DeprecatedChanged, "", |it| deprecate(&mut it.traits)),
            ];
            for (rule, suffix, edit) in edits {
                self.add(rule, format!("{name}{suffix}"), |model| {
                    edit(operation(model, name))
                });
            }
            self.add(Rule::OperationRemoved, name, |model| {
                model.operations.shift_remove(name);
            });
            for error in &facts.errors {
                self.add(
                    Rule::OperationErrorRemoved,
                    format!("{name}.errors.{error}"),
                    |model| {
                        operation(model, name).errors.retain(|other| other != error);
                    },
                );
            }
            if !facts.errors.iter().any(|error| error == "Refused") {
                let path = format!("{name}.errors.Refused");
                self.add(Rule::OperationErrorAdded, path, |model| {
                    operation(model, name).errors.push("Refused".to_owned());
                });
            }
            if facts.output.is_none() {
                for (target, required) in [("Name", false), ("Name", true), ("Weight", false)] {
                    self.add(
                        Rule::OperationOutputChanged,
                        format!("{name}.output"),
                        |model| {
                            let response = format!("{name}Response");
                            let structure = common::structure([("Value", target, required)]);
                            model.shapes.insert(response.clone(), structure);
                            operation(model, name).output = Some(response);
                        },
                    );
                }
            }
            if facts.pagination.is_some() {
                self.add(
                    Rule::PaginationRemoved,
                    format!("{name}.pagination"),
                    |model| {
                        operation(model, name).pagination = None;
                    },
                );
                self.add(
                    Rule::PaginationChanged,
                    format!("{name}.pagination"),
                    |model| {
                        let pagination = operation(model, name).pagination.as_mut().unwrap();
                        pagination.non_aggregate_keys.push("x".to_owned());
                    },
                );
            }
        }
    }

    fn shape(&mut self, name: &str, facts: &Shape) {
        let edits: [Edit<Shape>; 5] = [
            (Rule::SensitiveChanged, "", |it| {
                it.sensitive = !it.sensitive
            }),
            (Rule::TimestampFormatChanged, "", |it| {
                it.timestamp_format = Some(TimestampFormat::HttpDate)
            }),
            (Rule::DefaultChanged, "", |it| it.boxed = !it.boxed),
            (Rule::DefaultChanged, "", |it| {
                it.default = Some(json!(null))
                    .filter(|_| it.default.is_some())
                    .or(Some(json!(7)))
            }),
            (Rule::TraitChanged, "@event", |it| {
                insert_trait(&mut it.traits, "event")
            }),
        ];
        for (rule, suffix, edit) in edits {
            self.add(rule, format!("{name}{suffix}"), |model| {
                edit(shape(model, name))
            });
        }
        let deprecated = facts.traits.deprecated.is_some();
        self.add(Rule::DeprecatedChanged, name, |model| {
            shape(model, name).traits.deprecated = (!deprecated).then(Deprecated::default);
        });
        self.add(Rule::SparseChanged, name, |model| {
            shape(model, name).sparse ^= true
        });
        self.constraints(name, &facts.kind, |model| {
            &mut shape(model, name).constraints
        });
        self.kinds_and_constraints(name, facts);
        self.error(name, facts);
        self.kind(name, facts);
        let renamed = format!("{name}Renamed");
        let references = self.base.shapes.values().flat_map(Shape::references);
        let mut targets: BTreeSet<_> = references.map(|(_, member)| &*member.target).collect();
        for operation in self.base.operations.values() {
            let messages = operation.input.iter().chain(&operation.output);
            targets.extend(messages.chain(&operation.errors).map(String::as_str));
        }
        let is_used = targets.contains(name);
        let rule = if is_used {
            Rule::ShapeRenamed
        } else {
            Rule::ShapeAdded
        };
        self.add(rule, &renamed, |model| rename(model, name, &renamed));
    }

    fn constraints(
        &mut self,
        path: &str,
        kind: &ShapeKind,
        of: impl Fn(&mut Model) -> &mut Constraints,
    ) {
        let is_number = matches!(
            kind,
            ShapeKind::Integer | ShapeKind::Double | ShapeKind::IntEnum { .. }
        );
        let rule = if is_number {
            Rule::RangeChanged
        } else {
            Rule::LengthChanged
        };
        self.add(rule, path, |model| of(model).min = Some(3.into()));
        self.add(rule, path, |model| of(model).max = Some(30.into()));
        self.add(Rule::PatternChanged, path, |model| {
            of(model).pattern = Some("^x+$".to_owned())
        });
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
                self.add(Rule::ShapeKindChanged, name, |model| {
                    let shape = shape(model, name);
                    (shape.kind, shape.constraints) = (kind.clone(), constraints.clone());
                });
            }
        }
    }

    fn error(&mut self, name: &str, facts: &Shape) {
        if facts.error.is_none() {
            if matches!(facts.kind, ShapeKind::Structure { .. }) {
                self.add(Rule::ErrorTraitChanged, name, |model| {
                    shape(model, name).error = Some(ErrorTrait::default());
                });
            }
            return;
        }
        let edits: [Edit<ErrorTrait>; 5] = [
            (Rule::FaultChanged, "", |it| {
                it.server_fault = !it.server_fault
            }),
            (Rule::FaultChanged, "", |it| {
                it.sender_fault = !it.sender_fault
            }),
            (Rule::WireNameChanged, "", |it| {
                it.code = Some("x".to_owned())
            }),
            (Rule::HttpBindingChanged, "", |it| {
                it.http_status = Some(418)
            }),
            (Rule::RetryableChanged, "", |it| {
                it.retryable = Some(Retryable {
                    throttling: it.retryable.is_none(),
                })
            }),
        ];
        for (rule, _, edit) in edits {
            self.add(rule, name, |model| {
                edit(shape(model, name).error.as_mut().unwrap())
            });
        }
    }

    fn kind(&mut self, name: &str, facts: &Shape) {
        match &facts.kind {
            ShapeKind::Enum { values } => {
                self.add(Rule::EnumDroppedFromString, name, |model| {
                    shape(model, name).kind = ShapeKind::String
                });
                self.enum_values(name, values);
            }
            ShapeKind::IntEnum { values } => {
                for value in values.keys() {
                    self.add(Rule::EnumValueRemoved, format!("{name}.{value}"), |model| {
                        int_values(shape(model, name)).shift_remove(value);
                    });
                    self.add(Rule::WireNameChanged, format!("{name}.{value}"), |model| {
                        int_values(shape(model, name)).insert(value.clone(), 99);
                    });
                }
                self.add(Rule::EnumValueAdded, format!("{name}.X"), |model| {
                    int_values(shape(model, name)).insert("X".to_owned(), 99);
                });
                self.add(Rule::MemberReordered, name, |model| {
                    int_values(shape(model, name)).reverse()
                });
            }
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => self.members(name, facts),
            ShapeKind::String => {
                self.add(Rule::EnumAddedToString, name, |model| {
                    shape(model, name).kind = ShapeKind::Enum {
                        values: vec![enum_value("x")],
                    };
                });
                self.add(Rule::ShapeKindChanged, name, |model| {
                    shape(model, name).kind = ShapeKind::Blob
                });
            }
            _ => self.add(Rule::ShapeKindChanged, name, |model| {
                shape(model, name).kind = ShapeKind::Document
            }),
        }
    }

    fn enum_values(&mut self, name: &str, values: &[EnumValue]) {
        for (index, value) in values.iter().enumerate() {
            let path = format!("{name}.{}", value.value);
            self.add(Rule::EnumValueRemoved, &path, |model| {
                _ = common::values(shape(model, name)).remove(index)
            });
            self.add(Rule::EnumValueRemoved, &path, |model| {
                let value = &mut common::values(shape(model, name))[index];
                value.value = value.value.to_lowercase();
            });
            self.add(Rule::TraitChanged, format!("{path}@name"), |model| {
                common::values(shape(model, name))[index].name = Some("x".to_owned());
            });
            self.add(Rule::DeprecatedChanged, &path, |model| {
                deprecate(&mut common::values(shape(model, name))[index].traits)
            });
            self.add(Rule::TraitChanged, format!("{path}@internal"), |model| {
                insert_trait(
                    &mut common::values(shape(model, name))[index].traits,
                    "internal",
                );
            });
            // A value may be any text, and may stand anywhere.
            for text in ["x", "a/b~c", "", "documentation", "ends@here", "`<b>`"] {
                self.add(Rule::EnumValueAdded, format!("{name}.{text}"), |model| {
                    common::values(shape(model, name)).insert(index, enum_value(text));
                });
            }
        }
        self.add(Rule::MemberReordered, name, |model| {
            common::values(shape(model, name)).reverse()
        });
    }

    fn members(&mut self, name: &str, facts: &Shape) {
        let count = facts.references().count();
        for required in [false, true] {
            for new_name in ["Extra", "documentation", "members"] {
                self.add(Rule::MemberAdded, format!("{name}.{new_name}"), |model| {
                    let extra = Member {
                        required,
                        ..Member::new("SpareName")
                    };
                    members(shape(model, name)).insert(new_name.to_owned(), extra);
                });
            }
        }
        for (member_name, _) in facts.references().filter(|_| count > 1) {
            self.add(
                Rule::MemberRemoved,
                format!("{name}.{member_name}"),
                |model| {
                    members(shape(model, name)).shift_remove(member_name);
                    for operation in model.operations.values_mut() {
                        operation.pagination = None;
                    }
                },
            );
        }
        for (index, (member_name, _)) in facts.references().enumerate() {
            // In its place, and at the end.
            for place in [index, count - 1] {
                let path = format!("{name}.{member_name}");
                self.add(Rule::MemberRemoved, path, |model| {
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
            self.add(Rule::MemberReordered, name, |model| {
                members(shape(model, name)).move_index(0, count - 1)
            });
        }
        self.add(Rule::ShapeKindChanged, name, |model| {
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
        let kind = self.base.shapes[&facts.target].kind.clone();
        let target = if facts.target == "SpareName" {
            "Name"
        } else {
            "SpareName"
        };
        self.add(Rule::MemberRetargeted, &path, |model| {
            reference(shape(model, shape_name), name).target = target.to_owned();
        });
        let edits: [Edit<Member>; 8] = [
            (Rule::WireNameChanged, "", |it| {
                it.wire_name = Some("x".to_owned())
            }),
            (Rule::HttpBindingChanged, "", |it| {
                it.http_binding = Some(HttpBinding::Header)
            }),
            (Rule::IdempotencyTokenChanged, "", |it| {
                it.idempotency_token = !it.idempotency_token
            }),
            (Rule::SensitiveChanged, "", |it| it.sensitive = true),
            (Rule::TimestampFormatChanged, "", |it| {
                it.timestamp_format = Some(TimestampFormat::DateTime)
            }),
            (Rule::DefaultChanged, "", |it| it.boxed = true),
            (Rule::DefaultChanged, "", |it| it.default = Some(json!(7))),
            (Rule::DeprecatedChanged, "", |it| deprecate(&mut it.traits)),
        ];
        for (rule, suffix, edit) in edits {
            self.add(rule, format!("{path}{suffix}"), |model| {
                edit(reference(shape(model, shape_name), name))
            });
        }
        let rule = match facts.required {
            true => Rule::MemberOptional,
            false => Rule::MemberRequired,
        };
        self.add(rule, &path, |model| {
            reference(shape(model, shape_name), name).required ^= true;
        });
        for key in ["jsonvalue", "sparse", "documentation", "a/b"] {
            self.add(Rule::TraitChanged, format!("{path}@{key}"), |model| {
                insert_trait(&mut reference(shape(model, shape_name), name).traits, key);
            });
        }
        self.constraints(&path, &kind, |model| {
            &mut reference(shape(model, shape_name), name).constraints
        });
    }

    fn references(&mut self) {
        self.add(Rule::OperationBindingChanged, "CreateThing", |model| {
            insert_trait(&mut shape(model, "Place").traits, "eventstream");
        });
        self.add(Rule::ShapeRemoved, "Spare", |model| {
            _ = model.shapes.shift_remove("Spare")
        });
        self.add(Rule::ShapeAdded, "Extra", |model| {
            model
                .shapes
                .insert("Extra".to_owned(), Shape::new(ShapeKind::Float));
        });
        self.add(Rule::ErrorShapeAdded, "Gone", |model| {
            let mut exception = common::structure([]);
            exception.error = Some(ErrorTrait::default());
            model.shapes.insert("Gone".to_owned(), exception);
        });
        self.add(Rule::ErrorShapeRemoved, "Refused", |model| {
            model.shapes.shift_remove("Refused");
            for operation in model.operations.values_mut() {
                operation.errors.retain(|error| error != "Refused");
            }
        });
    }
}

fn int_values(shape: &mut Shape) -> &mut IndexMap<String, i32> {
    match &mut shape.kind {
        ShapeKind::IntEnum { values } => values,
        kind => panic!("a {} has no integers", kind.name()),
    }
}

/// A member of a structure or union, or the element of a list or map.
fn reference<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Member {
    if shape.members().is_some() {
        return member(shape, name);
    }
    match &mut shape.kind {
        ShapeKind::List { member } => member,
        ShapeKind::Map { key, value } => match name {
            "key" => key,
            _ => value,
        },
        kind => panic!("a {} has no elements", kind.name()),
    }
}

fn insert_trait(traits: &mut Traits, key: &str) {
    traits
        .other
        .insert(key.to_owned(), json!({"nested": [1, 2]}));
}

fn deprecate(traits: &mut Traits) {
    traits.deprecated = Some(Deprecated {
        since: Some("2018-01-01".to_owned()),
        message: Some("Do not.".to_owned()),
    });
}
