//! The endpoints of a service for every partition and variant, in as few rows as possible.

use std::collections::BTreeSet;

use super::evaluate::{Evaluated, Evaluation, report};
use super::parameters::{Parameter, parameter};
use super::partitions::{Partition, Partitions, is_host_label};
use crate::model::{EndpointPartition, EndpointRow, EndpointTemplate, EndpointVariant, Endpoints};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// The suffixes of invented region names. There are two, so that a rule for one region is not
/// mistaken for a rule for all.
const MADE_UP: [&str; 2] = ["elsewhere-77", "nowhere-101"];

/// A region without a partition, which is treated as one of the first.
const UNCLAIMED: &str = "unclaimed";

/// Finds the endpoints that a set of rules defines in each partition. Problems with the rules are
/// reported, as are results that a table cannot express.
///
/// AWS adds regions over time, so one row covers all regions of a partition, found by evaluating
/// invented regions, and each known region that differs has a row of its own. Known regions are
/// those that the partition lists and those that the rules name.
pub(super) fn endpoints(root: &Cursor<'_>, partitions: &Partitions) -> Endpoints {
    // `serviceId` is for clients that cache endpoints by service.
    let [version, parameters, rules, _] =
        root.keys(["version", "parameters", "rules", "serviceId"]);
    for key in ["version", "parameters", "rules"] {
        root.needs(key, format!("needs `{key}`"));
    }
    if let Some(version) = version {
        version.one_of(
            "a version that this reader knows",
            &[("1.0", ()), ("1.1", ())],
        );
    }
    let parameters = parameters.iter().flat_map(Cursor::entries);
    let parameters: Vec<_> = parameters
        .map(|(name, object)| parameter(name, &object))
        .collect();
    let not_given = parameters.iter().filter(|parameter| !parameter.is_given());
    let mut endpoints = Endpoints {
        partitions: Vec::new(),
        not_given: not_given
            .map(|parameter| parameter.name.to_owned())
            .collect(),
    };
    if let Some(rules) = rules {
        let table = Table {
            root,
            named: named(rules.node),
            rules,
            parameters,
            partitions,
        };
        let tables = partitions.0.iter();
        let tables = tables.filter_map(|partition| table.partition(partition).ok());
        endpoints.partitions.extend(tables);
    }
    endpoints
}

struct Table<'n, 'p> {
    root: &'p Cursor<'n>,
    rules: Cursor<'n>,
    parameters: Vec<Parameter<'n>>,
    partitions: &'p Partitions,
    /// The strings that rules compare values with, including regions.
    named: BTreeSet<&'n str>,
}

impl Table<'_, '_> {
    fn partition(&self, partition: &Partition) -> Evaluated<EndpointPartition> {
        let mut rows = Vec::new();
        for variant in EndpointVariant::ALL {
            let usual = self.usual(partition, variant)?;
            rows.extend(usual.clone().map(|endpoint| EndpointRow {
                region: None,
                variant,
                endpoint: Some(endpoint),
            }));
            for region in self.known(partition) {
                let endpoint = self.endpoint(region, variant)?;
                let expected = usual.as_ref().map(|usual| in_region(usual, region));
                if endpoint != expected {
                    rows.push(EndpointRow {
                        region: Some(region.to_owned()),
                        variant,
                        endpoint,
                    });
                }
            }
        }
        let is_other = |region: &&String| {
            let mut partitions = self.partitions.0.iter();
            let by_form = partitions.find(|it| it.has_form(region));
            by_form.is_none_or(|it| it.id != partition.id)
        };
        Ok(EndpointPartition {
            name: partition.id.clone(),
            prefixes: partition.prefixes.clone(),
            others: partition.regions.iter().filter(is_other).cloned().collect(),
            rows,
        })
    }

