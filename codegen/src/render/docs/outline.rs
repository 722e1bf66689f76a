//! The nesting of blocks, built as lists and notices begin and end.

use super::comment::Block;

/// The maximum depth of nested blocks. Deeper blocks are added to the innermost one.
const DEEPEST: usize = 12;

/// Blocks, some of which are incomplete.
#[derive(Default)]
pub(super) struct Outline {
    /// The complete top-level blocks.
    blocks: Vec<Block>,
    /// The incomplete blocks, outermost first.
    frames: Vec<Frame>,
}

/// An incomplete block.
enum Frame {
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
    Notice {
        title: &'static str,
        blocks: Vec<Block>,
    },
}

impl Outline {
    /// Adds a complete block to the innermost incomplete one.
    pub(super) fn add(&mut self, block: Block) {
        self.start_item_of_list();
        match self.frames.last_mut() {
            Some(Frame::Item(blocks) | Frame::Notice { blocks, .. }) => blocks.push(block),
            _ => self.blocks.push(block),
        }
    }

    /// Begins a list.
    pub(super) fn start_list(&mut self, ordered: bool) {
        self.open(Frame::List {
            ordered,
            items: Vec::new(),
        });
    }

    /// Begins an item, and ends the previous one. Outside a list, also begins a list.
    pub(super) fn start_item(&mut self) {
        let is_list = |frame: &Frame| matches!(frame, Frame::List { .. });
        match self.frames.iter().rposition(is_list) {
            Some(list) => self.close_down_to(list + 1),
            None => self.start_list(false),
        }
    }

    /// Begins a notice.
    pub(super) fn start_notice(&mut self, title: &'static str) {
        self.open(Frame::Notice {
            title,
            blocks: Vec::new(),
        });
    }

    /// Ends the innermost list, if there is one.
    pub(super) fn end_list(&mut self) {
        self.end(|frame| matches!(frame, Frame::List { .. }));
    }

    /// Ends the innermost item, if there is one.
    pub(super) fn end_item(&mut self) {
        self.end(|frame| matches!(frame, Frame::Item(_)));
    }

    /// Ends the innermost notice, if there is one.
    pub(super) fn end_notice(&mut self) {
        self.end(|frame| matches!(frame, Frame::Notice { .. }));
    }

    /// Completes all blocks and returns them.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_down_to(0);
        self.blocks
    }

    fn open(&mut self, frame: Frame) {
        if self.frames.len() < DEEPEST {
            self.start_item_of_list();
            self.frames.push(frame);
        }
    }

    /// Begins an item if the innermost block is a list, whose contents must be in items.
    fn start_item_of_list(&mut self) {
        if matches!(self.frames.last(), Some(Frame::List { .. })) {
            self.frames.push(Frame::Item(Vec::new()));
        }
    }

    fn end(&mut self, is_meant: fn(&Frame) -> bool) {
        if let Some(position) = self.frames.iter().rposition(is_meant) {
            self.close_down_to(position);
        }
    }

    /// Closes frames until only the outermost `count` are left.
    fn close_down_to(&mut self, count: usize) {
        while self.frames.len() > count {
            self.close();
        }
    }

    /// Closes the innermost frame, and drops it if it is empty.
    fn close(&mut self) {
        match self.frames.pop() {
            Some(Frame::Notice { title, blocks }) if !blocks.is_empty() => {
                self.add(Block::Quote(titled(title, blocks)));
            }
            Some(Frame::List { ordered, items }) if !items.is_empty() => {
                self.add(Block::List { ordered, items });
            }
            Some(Frame::Item(blocks)) if !blocks.is_empty() => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            _ => {}
        }
    }
}

/// Adds a title before blocks, on the same line if they begin with text. If they already begin with
/// the title, it is not repeated.
fn titled(title: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    let title = format!("**{title}:**");
    match blocks.first_mut() {
        Some(Block::Paragraph(words)) if words.first() == Some(&title) => {}
        Some(Block::Paragraph(words)) => words.insert(0, title),
        _ => blocks.insert(0, Block::Paragraph(vec![title])),
    }
    blocks
}
