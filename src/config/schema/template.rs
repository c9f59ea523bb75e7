//! Template text in values.

use super::{At, Checker};
use crate::config::{
    document::DocumentNode,
    keys::Shape,
    templates::{Braces, Leftover, leftover},
};

impl Checker<'_> {
    /// Checks arbitrary data: only strings are checked, for template text.
    pub(crate) fn free(&mut self, node: &DocumentNode, braces: Braces, at: &At) {
        if let Some(scalar) = node.scalar()
            && let Some(found) = leftover(&scalar.text, braces)
        {
            let diagnostic = found.diagnostic(node.span, &at.subject);
            self.report(node, at, diagnostic);
        }
        for (i, item) in node.items().iter().enumerate() {
            self.free(item, braces, &at.item(i));
        }
        for entry in node.entries() {
            self.free(&entry.value, braces, &At::key(&at.path, &entry.key));
        }
    }

    /// Reports template text in `node`. Returns whether there was any.
    pub(super) fn template(&mut self, node: &DocumentNode, shape: &Shape, at: &At) -> bool {
        let braces = match shape {
            Shape::Text(form) => form.braces(),
            _ => Braces::None,
        };
        let Some(scalar) = node.scalar() else { return false };
        let Some(found) = leftover(&scalar.text, braces) else { return false };
        // If no string is expected here, the wrong type is reported instead.
        if matches!(found, Leftover::Placeholder { .. }) && !matches!(shape, Shape::Text(_)) {
            return false;
        }
        let mut diagnostic = found.diagnostic(node.span, &at.subject);
        if let Some(name) = node.environment() {
            // Do not quote the value: it may be a secret.
            diagnostic.message = format!(
                "the environment variable `{name}`, used for {}, holds template text or what is left of it",
                at.subject
            );
        } else if at.secret && !found.is_all_of(&scalar.text) {
            diagnostic.message = format!("{} still holds template text", at.subject);
        }
        self.report(node, at, diagnostic);
        true
    }
}
