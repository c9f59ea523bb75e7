//! Lists and mappings.

use std::borrow::Cow;

use saphyr_parser::Tag;

use super::{
    builder::Builder,
    open::{OpenCollection, OpenItems},
};
use crate::{
    config::{
        document::{DocumentNode, Kind, MAX_DEPTH, MAX_NODES, MappingEntry},
        templates::{Braces, leftover},
    },
    diagnostic::{Code, Diagnostic, Span},
};

impl Builder<'_, '_> {
    pub(super) fn open(&mut self, start: Span, anchor: usize, tag: Option<Cow<'_, Tag>>, items: OpenItems) {
        self.refuse_custom(tag.as_deref(), start);
        if self.stack.len() >= MAX_DEPTH {
            self.too_much(start, "values are nested too deeply");
        }
        self.stack.push(OpenCollection { start, anchor, items });
    }

    pub(super) fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let bytes = self.text.as_bytes();
        let flow = matches!(bytes.get(open.start.start as usize), Some(b'{' | b'['));
        let mut span = open.start;
        let mut broken = false;
        let kind = match open.items {
            OpenItems::List(items) => {
                if flow {
                    self.comma_before(end);
                }
                span = items.last().map_or(span, |last| span.to(last.span));
                Kind::Sequence(items)
            }
            OpenItems::Map { entries, merges, odd_key, .. } => {
                if let Some(first) = entries.first().filter(|_| !flow) {
                    span.start = first.key_span.start;
                }
                span = entries.last().map_or(span, |last| span.to(last.key_span).to(last.value.span));
                broken = odd_key;
                Kind::Mapping(self.merge(entries, merges))
            }
        };
        if flow {
            // The end event of a flow collection starts at its bracket, but may reach beyond it.
            span.end = (end.start + 1).min(self.text.len() as u32).max(span.start);
        }
        if broken {
            self.odd_key(span);
        }
        let kind = if broken { Kind::Broken } else { kind };
        self.finish(DocumentNode { span, kind, origin: None }, open.anchor);
    }

    /// Warns about a comma before a closing bracket on the same line, as in `[a, ]`, which has one item: an item may be
    /// missing. A trailing comma at the end of a line is common style.
    fn comma_before(&mut self, end: Span) {
        let before = self.text.get(..end.start as usize).unwrap_or("").trim_end_matches(' ');
        if before.ends_with(',') {
            let at = before.len() as u32;
            self.diagnostics.push(
                Diagnostic::warning(Code::NoValue, Span { start: at - 1, end: at, ..end }, "this list ends with a comma: is an item missing?")
                    .cause("YAML drops an empty item after the last comma; a template that renders a missing variable as nothing leaves one")
                    .help("write the item, or remove the comma"),
            );
        }
    }

    /// Reports a mapping with a key that is not a scalar. YAML reads `{{ x }}` as one; other cases are mistakes too.
    fn odd_key(&mut self, span: Span) {
        let text = self.text.get(span.range()).unwrap_or("");
        self.diagnostics.push(match leftover(text, Braces::None) {
            Some(leftover) => leftover.diagnostic(span, "a value"),
            None => Diagnostic::error(Code::YamlStructure, span, "a key of this mapping is itself a mapping or a list")
                .help("put the value in quotes if the braces or brackets belong to it"),
        });
    }

    /// Adds a complete value to the open collection, as an item, key or value; without one it becomes the root.
    pub(super) fn finish(&mut self, mut node: DocumentNode, anchor: usize) {
        self.nodes += 1;
        if self.nodes > MAX_NODES && !self.full {
            self.too_much(node.span, "this file has too many values");
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|open| &mut open.items) {
            None => self.root = Some(node),
            Some(OpenItems::List(items)) => items.push(node),
            Some(OpenItems::Map { entries, merges, key, odd_key }) => match key.take() {
                None => match node.kind {
                    Kind::Scalar(scalar) => *key = Some((scalar.text, node.span)),
                    Kind::Null => *key = Some((self.text.get(node.span.range()).unwrap_or("").into(), node.span)),
                    // The value of this key is dropped with it.
                    _ => {
                        *odd_key = true;
                        *key = Some((String::new(), node.span));
                    }
                },
                Some((name, key_span)) => {
                    if name == "<<" && matches!(node.kind, Kind::Mapping(_) | Kind::Sequence(_)) {
                        merges.push(node);
                        return;
                    }
                    if matches!(node.kind, Kind::Null) && node.span.start == node.span.end
                        || node.span.start < key_span.end
                    {
                        // The value has no text of its own: its span is that of the key and its colon.
                        let rest = self.text.get(key_span.end as usize..).unwrap_or("");
                        let colon = rest.find(':').filter(|&at| rest.get(..at).is_some_and(|s| s.trim().is_empty()));
                        node.span = Span { end: key_span.end + colon.map_or(0, |at| at as u32 + 1), ..key_span };
                    }
                    if let Some(first) = entries.iter().find(|e| e.key == name && !*odd_key) {
                        self.diagnostics.push(
                            Diagnostic::error(
                                Code::DuplicateKey,
                                key_span,
                                format!("`{name}` is set twice in one mapping"),
                            )
                            .cause("only one of the two values could be used")
                            .help("remove one of them")
                            .related(first.key_span, "set here first"),
                        );
                        return;
                    }
                    entries.push(MappingEntry { key: name, key_span, value: node });
                }
            },
        }
    }
}
