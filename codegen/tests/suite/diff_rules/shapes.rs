//! Shapes, their values and their constraints.

use super::*;

/// The cases of this file.
pub(super) fn cases() -> Vec<Case> {
    let cases = [
        shapes(),
        enum_values(),
        constraints(),
        timestamps(),
        errors(),
    ];
    cases.into_iter().flatten().collect()
}

fn shapes() -> Vec<Case> {
    vec![
        Case::new(Rule::ShapeAdded, "Extra", Wire::Compatible, Bump::Minor, |model| {
            model.shapes.insert("Extra".to_owned(), structure([]));
            members(shape(model, "Thing")).insert("Extra".to_owned(), Member::new("Extra"));
        }),
        Case::new(Rule::ShapeAdded, "Extra", Wire::Compatible, Bump::Patch, |model| {
            model.shapes.insert("Extra".to_owned(), Shape::new(ShapeKind::String));
        }),
        Case::new(Rule::ShapeRemoved, "Spare", Wire::Compatible, Bump::Patch, |model| {
            model.shapes.shift_remove("Spare");
        }),
        Case::new(Rule::ShapeRemoved, "Place", Wire::Compatible, Bump::Major, |model| {
            members(shape(model, "Thing")).shift_remove("Place");
            members(shape(model, "CreateThingRequest")).shift_remove("Home");
            model.shapes.shift_remove("Place");
        }),
        Case::new(Rule::ShapeRenamed, "Item", Wire::Compatible, Bump::Major, |model| {
            rename(model, "Thing", "Item");
        })
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "BIG"}})),
        Case::new(Rule::ShapeRenamed, "Title", Wire::Compatible, Bump::Patch, |model| {
            rename(model, "Name", "Title");
        }),
        Case::new(Rule::ShapeRenamed, "Denied", Wire::ResponseBreaking, Bump::Major, |model| {
            rename(model, "Refused", "Denied");
        })
        .error("Refused", "Denied"),
        // The lists of errors are sorted: the new name may stand elsewhere.
        Case::new(Rule::ShapeRenamed, "Vetoed", Wire::ResponseBreaking, Bump::Major, |model| {
            rename(model, "Refused", "Vetoed");
            for operation in model.operations.values_mut() {
                operation.errors.sort();
            }
        })
        .both(|model| {
            operation(model, "Ping").errors = vec!["Refused".to_owned()];
        })
        .error("Refused", "Vetoed"),
        Case::new(Rule::ErrorShapeRemoved, "Refused", Wire::ResponseBreaking, Bump::Major, |model| {
            rename(model, "Refused", "Denied");
            members(shape(model, "Denied")).insert("Reason".to_owned(), Member::new("Name"));
        })
        .error("Refused", "Denied"),
        // Old clients know the one that is in its place.
        Case::new(Rule::ErrorShapeRemoved, "Refused", Wire::Compatible, Bump::Major, |model| {
            model.shapes.shift_remove("Refused");
            for operation in model.operations.values_mut() {
                operation.errors = vec!["TooMany".to_owned()];
            }
        })
        .both(|model| operation(model, "Ping").errors = vec!["Refused".to_owned()])
        .error("Refused", "TooMany"),
        Case::new(Rule::ErrorShapeAdded, "Gone", Wire::Compatible, Bump::Minor, |model| {
            let exception = shape(model, "Refused").clone();
            model.shapes.insert("Gone".to_owned(), exception);
        }),
        Case::new(Rule::ErrorShapeRemoved, "TooMany", Wire::Compatible, Bump::Major, |model| {
            model.shapes.shift_remove("TooMany");
            operation(model, "CreateThing").errors.pop();
            operation(model, "ListThings").errors.pop();
        }),
        Case::new(Rule::ErrorTraitChanged, "Thing", Wire::Compatible, Bump::Minor, |model| {
            shape(model, "Thing").error = Some(Default::default());
        }),
        Case::new(Rule::ShapeKindChanged, "Secret", Wire::Breaking, Bump::Major, |model| {
            shape(model, "Secret").kind = ShapeKind::Boolean;
        })
        .response("CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Labels": {"ana": true}}}),
        )
        .request("CreateThing",
            json!({"Name": "ana", "Count": 1, "Pattern": {"Name": "ana", "Kind": "BIG", "Labels": {"ana": "x"}}}),
        ),
        Case::new(Rule::ShapeKindChanged, "Count", Wire::ResponseBreaking, Bump::Major, |model| {
            shape(model, "Count").kind = ShapeKind::Long;
        })
        .both(|model| {
            shape(model, "Count").constraints.max = None;
            members(shape(model, "Thing")).insert("Size".to_owned(), Member::new("Count"));
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1}))
        .response("CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Size": 5_000_000_000_i64}}),
        ),
        Case::new(Rule::ShapeKindChanged, "Count", Wire::ResponseBreaking, Bump::Major, |model| {
            shape(model, "Count").kind = ShapeKind::Float;
        })
        .both(|model| {
            members(shape(model, "Thing")).insert("Size".to_owned(), Member::new("Count"));
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1}))
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "BIG", "Size": 1.5}})),
        Case::new(Rule::ShapeKindChanged, "Count", Wire::RequestBreaking, Bump::Major, |model| {
            shape(model, "Count").kind = ShapeKind::Short;
        })
        .both(|model| {
            *shape(model, "Count") = Shape::new(ShapeKind::Double);
            members(shape(model, "Thing")).insert("Size".to_owned(), Member::new("Count"));
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1.5}))
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "BIG", "Size": 1}})),
        Case::new(Rule::EnumAddedToString, "OldName", Wire::RequestBreaking, Bump::Major, |model| {
            shape(model, "OldName").kind = enumeration(&["a", "b"]).kind;
        })
        .request("CreateThing", json!({"Name": "ana", "Count": 1, "Token": "c"})),
        Case::new(Rule::EnumDroppedFromString, "Kind", Wire::Compatible, Bump::Major, |model| {
            shape(model, "Kind").kind = ShapeKind::String;
        })
        .request("ListThings", json!({"Kind": "BIG"}))
        .response("CreateThing", json!({"Thing": {"Name": "ana", "Kind": "HUGE"}})),
        Case::new(Rule::SparseChanged, "ThingList", Wire::ResponseBreaking, Bump::Major, |model| {
            shape(model, "ThingList").sparse = true;
        })
        .response("ListThings", json!({"Things": [null]})),
        Case::new(Rule::SparseChanged, "NameList", Wire::RequestBreaking, Bump::Major, |model| {
            shape(model, "NameList").sparse = false;
        })
        .both(|model| shape(model, "NameList").sparse = true)
        .request("CreateThing", json!({"Name": "ana", "Count": 1, "Aliases": [null]})),
        Case::new(Rule::TraitChanged, "Thing@xmlOrder", Wire::Compatible, Bump::Patch, |model| {
            let other = &mut shape(model, "Thing").traits.other;
            other.insert("xmlOrder".to_owned(), json!(["Name"]));
        }),
    ]
}

