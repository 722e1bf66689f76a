//! Amazon resource names in endpoint rules.

use super::value::Value;

/// Parses an ARN; returns `None` if the text is not an ARN.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut parts = text.splitn(6, ':');
    let mut part = || parts.next();
    (part()? == "arn").then_some(())?;
    let (partition, service, region, account, resource) =
        (part()?, part()?, part()?, part()?, part()?);
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let resource = resource.split([':', '/']).map(Value::from).collect();
    let record = [
        ("partition", Value::from(partition)),
        ("service", service.into()),
        ("region", region.into()),
        ("accountId", account.into()),
        ("resourceId", Value::Array(resource)),
    ];
    let record = record.map(|(key, value)| (key.to_owned(), value));
    Some(Value::Record(record.into()))
}
