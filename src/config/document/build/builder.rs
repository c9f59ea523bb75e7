//! Builds the tree from parser events.

use std::collections::HashMap;

use saphyr_parser::Event;

use super::{
    open::{OpenCollection, OpenItems},
    size::{count, depth},
};
use crate::{
    config::document::{DocumentNode, Kind, MAX_DEPTH, MAX_NODES},
    diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span},
};

/// The state while the tree is built.
pub(super) struct Builder<'t, 'f> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    /// The byte offset of each character; `None` if the text is ASCII, where they are the same.
    pub(super) offsets: Option<Vec<u32>>,
    /// Open collections, the innermost last.
    pub(super) stack: Vec<OpenCollection>,
    /// Values with an anchor, by the parser's id of the anchor.
    pub(super) anchors: HashMap<usize, DocumentNode>,
    /// The number of values so far, including those repeated by aliases.
    pub(super) nodes: usize,
    pub(super) root: Option<DocumentNode>,
    pub(super) diagnostics: &'f mut Diagnostics,
    /// Whether a limit was exceeded, after which nothing more is read.
    pub(super) full: bool,
}

impl<'t, 'f> Builder<'t, 'f> {
    /// A builder for `text`, with nothing read yet.
    pub(super) fn new(text: &'t str, file: FileId, diagnostics: &'f mut Diagnostics) -> Self {
        Self {
            text,
            file,
            offsets: (!text.is_ascii()).then(|| text.char_indices().map(|(i, _)| i as u32).collect()),
            stack: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            root: None,
            diagnostics,
            full: false,
        }
    }

    /// Converts a span of the parser, which counts characters, to bytes.
    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        let byte = |index: usize| match &self.offsets {
            None => index.min(self.text.len()) as u32,
            Some(table) => table.get(index).copied().unwrap_or(self.text.len() as u32),
        };
        let start = byte(span.start.index());
        Span { file: self.file, start, end: byte(span.end.index()).max(start) }
    }

    /// Adds `event`, which is at `span`, to the tree.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(text, style, tag, span);
                self.finish(node, anchor);
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(mut node) => {
                    self.nodes += count(&node);
                    if self.stack.len() + depth(&node) > MAX_DEPTH {
                        self.too_much(span, "values are nested too deeply");
                    } else {
                        node.span = span;
                        self.finish(node, 0);
                    }
                }
                None => {
                    self.diagnostics.push(
                        Diagnostic::error(Code::YamlStructure, span, "this alias refers to a value that contains it")
                            .help("write the value itself, or move the anchor to another value"),
                    );
                    self.finish(DocumentNode { span, kind: Kind::Broken, origin: None }, 0);
                }
            },
            Event::SequenceStart(anchor, tag) => self.open(span, anchor, tag, OpenItems::List(Vec::new())),
            Event::MappingStart(anchor, tag) => {
                let map = OpenItems::Map { entries: Vec::new(), merges: Vec::new(), key: None, odd_key: false };
                self.open(span, anchor, tag, map);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    /// Reports that a limit was exceeded, and stops reading.
    pub(super) fn too_much(&mut self, span: Span, what: &str) {
        self.full = true;
        self.diagnostics.push(
            Diagnostic::error(Code::TooLarge, span, what.to_owned())
                .cause(format!("a configuration has at most {MAX_NODES} values, nested at most {MAX_DEPTH} deep"))
                .help("check the values that aliases (`*name`) repeat"),
        );
    }
}
