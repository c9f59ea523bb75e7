//! Reads YAML, and JSON, with the place of each value.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::mistakes;
use crate::diagnostic::{Diagnostic, FileId, Span};

/// How many values a project may have, those repeated by aliases included, and how deep they may be nested.
const MAX_NODES: usize = 500_000;
const MAX_DEPTH: usize = 64;

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct YamlNode {
    pub(super) kind: YamlKind,
    pub(super) span: Span,
}

/// The kinds of values.
#[derive(Debug, Clone)]
pub(super) enum YamlKind {
    /// A scalar, and whether it is without quotes.
    Scalar(String, bool),
    List(Vec<YamlNode>),
    Map(Vec<(YamlNode, YamlNode)>),
}

impl YamlNode {
    /// The entries of a mapping, those merged with `<<` included.
    pub(super) fn entries(&self) -> Vec<(&str, &YamlNode)> {
        let mut result: Vec<(&str, &Self)> = Vec::new();
        let YamlKind::Map(entries) = &self.kind else { return result };
        for (key, value) in entries {
            let YamlKind::Scalar(name, plain) = &key.kind else { continue };
            if *plain && name == "<<" {
                let maps = if let YamlKind::List(maps) = &value.kind { maps } else { std::slice::from_ref(value) };
                for (name, value) in maps.iter().flat_map(Self::entries) {
                    if result.iter().all(|(known, _)| *known != name) {
                        result.push((name, value));
                    }
                }
            } else if let Some(known) = result.iter_mut().find(|(known, _)| known == name) {
                known.1 = value;
            } else {
                result.push((name, value));
            }
        }
        result
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().into_iter().rev().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The items of a list; a single value is a list of one, and nothing an empty one.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            YamlKind::List(items) => items,
            YamlKind::Scalar(text, true) if text.is_empty() => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// A collection whose end has not been read yet.
struct Open {
    items: Vec<YamlNode>,
    is_map: bool,
    anchor: usize,
    span: Span,
}

/// Reads the first document of `text`.
pub(super) fn read(text: &str, file: FileId) -> Result<YamlNode, Box<Diagnostic>> {
    let offsets: Vec<u32> = text.char_indices().map(|(i, _)| i as u32).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len() as u32);
    let (mut stack, mut anchors, mut count) = (Vec::<Open>::new(), HashMap::<usize, YamlNode>::new(), 0);
    let start = Span { file, start: 0, end: 0 };
    for event in Parser::new_from_str(text) {
        let (event, place) = event.map_err(|error| {
            let at = byte(error.marker().index());
            mistakes::syntax(Span { file, start: at, end: at }, &error.to_string())
        })?;
        let from = byte(place.start.index());
        let span = Span { file, start: from, end: byte(place.end.index()).max(from) };
        let (node, anchor) = match event {
            Event::Scalar(value, style, anchor, _) => {
                let written = text.get(span.range()).unwrap_or("").trim_end().len() as u32;
                let span = Span { end: span.start + written, ..span };
                (YamlNode { kind: YamlKind::Scalar(value.into_owned(), style == ScalarStyle::Plain), span }, anchor)
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if stack.len() < MAX_DEPTH => {
                let is_map = matches!(event, Event::MappingStart(..));
                stack.push(Open { items: Vec::new(), is_map, anchor, span });
                continue;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => return Err(mistakes::too_large(span)),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = stack.pop() else { continue };
                let span = open.span.to(span);
                let kind = if open.is_map { YamlKind::Map(pairs(open.items)) } else { YamlKind::List(open.items) };
                (YamlNode { kind, span }, open.anchor)
            }
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(node) => {
                    count += size(node);
                    if count > MAX_NODES || stack.len() + depth(node) > MAX_DEPTH {
                        return Err(mistakes::too_large(span));
                    }
                    (node.clone(), 0)
                }
                None => return Err(mistakes::alias(span)),
            },
            _ => continue,
        };
        count += 1;
        if count > MAX_NODES {
            return Err(mistakes::too_large(node.span));
        }
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
            count += size(&node);
        }
        match stack.last_mut() {
            Some(open) => open.items.push(node),
            None => return Ok(node),
        }
    }
    Err(mistakes::empty(start))
}

fn pairs(items: Vec<YamlNode>) -> Vec<(YamlNode, YamlNode)> {
    let mut items = items.into_iter();
    std::iter::from_fn(|| Some((items.next()?, items.next()?))).collect()
}

fn size(node: &YamlNode) -> usize {
    1 + match &node.kind {
        YamlKind::Scalar(..) => 0,
        YamlKind::List(items) => items.iter().map(size).sum(),
        YamlKind::Map(entries) => entries.iter().map(|(k, v)| size(k) + size(v)).sum(),
    }
}

fn depth(node: &YamlNode) -> usize {
    1 + match &node.kind {
        YamlKind::Scalar(..) => 0,
        YamlKind::List(items) => items.iter().map(depth).max().unwrap_or(0),
        YamlKind::Map(entries) => entries.iter().map(|(k, v)| depth(k).max(depth(v))).max().unwrap_or(0),
    }
}