fn enum_values() -> Vec<Case> {
    vec![
        Case::new(
            Rule::EnumValueAdded,
            "Kind.HUGE",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                values(shape(model, "Kind")).push(enum_value("HUGE"));
            },
        )
        .request("ListThings", json!({"Kind": "BIG"}))
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "HUGE"}}),
        ),
        Case::new(
            Rule::EnumValueRemoved,
            "Kind.SMALL",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                values(shape(model, "Kind")).pop();
            },
        )
        .request("ListThings", json!({"Kind": "SMALL"}))
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG"}}),
        ),
        // `Kind::Small` stays.
        Case::new(
            Rule::EnumValueRemoved,
            "Kind.SMALL",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| values(shape(model, "Kind"))[1].value = "small".to_owned(),
        )
        .request("ListThings", json!({"Kind": "SMALL"})),
        Case::new(
            Rule::EnumValueAdded,
            "Kind.small",
            Wire::Compatible,
            Bump::Patch,
            |model| values(shape(model, "Kind"))[1].value = "small".to_owned(),
        ),
        Case::new(
            Rule::TraitChanged,
            "Kind.BIG@name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                values(shape(model, "Kind"))[0].name = Some("Large".to_owned());
            },
        ),
        Case::new(
            Rule::EnumValueAdded,
            "Level.TOP",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let ShapeKind::IntEnum { values } = &mut shape(model, "Level").kind else {
                    panic!()
                };
                values.insert("TOP".to_owned(), 3);
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Level.HIGH",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                let ShapeKind::IntEnum { values } = &mut shape(model, "Level").kind else {
                    panic!()
                };
                values.insert("HIGH".to_owned(), 9);
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Level": 9}}),
        )
        .request("CreateThing", pattern("Level", json!(2))),
    ]
}

