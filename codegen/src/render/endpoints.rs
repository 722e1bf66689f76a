//! The endpoints of the service: one `endpoints!` with a row for each partition and variant.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::ENDPOINTS;
use crate::markdown::code;
use crate::model::{EndpointPartition, EndpointRow, EndpointVariant, Endpoints, Traits};

pub(super) fn render(endpoints: &Endpoints, file: &mut SourceFile) {
    let mut table = Table::new("endpoints", file);
    let mut comment =
        DocComment::new("Where the service is, and which region requests are signed for.");
    comment.paragraph(
        "[`resolve`](aws_json_protocol::endpoint::Endpoints::resolve) finds the endpoint for a region.",
    );
    comment.paragraph(not_given(&endpoints.not_given));
    table.attributes(&comment, &Traits::default());
    table.line(&format!("pub const {ENDPOINTS};"));
    for partition in &endpoints.partitions {
        self::partition(partition, &mut table);
    }
    table.finish();
}

/// Returns a sentence on the parameters that can lead to another endpoint, if there are any.
fn not_given(parameters: &[String]) -> String {
    let names: Vec<_> = parameters.iter().map(|name| code(name)).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(
            "The service's rules also ask for {}, which an operation, a request, an account or a client's \
             configuration may give, and may then lead to another endpoint. These are the endpoints where none \
             is given.",
            names.join(", ")
        ),
    }
}

fn partition(partition: &EndpointPartition, table: &mut Table<'_>) {
    let EndpointPartition {
        name,
        prefixes,
        others,
        rows,
    } = partition;
    table.open(&format!("partition {name:?}"));
    table.line(&list("regions", prefixes));
    table.line(&list("others", others));
    for row in rows {
        table.line(&self::row(row));
    }
    table.close();
}

fn list(name: &str, values: &[String]) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("{value:?}")).collect();
    format!("{name} {};", values.join(", ")).replace(" ;", ";")
}

fn row(row: &EndpointRow) -> String {
    let mut text = String::new();
    if let Some(region) = &row.region {
        text += &format!("{region:?} ");
    }
    text += match row.variant {
        EndpointVariant::Standard => "standard",
        EndpointVariant::Fips => "fips",
        EndpointVariant::DualStack => "dual_stack",
        EndpointVariant::FipsDualStack => "fips_dual_stack",
    };
    match &row.endpoint {
        None => text += " none",
        Some(endpoint) => {
            text += &format!(" {:?}", endpoint.url);
            if let Some(region) = &endpoint.signing_region {
                text += &format!(" sign {region:?}");
            }
            if let Some(name) = &endpoint.signing_name {
                text += &format!(" name {name:?}");
            }
        }
    }
    text + ";"
}
