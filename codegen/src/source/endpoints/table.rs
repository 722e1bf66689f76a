//! The endpoints of a service for every partition and variant, in as few rows as possible.

use std::collections::BTreeSet;

use serde_json::Value;

use super::evaluate::{evaluate, failure};
use super::expression::{Call, Expression};
use super::function::STRING_EQUALS;
use super::partitions::{Partition, Partitions};
use super::rules::{Rule, RuleResult, RuleSet};
use super::{host, url};
use crate::model::{EndpointPartition, EndpointRow, EndpointTemplate, EndpointVariant, Endpoints};
use crate::problem::{Problem, Problems};

/// The suffixes of invented region names. There are two, so that a rule for one region is not
/// mistaken for a rule for all.
const MADE_UP: [&str; 2] = ["elsewhere-77", "nowhere-101"];

/// A region without a partition, which is treated as one of the first.
const UNCLAIMED: &str = "unclaimed";

/// Finds the endpoints that the rules at `path` define in each partition.
///
/// AWS adds regions over time, so one row covers all regions of a partition, found by evaluating
/// invented regions, and each known region that differs has a row of its own. Known regions are
/// those that the partition lists and those that the rules name.
///
/// # Errors
///
/// Returns an error if the rules cannot be evaluated, or have a result that a table cannot express.
pub(super) fn endpoints(
    rule_set: &RuleSet,
    partitions: &Partitions,
    path: &str,
) -> Result<Endpoints, Problems> {
    let table = Table {
        rule_set,
        partitions,
        path,
        named: named(&rule_set.rules),
    };
    let mut problems = Problems::new();
    let not_given = rule_set.parameters.iter();
    let not_given = not_given.filter(|parameter| !parameter.is_given());
    let mut endpoints = Endpoints {
        partitions: Vec::new(),
        not_given: not_given.map(|parameter| parameter.name.clone()).collect(),
    };
    for partition in &partitions.0 {
        match table.partition(partition) {
            Ok(partition) => endpoints.partitions.push(partition),
            Err(Problem { path, message }) => problems.add(path, message),
        }
    }
    problems.or(endpoints)
}

struct Table<'r> {
    rule_set: &'r RuleSet,
    partitions: &'r Partitions,
    path: &'r str,
    /// The strings that rules compare values with, including regions.
    named: BTreeSet<&'r str>,
}

impl Table<'_> {
    fn partition(&self, partition: &Partition) -> Result<EndpointPartition, Problem> {
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
    ) -> Result<Option<EndpointTemplate>, Problem> {
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
                return Err(failure(
                    self.path,
                    format!(
                        "give different endpoints for unknown regions of the partition `{}`, which a \
                         table cannot express",
                        partition.id
                    ),
                ));
            }
            usual = Some(template);
        }
        Ok(usual.flatten())
    }

    fn endpoint(
        &self,
        region: &str,
        variant: EndpointVariant,
    ) -> Result<Option<EndpointTemplate>, Problem> {
        let mut endpoint = evaluate(self.rule_set, self.partitions, region, variant)?;
        if let Some(EndpointTemplate {
            url,
            signing_region,
            ..
        }) = &mut endpoint
        {
            if url::parse(url).is_none() {
                let message =
                    format!("give `{url}` for the region `{region}`, which is not a valid URL");
                return Err(failure(self.path, message));
            }
            signing_region.take_if(|signing_region| signing_region == region);
        }
        Ok(endpoint)
    }

    fn known<'t>(&'t self, partition: &'t Partition) -> impl Iterator<Item = &'t str> {
        let listed = partition.regions.iter().map(String::as_str);
        let is_listed = |name: &&str| partition.regions.iter().any(|region| region == name);
        let named = self.named.iter().copied();
        let named = named.filter(move |name| host::is_label(name, false) && !is_listed(name));
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

/// Returns the strings that rules compare values with.
fn named(rules: &[Rule]) -> BTreeSet<&str> {
    let mut named = BTreeSet::new();
    for rule in rules {
        for condition in &rule.conditions {
            add_named(&condition.call, &mut named);
        }
        if let RuleResult::Tree(rules) = &rule.result {
            named.extend(self::named(rules));
        }
    }
    named
}

fn add_named<'r>(call: &'r Call, named: &mut BTreeSet<&'r str>) {
    for argument in &call.arguments {
        match argument {
            Expression::Literal(Value::String(text)) if call.function.name == STRING_EQUALS => {
                named.insert(text);
            }
            Expression::Call(call) => add_named(call, named),
            _ => {}
        }
    }
}
