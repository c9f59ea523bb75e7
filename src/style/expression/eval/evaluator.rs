//! Evaluates the nodes of an expression.

use std::borrow::Cow;

use super::convert;
use crate::style::expression::{
    context::Context,
    failure::Failure,
    node::Node,
    value::{Compound, Value},
};

pub(super) type Evaluated<'a> = Result<Value<'a>, Failure>;

/// Evaluates `node`.
pub(in crate::style::expression) fn evaluate<'a>(node: &'a Node, context: &Context<'a>) -> Evaluated<'a> {
    Evaluator { context, frame: Vec::new() }.eval(node)
}

/// The state of one evaluation.
pub(super) struct Evaluator<'a, 'c> {
    pub context: &'c Context<'a>,
    /// The values of the enclosing bindings, outermost first.
    frame: Vec<Value<'a>>,
}

impl<'a> Evaluator<'a, '_> {
    /// Evaluates `node` with the enclosing bindings. There is one arm per kind of node; longer ones are methods next to
    /// related ones in the files of this module.
    pub(super) fn eval(&mut self, node: &'a Node) -> Evaluated<'a> {
        Ok(match node {
            Node::Constant(value) => value.borrowed(),
            Node::Get(slot) => self.slot(*slot).map_or(Value::Null, Value::borrowed),
            Node::Has(slot) => Value::Bool(self.slot(*slot).is_some()),
            Node::Id => self.context.feature.map_or(Value::Null, |f| f.id.borrowed()),
            Node::GeometryType => self.context.feature.map_or(Value::Null, |f| f.kind.name().into()),
            Node::Zoom => Value::Number(self.zoom()?),
            Node::Ramp => Value::Number(self.context.ramp),
            Node::SlotIs(slot, text, wanted) => {
                Value::Bool(matches!(self.slot(*slot), Some(Value::String(s)) if **s == **text) == *wanted)
            }
            Node::Not(inner) => Value::Bool(!self.eval(inner)?.is_truthy()),
            Node::All(nodes) => Value::Bool(self.all(nodes)?),
            Node::Any(nodes) => Value::Bool(self.any(nodes)?),
            Node::Equal(pair, wanted) => Value::Bool((self.eval(&pair.0)? == self.eval(&pair.1)?) == *wanted),
            Node::Compare(comparison, pair) => Value::Bool(self.compare(*comparison, pair)?),
            Node::In(needle, labels) => Value::Bool(self.is_in(needle, labels)?),
            Node::Match { input, labels, outputs, otherwise } => {
                let input = self.eval(input)?;
                return self.eval(labels.find(&input).and_then(|at| outputs.get(at)).unwrap_or(otherwise));
            }
            Node::Case(cases, otherwise) => return self.case(cases, otherwise),
            Node::Coalesce(nodes) => return self.coalesce(nodes),
            Node::Step { input, first, stops } => return self.step(input, first, stops),
            Node::Interpolate { easing, space, input, stops } => {
                return self.interpolate(*easing, *space, input, stops);
            }
            Node::Unary(f, x) => Value::Number(f(self.number(x)?)),
            Node::Binary(f, pair) => Value::Number(f(self.number(&pair.0)?, self.number(&pair.1)?)),
            Node::Fold(f, start, nodes) => {
                Value::Number(nodes.iter().try_fold(*start, |sum, node| Ok(f(sum, self.number(node)?)))?)
            }
            Node::Concat(nodes) => self.concat(nodes)?.into(),
            Node::Upcase(inner) => self.string(inner)?.to_uppercase().into(),
            Node::Downcase(inner) => self.string(inner)?.to_lowercase().into(),
            Node::ToString(inner) => Value::String(self.eval(inner)?.into_text()),
            Node::ToBoolean(inner) => Value::Bool(self.eval(inner)?.is_truthy()),
            Node::ToColor(inner) => Value::Color(convert::to_color(&self.eval(inner)?)?),
            Node::ToFormatted(inner) => convert::to_formatted(self.eval(inner)?),
            Node::ToImage(inner) => convert::to_image(self.eval(inner)?, self.context),
            Node::ToAnchors(inner) => Compound::Anchors(convert::to_anchors(&self.eval(inner)?)?).into(),
            Node::Format(sections) => self.format(sections)?.into(),
            Node::Assert(wanted, candidates) => return self.assert(wanted, candidates),
            Node::Let(values, body) => return self.bind(values, body),
            Node::Var(at) => self.frame.get(*at).cloned().unwrap_or(Value::Null),
            Node::List(nodes) => {
                let items = nodes.iter().map(|node| Ok(self.eval(node)?.into_owned()));
                Compound::List(items.collect::<Result<_, Failure>>()?).into()
            }
            Node::Foreign(foreign) => return foreign.evaluate(self.context),
        })
    }

    fn slot(&self, slot: u32) -> Option<&'a Value<'a>> {
        self.context.feature.and_then(|f| f.slot(slot))
    }

    fn zoom(&self) -> Result<f64, Failure> {
        let missing = || Failure::other("The 'zoom' expression is unavailable in the current evaluation context.");
        self.context.zoom.ok_or_else(missing)
    }

    /// Evaluates a node that must be a number.
    pub(super) fn number(&mut self, node: &'a Node) -> Result<f64, Failure> {
        match self.eval(node)? {
            Value::Number(n) => Ok(n),
            other => Err(Failure::not_a("number", &other)),
        }
    }

    /// Evaluates a node that must be a string.
    pub(super) fn string(&mut self, node: &'a Node) -> Result<Cow<'a, str>, Failure> {
        match self.eval(node)? {
            Value::String(s) => Ok(s),
            other => Err(Failure::not_a("string", &other)),
        }
    }

    fn bind(&mut self, values: &'a [Node], body: &'a Node) -> Evaluated<'a> {
        let outer = self.frame.len();
        for node in values {
            let value = self.eval(node)?;
            self.frame.push(value);
        }
        let result = self.eval(body);
        self.frame.truncate(outer);
        result
    }
}
