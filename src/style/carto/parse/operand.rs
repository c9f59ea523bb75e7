//! Single values: calls, fields, variables, files and words.

use super::reader::SheetReader;
use crate::style::carto::value::{CallNode, NodeKind, NodeRef, ValueNode};

impl SheetReader<'_> {
    /// A single value. What a failed attempt has read stays read, as in carto.
    pub(super) fn entity(&mut self) -> Option<NodeRef> {
        if self.failed {
            return None;
        }
        self.call()
            .or_else(|| self.literal())
            .or_else(|| self.field())
            .or_else(|| self.variable())
            .or_else(|| self.url())
            .or_else(|| self.keyword())
    }

    /// `name(argument, …)`
    fn call(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let rest = self.scanner.rest();
        let length = match rest.as_bytes() {
            [b'%', b'(', ..] => 1,
            bytes => bytes.iter().take_while(|b| is_word(**b) || **b == b'-').count(),
        };
        let name = rest.get(..length).filter(|n| !n.is_empty() && *n != "url")?;
        if rest.as_bytes().get(length) != Some(&b'(') {
            return None;
        }
        self.scanner.take(length + 1);
        let arguments = self.nested(|reader| {
            let mut arguments = Vec::new();
            while let Some(argument) = reader.expression() {
                arguments.push(argument);
                if !reader.scanner.character(b',') {
                    break;
                }
            }
            Some(arguments)
        })?;
        self.scanner
            .character(b')')
            .then(|| self.node(NodeKind::Call(CallNode { name: name.to_owned(), arguments }), start))
    }

    /// `[name]`
    pub(super) fn field(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if !self.scanner.character(b'[') {
            return None;
        }
        let name = self.scanner.run(|b| b != b']');
        if !self.scanner.character(b']') {
            return None;
        }
        name.map(|name| self.node(NodeKind::Field(name.to_owned()), start))
    }

    /// `@name`
    pub(super) fn variable(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if self.scanner.peek() != b'@' {
            return None;
        }
        let length = 1 + self.scanner.rest().bytes().skip(1).take_while(|b| is_word(*b) || *b == b'-').count();
        if length == 1 {
            return None;
        }
        let name = self.scanner.take(length).to_owned();
        Some(self.node(NodeKind::Variable(name), start))
    }

    /// `url(…)`, with or without quotes.
    fn url(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if !self.scanner.rest().starts_with("url(") {
            return None;
        }
        self.scanner.take("url(".len());
        let inner_start = self.scanner.position();
        let inner = self.quoted().or_else(|| self.variable()).unwrap_or_else(|| {
            let is_path = |b: u8| is_word(b) || b"-%@$/.&=:;#+?~".contains(&b);
            let path = self.scanner.run(is_path).unwrap_or("");
            ValueNode::new(NodeKind::Quoted(path.to_owned()), self.span_from(inner_start))
        });
        let kind = if self.scanner.character(b')') { NodeKind::Url(inner) } else { NodeKind::Invalid };
        Some(self.node(kind, start))
    }

    /// A word such as `hard-light`.
    fn keyword(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if !matches!(self.scanner.peek(), b'A'..=b'Z' | b'a'..=b'z' | b'-') {
            return None;
        }
        let word = self.scanner.run(|b| is_word(b) || b == b'-')?.to_owned();
        Some(self.node(NodeKind::Keyword(word), start))
    }
}

/// Whether it is a letter, digit or underscore.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
