//! Declarations and blocks.

use std::rc::Rc;

use super::{explain, reader::SheetReader, scanner::is_white};
use crate::style::carto::{
    syntax::{CartoBlock, CartoDeclaration, SheetItem},
    value::NodeKind,
};

impl SheetReader<'_> {
    /// Everything up to a closing brace, or to something that cannot be read.
    pub(super) fn items(&mut self) -> Vec<SheetItem> {
        let mut items = Vec::new();
        while !self.failed {
            if let Some(declaration) = self.declaration() {
                items.push(SheetItem::Declaration(Rc::new(declaration)));
            } else if let Some(block) = self.block() {
                items.push(SheetItem::Block(block));
            } else if self.failed {
                break;
            } else if !self.scanner.comment() && !self.scanner.white_space() {
                let Some(invalid) = self.invalid() else { break };
                items.push(invalid);
            }
        }
        items
    }

    /// What cannot be read, up to `;` or the end of the line.
    fn invalid(&mut self) -> Option<SheetItem> {
        let start = self.scanner.position();
        let rest = self.scanner.rest();
        let length = rest.find([';', '\n'])? + 1;
        self.scanner.take(length);
        let written = rest.get(..length - 1).unwrap_or("").trim_end();
        let span = self.sheet.span(start, start + written.len().max(1));
        self.diagnostics.push(explain::invalid(written, span, self.reference));
        Some(SheetItem::Invalid)
    }

    /// `name: value;` or `@name: value;`
    fn declaration(&mut self) -> Option<CartoDeclaration> {
        self.scanner.save();
        self.operations = 0;
        if matches!(self.scanner.peek(), b'.' | b'#') {
            return None;
        }
        let start = self.scanner.position();
        let (name_length, length) = name_length(self.scanner.rest())?;
        let token = self.scanner.take(length);
        let full = token.get(..name_length).unwrap_or("");
        let value = self.value();
        let ended = value.is_some() && (self.scanner.peek() == b'}' || self.scanner.peek() == b';');
        let Some(value) = value.filter(|_| ended && !self.failed) else {
            self.scanner.restore();
            return None;
        };
        let span = self.span_from(start);
        self.scanner.character(b';');
        let (instance, name) = match full.split_once('/') {
            Some((instance, name)) => (Some(Rc::from(instance)), name),
            None => (None, full),
        };
        let index = self.sheet.index(self.scanner.saved());
        let name_span = self.sheet.span(start, start + name_length);
        Some(CartoDeclaration { name: name.into(), instance, value, index, name_span, span })
    }

    /// Expressions with commas between them. Of each of several, only the first value counts.
    fn value(&mut self) -> Option<crate::style::carto::value::NodeRef> {
        let start = self.scanner.position();
        let mut expressions = Vec::new();
        while let Some(expression) = self.expression() {
            expressions.push(expression);
            if !self.scanner.character(b',') {
                break;
            }
        }
        if expressions.len() > 1 {
            for expression in &mut expressions {
                if let NodeKind::Sequence(items) = &expression.kind
                    && let Some(first) = items.first().cloned()
                {
                    *expression = first;
                }
            }
        }
        (!expressions.is_empty()).then(|| self.node(NodeKind::List(expressions), start))
    }

    /// Selectors and what is in the braces after them.
    fn block(&mut self) -> Option<CartoBlock> {
        self.scanner.save();
        let start = self.scanner.position();
        let mut selectors = Vec::new();
        while let Some(selector) = self.selector() {
            selectors.push(selector);
            self.comments();
            if !self.scanner.character(b',') {
                break;
            }
            self.comments();
        }
        if self.failed {
            return None;
        }
        let span = self.span_from(start);
        let items = match selectors.is_empty() {
            true => None,
            false => self.braces(),
        };
        match items {
            Some(items) => Some(CartoBlock { selectors, items, span }),
            None => {
                self.scanner.restore();
                None
            }
        }
    }

    fn braces(&mut self) -> Option<Vec<SheetItem>> {
        if !self.scanner.character(b'{') {
            return None;
        }
        let items = self.nested(|reader| Some(reader.items()))?;
        self.scanner.character(b'}').then_some(items)
    }

    fn comments(&mut self) {
        while self.scanner.comment() {}
    }
}

/// The lengths of the name of a declaration, and of it with the colon.
fn name_length(rest: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    let run = |from: usize, test: fn(&u8) -> bool| bytes.iter().skip(from).take_while(|b| test(b)).count();
    let name = if bytes.first() == Some(&b'@') {
        let length = run(1, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        (length > 0).then_some(length + 1)?
    } else {
        let in_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
        let instance = match bytes.first() {
            Some(b'a'..=b'z') => run(0, in_name),
            _ => 0,
        };
        let mut at = if instance > 0 && bytes.get(instance) == Some(&b'/') { instance + 1 } else { 0 };
        at += usize::from(bytes.get(at) == Some(&b'*'));
        let length = run(at, in_name);
        (length > 0).then_some(at + length)?
    };
    let after = rest.get(name..)?;
    let space = after.len() - after.trim_start_matches(is_white).len();
    (bytes.get(name + space) == Some(&b':')).then_some((name, name + space + 1))
}
