//! The tree while it grows, event by event.

use std::collections::HashMap;

use saphyr_parser::Event;

use super::{
    open::{OpenCollection, OpenItems},
    size::{count, depth},
};
use crate::{
    config::document::{Kind, MAX_DEPTH, MAX_NODES, Node},
    diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span},
};

/// The tree while it grows.
pub(super) struct Builder<'t, 'f> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    /// Byte offset of every character; `None` when they are the same.
    pub(super) offsets: Option<Vec<u32>>,
    /// Open collections, the innermost last.
    pub(super) stack: Vec<OpenCollection>,
    /// Values with an anchor, by the parser's number.
    pub(super) anchors: HashMap<usize, Node>,
    /// Values so far, those that aliases repeat included.
    pub(super) nodes: usize,
    pub(super) root: Option<Node>,
    pub(super) diagnostics: &'f mut Diagnostics,
    /// Whether a limit was reached: nothing more is read.
    pub(super) full: bool,
}

impl<'t, 'f> Builder<'t, 'f> {
    /// Nothing read yet of `text`.
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

    /// The span of the parser, which counts characters, in bytes.
    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        let byte = |index: usize| match &self.offsets {
            None => index.min(self.text.len()) as u32,
            Some(table) => table.get(index).copied().unwrap_or(self.text.len() as u32),
        };
        let start = byte(span.start.index());
        Span { file: self.file, start, end: byte(span.end.index()).max(start) }
    }

    /// Adds what `event` at `span` says.
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
                            .help("write the value out, or move the anchor to another value"),
                    );
                    self.finish(Node { span, kind: Kind::Broken, origin: None }, 0);
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

    /// Reports a limit that was reached, and stops.
    pub(super) fn too_much(&mut self, span: Span, what: &str) {
        self.full = true;
        self.diagnostics.push(
            Diagnostic::error(Code::TooLarge, span, what.to_owned())
                .cause(format!("a configuration has at most {MAX_NODES} values, nested at most {MAX_DEPTH} deep"))
                .help("check what aliases (`*name`) repeat"),
        );
    }
}
