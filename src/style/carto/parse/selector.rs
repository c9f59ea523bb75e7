//! Selectors and filters.

use std::rc::Rc;

use super::{explain, operand::is_word, reader::SheetReader, scanner::is_white};
use crate::style::carto::{
    filter::{Comparison, FilterId},
    syntax::{CartoElement, CartoSelector, ZoomTest},
    value::{NodeKind, NodeRef, ValueNode},
};

impl SheetReader<'_> {
    /// Elements, zooms, filters and at most one attachment.
    pub(super) fn selector(&mut self) -> Option<CartoSelector> {
        let mut attachment = None;
        let (mut elements, mut zooms, mut filters) = (Vec::new(), Vec::new(), self.filters.empty_set());
        let (mut segments, mut conditions) = (0_u32, 0);
        while !self.failed {
            let start = self.scanner.position();
            if let Some(element) = self.element() {
                elements.push(element);
            } else if let Some(zoom) = self.zoom() {
                zooms.push(zoom);
                conditions += 1;
            } else if let Some(filter) = self.filter() {
                match self.filters.with(filters, filter) {
                    Ok(with) => filters = with,
                    Err(()) => self.fail(explain::contradiction(self.span_from(start))),
                }
                conditions += 1;
            } else if let Some(name) = self.attachment() {
                if attachment.is_some() {
                    self.fail(explain::second_attachment(self.span_from(start)));
                }
                attachment = Some(name);
            } else {
                break;
            }
            segments += 1;
            if matches!(self.scanner.peek(), b'{' | b'}' | b';' | b',') {
                break;
            }
        }
        let index = self.sheet.index(self.scanner.saved());
        (segments > 0 && !self.failed).then_some(CartoSelector {
            elements,
            filters,
            zooms,
            attachment,
            conditions,
            index,
        })
    }

    /// `#id`, `.class`, `*` or `Map`
    fn element(&mut self) -> Option<CartoElement> {
        let rest = self.scanner.rest();
        let name_length = || rest.bytes().skip(1).take_while(|b| is_word(*b) || *b == b'-').count();
        let (element, length) = match rest.as_bytes() {
            [sign @ (b'#' | b'.'), ..] => {
                let length = name_length();
                let name: Rc<str> = rest.get(1..=length).filter(|n| !n.is_empty())?.into();
                (if *sign == b'#' { CartoElement::Id(name) } else { CartoElement::Class(name) }, 1 + length)
            }
            [b'*', ..] => (CartoElement::Wildcard, 1),
            [b'M', b'a', b'p', ..] => (CartoElement::Map, 3),
            _ => return None,
        };
        self.scanner.take(length);
        Some(element)
    }

    /// `::name` or `::name/name`
    fn attachment(&mut self) -> Option<Rc<str>> {
        let rest = self.scanner.rest();
        let name = rest.strip_prefix("::")?;
        let mut length = 0;
        loop {
            let part = name.bytes().skip(length).take_while(|b| is_word(*b) || *b == b'-').count();
            if part == 0 {
                length = length.checked_sub(1)?;
                break;
            }
            length += part;
            if name.as_bytes().get(length) != Some(&b'/') {
                break;
            }
            length += 1;
        }
        let name = Rc::from(name.get(..length)?);
        self.scanner.take(2 + length);
        Some(name)
    }

    /// `[zoom >= 5]`
    fn zoom(&mut self) -> Option<ZoomTest> {
        self.scanner.save();
        let start = self.scanner.position();
        let test = self.zoom_test();
        if test.is_none() {
            self.scanner.restore();
        }
        test.map(|(comparison, value)| ZoomTest { comparison, value, span: self.span_from(start) })
    }

    fn zoom_test(&mut self) -> Option<(Comparison, NodeRef)> {
        let rest = self.scanner.rest();
        let after = rest.strip_prefix('[')?.trim_start_matches(is_white).strip_prefix("zoom")?;
        self.scanner.take(rest.len() - after.len());
        let comparison = Comparison::of(self.scanner.comparison()?);
        let value = self.variable().or_else(|| self.dimension())?;
        self.scanner.character(b']').then_some((comparison, value))
    }

    /// `[key = value]`
    fn filter(&mut self) -> Option<FilterId> {
        self.scanner.save();
        self.operations = 0;
        let start = self.scanner.position();
        if !self.scanner.character(b'[') {
            return None;
        }
        let key = self.filter_key()?;
        let comparison = Comparison::of(self.scanner.comparison()?);
        let value = self.expression()?;
        if !self.scanner.character(b']') {
            let at = self.scanner.position();
            self.fail(explain::open_filter(self.sheet.span(start, at.max(start + 1))));
            return None;
        }
        let span = self.span_from(start);
        Some(self.filters.add(key, comparison, value, span))
    }

    fn filter_key(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if let Some(name) = self.scanner.run(|b| is_word(b) || b == b'-') {
            let name = name.to_owned();
            return Some(self.node(NodeKind::Field(name), start));
        }
        if let Some(quoted) = self.quoted() {
            return Some(ValueNode::new(NodeKind::Field(quoted.text(false)), quoted.span));
        }
        if self.version.expression_keys() {
            return self.expression();
        }
        self.variable().or_else(|| self.field())
    }
}
