//! `zoom` inside filters. The reference lets a filter use it anywhere, while the type checker we use
//! holds filters to the rule for properties (`zoom` only drives one top-level curve). So `zoom` wears
//! another operator's name while types are checked: one of the same type that filters cannot use.

use maplibre_expr::Expr;

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
    match expr {
        Expr::Call { op, args } => {
            if op == from && args.is_empty() {
                *op = to.to_owned();
            }
            args.iter_mut().for_each(|e| rename(e, from, to));
        }
        Expr::Let { bindings, body } => {
            bindings.iter_mut().for_each(|(_, e)| rename(e, from, to));
            rename(body, from, to);
        }
        Expr::Match { input, arms, default } => {
            rename(input, from, to);
            arms.iter_mut().for_each(|(_, e)| rename(e, from, to));
            rename(default, from, to);
        }
        Expr::Step { input, output0, stops } => {
            rename(input, from, to);
            rename(output0, from, to);
            stops.iter_mut().for_each(|(_, e)| rename(e, from, to));
        }
        Expr::Interpolate { input, stops, .. } => {
            rename(input, from, to);
            stops.iter_mut().for_each(|(_, e)| rename(e, from, to));
        }
        Expr::Assert(_, inner) | Expr::Coerce(_, inner) => rename(inner, from, to),
        Expr::NumberFormat { value, .. } => rename(value, from, to),
        Expr::Literal(_)
        | Expr::Var(_)
        | Expr::Format(_)
        | Expr::Within(_)
        | Expr::Distance(_)
        | Expr::Collator { .. } => {}
    }
}