fn constraints() -> Vec<Case> {
    let name = |text: &str| json!({"Name": text, "Count": 5});
    vec![
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.max = Some(8.into());
            },
        )
        .request("CreateThing", name("abcdefghij")),
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.max = Some(128.into());
            },
        )
        .request("CreateThing", name("abcdefghij")),
        Case::new(
            Rule::LengthChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.min = Some(2.into());
                shape(model, "Name").constraints.max = Some(128.into());
            },
        )
        .request("CreateThing", name("a")),
        // No length is below zero.
        Case::new(
            Rule::LengthChanged,
            "OldName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "OldName").constraints.min = Some(0.into());
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 5, "Token": ""}),
        ),
        Case::new(
            Rule::RangeChanged,
            "Count",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Count").constraints.max = Some(4.into());
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::PatternChanged,
            "Name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.pattern = Some("^[0-9]+$".to_owned());
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::PatternChanged,
            "Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.pattern = None;
            },
        )
        .request("CreateThing", name("ana")),
        // Any text matches it.
        Case::new(
            Rule::PatternChanged,
            "Name",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Name").constraints.pattern = Some(r"^[\s\S]*$".to_owned());
            },
        )
        .request("CreateThing", name("ana")),
        Case::new(
            Rule::PatternChanged,
            "OldName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "OldName").constraints.pattern = Some(r"[\s\S]*".to_owned());
            },
        )
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 5, "Token": "A\n"}),
        ),
        Case::new(
            Rule::PatternChanged,
            "OldName",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                shape(model, "OldName").constraints.pattern = Some("^x+$".to_owned());
            },
        )
        .both(|model| {
            shape(model, "OldName").constraints.pattern = Some(r"[\s\S]*".to_owned());
        })
        .request(
            "CreateThing",
            json!({"Name": "ana", "Count": 5, "Token": "A"}),
        ),
        Case::new(
            Rule::MemberRetargeted,
            "ListThingsRequest.NextToken",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                member(shape(model, "ListThingsRequest"), "NextToken").target =
                    "OldName".to_owned();
            },
        )
        .both(|model| {
            shape(model, "OldName").constraints.pattern = Some(r"[\s\S]*".to_owned());
        })
        .request("ListThings", json!({"NextToken": "abc"})),
        Case::new(
            Rule::SensitiveChanged,
            "Secret",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Secret").sensitive = false;
            },
        ),
        Case::new(
            Rule::TimestampFormatChanged,
            "Date",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                shape(model, "Date").timestamp_format = Some(TimestampFormat::DateTime);
            },
        )
        .response(
            "CreateThing",
            json!({"Thing": {"Name": "ana", "Kind": "BIG", "Created": "2017-02-27T00:00:00Z"}}),
        )
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5))),
    ]
}

