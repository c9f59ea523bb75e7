//! The compiled tree.

use ahash::AHashMap;
use maplibre_expr::{Expr, InterpKind, InterpSpace, Type};

use super::Value;

/// One step of a compiled expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A literal.
    Constant(Value<'static>),
    /// `["get", name]` by slot.
    Get(u32),
    /// `["has", name]` by slot.
    Has(u32),
    /// `["id"]`
    Id,
    /// `["geometry-type"]`
    GeometryType,
    /// `["zoom"]`
    Zoom,
    /// `line-progress`, `heatmap-density`, `elevation`
    Ramp,
    /// `["!", x]`
    Not(Box<Node>),
    /// `["all", …]`
    All(Vec<Node>),
    /// `["any", …]`
    Any(Vec<Node>),
    /// `==` (`true`) or `!=` (`false`) of two values
    Equal(Box<(Node, Node)>, bool),
    /// `==` or `!=` of a slot and a string: the commonest filter there is.
    SlotIs(u32, Box<str>, bool),
    /// `< > <= >=`
    Compare(Comparison, Box<(Node, Node)>),
    /// `in` a literal array of strings and numbers
    In(Box<Node>, Labels),
    /// `match`: output index by label
    Match { input: Box<Node>, labels: Labels, outputs: Vec<Node>, otherwise: Box<Node> },
    /// `case`: condition, output, …
    Case(Vec<(Node, Node)>, Box<Node>),
    /// `coalesce`
    Coalesce(Vec<Node>),
    /// `step`
    Step { input: Box<Node>, first: Box<Node>, stops: Vec<(f64, Node)> },
    /// `interpolate` and its colour-space kin
    Interpolate { kind: InterpKind, space: InterpSpace, input: Box<Node>, stops: Vec<(f64, Node)> },
    /// A function of one number
    Unary(fn(f64) -> f64, Box<Node>),
    /// A function of two numbers
    Binary(fn(f64, f64) -> f64, Box<(Node, Node)>),
    /// A fold over numbers (`+ * min max`) with its start
    Fold(fn(f64, f64) -> f64, f64, Vec<Node>),
    /// `concat`
    Concat(Vec<Node>),
    /// `upcase` (`true`) or `downcase`
    Case2(bool, Box<Node>),
    /// `to-string` and the implicit coercion to string
    ToString(Box<Node>),
    /// `to-boolean`
    ToBoolean(Box<Node>),
    /// `to-color` of one value and the implicit coercion
    ToColor(Box<Node>),
    /// Coercion of a string to formatted text of one section
    ToFormatted(Box<Node>),
    /// `image`, and the coercion of a string to an image
    Image(Box<Node>),
    /// `format`
    Format(Vec<FormatNode>),
    /// `string`, `number`, `boolean` … of several candidates, or the implicit assertion of one
    Assert(Type, Vec<Node>),
    /// `let`: values pushed on the frame, then the body
    Let(Vec<Node>, Box<Node>),
    /// `var`: a position on the frame
    Var(usize),
    /// `semiliteral`: a list of computed items
    List(Vec<Node>),
    /// Coercion to `text-variable-anchor-offset`'s list
    AnchorOffsets(Box<Node>),
    /// Anything else, evaluated by the reference evaluator.
    Reference(Box<Expr>),
}

/// One section of `format`.
#[derive(Debug, Clone)]
pub(super) struct FormatNode {
    pub content: Node,
    pub scale: Option<Node>,
    pub font: Option<Node>,
    pub color: Option<Node>,
    pub vertical_align: Option<Node>,
}

/// An ordered comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    pub fn holds(self, order: Option<std::cmp::Ordering>) -> bool {
        order.is_some_and(|o| match self {
            Self::Less => o.is_lt(),
            Self::LessEqual => o.is_le(),
            Self::Greater => o.is_gt(),
            Self::GreaterEqual => o.is_ge(),
        })
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

/// Labels of `match` and `in`: which output each belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    /// Few strings are compared one by one (length first), many are looked up.
    few: Vec<(Box<str>, u32)>,
    many: AHashMap<Box<str>, u32>,
    numbers: Vec<(f64, u32)>,
    bools: [Option<u32>; 2],
    null: Option<u32>,
}

impl Labels {
    /// Beyond this many strings a hash look-up is cheaper than comparing.
    const FEW: usize = 8;

    /// Labels with the output each stands for; the first of equal ones counts. `None` if one is
    /// neither a string, a number, a boolean nor null.
    pub fn new<'v>(labels: impl IntoIterator<Item = (&'v maplibre_expr::Value, usize)>) -> Option<Self> {
        let mut it = Self::default();
        for (label, output) in labels {
            let output = u32::try_from(output).ok()?;
            match label {
                maplibre_expr::Value::String(s) => it.few.push((s.as_str().into(), output)),
                maplibre_expr::Value::Number(n) => it.numbers.push((*n, output)),
                maplibre_expr::Value::Bool(b) => {
                    it.bools[usize::from(*b)].get_or_insert(output);
                }
                maplibre_expr::Value::Null => {
                    it.null.get_or_insert(output);
                }
                _ => return None,
            }
        }
        if it.few.len() > Self::FEW {
            for (label, output) in it.few.drain(..) {
                it.many.entry(label).or_insert(output);
            }
        }
        Some(it)
    }

    /// The output that `value` stands for.
    pub fn find(&self, value: &Value<'_>) -> Option<usize> {
        let at = match value {
            Value::String(s) if self.many.is_empty() => {
                self.few.iter().find(|(label, _)| **label == **s).map(|(_, at)| *at)
            }
            Value::String(s) => self.many.get(&**s).copied(),
            Value::Number(n) => self.numbers.iter().find(|(label, _)| label == n).map(|(_, at)| *at),
            Value::Bool(b) => self.bools[usize::from(*b)],
            Value::Null => self.null,
            Value::Color(_) | Value::Complex(_) => None,
        };
        at.map(|at| at as usize)
    }
}
