use codegen::diff::{Diff, Operations, Side};

use super::{COMMENT, Parts, View, fence, json, markdown, text};

fn diff() -> Diff {
    let side = |id: &str| Side {
        id: id.to_owned(),
        botocore: None,
    };
    Diff {
        from: side("old"),
        to: side("new"),
        bump: None,
        release: None,
        operations: Operations::default(),
        format_differences: Vec::new(),
        changes: Vec::new(),
    }
}

fn with<'a>(diff: &'a Diff, generated: &'a str) -> Parts<'a> {
    Parts {
        diff,
        operations: None,
        generated: Some(generated),
    }
}

#[test]
fn the_generated_source_follows_the_changes() {
    let generated = "--- a/enums.rs\n+++ b/enums.rs\n@@ -1 +1,2 @@\n Walk,\n+Ride,\n";
    let (diff, view) = (diff(), View::default());
    let parts = with(&diff, generated);
    assert!(text(parts, view).ends_with(&format!("\ngenerated code:\n\n{generated}")));
    let comment = markdown(parts, view, None);
    let section = format!(
        "\n<details><summary>Generated code: +1 -0 lines</summary>\n\n```diff\n{generated}```\n\n</details>\n"
    );
    assert!(comment.ends_with(&section), "{comment}");
    let report: serde_json::Value = serde_json::from_str(&json(parts, view).unwrap()).unwrap();
    assert_eq!(report["generated"], generated);
}

#[test]
fn a_comment_is_cut_at_a_line_and_says_so() {
    let lines = |count: usize| format!("+{}\n", "é".repeat(99)).repeat(count);
    let command = Some("cargo xtask diff old new");
    let diff = diff();
    let markdown = |count| markdown(with(&diff, &lines(count)), View::default(), command);
    assert!(!markdown(600).contains("not shown"));
    for count in [650, 655, 700, 5000] {
        let comment = markdown(count);
        assert!(comment.chars().count() <= COMMENT);
        let shown = comment.matches("\n+é").count();
        let rest = format!(
            "\n{} more lines not shown: `cargo xtask diff old new --rust`.",
            count - shown
        );
        assert!(shown > 600 && comment.contains(&rest), "{count}: {shown}");
        assert!(comment.ends_with("\n</details>\n"));
    }
}

#[test]
fn nothing_in_the_source_closes_the_fence() {
    assert_eq!(fence("+let a = 1;"), "```");
    assert_eq!(fence("+//! ```toml\n+//! ````"), "`````");
}
