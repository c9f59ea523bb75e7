//! Evaluates values.

use super::{Variables, mistakes};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity, Span},
    style::carto::{
        CartoVersion,
        reference::ReferenceTable,
        value::{Dimension, NodeKind, NodeRef, Unit, ValueNode},
    },
};

/// How deep values may be nested, variables included.
const MAX_DEPTH: usize = 800;

/// How many values are evaluated: those of a project with 18,000 rules are a tenth of them. A variable is evaluated each
/// time that it is used, so that variables of variables may stand for very many values.
const MAX_VALUES: u64 = 10_000_000;

/// The length of text that counts as a value, in bytes.
const TEXT: usize = 64;

/// How many errors are reported.
const MAX_ERRORS: usize = 300;

/// Pixels per inch.
const PIXELS_PER_INCH: f64 = 90.714;

/// What is needed to evaluate values.
pub(crate) struct Evaluator<'e> {
    pub(crate) version: CartoVersion,
    pub(crate) reference: &'static ReferenceTable,
    pub(crate) variables: Variables,
    pub(crate) diagnostics: &'e mut Diagnostics,
    /// How often a number that others may use was rounded.
    pub(crate) rounded: u32,
    depth: usize,
    values_left: u64,
}

impl<'e> Evaluator<'e> {
    pub(crate) fn new(version: CartoVersion, diagnostics: &'e mut Diagnostics) -> Self {
        let (reference, variables) = (ReferenceTable::of(version), Variables::new(version));
        Self { version, reference, variables, diagnostics, rounded: 0, depth: 0, values_left: MAX_VALUES }
    }

    /// Reports something, unless there are too many errors already.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.count(Severity::Error) < MAX_ERRORS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports an error; the value is undefined then.
    pub(super) fn undefined(&mut self, diagnostic: Diagnostic, span: Span) -> NodeRef {
        self.report(diagnostic);
        ValueNode::new(NodeKind::Undefined, span)
    }

    /// What a value evaluates to.
    pub(crate) fn evaluate(&mut self, node: &NodeRef) -> NodeRef {
        if self.depth >= MAX_DEPTH {
            return self.undefined(mistakes::too_deep(node.span), node.span);
        }
        if !self.spend(1, node.span) {
            return ValueNode::new(NodeKind::Undefined, node.span);
        }
        self.depth += 1;
        let result = self.evaluate_inner(node);
        self.depth -= 1;
        if let NodeKind::Quoted(text) = &result.kind
            && !self.spend(text.len() / TEXT, node.span)
        {
            return ValueNode::new(NodeKind::Undefined, node.span);
        }
        result
    }

    /// Counts values. False if there were too many, which is reported once.
    fn spend(&mut self, values: usize, span: Span) -> bool {
        let before = self.values_left;
        self.values_left = before.saturating_sub(values as u64);
        if before > 0 && self.values_left == 0 {
            self.report(mistakes::too_much(span));
        }
        self.values_left > 0
    }

    fn evaluate_inner(&mut self, node: &NodeRef) -> NodeRef {
        match &node.kind {
            NodeKind::Dimension(dimension) => match to_pixels(dimension) {
                true => node.clone(),
                false => self.undefined(mistakes::unit(node.span), node.span),
            },
            NodeKind::Variable(name) => match self.variables.get(name).cloned() {
                Some(value) => self.evaluate(&value),
                None => {
                    let mistake = mistakes::variable(name, &self.variables, node.span);
                    self.undefined(mistake, node.span)
                }
            },
            NodeKind::Call(call) => self.call(call, node),
            NodeKind::Math(math) => self.math(math, node.span),
            NodeKind::Url(inner) => ValueNode::new(NodeKind::Url(self.evaluate(inner)), node.span),
            NodeKind::Sequence(items) | NodeKind::List(items) if items.len() == 1 => {
                items.first().map_or_else(|| node.clone(), |item| self.evaluate(item))
            }
            NodeKind::Sequence(items) => {
                let items = items.iter().map(|item| self.evaluate(item)).collect();
                ValueNode::new(NodeKind::Sequence(items), node.span)
            }
            NodeKind::List(items) => {
                let items = items.iter().map(|item| self.evaluate(item)).collect();
                ValueNode::new(NodeKind::List(items), node.span)
            }
            NodeKind::Invalid => self.undefined(mistakes::invalid(node.span), node.span),
            _ => node.clone(),
        }
    }
}

/// Converts a length to pixels. False if the unit is unknown.
fn to_pixels(dimension: &Dimension) -> bool {
    match dimension.unit.get() {
        Unit::Unknown => return false,
        Unit::Length(per_inch) => {
            let inches = dimension.number.get() / per_inch.unwrap_or(f64::NAN);
            dimension.number.set(inches * PIXELS_PER_INCH);
            dimension.unit.set(Unit::Pixel);
        }
        Unit::None | Unit::Percent | Unit::Pixel => {}
    }
    true
}
