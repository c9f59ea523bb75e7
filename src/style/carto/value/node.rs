//! The tree of a value.

use std::rc::Rc;

use super::Dimension;
use crate::{diagnostic::Span, style::carto::color::HueColor};

/// A shared value.
pub(crate) type NodeRef = Rc<ValueNode>;

/// A value with its place.
#[derive(Debug)]
pub(crate) struct ValueNode {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
}

/// The kinds of values.
#[derive(Debug)]
pub(crate) enum NodeKind {
    Dimension(Dimension),
    Color(HueColor),
    Keyword(String),
    Quoted(String),
    /// `[name]`
    Field(String),
    /// An expression that Mapnik evaluates.
    Literal(String),
    Url(NodeRef),
    /// `@name`
    Variable(String),
    Call(CallNode),
    Math(MathNode),
    /// Values without commas between them.
    Sequence(Vec<NodeRef>),
    /// Values with commas between them.
    List(Vec<NodeRef>),
    /// A filter of images that carto knows, with its arguments in parentheses.
    ImageFilter(&'static str, Option<Vec<NodeRef>>),
    Stop(StopNode),
    /// Something that cannot be a value, which is an error if it is evaluated.
    Invalid,
    /// The result of an error.
    Undefined,
}

/// A function call.
#[derive(Debug)]
pub(crate) struct CallNode {
    pub(crate) name: String,
    pub(crate) arguments: Vec<NodeRef>,
}

/// An operation on two values.
#[derive(Debug)]
pub(crate) struct MathNode {
    pub(crate) operator: char,
    pub(crate) left: NodeRef,
    pub(crate) right: NodeRef,
}

/// A stop of the colorizer of a raster.
#[derive(Debug)]
pub(crate) struct StopNode {
    pub(crate) value: NodeRef,
    pub(crate) color: Option<NodeRef>,
    pub(crate) mode: Option<NodeRef>,
}

impl ValueNode {
    pub(crate) fn new(kind: NodeKind, span: Span) -> NodeRef {
        Rc::new(Self { kind, span })
    }

    /// The name of its type.
    pub(crate) fn type_name(&self) -> &'static str {
        match &self.kind {
            NodeKind::Dimension(_) => "float",
            NodeKind::Color(_) => "color",
            NodeKind::Keyword(word) => match word.as_str() {
                "transparent" => "color",
                "true" | "false" => "boolean",
                _ => "keyword",
            },
            NodeKind::Quoted(_) => "string",
            NodeKind::Field(_) | NodeKind::Literal(_) => "field",
            NodeKind::Url(_) => "uri",
            NodeKind::Variable(_) => "variable",
            NodeKind::Call(_) => "call",
            NodeKind::Math(_) => "operation",
            NodeKind::Sequence(_) => "expression",
            NodeKind::List(_) => "value",
            NodeKind::ImageFilter(..) => "imagefilter",
            NodeKind::Stop(_) => "tag",
            NodeKind::Invalid => "invalid",
            NodeKind::Undefined => "undefined",
        }
    }

    /// Whether it is the result of an error.
    pub(crate) fn is_undefined(&self) -> bool {
        matches!(self.kind, NodeKind::Undefined)
    }

    /// The word, if it is one that has no other type.
    pub(crate) fn keyword(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Keyword(word) if self.type_name() == "keyword" => Some(word),
            _ => None,
        }
    }
}
