use crate::endpoint::Endpoints;

/// A service, with the properties needed to send it requests. Generated crates define one,
/// `service::SERVICE`.
///
/// It is built in constants, with [`new`](Self::new) and one method per further property:
///
/// ```
/// use aws_json_protocol::Service;
///
/// const ORGANIZATIONS: Service = Service::new("Organizations", "organizations", "1.1");
///
/// assert_eq!(ORGANIZATIONS.content_type(), "application/x-amz-json-1.1");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Service {
    /// The name that SDKs derive their own from.
    pub id: &'static str,
    /// The name of the service in the credential scope of a signature.
    pub signing_name: &'static str,
    /// The version of AWS JSON that it uses, `1.0` or `1.1`.
    pub json_version: &'static str,
    /// Whether errors carry the codes that they had when the service used the query protocol
    /// ([`awsQueryCompatible` trait](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait)).
    pub is_query_compatible: bool,
    /// The endpoints, if the model has endpoint rules.
    pub endpoints: Option<Endpoints>,
}

impl Service {
    /// Creates a service with an ID, a signing name and a version of AWS JSON.
    #[must_use]
    pub const fn new(
        id: &'static str,
        signing_name: &'static str,
        json_version: &'static str,
    ) -> Self {
        Self {
            id,
            signing_name,
            json_version,
            is_query_compatible: false,
            endpoints: None,
        }
    }

    /// Makes errors carry the codes of the query protocol.
    #[must_use]
    pub const fn query_compatible(mut self) -> Self {
        self.is_query_compatible = true;
        self
    }

    /// Sets the endpoints.
    #[must_use]
    pub const fn endpoints(mut self, endpoints: Endpoints) -> Self {
        self.endpoints = Some(endpoints);
        self
    }

    /// Returns the content type of requests
    /// ([AWS JSON 1.1 protocol, "Protocol behaviors"](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#protocol-behaviors)).
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self.json_version {
            "1.0" => "application/x-amz-json-1.0",
            _ => "application/x-amz-json-1.1",
        }
    }
}
