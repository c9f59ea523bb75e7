//! Locates values in JSON text. Used only for diagnostics, on text that has been parsed successfully.

use std::ops::Range;

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

/// The byte range of the value at `path`, or of the deepest existing value along it (legacy forms are rewritten, so
/// that their errors may have a longer path than the text).
pub(in crate::style) fn locate(text: &str, path: &[PathStep]) -> Range<usize> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.space();
    let mut found = scan.at;
    for step in path {
        if !scan.enter(step) {
            break;
        }
        found = scan.at;
    }
    scan.at = found;
    scan.skip_value();
    // A value that spans several lines is represented by the first one.
    let whole = text.get(found..scan.at).unwrap_or_default();
    found..found + whole.lines().next().map_or(0, |line| line.trim_end().len())
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

    /// Moves from the start of an array or object to the start of the given value in it.
    fn enter(&mut self, step: &PathStep) -> bool {
        let (open, close) = match step {
            PathStep::Key(_) | PathStep::Name(_) => (b'{', b'}'),
            PathStep::Index(_) => (b'[', b']'),
        };
        if !self.eat(open) {
            return false;
        }
        let mut index = 0;
        loop {
            self.space();
            if self.peek() == Some(close) || self.peek().is_none() {
                return false;
            }
            let wanted = match step {
                PathStep::Key(key) | PathStep::Name(key) => {
                    let start = self.at;
                    self.skip_string();
                    let name: Option<String> =
                        self.bytes.get(start..self.at).and_then(|raw| serde_json::from_slice(raw).ok());
                    let wanted = name.as_deref() == Some(key);
                    if wanted && matches!(step, PathStep::Name(_)) {
                        self.at = start;
                        return true;
                    }
                    self.space();
                    self.eat(b':');
                    self.space();
                    wanted
                }
                PathStep::Index(wanted) => index == *wanted,
            };
            if wanted {
                return true;
            }
            self.skip_value();
            self.space();
            if !self.eat(b',') {
                return false;
            }
            index += 1;
        }
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