/// Only how a timestamp is written in the end counts.
fn timestamps() -> Vec<Case> {
    let text =
        || json!({"Thing": {"Name": "ana", "Kind": "BIG", "Created": "2017-02-27T00:00:00Z"}});
    let number = || json!({"Thing": {"Name": "ana", "Kind": "BIG", "Created": 1_488_153_600.5}});
    let patch = |path: &'static str, wire: Wire, edit: fn(&mut Model)| {
        let rule = match path {
            "Thing.Created@target" => Rule::MemberRetargeted,
            _ => Rule::TimestampFormatChanged,
        };
        Case::new(
            rule,
            path.trim_end_matches("@target"),
            wire,
            Bump::Patch,
            edit,
        )
    };
    vec![
        patch("Date", Wire::Compatible, |model| {
            shape(model, "Date").timestamp_format = Some(TimestampFormat::EpochSeconds);
        })
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5)))
        .response("CreateThing", number()),
        patch("Thing.Created", Wire::Compatible, |model| {
            created(model).timestamp_format = Some(TimestampFormat::EpochSeconds);
        })
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5)))
        .response("CreateThing", number()),
        patch("Thing.Created", Wire::Breaking, |model| {
            created(model).timestamp_format = Some(TimestampFormat::DateTime);
        })
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5)))
        .response("CreateThing", text()),
        patch("Thing.Created", Wire::Compatible, |model| {
            created(model).timestamp_format = None;
            shape(model, "Date").timestamp_format = Some(TimestampFormat::DateTime);
        })
        .both(|model| created(model).timestamp_format = Some(TimestampFormat::DateTime))
        .request(
            "CreateThing",
            pattern("Created", json!("2017-02-27T00:00:00Z")),
        )
        .response("CreateThing", text()),
        patch("Date", Wire::Compatible, |model| {
            shape(model, "Date").timestamp_format = Some(TimestampFormat::HttpDate);
        })
        .both(|model| created(model).timestamp_format = Some(TimestampFormat::DateTime))
        .request(
            "CreateThing",
            pattern("Created", json!("2017-02-27T00:00:00Z")),
        )
        .response("CreateThing", text()),
        patch("Thing.Created@target", Wire::Compatible, |model| {
            let mut date = Shape::new(ShapeKind::Timestamp);
            date.timestamp_format = Some(TimestampFormat::EpochSeconds);
            model.shapes.insert("Moment".to_owned(), date);
            created(model).target = "Moment".to_owned();
        })
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5)))
        .response("CreateThing", number()),
        patch("Thing.Created@target", Wire::Breaking, |model| {
            let mut date = Shape::new(ShapeKind::Timestamp);
            date.timestamp_format = Some(TimestampFormat::DateTime);
            model.shapes.insert("Moment".to_owned(), date);
            created(model).target = "Moment".to_owned();
        })
        .request("CreateThing", pattern("Created", json!(1_488_153_600.5)))
        .response("CreateThing", text()),
    ]
}

fn created(model: &mut Model) -> &mut Member {
    member(shape(model, "Thing"), "Created")
}

fn errors() -> Vec<Case> {
    vec![
        Case::new(
            Rule::FaultChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().server_fault = true;
            },
        ),
        Case::new(
            Rule::FaultChanged,
            "Refused",
            Wire::ResponseBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().server_fault = true;
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1)
        .status("Refused"),
        Case::new(
            Rule::HttpBindingChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().http_status = Some(400);
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1)
        .status("Refused"),
        Case::new(
            Rule::RetryableChanged,
            "TooMany",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "TooMany").error.as_mut().unwrap().retryable =
                    Some(Retryable::default());
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().http_status = Some(403);
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Refused",
            Wire::ResponseBreaking,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().code = Some("Denied".to_owned());
            },
        )
        .error("Refused", "Denied"),
        Case::new(
            Rule::WireNameChanged,
            "Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                shape(model, "Refused").error.as_mut().unwrap().code = Some("Refused".to_owned());
            },
        )
        .error("Refused", "Refused"),
        Case::new(
            Rule::DeprecatedChanged,
            "OldName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let deprecated = shape(model, "OldName").traits.deprecated.as_mut();
                deprecated.unwrap().since = Some("2018-01-01".to_owned());
            },
        ),
    ]
}
