//! A model with prose renders the same code as one without, and says each text once. Text stays text,
//! whatever Markdown, rustdoc or Rust could read in it.

use crate::common::fixtures::{each_file, read_fixture};
use crate::common::{operation, rendered, structure};
use codegen::api::Documentation;
use codegen::model::{Member, Model, Protocol};
use codegen::{Files, generate};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

fn without_prose(mut model: Model) -> Model {
    for traits in model.traits_mut() {
        traits.documentation = None;
        if let Some(deprecated) = &mut traits.deprecated {
            deprecated.message = None;
        }
    }
    model
}

/// The lines that are code.
fn code(files: &Files) -> Vec<(&str, &str)> {
    let lines = files
        .iter()
        .flat_map(|(path, text)| text.lines().map(move |line| (path.as_str(), line)));
    lines
        .filter(|(_, line)| {
            !["//", "#[deprecated"]
                .iter()
                .any(|start| line.trim_start().starts_with(start))
        })
        .collect()
}

#[test]
fn prose_changes_only_comments() {
    let model = read_fixture("prose");
    let (with, without) = (rendered(&model), rendered(&without_prose(model)));
    assert_ne!(with, without);
    assert_eq!(code(&with), code(&without));
}

#[test]
fn each_text_appears_once() {
    let model = read_fixture("prose");
    let mut without_operations = model.clone();
    without_operations.service.protocol = Protocol::RestJson1;
    for model in [model, without_operations] {
        let source: String = rendered(&model).into_values().collect();
        for text in [
            "Lends a book.",
            "See [the rules](https://example.com/rules).",
            r"One book, as a \[reader\] knows it.",
            "Where a book is.",
            "Lends books to **everybody**.",
        ] {
            assert_eq!(source.matches(text).count(), 1, "{text}\n{source}");
        }
        // The shape of a number has no type to say it at, so both members do.
        assert_eq!(source.matches("For how many days.").count(), 2);
    }
}

/// The documentation that structures get from each of these texts.
fn comments(texts: &[String]) -> Vec<String> {
    // One structure refers to all the others, and can have 2000 members.
    texts.chunks(2000).flat_map(comments_of_one_model).collect()
}

fn comments_of_one_model(texts: &[String]) -> Vec<String> {
    const SUMMARY: &str = "    /// Summary.\n    ///\n";
    let mut model = crate::common::model();
    let mut documentation = Documentation::default();
    let mut all = structure([]);
    for (number, html) in texts.iter().enumerate() {
        let name = format!("Text{number}");
        let mut shape = structure([]);
        shape.traits.documentation = Some(html.clone());
        documentation
            .shapes
            .insert(name.clone(), "Summary.".to_owned());
        crate::common::members(&mut all).insert(name.clone(), Member::new(&name));
        model.shapes.insert(name, shape);
    }
    model.shapes.insert("All".to_owned(), all);
    operation(&mut model, "Ping").input = Some("All".to_owned());
    let files = generate(&model, &documentation).unwrap();
    let items = files["types.rs"].split(SUMMARY).skip(1);
    let comments: Vec<_> = items
        .map(|item| {
            let lines = item.lines().map_while(|line| line.strip_prefix("    ///"));
            let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
            lines.collect::<Vec<_>>().join("\n")
        })
        .collect();
    assert_eq!(comments.len(), texts.len());
    comments
}

fn comment(html: &str) -> String {
    comments(&[html.to_owned()]).remove(0)
}

/// Parses Markdown as rustdoc does, except for its curly quotation marks.
fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

/// Returns the visible text.
fn visible_text(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            _ => {}
        }
    }
    text
}

/// Invented prose, one file for each kind of tag. Code in it is never marked as Rust.
#[test]
fn prose_of_each_kind() {
    each_file("prose", |path| {
        let markdown = comment(&std::fs::read_to_string(path).unwrap());
        for event in events(&markdown) {
            if let Event::Start(Tag::CodeBlock(kind)) = event {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()));
            }
        }
        insta::assert_snapshot!(markdown);
    });
}

