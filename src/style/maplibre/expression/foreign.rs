//! Expressions that are evaluated by `maplibre-expr`.

use maplibre_expr::{EvaluationContext, Expr, Feature as TheirFeature, Value as Theirs};

use super::{
    parse::options,
    value::{ours, theirs},
    walk,
};
use crate::style::expression::{Context, Failure, ForeignExpression, Globals, Reads, Value};

/// An expression for the evaluator of `maplibre-expr`.
#[derive(Debug, Clone)]
pub(super) struct ReferenceExpression(pub Expr);

impl ForeignExpression for ReferenceExpression {
    fn evaluate(&self, context: &Context<'_>) -> Result<Value<'static>, Failure> {
        let mut theirs = their_context(context);
        if let Some(globals) = context.globals {
            collect_images(&self.0, &globals, &mut theirs.available_images);
        }
        let value = maplibre_expr::evaluate_with(&self.0, &theirs, options());
        value.map(ours).map_err(|e| Failure::other(e.to_string()))
    }

    fn reads(&self) -> Reads {
        let mut found = Reads::default();
        walk::visit(&self.0, &mut |expr| found = found.or(own_reads(expr)));
        found
    }
}

/// What an expression reads itself, without its children.
fn own_reads(expr: &Expr) -> Reads {
    match expr {
        Expr::Call { op, args } => match op.as_str() {
            "get" | "has" if args.len() == 1 => Reads::FEATURE,
            "id" | "geometry-type" | "properties" | "feature-state" => Reads::FEATURE,
            "zoom" => Reads::ZOOM,
            _ => Reads::default(),
        },
        Expr::Within(_) | Expr::Distance(_) => Reads::FEATURE,
        _ => Reads::default(),
    }
}

/// The input of their evaluator.
fn their_context(context: &Context<'_>) -> EvaluationContext {
    let mut feature = TheirFeature::default();
    if let Some(it) = context.feature {
        feature.id = Some(theirs(&it.id)).filter(|id| *id != Theirs::Null);
        feature.geometry_type = Some(it.kind.name().to_owned());
        feature.geometry = it.whole.lon_lat(it.index);
        feature.state = it.whole.state(it.index).into_iter().map(|(key, value)| (key, theirs(&value))).collect();
        it.whole.properties(it.index, &mut |key, value| {
            feature.properties.insert(key.to_owned(), theirs(value));
        });
    }
    let state = context.globals.into_iter().flat_map(|globals| globals.state);
    EvaluationContext {
        zoom: context.zoom,
        feature,
        global_state: state.map(|(key, value)| (key.clone(), theirs(value))).collect(),
        available_images: Vec::new(),
        canonical: context.tile.map(|tile| (u32::from(tile.z()), tile.x(), tile.y())),
        heatmap_density: Some(context.ramp),
        elevation: Some(context.ramp),
        line_progress: Some(context.ramp),
    }
}

/// The evaluator requires a list of the available images. Only literal names matter here, because `image` itself is
/// compiled.
fn collect_images(expr: &Expr, globals: &Globals<'_>, names: &mut Vec<String>) {
    walk::visit(expr, &mut |expr| {
        if let Expr::Call { op, args } = expr
            && let ("image", [Expr::Literal(Theirs::String(name))]) = (op.as_str(), args.as_slice())
            && (globals.has_image)(name)
        {
            names.push(name.clone());
        }
    });
}
