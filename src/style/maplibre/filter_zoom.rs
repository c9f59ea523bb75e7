//! `zoom` in filters. The reference allows it anywhere in a filter, while the type checker of `maplibre-expr` applies
//! the rule for properties (`zoom` may only be the input of one top-level curve). Therefore `zoom` is replaced during
//! type checking with another operator of the same type that cannot occur in filters.

use maplibre_expr::Expr;

use super::expression::children_mut;

const ZOOM: &str = "zoom";
const DISGUISE: &str = "heatmap-density";

/// Hides every `zoom` in `expr` from the type checker.
pub(super) fn hide(mut expr: Expr) -> Expr {
    rename(&mut expr, ZOOM, DISGUISE);
    expr
}

/// The inverse of [`hide`].
pub(super) fn reveal(mut expr: Expr) -> Expr {
    rename(&mut expr, DISGUISE, ZOOM);
    expr
}

fn rename(expr: &mut Expr, from: &str, to: &str) {
    if let Expr::Call { op, args } = expr
        && op == from
        && args.is_empty()
    {
        *op = to.to_owned();
    }
    children_mut(expr).into_iter().for_each(|(_, child)| rename(child, from, to));
}
