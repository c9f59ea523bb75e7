//! Bounds of expressions. `maplibre-expr` visits some nodes twice for each level of nesting, and a variable stands for
//! its whole definition, so that a short expression may take exponential time or memory. The work is estimated first, and
//! must be in proportion to the expression's length.

use maplibre_expr::{Expr, ParseError};

use super::walk::children;

/// The maximum number of nodes of an expression.
const MAX_NODES: u64 = 400_000;

/// The maximum number of variables that are visible at one place.
const MAX_VARIABLES: usize = 1000;

/// How much work a node may cause on average, in visits of nodes.
const WORK_PER_NODE: u64 = 100;

/// Work that any expression may cause, in visits of nodes.
const FREE_WORK: u64 = 50_000;

/// What an expression costs.
#[derive(Debug, Clone, Copy, Default)]
struct Effort {
    /// Number of nodes.
    nodes: u64,
    /// How often nodes are visited while types are checked.
    visits: u64,
    /// Number of nodes if definitions replaced their variables.
    expanded: u64,
}

/// Refuses expressions that would take too much time or memory.
pub(super) fn check(expr: &Expr) -> Result<(), ParseError> {
    let effort = measure(expr, &mut Vec::new())?;
    if effort.nodes > MAX_NODES {
        return Err(ParseError::new(format!(
            "This expression has {} parts, more than {MAX_NODES}. Split it, or put the data into the tiles.",
            effort.nodes
        )));
    }
    let allowed = FREE_WORK + WORK_PER_NODE * effort.nodes;
    if effort.visits > allowed {
        return Err(ParseError::new(
            "This expression is nested too deeply: its \"let\", \"coalesce\" and \"at\" multiply the work. Nest fewer \
             of them.",
        ));
    }
    if effort.expanded > allowed {
        return Err(ParseError::new(
            "The variables of this expression stand for too much: each use counts as its whole definition. Use fewer of \
             them in the definitions of others.",
        ));
    }
    Ok(())
}

impl Effort {
    /// Adds that of a child, which is visited `again` times more than others.
    fn add(&mut self, child: &Expr, effort: Self, again: u64) {
        let factor = again + if may_be_wrapped(child) { 2 } else { 1 };
        self.nodes = self.nodes.saturating_add(effort.nodes);
        self.visits = self.visits.saturating_add(effort.visits.saturating_mul(factor));
        self.expanded = self.expanded.saturating_add(effort.expanded);
    }
}

/// `scope` has the variables with the expanded size of their definitions.
fn measure<'e>(expr: &'e Expr, scope: &mut Vec<(&'e str, u64)>) -> Result<Effort, ParseError> {
    let mut sum = Effort { nodes: 1, visits: 1, expanded: 1 };
    match expr {
        Expr::Let { bindings, body } => {
            let outer = scope.len();
            let mut sizes = Vec::with_capacity(bindings.len());
            for (name, value) in bindings {
                let effort = measure(value, scope)?;
                sizes.push((name.as_str(), effort.expanded));
                sum.add(value, effort, 0);
            }
            scope.extend(sizes);
            if scope.len() > MAX_VARIABLES {
                return Err(ParseError::new(format!("More than {MAX_VARIABLES} variables. Use fewer of them.")));
            }
            let effort = measure(body, scope)?;
            scope.truncate(outer);
            sum.add(body, effort, 1);
            return Ok(sum);
        }
        Expr::Var(name) => {
            sum.expanded = scope.iter().rfind(|(known, _)| known == name).map_or(1, |(_, size)| *size);
        }
        Expr::Match { arms, .. } => {
            sum.nodes = arms.iter().map(|(labels, _)| labels.len() as u64).fold(1, u64::saturating_add);
        }
        _ => {}
    }
    let again = u64::from(matches!(expr, Expr::Call { op, .. } if op == "coalesce"));
    for child in children(expr) {
        let effort = measure(child, scope)?;
        sum.add(child, effort, again);
    }
    Ok(sum)
}

/// Whether an assertion or a coercion may be put around the node, which is visited twice then.
fn may_be_wrapped(expr: &Expr) -> bool {
    let Expr::Call { op, .. } = expr else { return matches!(expr, Expr::Var(_) | Expr::Let { .. }) };
    let never = [
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "==",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "!",
        "all",
        "any",
        "has",
        "in",
        "case",
        "min",
        "max",
        "number",
        "boolean",
        "to-number",
        "to-boolean",
        "length",
    ];
    !never.contains(&op.as_str())
}
