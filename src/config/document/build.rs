//! Parser events → [`Node`] tree, with the checks that need the tree: duplicate keys, merge keys,
//! aliases, tags, limits.

use std::{borrow::Cow, collections::HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use super::{Entry, Kind, MAX_DEPTH, MAX_NODES, Node, Scalar, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};

/// The tree of the one document in `text`, or the error that stopped the parser. Problems that do not
/// stop it go to `findings`. `None` when there is no document.
pub fn build(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Result<Option<Node>, ScanError> {
    let mut builder = Builder {
        text,
        file,
        offsets: (!text.is_ascii()).then(|| text.char_indices().map(|(i, _)| i as u32).collect()),
        stack: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        root: None,
        diagnostics,
        full: false,
    };
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        let span = builder.span(span);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents == 2 {
                builder.diagnostics.push(
                    Diagnostic::error(Code::YamlStructure, span, "a second YAML document starts here")
                        .cause("a configuration file holds one document; everything after `---` would be lost")
                        .help("remove the `---` line, or move what follows into its own file"),
                );
                break;
            }
        }
        builder.event(event, span);
        if builder.full {
            return Ok(None);
        }
    }
    Ok(builder.root)
}

struct Builder<'t, 'f> {
    text: &'t str,
    file: FileId,
    /// Byte offset of every character; `None` when they are the same.
    offsets: Option<Vec<u32>>,
    stack: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    root: Option<Node>,
    diagnostics: &'f mut Diagnostics,
    full: bool,
}

/// A collection that is not closed yet.
struct Open {
    start: Span,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, merges: Vec<Node>, key: Option<(String, Span)>, odd_key: bool },
}