/// Texts that Markdown, rustdoc or Rust could interpret.
const SIGNS: [&str; 38] = [
    "#", "##", "+", "-", "--", "---", "*", "**", "***", "_", "__", "=", "==", ">", ">>", "|", "1.",
    "2)", "~", "~~~", "`", "```", "[", "]", "[x]", "[x]:", "[^1]", "(x)", "!", "<", "<b>", "&amp;",
    "&#33;", "\\", "\\*", "*/", "x", "x_y",
];

#[test]
fn text_stays_text() {
    let long = "word ".repeat(17);
    let pairs = SIGNS.iter().flat_map(|one| SIGNS.map(|two| (one, two)));
    let texts: Vec<_> = pairs
        .flat_map(|(one, two)| {
            [
                format!("{one} {two}"),
                format!("{one}{two}"),
                format!("{one}{two} {one}a{two}"),
                format!("{long}{one} {two}"),
                format!("{long}{one}{two} {one}"),
            ]
        })
        .collect();
    let escaped = texts.iter().map(|text| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<p>{text}</p>")
    });
    for (text, markdown) in texts.iter().zip(comments(&escaped.collect::<Vec<_>>())) {
        assert_eq!(visible_text(&markdown), *text, "{markdown}");
        let blocks = events(&markdown).filter(|event| matches!(event, Event::Start(_)));
        assert_eq!(blocks.count(), 1, "one paragraph:\n{markdown}");
    }
}

#[test]
fn styles_do_not_change_the_text_between_them() {
    let styles = [
        ("<b>", "</b>"),
        ("<i>", "</i>"),
        ("<code>", "</code>"),
        ("", ""),
        ("<a href='https://example.com'>", "</a>"),
    ];
    let signs = ["x", "(x)", "*", "`", "!", "_"];
    let (mut texts, mut htmls) = (Vec::new(), Vec::new());
    for (one, two) in styles.iter().flat_map(|one| styles.map(|two| (one, two))) {
        for (a, b) in signs.iter().flat_map(|a| signs.map(|b| (a, b))) {
            texts.push(format!("x{a}{b}x"));
            htmls.push(format!("x{}{a}{}{}{b}{}x", one.0, one.1, two.0, two.1));
        }
    }
    for ((text, html), markdown) in texts.iter().zip(&htmls).zip(comments(&htmls)) {
        let visible = visible_text(&markdown).replace(' ', "");
        assert_eq!(visible, *text, "{html}\n{markdown}");
    }
}

#[test]
fn endless_nesting_is_harmless() {
    for tags in [
        "<ul><li>",
        "<note>",
        "<b>",
        "<table><tr><td>",
        "<dl><dt>x<dd>",
    ] {
        let lines = comment(&(tags.repeat(8_000) + "text"));
        assert!(lines.contains("text"));
        assert!(lines.lines().all(|line| line.chars().count() <= 92));
    }
}

/// Sentences of our own have code spans of the model's texts; the lines of a comment do not break in
/// them.
#[test]
fn a_code_span_is_one_word_even_with_backticks_in_it() {
    for inside in ["a b", "a ` b", "` a", "a `` b `", "``` - a"] {
        let text = format!("{inside} {}", "c ".repeat(50));
        let mut model = crate::common::model();
        operation(&mut model, "Ping").host_prefix = Some(text.clone());
        let files = rendered(&model);
        let lines = files["operation/ping.rs"].lines();
        let lines: Vec<_> = lines.filter(|line| line.contains(inside)).collect();
        let documented = lines.iter().find(|line| line.contains("///")).unwrap();
        assert!(documented.contains(text.trim_end()), "{documented}");
    }
}

#[test]
fn no_word_starts_a_block() {
    // A word that is longer than a line has a line of its own.
    let long = "w".repeat(100);
    for (word, escaped) in [
        ("#[evil]", "\\#\\[evil\\]"),
        ("-", "\\-"),
        ("===", "\\==="),
        ("12.", "12\\."),
        ("1)", "1\\)"),
        ("1.5", "1.5"),
        (".", "."),
    ] {
        let markdown = comment(&format!("{long} {word}"));
        assert_eq!(markdown, format!("{long}\n{escaped}"));
    }
}
