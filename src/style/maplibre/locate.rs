//! Locates values in JSON text. Used only for diagnostics, on text that has been parsed successfully.

use std::{collections::HashMap, ops::Range};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::style) enum PathStep {
    Key(String),
    /// A key itself rather than its value; always the last step.
    Name(String),
    Index(usize),
}

/// The path from the root of the document to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::style) struct Path(pub Vec<PathStep>);

impl Path {
    pub(super) fn root() -> Self {
        Self::default()
    }

    pub(super) fn key(&self, key: &str) -> Self {
        let mut path = self.clone();
        path.0.push(PathStep::Key(key.to_owned()));
        path
    }

    /// The path of the key itself, for problems with the key.
    pub(super) fn name(&self, key: &str) -> Self {
        let mut path = self.clone();
        path.0.push(PathStep::Name(key.to_owned()));
        path
    }

    pub(super) fn index(&self, index: usize) -> Self {
        let mut path = self.clone();
        path.0.push(PathStep::Index(index));
        path
    }

    /// Appends indices in the notation of expression errors: `[4][0]`.
    pub(super) fn indices(&self, key: &str) -> Self {
        let mut path = self.clone();
        path.0.extend(key.split(['[', ']']).filter_map(|part| part.parse().ok()).map(PathStep::Index));
        path
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) | PathStep::Name(key) if i == 0 => write!(f, "{key}")?,
                PathStep::Key(key) | PathStep::Name(key) => write!(f, ".{key}")?,
                PathStep::Index(at) => write!(f, "[{at}]")?,
            }
        }
        Ok(())
    }
}

/// Finds values in one text. Each list and object on the way is scanned once, so that many values are found in a time
/// that is linear in the length of the text.
pub(in crate::style) struct Locator<'t> {
    text: &'t str,
    /// By the start of a list or object.
    containers: HashMap<usize, Container>,
}

/// Where the items of a list or object begin.
enum Container {
    List(Vec<usize>),
    /// By key; where the key begins, and where the value. The first of equal keys counts.
    Object(HashMap<String, (usize, usize)>),
    /// Neither a list nor an object.
    Other,
}

impl<'t> Locator<'t> {
    /// For values in `text`.
    pub(in crate::style) fn new(text: &'t str) -> Self {
        Self { text, containers: HashMap::new() }
    }

    /// The byte range of the value at `path`, or of the deepest existing value along it (legacy forms are rewritten, so
    /// that their errors may have a longer path than the text).
    pub(in crate::style) fn locate(&mut self, path: &[PathStep]) -> Range<usize> {
        let mut scan = Scan { bytes: self.text.as_bytes(), at: 0 };
        scan.space();
        for step in path {
            let bytes = self.text.as_bytes();
            let container = self.containers.entry(scan.at).or_insert_with(|| Container::read(bytes, scan.at));
            let found = match (container, step) {
                (Container::List(items), PathStep::Index(index)) => items.get(*index).copied(),
                (Container::Object(items), PathStep::Key(key)) => items.get(key).map(|(_, value)| *value),
                (Container::Object(items), PathStep::Name(key)) => items.get(key).map(|(name, _)| *name),
                _ => None,
            };
            let Some(found) = found else { break };
            scan.at = found;
        }
        let found = scan.at;
        scan.skip_value();
        // A value that spans several lines is represented by the first one.
        let whole = self.text.get(found..scan.at).unwrap_or_default();
        found..found + whole.lines().next().map_or(0, |line| line.trim_end().len())
    }
}

impl Container {
    fn read(bytes: &[u8], at: usize) -> Self {
        let mut scan = Scan { bytes, at };
        match scan.peek() {
            Some(b'[') => {
                let mut items = Vec::new();
                scan.at += 1;
                while scan.has_item(b']') {
                    items.push(scan.at);
                    scan.skip_value();
                }
                Self::List(items)
            }
            Some(b'{') => {
                let mut items = HashMap::new();
                scan.at += 1;
                while scan.has_item(b'}') {
                    let start = scan.at;
                    scan.skip_string();
                    let name = bytes.get(start..scan.at).and_then(|raw| serde_json::from_slice::<String>(raw).ok());
                    scan.space();
                    scan.eat(b':');
                    scan.space();
                    if let Some(name) = name {
                        items.entry(name).or_insert((start, scan.at));
                    }
                    scan.skip_value();
                }
                Self::Object(items)
            }
            _ => Self::Other,
        }
    }
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Moves to the next item of a list or object that ends with `close`. False if there is none.
    fn has_item(&mut self, close: u8) -> bool {
        let before = self.at;
        self.space();
        if self.eat(b',') {
            self.space();
        }
        self.peek().is_some_and(|byte| byte != close) && (self.at > before || self.peek() != Some(b','))
    }

    fn skip_string(&mut self) {
        self.eat(b'"');
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => return,
                _ => {}
            }
        }
    }

    fn skip_value(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.skip_string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                b',' if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}
