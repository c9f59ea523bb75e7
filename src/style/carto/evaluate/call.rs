//! Calls.

use super::{Evaluator, functions, mistakes};
use crate::style::carto::value::{CallNode, NodeKind, NodeRef, ValueNode};

impl Evaluator<'_> {
    /// The result of a call; the call itself with its arguments evaluated if it is Mapnik that calls the function.
    pub(super) fn call(&mut self, call: &CallNode, node: &NodeRef) -> NodeRef {
        let span = node.span;
        let arguments: Vec<NodeRef> = call.arguments.iter().map(|a| self.evaluate(a)).collect();
        if arguments.iter().any(|a| a.is_undefined()) {
            return ValueNode::new(NodeKind::Undefined, span);
        }
        if let Some(count) = functions::arity(&call.name, self.version) {
            if arguments.len() < count {
                let mistake = mistakes::too_few_arguments(&call.name, count, arguments.len(), span);
                return self.undefined(mistake, span);
            }
            return match functions::apply(&call.name, &arguments) {
                Some(kind) => ValueNode::new(kind, span),
                None => self.undefined(mistakes::arguments(&call.name, &arguments, span), span),
            };
        }
        let Some(counts) = self.reference.function(&call.name) else {
            let mistake = mistakes::function(&call.name, self.version, self.reference, span);
            return self.undefined(mistake, span);
        };
        if !counts.iter().any(|c| *c == -1 || *c as usize == arguments.len()) {
            let mistake = mistakes::argument_count(&call.name, counts, arguments.len(), span);
            return self.undefined(mistake, span);
        }
        ValueNode::new(NodeKind::Call(CallNode { name: call.name.clone(), arguments }), span)
    }
}
