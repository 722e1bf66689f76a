//! Invented prose, one file for each kind of tag, and text that must not be read as markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::DocComment;
use super::html::{blocks, plain_text};

/// Returns the lines for prose about a member.
fn rendered(html: &str) -> String {
    let mut comment = DocComment::default();
    comment.blocks(blocks(html));
    comment.lines(4).join("\n")
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

#[test]
fn prose_of_each_kind() {
    insta::glob!("../../../tests/fixtures/prose", "*.html", |path| {
        let html = std::fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(rendered(&html));
    });
}

#[test]
fn code_is_never_rust() {
    insta::glob!("../../../tests/fixtures/prose", "*.html", |path| {
        let markdown = rendered(&std::fs::read_to_string(path).unwrap());
        for event in events(&markdown) {
            if let Event::Start(Tag::CodeBlock(kind)) = event {
                assert_eq!(kind, pulldown_cmark::CodeBlockKind::Fenced("text".into()));
            }
        }
    });
}

/// Texts that Markdown, rustdoc or Rust could interpret.
const SIGNS: [&str; 38] = [
    "#", "##", "+", "-", "--", "---", "*", "**", "***", "_", "__", "=", "==", ">", ">>", "|", "1.",
    "2)", "~", "~~~", "`", "```", "[", "]", "[x]", "[x]:", "[^1]", "(x)", "!", "<", "<b>", "&amp;",
    "&#33;", "\\", "\\*", "*/", "x", "x_y",
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[test]
fn text_stays_text() {
    let long = "word ".repeat(17);
    for (one, two) in SIGNS.iter().flat_map(|one| SIGNS.map(|two| (one, two))) {
        for text in [
            format!("{one} {two}"),
            format!("{one}{two}"),
            format!("{one}{two} {one}a{two}"),
            format!("{long}{one} {two}"),
            format!("{long}{one}{two} {one}"),
        ] {
            let markdown = rendered(&format!("<p>{}</p>", escaped(&text)));
            assert_eq!(visible_text(&markdown), text, "{markdown}");
            let blocks = events(&markdown).filter(|event| matches!(event, Event::Start(_)));
            assert_eq!(blocks.count(), 1, "one paragraph:\n{markdown}");
        }
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
    for (one, two) in styles.iter().flat_map(|one| styles.map(|two| (one, two))) {
        for (a, b) in signs.iter().flat_map(|a| signs.map(|b| (a, b))) {
            let html = format!("x{}{a}{}{}{b}{}x", one.0, one.1, two.0, two.1);
            let markdown = rendered(&html);
            let text = visible_text(&markdown).replace(' ', "");
            assert_eq!(text, format!("x{a}{b}x"), "{html}\n{markdown}");
        }
    }
}

#[test]
fn plain_text_has_neither_tags_nor_lines() {
    let html = "<p>Use <code>Put</code>.</p>\n<ul><li>a &amp; b</li></ul><x/>";
    assert_eq!(plain_text(html), "Use Put. a & b");
}

#[test]
fn nesting_without_end_is_no_problem() {
    for tags in [
        "<ul><li>",
        "<note>",
        "<b>",
        "<table><tr><td>",
        "<dl><dt>x<dd>",
    ] {
        let lines = rendered(&(tags.repeat(20_000) + "text"));
        assert!(lines.contains("text"));
        assert!(lines.lines().all(|line| line.chars().count() <= 92));
    }
}

#[test]
fn table_heads_and_items_are_what_they_were() {
    let markdown = rendered("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>");
    let cells = events(&markdown).filter(|event| *event == Event::End(TagEnd::TableCell));
    assert_eq!(cells.count(), 4);
}
