//! Expressions: values next to each other, and operations on them.

use super::{explain, reader::SheetReader};
use crate::style::carto::value::{MathNode, NodeKind, NodeRef};

/// How many operations a declaration may have, and how many values next to each other.
const MAX_TERMS: usize = 500;

impl SheetReader<'_> {
    /// Values next to each other.
    pub(super) fn expression(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let mut items = Vec::new();
        while let Some(item) = self.nested(Self::addition) {
            items.push(item);
            if items.len() > MAX_TERMS {
                self.fail(explain::too_deep(self.span_from(start)));
            }
        }
        (!items.is_empty()).then(|| self.node(NodeKind::Sequence(items), start))
    }

    /// Sums. A sign with a blank before it and none after it belongs to the number.
    fn addition(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let mut left = self.multiplication()?;
        while let Some(operator) = self.sign()
            && let Some(right) = self.multiplication()
        {
            left = self.math(operator, left, right, start);
        }
        Some(left)
    }

    fn sign(&mut self) -> Option<char> {
        let sign = self.scanner.peek();
        if !matches!(sign, b'+' | b'-') {
            return None;
        }
        let spaced = self.scanner.rest().chars().nth(1).is_some_and(super::scanner::is_white);
        if spaced {
            let rest = self.scanner.rest();
            let after = rest.get(1..).unwrap_or("");
            let space = after.len() - after.trim_start_matches(super::scanner::is_white).len();
            self.scanner.take(1 + space);
        } else if self.scanner.peek_at(-1) == b' ' {
            return None;
        } else {
            self.scanner.take(1);
        }
        Some(sign as char)
    }

    /// Products, quotients and remainders.
    fn multiplication(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let mut left = self.operand()?;
        while let Some(operator) = ['/', '*', '%'].into_iter().find(|o| self.scanner.character(*o as u8))
            && let Some(right) = self.operand()
        {
            left = self.math(operator, left, right, start);
        }
        Some(left)
    }

    fn math(&mut self, operator: char, left: NodeRef, right: NodeRef, start: usize) -> NodeRef {
        self.operations += 1;
        if self.operations > MAX_TERMS && !self.failed {
            self.fail(explain::too_deep(self.span_from(start)));
        }
        self.node(NodeKind::Math(MathNode { operator, left, right }), start)
    }

    /// An expression in parentheses, or a single value.
    fn operand(&mut self) -> Option<NodeRef> {
        if self.scanner.character(b'(')
            && let Some(inner) = self.nested(Self::expression)
            && self.scanner.character(b')')
        {
            return Some(inner);
        }
        self.entity()
    }
}