    /// Returns the endpoint of regions that are not known.
    fn usual(
        &self,
        partition: &Partition,
        variant: EndpointVariant,
    ) -> Evaluated<Option<EndpointTemplate>> {
        let prefixes = partition.prefixes.iter();
        let made_up = prefixes.flat_map(|prefix| MADE_UP.map(|end| format!("{prefix}-{end}")));
        let made_up = made_up.chain([UNCLAIMED.to_owned()]);
        let mut usual = None;
        for region in made_up.filter(|region| self.is_in(region, partition)) {
            let endpoint = self.endpoint(&region, variant)?;
            let template = endpoint.map(|it| EndpointTemplate {
                url: it.url.replace(&region, EndpointTemplate::REGION),
                ..it
            });
            if usual.as_ref().is_some_and(|usual| *usual != template) {
                let message = format!(
                    "give different endpoints for unknown regions of the partition `{}`, which a \
                     table cannot express",
                    partition.id
                );
                return report(self.root, &message);
            }
            usual = Some(template);
        }
        Ok(usual.flatten())
    }

    fn endpoint(
        &self,
        region: &str,
        variant: EndpointVariant,
    ) -> Evaluated<Option<EndpointTemplate>> {
        let parameters = self.parameters.iter();
        let parameters = parameters.map(|it| (it.name, it.value(region, variant)));
        let mut evaluation = Evaluation {
            scope: parameters.collect(),
            partitions: self.partitions,
        };
        let mut endpoint = evaluation.rules(&self.rules)?;
        if let Some(EndpointTemplate {
            url,
            signing_region,
            ..
        }) = &mut endpoint
        {
            if !is_url(url) {
                let message =
                    format!("give `{url}` for the region `{region}`, which is not a valid URL");
                return report(self.root, &message);
            }
            signing_region.take_if(|signing_region| signing_region == region);
        }
        Ok(endpoint)
    }

    fn known<'t>(&'t self, partition: &'t Partition) -> impl Iterator<Item = &'t str> {
        let listed = partition.regions.iter().map(String::as_str);
        let is_listed = |name: &&str| partition.regions.iter().any(|region| region == name);
        let named = self.named.iter().copied();
        let named = named.filter(move |name| is_host_label(name) && !is_listed(name));
        let known = listed.chain(named);
        known.filter(|region| self.is_in(region, partition))
    }

    fn is_in(&self, region: &str, partition: &Partition) -> bool {
        let found = self.partitions.of(region);
        found.is_some_and(|found| found.id == partition.id)
    }
}

/// Inserts a region into a template.
fn in_region(template: &EndpointTemplate, region: &str) -> EndpointTemplate {
    let mut endpoint = template.clone();
    endpoint.url = endpoint.url.replace(EndpointTemplate::REGION, region);
    endpoint.signing_region.take_if(|it| it == region);
    endpoint
}

/// Returns `true` for the URL of an endpoint: a host, and a path if there is one.
fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://");
    rest.or(url.strip_prefix("http://")).is_some_and(|rest| {
        let is_part = |byte: u8| byte.is_ascii_graphic() && !b"?#@\\{}".contains(&byte);
        rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && rest.bytes().all(is_part)
    })
}

/// Returns the strings that rules compare values with.
fn named<'n>(node: &'n Node<'n>) -> BTreeSet<&'n str> {
    let mut named = BTreeSet::new();
    match node {
        Node::Array(elements) => named.extend(elements.iter().flat_map(self::named)),
        Node::Object(entries) => {
            let function = node.get("fn");
            let compares = matches!(function, Some(Node::String(name)) if name == "stringEquals");
            if let Some(Node::Array(arguments)) = node.get("argv").filter(|_| compares) {
                let texts = arguments.iter().filter_map(|argument| match argument {
                    Node::String(text) => Some(&**text),
                    _ => None,
                });
                named.extend(texts);
            }
            named.extend(entries.iter().flat_map(|(_, value)| self::named(value)));
        }
        _ => {}
    }
    named
}
