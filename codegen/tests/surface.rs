//! The public API of a small crate, line by line.

mod common;

use codegen::diff::Revision;
use codegen::surface::surface;

#[test]
fn the_public_api_is_a_line_per_item_and_member() {
    let model = common::model();
    let revision = Revision::new("", &model);
    insta::assert_snapshot!(surface(revision.plan(), "example_types").join("\n"));
}
