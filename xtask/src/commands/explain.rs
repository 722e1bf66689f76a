//! `cargo xtask explain`: what a rule of the API diff means.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use codegen::diff::{Explanation, Rule};

use crate::output;

/// Explain a rule of the API diff.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The rule, as reports name it.
    #[arg(value_parser = PossibleValuesParser::new(Rule::ALL.map(Rule::id)).try_map(|name| name.parse::<Rule>()))]
    rule: Rule,
}

/// Runs the command.
///
/// # Errors
///
/// The explanation cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    output::print(&text(arguments.rule))
}

fn text(rule: Rule) -> String {
    let Explanation {
        meaning,
        wire,
        rust,
        stops_compiling,
    } = rule.explanation();
    let only_where_carried = match is_of_parts(rule) && wire.contains("reaking") {
        true => " Compatible where no message of that direction carries it.",
        false => "",
    };
    let text = format!("{rule}\n\n{meaning}\n\nwire: {wire}{only_where_carried}\nrust: {rust}\n");
    match stops_compiling {
        Some(line) => format!("{text}\nThis stops compiling:\n\n    {line}\n"),
        None => text,
    }
}

/// Whether a rule is about what some messages carry and others do not: a shape, a member, a value,
/// or a fact about them.
fn is_of_parts(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::OperationRemoved
            | Rule::OperationInputChanged
            | Rule::OperationOutputChanged
            | Rule::OperationBindingChanged
            | Rule::ErrorShapeRemoved
            | Rule::ShapeRenamed
            | Rule::ProtocolChanged
            | Rule::TargetPrefixChanged
            | Rule::EndpointPrefixChanged
    )
}
