//! `zoom` inside filters. The reference lets a filter use it anywhere, while the type checker we use
//! holds filters to the rule for properties (`zoom` only drives one top-level curve). So `zoom` wears
//! another operator's name while types are checked: one of the same type that filters cannot use.

use maplibre_expr::Expr;

use super::expression::children_mut;

const ZOOM: &str = "zoom";
const DISGUISE: &str = "heatmap-density";

/// `expr` with every `zoom` hidden from the type checker.
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
