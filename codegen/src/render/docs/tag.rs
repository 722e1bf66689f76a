//! The meanings of tags in prose: those of HTML, and those of DocBook that occur in models.

/// The effect of a tag on the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A block of its own.
    Block,
    /// A line of its own, in bold.
    Heading,
    List {
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// The term at the start of an item of a definition list; the definition is a block.
    Term,
    /// A block that is set off, with this title.
    Notice(&'static str),
    Preformatted,
    Table,
    Row,
    Cell,
    Bold,
    Italic,
    Code,
    /// A link, with its URL in this attribute.
    Link(&'static str),
    /// No effect.
    Text,
    /// An unknown tag.
    Unknown,
}

impl Tag {
    /// Returns the meaning of a tag, given its name in lower case.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" | "div" | "br" | "hr" | "para" | "section" | "blockquote" | "caption"
            | "figure" | "dd" => Self::Block,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "ul" | "dl" | "itemizedlist" => Self::List { ordered: false },
            "ol" | "orderedlist" => Self::List { ordered: true },
            "li" | "listitem" => Self::Item,
            "dt" => Self::Term,
            "note" => Self::Notice("Note"),
            "important" => Self::Notice("Important"),
            "warning" => Self::Notice("Warning"),
            "caution" => Self::Notice("Caution"),
            "tip" => Self::Notice("Tip"),
            "pre" | "programlisting" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "b" | "strong" => Self::Bold,
            "i" | "em" | "emphasis" | "replaceable" | "var" => Self::Italic,
            "code" | "tt" | "kbd" | "samp" | "filename" | "function" | "literal" => Self::Code,
            "a" => Self::Link("href"),
            "ulink" => Self::Link("url"),
            "span" | "u" | "small" | "sub" | "sup" | "s" | "del" | "ins" | "abbr" | "font"
            | "img" | "thead" | "tbody" | "tfoot" | "fullname" | "zonbook" | "xhtml" | "link"
            | "text" => Self::Text,
            _ => Self::Unknown,
        }
    }
}
