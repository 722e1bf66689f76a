//! `cargo xtask explain`: explains a rule of the API diff.

use anyhow::Result;
use clap::Args;
use codegen::diff::{Explanation, Rule};
use codegen::nearest::hint;
use codegen::problem::visible;

use crate::failure::usage_error;
use crate::output;

/// Explain a rule of the API diff.
#[derive(Args)]
#[command(
    before_help = "Example: cargo xtask explain member-removed",
    after_help = rules()
)]
pub(crate) struct Arguments {
    /// The name of the rule, as in reports.
    rule: String,
}

fn rules() -> String {
    let ids = Rule::ALL.map(|rule| format!("  {rule}\n"));
    format!("Rules:\n{}", ids.concat())
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    output::print(&text(named(&arguments.rule)?))
}

/// Returns the rule with a name, or an error that suggests similar names.
fn named(name: &str) -> Result<Rule> {
    name.parse().map_err(|_| {
        let hint = hint(name, Rule::ALL.map(Rule::id));
        usage_error(format!(
            "`{}` is not a rule{hint}\n`cargo xtask explain --help` lists the rules",
            visible(name)
        ))
    })
}

fn text(rule: Rule) -> String {
    let Explanation {
        meaning,
        wire,
        rust,
        stops_compiling,
    } = rule.explanation();
    let only_where_carried = match is_of_parts(rule) && rule.can_break_messages() {
        true => " Also compatible if no request or response carries it.",
        false => "",
    };
    let text = format!("{rule}\n\n{meaning}\n\nwire: {wire}{only_where_carried}\nrust: {rust}\n");
    match stops_compiling {
        Some(line) => format!("{text}\nThis stops compiling:\n\n    {line}\n"),
        None => text,
    }
}

/// Returns `true` if a rule concerns something that not every message carries: a shape, a member, a
/// value, or a fact about one of them.
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
