//! A program with the generated endpoints of many services.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use codegen::api::Documentation;
use codegen::model::{Endpoints, Model, Service};

use super::answer_of;
use crate::cargo::cargo;
use crate::scratch;

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
        let options = EndpointOptions::new()
            .fips(variant.contains("fips"))
            .dual_stack(variant.contains("dual_stack"));
        let answer = match endpoints.resolve(region, options) {
            Ok(it) => [it.url(), it.signing_region(), it.signing_name().unwrap_or("-")].join("\t"),
            Err(_) => "none\t-\t-".to_owned(),
        };
        answers += &format!("{service}\t{region}\t{variant}\t{answer}\n");
    }
    print!("{answers}");
}
"#;

/// The source of a program.
#[derive(Default)]
pub(super) struct Program {
    /// The generated constants of each service.
    services: BTreeMap<String, String>,
}

impl Program {
    /// Adds a service.
    pub(super) fn add(&mut self, name: &str, endpoints: Endpoints) -> Result<()> {
        let model = Model {
            service: Service {
                id: name.to_owned(),
                target_prefix: Some(name.to_owned()),
                endpoints: Some(endpoints),
                ..Service::default()
            },
            ..Model::default()
        };
        let mut files = codegen::generate(&model, &Documentation::default())?;
        let text = files.remove("service.rs").context("nothing is generated")?;
        self.services.insert(name.to_owned(), text);
        Ok(())
    }

    /// Returns `true` if it has a service.
    pub(super) fn has(&self, service: &str) -> bool {
        self.services.contains_key(service)
    }

    /// Returns the number of services.
    pub(super) fn len(&self) -> usize {
        self.services.len()
    }

    /// Compiles and runs the program in `folder`.
    pub(super) fn answer(&self, questions: &str, folder: &Path, root: &Path) -> Result<String> {
        self.write(questions, folder, root)?;
        let mut run = cargo();
        run.args(["run", "--quiet", "--offline", "--", "questions.tsv"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"));
        answer_of(&mut run).context("the program with all endpoints failed")
    }

    fn write(&self, questions: &str, folder: &Path, root: &Path) -> Result<()> {
        let write = |path: &str, text: &str| scratch::write(&folder.join(path), text);
        let protocol = root.join("crates/aws-json-protocol");
        scratch::write_workspace(folder, "", &["program"], root)?;
        write("questions.tsv", questions)?;
        write(
            "program/Cargo.toml",
            &format!(
                "[package]\nname = \"endpoints\"\nedition = \"2024\"\n\n[dependencies]\n\
                 aws-json-protocol = {{ path = {protocol:?} }}\n"
            ),
        )?;
        let mut main = String::from(
            "#![allow(dead_code, reason = \"a service module has more than its endpoints\")]\n",
        );
        let mut arms = String::new();
        for (number, (name, text)) in self.services.iter().enumerate() {
            write(&format!("program/src/service_{number}.rs"), text)?;
            writeln!(main, "mod service_{number};")?;
            writeln!(arms, "        {name:?} => service_{number}::ENDPOINTS,")?;
        }
        main += MAIN;
        write!(
            main,
            "\nfn endpoints(service: &str) -> Option<Endpoints> {{\n    Some(match service {{\n{arms}        \
             _ => return None,\n    }})\n}}\n"
        )?;
        write("program/src/main.rs", &main)
    }
}