impl Builder<'_, '_> {
    fn span(&self, span: saphyr_parser::Span) -> Span {
        let byte = |index: usize| match &self.offsets {
            None => index.min(self.text.len()) as u32,
            Some(table) => table.get(index).copied().unwrap_or(self.text.len() as u32),
        };
        let start = byte(span.start.index());
        Span { file: self.file, start, end: byte(span.end.index()).max(start) }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
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
            Event::SequenceStart(anchor, tag) => self.open(span, anchor, tag, Content::List(Vec::new())),
            Event::MappingStart(anchor, tag) => {
                let map = Content::Map { entries: Vec::new(), merges: Vec::new(), key: None, odd_key: false };
                self.open(span, anchor, tag, map);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn open(&mut self, start: Span, anchor: usize, tag: Option<Cow<'_, Tag>>, content: Content) {
        self.refuse_custom(tag.as_deref(), start);
        if self.stack.len() >= MAX_DEPTH {
            self.too_much(start, "values are nested too deeply");
        }
        self.stack.push(Open { start, anchor, content });
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let bytes = self.text.as_bytes();
        let flow = matches!(bytes.get(open.start.start as usize), Some(b'{' | b'['));
        let mut span = open.start;
        let mut broken = false;
        let kind = match open.content {
            Content::List(items) => {
                if flow {
                    self.comma_before(end);
                }
                span = items.last().map_or(span, |last| span.to(last.span));
                Kind::Sequence(items)
            }
            Content::Map { entries, merges, odd_key, .. } => {
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
        self.finish(Node { span, kind, origin: None }, open.anchor);
    }

    /// `[a, ]` has one item. A comma at the end of a line is a habit, one before a bracket may be what
    /// is left of an item.
    fn comma_before(&mut self, end: Span) {
        let before = self.text.get(..end.start as usize).unwrap_or("").trim_end_matches(' ');
        if before.ends_with(',') {
            let at = before.len() as u32;
            self.diagnostics.push(
                Diagnostic::warning(Code::NoValue, Span { start: at - 1, end: at, ..end }, "this list ends with a comma: is an item missing?")
                    .cause("YAML drops what is not written behind the last comma; a template that rendered a missing variable as nothing looks like this")
                    .help("write the item, or remove the comma"),
            );
        }
    }

    /// A mapping with a key that is no scalar: `{{ x }}` reads as one, everything else is a slip too.
    fn odd_key(&mut self, span: Span) {
        let text = self.text.get(span.range()).unwrap_or("");
        self.diagnostics.push(match crate::config::templates::leftover(text, crate::config::templates::Braces::None) {
            Some(leftover) => leftover.diagnostic(span, "a value"),
            None => Diagnostic::error(Code::YamlStructure, span, "a key of this mapping is itself a mapping or a list")
                .help("put the value in quotes if the braces or brackets belong to it"),
        });
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, tag: Option<Cow<'_, Tag>>, span: Span) -> Node {
        let plain = style == ScalarStyle::Plain;
        let core = tag.as_deref().filter(|t| t.is_yaml_core_schema());
        self.refuse_custom(tag.as_deref(), span);
        let as_text = core.is_some_and(|t| t.suffix == "str") || !plain && core.is_none();
        let value = if as_text { Some(scalar::Value::Text) } else { scalar::resolve(&text) };
        let kind = match value {
            Some(value) => Kind::Scalar(Scalar { text: text.into_owned(), value, plain }),
            None => Kind::Null,
        };
        let mut span = span;
        if let Some(written) = self.text.get(span.range()) {
            // Block scalars end where the next token starts: the trailing line breaks are not theirs.
            span.end = span.start + written.trim_end().len() as u32;
        }
        Node { span, kind, origin: None }
    }

    fn refuse_custom(&mut self, tag: Option<&Tag>, span: Span) {
        let Some(tag) = tag.filter(|t| !t.is_yaml_core_schema()) else { return };
        self.diagnostics.push(
            Diagnostic::error(Code::YamlStructure, span, format!("the tag `{tag}` means nothing here"))
                .cause("tags like this are resolved by another tool (Ansible, CloudFormation, Compose …) before karto reads the file")
                .help("run the tool that resolves it, or remove the tag"),
        );
    }

    fn too_much(&mut self, span: Span, what: &str) {
        self.full = true;
        self.diagnostics.push(
            Diagnostic::error(Code::TooLarge, span, what.to_owned())
                .cause(format!("a configuration has at most {MAX_NODES} values, nested at most {MAX_DEPTH} deep"))
                .help("check what aliases (`*name`) repeat"),
        );
    }

    /// A complete value goes to where it belongs: root, list, key or value.
    fn finish(&mut self, mut node: Node, anchor: usize) {
        self.nodes += 1;
        if self.nodes > MAX_NODES && !self.full {
            self.too_much(node.span, "this file has too many values");
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, merges, key, odd_key }) => match key.take() {
                None => match node.kind {
                    Kind::Scalar(scalar) => *key = Some((scalar.text, node.span)),
                    Kind::Null => *key = Some((self.text.get(node.span.range()).unwrap_or("").into(), node.span)),
                    // The value that belongs to it is dropped with it.
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
                        // Nothing is written: the key and its colon stand for it.
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
                    entries.push(Entry { key: name, key_span, value: node });
                }
            },
        }
    }

    /// `<<: *defaults`: what the mapping does not say itself comes from the merged ones, the first of
    /// a list first.
    fn merge(&mut self, mut entries: Vec<Entry>, merges: Vec<Node>) -> Vec<Entry> {
        for merged in merges {
            let sources = match merged.kind {
                Kind::Sequence(items) => items,
                _ => vec![merged],
            };
            for source in sources {
                let Kind::Mapping(from) = source.kind else {
                    self.diagnostics.push(
                        Diagnostic::error(Code::YamlStructure, source.span, "only mappings can be merged with `<<`")
                            .help("write `<<: *name` where `&name` marks a mapping"),
                    );
                    continue;
                };
                for entry in from {
                    if !entries.iter().any(|e| e.key == entry.key) {
                        entries.push(entry);
                    }
                }
            }
        }
        entries
    }
}

fn count(node: &Node) -> usize {
    1 + node.items().iter().map(count).sum::<usize>() + node.entries().iter().map(|e| count(&e.value)).sum::<usize>()
}

fn depth(node: &Node) -> usize {
    let items = node.items().iter().map(depth).max().unwrap_or(0);
    let entries = node.entries().iter().map(|e| depth(&e.value)).max().unwrap_or(0);
    1 + items.max(entries)
}
