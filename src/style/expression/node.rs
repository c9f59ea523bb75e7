//! The compiled tree.

use std::sync::Arc;

use super::{
    comparison::Comparison, curve::Easing, foreign::ForeignExpression, labels::Labels, reads::Reads, value::Value,
    value_type::ValueType,
};
use crate::style::color::ColorSpace;

/// A node of a compiled expression. It has the semantics of the operator of the same name in the MapLibre style
/// specification; readers of other languages may use it as well.
#[derive(Debug, Clone)]
pub(in crate::style) enum Node {
    /// A literal.
    Constant(Value<'static>),
    /// The property in a slot (see [`super::Keys`]), or null.
    Get(u32),
    /// Whether the feature has the property in a slot.
    Has(u32),
    /// The feature's id.
    Id,
    /// The name of the feature's [`super::GeometryKind`].
    GeometryType,
    /// The zoom.
    Zoom,
    /// The input of a color ramp: progress along a line, density or elevation.
    Ramp,
    /// Whether a value is not truthy.
    Not(Box<Node>),
    /// Whether all values are truthy.
    All(Vec<Node>),
    /// Whether any value is truthy.
    Any(Vec<Node>),
    /// Whether two values are equal (`true`) or different (`false`).
    Equal(Box<(Node, Node)>, bool),
    /// Whether the property in a slot equals (`true`) or differs from (`false`) a string: the most common filter.
    SlotIs(u32, Box<str>, bool),
    /// Whether two numbers or two strings satisfy a comparison.
    Compare(Comparison, Box<(Node, Node)>),
    /// Whether a value is one of several literals.
    In(Box<Node>, Labels),
    /// The output whose label equals the input.
    Match { input: Box<Node>, labels: Labels, outputs: Vec<Node>, otherwise: Box<Node> },
    /// The output of the first condition that is true.
    Case(Vec<(Node, Node)>, Box<Node>),
    /// The first value that is not null.
    Coalesce(Vec<Node>),
    /// The output of the last stop that is not greater than the input.
    Step { input: Box<Node>, first: Box<Node>, stops: Vec<(f64, Node)> },
    /// A value interpolated between the outputs of the stops around the input.
    Interpolate { easing: Easing, space: ColorSpace, input: Box<Node>, stops: Vec<(f64, Node)> },
    /// A function of one number.
    Unary(fn(f64) -> f64, Box<Node>),
    /// A function of two numbers.
    Binary(fn(f64, f64) -> f64, Box<(Node, Node)>),
    /// A fold over numbers with an initial value.
    Fold(fn(f64, f64) -> f64, f64, Vec<Node>),
    /// The concatenated texts of all values.
    Concat(Vec<Node>),
    /// A string in upper case.
    Upcase(Box<Node>),
    /// A string in lower case.
    Downcase(Box<Node>),
    /// The text of a value.
    ToString(Box<Node>),
    /// Whether a value is truthy.
    ToBoolean(Box<Node>),
    /// Converts a string or a list of channels to a color.
    ToColor(Box<Node>),
    /// The text of a value as one section.
    ToFormatted(Box<Node>),
    /// The image with the given name.
    ToImage(Box<Node>),
    /// Converts a list that alternates between anchors and offsets.
    ToAnchors(Box<Node>),
    /// Text in sections.
    Format(Vec<FormatNode>),
    /// The first value that has a type.
    Assert(ValueType, Vec<Node>),
    /// Values that are bound for a body, which reads them by their index.
    Let(Vec<Node>, Box<Node>),
    /// A bound value; indices are counted from the outermost binding.
    Var(usize),
    /// A list of values.
    List(Vec<Node>),
    /// An expression with its own evaluator.
    Foreign(Arc<dyn ForeignExpression>),
}

/// One section of a text.
#[derive(Debug, Clone)]
pub(in crate::style) struct FormatNode {
    /// Text or image.
    pub content: Node,
    /// Scale relative to the text size.
    pub scale: Option<Node>,
    /// List of font names.
    pub font: Option<Node>,
    pub color: Option<Node>,
    /// `bottom`, `center` or `top`.
    pub vertical_align: Option<Node>,
}

impl Node {
    /// What the node and its descendants read.
    pub(crate) fn reads(&self) -> Reads {
        let of_pair = |pair: &(Self, Self)| pair.0.reads().or(pair.1.reads());
        match self {
            Self::Constant(_) | Self::Ramp | Self::Var(_) => Reads::default(),
            Self::Get(_) | Self::Has(_) | Self::SlotIs(..) | Self::Id | Self::GeometryType => Reads::FEATURE,
            Self::Zoom => Reads::ZOOM,
            Self::Not(x)
            | Self::In(x, _)
            | Self::Unary(_, x)
            | Self::Upcase(x)
            | Self::Downcase(x)
            | Self::ToString(x)
            | Self::ToBoolean(x)
            | Self::ToColor(x)
            | Self::ToFormatted(x)
            | Self::ToImage(x)
            | Self::ToAnchors(x) => x.reads(),
            Self::All(all)
            | Self::Any(all)
            | Self::Coalesce(all)
            | Self::Fold(_, _, all)
            | Self::Concat(all)
            | Self::List(all)
            | Self::Assert(_, all) => reads_of(all),
            Self::Equal(pair, _) | Self::Compare(_, pair) | Self::Binary(_, pair) => of_pair(pair),
            Self::Match { input, outputs, otherwise, .. } => reads_of(outputs).or(input.reads()).or(otherwise.reads()),
            Self::Case(cases, otherwise) => cases.iter().map(of_pair).fold(otherwise.reads(), Reads::or),
            Self::Step { input, first, stops } => {
                reads_of(stops.iter().map(|(_, node)| node)).or(input.reads()).or(first.reads())
            }
            Self::Interpolate { input, stops, .. } => reads_of(stops.iter().map(|(_, node)| node)).or(input.reads()),
            Self::Format(sections) => reads_of(sections.iter().flat_map(FormatNode::children)),
            Self::Let(values, body) => reads_of(values).or(body.reads()),
            Self::Foreign(foreign) => foreign.reads(),
        }
    }
}

impl FormatNode {
    fn children(&self) -> impl Iterator<Item = &Node> {
        let options = [&self.scale, &self.font, &self.color, &self.vertical_align];
        std::iter::once(&self.content).chain(options.into_iter().flatten())
    }
}

fn reads_of<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Reads {
    nodes.into_iter().map(Node::reads).fold(Reads::default(), Reads::or)
}
