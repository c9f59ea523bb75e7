//! Values as text in Mapnik XML.

use super::{NodeKind, NodeRef, ValueNode};
use crate::style::carto::number::number_text;

impl ValueNode {
    /// The text. Strings are in quotes if `quotes`; otherwise only `&` is written as XML needs it.
    pub(crate) fn text(&self, quotes: bool) -> String {
        match &self.kind {
            NodeKind::Dimension(dimension) => number_text(dimension.number.get()),
            NodeKind::Color(color) => color.text(),
            NodeKind::Keyword(text) | NodeKind::Literal(text) | NodeKind::Variable(text) => text.clone(),
            NodeKind::Quoted(text) => quoted_text(text, quotes),
            NodeKind::Field(name) => format!("[{name}]"),
            NodeKind::Url(inner) => inner.text(false),
            NodeKind::Call(call) if call.arguments.is_empty() => call.name.clone(),
            NodeKind::Call(call) => format!("{}({})", call.name, joined(&call.arguments, ",", false)),
            NodeKind::Math(math) => format!("{}{}{}", math.left.text(false), math.operator, math.right.text(false)),
            NodeKind::Sequence(items) => joined(items, " ", quotes),
            NodeKind::List(items) => joined(items, ", ", quotes),
            NodeKind::ImageFilter(name, None) => (*name).into(),
            NodeKind::ImageFilter(name, Some(arguments)) => format!("{name}({})", joined(arguments, ",", false)),
            NodeKind::Stop(_) | NodeKind::Invalid | NodeKind::Undefined => "[object Object]".into(),
        }
    }
}

/// The texts of `items` with `separator` between them.
pub(super) fn joined(items: &[NodeRef], separator: &str, quotes: bool) -> String {
    items.iter().map(|item| item.text(quotes)).collect::<Vec<_>>().join(separator)
}

fn quoted_text(text: &str, quotes: bool) -> String {
    let escaped = text.replace('&', "&amp;");
    if !quotes {
        return escaped;
    }
    let inner = escaped.replace('\'', "\\'").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    format!("'{inner}'")
}
