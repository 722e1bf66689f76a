//! Operations, and the service as a whole.

use super::*;

/// The cases of this file.
pub(super) fn cases() -> Vec<Case> {
    let cases = [operations(), inputs_and_outputs(), service()];
    cases.into_iter().flatten().collect()
}

fn operations() -> Vec<Case> {
    vec![
        Case::new(
            Rule::OperationAdded,
            "Delete",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                model
                    .operations
                    .insert("Delete".to_owned(), Operation::default());
            },
        ),
        Case::new(
            Rule::OperationRemoved,
            "Ping",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                model.operations.shift_remove("Ping");
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::OperationErrorAdded,
            "Ping.errors.Refused",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "Ping").errors.push("Refused".to_owned());
            },
        ),
        Case::new(
            Rule::OperationErrorRemoved,
            "CreateThing.errors.TooMany",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "CreateThing").errors.pop();
            },
        ),
        Case::new(
            Rule::WireNameChanged,
            "Ping",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").wire_name = Some("Pong".to_owned());
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::HttpBindingChanged,
            "Ping",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "Ping").http = None;
            },
        ),
        Case::new(
            Rule::HttpBindingChanged,
            "Ping",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").http = None;
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1)
        .request("Ping", json!({})),
        Case::new(
            Rule::HttpBindingChanged,
            "Ping",
            Wire::ResponseBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").http.as_mut().unwrap().status = Some(202);
            },
        )
        .both(|model| model.service.protocol = Protocol::RestJson1)
        .response("Ping", json!({})),
        Case::new(
            Rule::EndpointPrefixChanged,
            "Ping",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                operation(model, "Ping").host_prefix = Some("data.".to_owned());
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::TraitChanged,
            "ListThings@read_only",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                operation(model, "ListThings").read_only = false;
            },
        ),
        Case::new(
            Rule::DeprecatedChanged,
            "Ping",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                operation(model, "Ping").traits.deprecated = Some(Deprecated::default());
            },
        ),
    ]
}

fn inputs_and_outputs() -> Vec<Case> {
    vec![
        Case::new(
            Rule::OperationInputChanged,
            "Ping.input",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let request = structure([("Name", "Name", false)]);
                model.shapes.insert("PingRequest".to_owned(), request);
                operation(model, "Ping").input = Some("PingRequest".to_owned());
            },
        ),
        Case::new(
            Rule::OperationInputChanged,
            "Ping.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                let request = structure([("Name", "Name", true)]);
                model.shapes.insert("PingRequest".to_owned(), request);
                operation(model, "Ping").input = Some("PingRequest".to_owned());
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::OperationInputChanged,
            "ListThings.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                operation(model, "ListThings").input = None;
                operation(model, "ListThings").pagination = None;
            },
        )
        .request("ListThings", json!({"Kind": "BIG"})),
        Case::new(
            Rule::OperationInputChanged,
            "CreateThing.input",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                operation(model, "CreateThing").input = Some("Spare".to_owned());
            },
        )
        .request("CreateThing", json!({"Name": "ana", "Count": 1})),
        Case::new(
            Rule::OperationOutputChanged,
            "Ping.output",
            Wire::Compatible,
            Bump::Major,
            |model| {
                operation(model, "Ping").output = Some("Thing".to_owned());
            },
        ),
        // The empty structure that stood there has `Default` and no `new`, and keeps that.
        Case::new(
            Rule::OperationOutputChanged,
            "Ping.output",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let response = structure([("Name", "Name", true)]);
                model.shapes.insert("PingResponse".to_owned(), response);
                operation(model, "Ping").output = Some("PingResponse".to_owned());
            },
        )
        .response("Ping", json!({"Name": "ana"})),
        Case::new(
            Rule::OperationOutputChanged,
            "CreateThing.output",
            Wire::ResponseBreaking,
            Bump::Major,
            |model| {
                operation(model, "CreateThing").output = None;
            },
        )
        .response("CreateThing", json!({})),
        Case::new(
            Rule::PaginationAdded,
            "Ping.pagination",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let pagination = operation(model, "ListThings").pagination.clone();
                let list = operation(model, "ListThings").clone();
                let ping = operation(model, "Ping");
                (ping.input, ping.output, ping.pagination) = (list.input, list.output, pagination);
            },
        ),
        Case::new(
            Rule::PaginationChanged,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Major,
            |model| {
                let pagination = operation(model, "ListThings").pagination.as_mut();
                pagination.unwrap().limit_key = None;
            },
        ),
        Case::new(
            Rule::PaginationChanged,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let pagination = operation(model, "ListThings").pagination.as_mut();
                let keys = &mut pagination.unwrap().non_aggregate_keys;
                keys.push("Total".to_owned());
            },
        ),
        Case::new(
            Rule::PaginationChanged,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Minor,
            |model| {
                let pagination = operation(model, "ListThings").pagination.as_mut();
                pagination.unwrap().limit_key = Some("MaxResults".to_owned());
            },
        )
        .both(|model| {
            let pagination = operation(model, "ListThings").pagination.as_mut();
            pagination.unwrap().limit_key = None;
        }),
        Case::new(
            Rule::PaginationRemoved,
            "ListThings.pagination",
            Wire::Compatible,
            Bump::Major,
            |model| {
                operation(model, "ListThings").pagination = None;
            },
        ),
    ]
}

fn service() -> Vec<Case> {
    vec![
        Case::new(
            Rule::ProtocolChanged,
            "service.protocol",
            Wire::Breaking,
            Bump::Patch,
            |model| {
                model.service.protocol = Protocol::AwsJson1_0;
            },
        )
        .request("Ping", json!({}))
        .response("Ping", json!({})),
        Case::new(
            Rule::ProtocolChanged,
            "service.protocol",
            Wire::Breaking,
            Bump::Major,
            |model| {
                model.service.protocol = Protocol::RestXml;
            },
        )
        .request("Ping", json!({}))
        .response("Ping", json!({})),
        Case::new(
            Rule::TargetPrefixChanged,
            "service.target_prefix",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                model.service.target_prefix = Some("Things".to_owned());
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::EndpointPrefixChanged,
            "service.endpoint_prefix",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| {
                model.service.endpoint_prefix = Some("thing".to_owned());
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::EndpointPrefixChanged,
            "service.endpoint_prefix",
            Wire::RequestBreaking,
            Bump::Major,
            |model| {
                model.service.endpoint_prefix = None;
            },
        )
        .request("Ping", json!({})),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.signing_name",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| model.service.signing_name = None,
        )
        .both(|model| model.service.signing_name = Some("thing".to_owned()))
        .request("Ping", json!({})),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.auth",
            Wire::RequestBreaking,
            Bump::Patch,
            |model| _ = model.service.auth.pop(),
        )
        .both(|model| {
            let schemes = ["aws.auth#sigv4", "smithy.api#httpBasicAuth"];
            model.service.auth = schemes.map(str::to_owned).into();
        })
        .request("Ping", json!({})),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.title",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                model.service.title = None;
            },
        ),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service.id",
            Wire::Compatible,
            Bump::Major,
            |model| {
                model.service.id = String::new();
            },
        ),
        Case::new(
            Rule::ServiceMetadataChanged,
            "service@ripServiceName",
            Wire::Compatible,
            Bump::Patch,
            |model| {
                let other = &mut model.service.traits.other;
                other.insert("ripServiceName".to_owned(), json!("things"));
            },
        ),
    ]
}
