//! The nesting of blocks, built as lists and notices begin and end.

use std::mem::{discriminant, take};

use super::comment::Block;
use super::tag::Tag;

/// The maximum depth of nested lists and notices. Deeper blocks are added to the innermost one.
const DEEPEST: usize = 6;

/// Blocks, some of which are incomplete.
#[derive(Default)]
pub(super) struct Outline {
    /// The complete top-level blocks.
    blocks: Vec<Block>,
    /// The incomplete lists and notices, outermost first.
    frames: Vec<Frame>,
}

/// An incomplete list or notice.
struct Frame {
    tag: Tag,
    /// The complete items of a list.
    items: Vec<Vec<Block>>,
    /// The blocks of a notice, or those of the incomplete item of a list.
    blocks: Vec<Block>,
}

impl Frame {
    fn is_list(&self) -> bool {
        matches!(self.tag, Tag::List { .. })
    }

    /// Ends the incomplete item of a list. An empty item is dropped.
    fn end_item(&mut self) {
        if !self.blocks.is_empty() {
            self.items.push(take(&mut self.blocks));
        }
    }
}

impl Outline {
    /// Adds a complete block to the innermost incomplete one.
    pub(super) fn add(&mut self, block: Block) {
        let innermost = self.frames.last_mut();
        let blocks = innermost.map_or(&mut self.blocks, |frame| &mut frame.blocks);
        blocks.push(block);
    }

    /// Begins a list, a notice or an item. An item ends the previous one, and begins a list unless
    /// it is in one.
    pub(super) fn start(&mut self, tag: Tag) {
        let is_item = matches!(tag, Tag::Item | Tag::Term);
        match self.frames.iter().rposition(Frame::is_list) {
            Some(list) if is_item => self.end_item(list),
            None if is_item => self.start(Tag::List { ordered: false }),
            _ if self.frames.len() < DEEPEST => self.frames.push(Frame {
                tag,
                items: Vec::new(),
                blocks: Vec::new(),
            }),
            _ => {}
        }
    }

    /// Ends the innermost list, notice or item, if there is one.
    pub(super) fn end(&mut self, tag: Tag) {
        if tag == Tag::Item {
            let depth = self.frames.len();
            let frames = self.frames.iter().enumerate();
            let mut lists = frames.filter(|(_, frame)| frame.is_list());
            let has_item =
                |(index, list): &(usize, &Frame)| index + 1 < depth || !list.blocks.is_empty();
            if let Some((list, _)) = lists.rfind(has_item) {
                self.end_item(list);
            }
        } else {
            let is_meant = |frame: &Frame| discriminant(&frame.tag) == discriminant(&tag);
            if let Some(position) = self.frames.iter().rposition(is_meant) {
                self.close_down_to(position);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_down_to(0);
        self.blocks
    }

    /// Ends the item of a list, with the blocks in it.
    fn end_item(&mut self, list: usize) {
        self.close_down_to(list + 1);
        if let Some(list) = self.frames.last_mut() {
            list.end_item();
        }
    }

    /// Closes frames until only the outermost `count` are left. Empty ones are dropped.
    fn close_down_to(&mut self, count: usize) {
        while self.frames.len() > count
            && let Some(mut frame) = self.frames.pop()
        {
            match frame.tag {
                Tag::Notice(title) if !frame.blocks.is_empty() => {
                    self.add(Block::Quote(titled(title, frame.blocks)));
                }
                Tag::List { ordered } => {
                    frame.end_item();
                    if !frame.items.is_empty() {
                        let items = frame.items;
                        self.add(Block::List { ordered, items });
                    }
                }
                _ => {}
            }
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
