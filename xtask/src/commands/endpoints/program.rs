//! A program with the generated endpoints of many services.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use codegen::api::Documentation;
use codegen::model::{Endpoints, Model, Service};

use crate::cargo::answer_of;
use crate::failure::Blame;
use crate::scratch::Scratch;

/// The main function of the program, which answers each line of a file in the same form as
/// botocore's answers.
const MAIN: &str = r#"
use aws_json_protocol::endpoint::{EndpointOptions, Endpoints};

fn main() {
    let file = std::env::args().nth(1).unwrap();
    let questions = std::fs::read_to_string(file).unwrap();
    let mut answers = String::new();
    for question in questions.lines() {
        let mut words = question.split('\t');
        let mut word = || words.next().unwrap();
        let (service, region, variant) = (word(), word(), word());
        let Some(endpoints) = endpoints(service) else { continue };
        let options = EndpointOptions {
            fips: variant.contains("fips"),
            dual_stack: variant.contains("dual_stack"),
        };
        let answer = match endpoints.resolve(region, options) {
            Ok(it) => [&*it.url, &*it.signing_region, it.signing_name.as_deref().unwrap_or("-")].join("\t"),
            Err(_) => "none\t-\t-".to_owned(),
        };
        answers += &format!("{service}\t{region}\t{variant}\t{answer}\n");
    }
    print!("{answers}");
}
"#;

/// The generated constants of each service.
pub(super) type Services = BTreeMap<String, String>;

/// Returns the generated constants of a service.
pub(super) fn constants(service: &str, endpoints: Endpoints) -> Result<String> {
    let model = Model {
        service: Service {
            id: service.to_owned(),
            target_prefix: Some(service.to_owned()),
            endpoints: Some(endpoints),
            ..Service::default()
        },
        ..Model::default()
    };
    let mut files = codegen::generate(&model, &Documentation::default())?;
    files.remove("service.rs").context("nothing is generated")
}

/// Compiles and runs the program in a workspace.
pub(super) fn answer(services: &Services, questions: &str, workspace: &Scratch) -> Result<String> {
    let protocol = workspace.protocol();
    let manifest = format!(
        "[package]\nname = \"endpoints\"\nedition = \"2024\"\n\n[dependencies]\n\
         aws-json-protocol = {{ path = {protocol:?} }}\n"
    );
    workspace.write_workspace(&["program"])?;
    workspace.write("program/Cargo.toml", &manifest)?;
    workspace.write("program/src/main.rs", &main(services))?;
    workspace.write("program/questions.tsv", questions)?;
    let mut run = workspace.cargo("program");
    run.args(["run", "--quiet", "--offline", "--", "questions.tsv"]);
    answer_of(&mut run).or_unreadable("the answers of the program with all endpoints")
}

fn main(services: &Services) -> String {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (number, (name, constants)) in services.iter().enumerate() {
        modules += &format!("mod service_{number} {{\n{constants}}}\n");
        arms += &format!("        {name:?} => service_{number}::ENDPOINTS,\n");
    }
    format!(
        "#![allow(dead_code, reason = \"a service module has more than its endpoints\")]\n{modules}{MAIN}\n\
         fn endpoints(service: &str) -> Option<Endpoints> {{\n    Some(match service {{\n{arms}        \
         _ => return None,\n    }})\n}}\n"
    )
}
