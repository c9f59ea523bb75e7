//! Conditions and choices.

use super::evaluator::{Evaluated, Evaluator};
use crate::style::{
    Image,
    expression::{
        comparison::Comparison,
        failure::Failure,
        labels::Labels,
        node::Node,
        value::{Compound, Value},
        value_type::ValueType,
    },
};

impl<'a> Evaluator<'a, '_> {
    pub(super) fn all(&mut self, nodes: &'a [Node]) -> Result<bool, Failure> {
        for node in nodes {
            if !self.eval(node)?.is_truthy() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn any(&mut self, nodes: &'a [Node]) -> Result<bool, Failure> {
        for node in nodes {
            if self.eval(node)?.is_truthy() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn compare(&mut self, comparison: Comparison, pair: &'a (Node, Node)) -> Result<bool, Failure> {
        let order = match (self.eval(&pair.0)?, self.eval(&pair.1)?) {
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(&b),
            // JavaScript orders strings by UTF-16 code units.
            (Value::String(a), Value::String(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
            (a, b) => {
                return Err(Failure::other(format!(
                    "Expected arguments for \"{}\" to be (string, string) or (number, number), but found ({}, {}) instead.",
                    comparison.sign(),
                    a.type_name(),
                    b.type_name()
                )));
            }
        };
        Ok(comparison.holds(order))
    }

    pub(super) fn is_in(&mut self, needle: &'a Node, labels: &Labels) -> Result<bool, Failure> {
        match self.eval(needle)? {
            needle @ (Value::Color(_) | Value::Compound(_)) => {
                Err(Failure::not_a("boolean, string, number or null", &needle))
            }
            needle => Ok(labels.find(&needle).is_some()),
        }
    }

    pub(super) fn case(&mut self, cases: &'a [(Node, Node)], otherwise: &'a Node) -> Evaluated<'a> {
        for (condition, output) in cases {
            match self.eval(condition)? {
                Value::Bool(true) => return self.eval(output),
                Value::Bool(false) => {}
                other => return Err(Failure::not_a("boolean", &other)),
            }
        }
        self.eval(otherwise)
    }

    /// The first value that is neither null nor a missing image. If the last candidate is a missing image, the result
    /// is the name of the first missing image (`coalesce.ts` of the style specification).
    pub(super) fn coalesce(&mut self, nodes: &'a [Node]) -> Evaluated<'a> {
        let mut requested = None;
        for (i, node) in nodes.iter().enumerate() {
            let value = self.eval(node)?;
            if let Some(Compound::Image(Image { name, available: false })) = value.as_compound() {
                requested.get_or_insert_with(|| name.clone());
                if i + 1 == nodes.len() {
                    return Ok(requested.map_or(Value::Null, Value::from));
                }
                continue;
            }
            if value != Value::Null {
                return Ok(value);
            }
        }
        Ok(Value::Null)
    }

    /// The first value that has the type `wanted`.
    pub(super) fn assert(&mut self, wanted: &ValueType, candidates: &'a [Node]) -> Evaluated<'a> {
        let mut last = Value::Null;
        for node in candidates {
            last = self.eval(node)?;
            if wanted.includes(&last) {
                return Ok(last);
            }
        }
        Err(Failure::not_a(wanted.name(), &last))
    }
}
