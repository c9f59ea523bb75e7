//! Step and interpolation expressions.

use super::{
    convert,
    evaluator::{Evaluated, Evaluator},
};
use crate::style::{
    AnchorOffset, AnchorOffsets,
    color::ColorSpace,
    expression::{
        curve::Easing,
        failure::Failure,
        node::Node,
        value::{Compound, Value},
    },
};

impl<'a> Evaluator<'a, '_> {
    pub(super) fn step(&mut self, input: &'a Node, first: &'a Node, stops: &'a [(f64, Node)]) -> Evaluated<'a> {
        let x = self.place(input)?;
        let passed = stops.partition_point(|(stop, _)| *stop <= x);
        self.eval(passed.checked_sub(1).and_then(|i| stops.get(i)).map_or(first, |(_, node)| node))
    }

    pub(super) fn interpolate(
        &mut self,
        easing: Easing,
        space: ColorSpace,
        input: &'a Node,
        stops: &'a [(f64, Node)],
    ) -> Evaluated<'a> {
        let x = self.place(input)?;
        let above = stops.partition_point(|(stop, _)| *stop <= x);
        let low = above.checked_sub(1).and_then(|i| stops.get(i));
        let (Some((from, low)), Some((to, high))) = (low, stops.get(above)) else {
            let Some((_, end)) = low.or(stops.first()) else { return Ok(Value::Null) };
            return convert::string_to_color(self.eval(end)?);
        };
        let (low, high) = (self.eval(low)?, self.eval(high)?);
        let t = easing.progress(x, *from, *to);
        match (low, high) {
            (Value::Number(low), Value::Number(high)) => Ok(Value::Number(between(low, high, t))),
            (low, high) => {
                let premultiplied = self.context.fading && space == ColorSpace::Rgb;
                match (convert::string_to_color(low)?, convert::string_to_color(high)?) {
                    (Value::Color(low), Value::Color(high)) if premultiplied => {
                        Ok(Value::Color(low.mixed_premultiplied(high, t)))
                    }
                    (low, high) => value_between(&low, &high, t, space),
                }
            }
        }
    }

    /// Evaluates a number that is compared with stops; NaN is an error.
    fn place(&mut self, node: &'a Node) -> Result<f64, Failure> {
        let x = self.number(node)?;
        if x.is_nan() { Err(Failure::other("Input is not a number.")) } else { Ok(x) }
    }
}

fn between(low: f64, high: f64, t: f64) -> f64 {
    low + (high - low) * t
}

/// The value at `t` (0 to 1) between two values of the same type.
fn value_between(low: &Value<'_>, high: &Value<'_>, t: f64, space: ColorSpace) -> Evaluated<'static> {
    match (low, high) {
        (Value::Number(low), Value::Number(high)) => Ok(Value::Number(between(*low, *high, t))),
        (Value::Color(low), Value::Color(high)) => Ok(Value::Color(low.mixed(*high, t, space))),
        (Value::Compound(low), Value::Compound(high)) => compound_between(low, high, t, space).map(Value::from),
        _ => Err(not_interpolable()),
    }
}

fn compound_between(low: &Compound, high: &Compound, t: f64, space: ColorSpace) -> Result<Compound, Failure> {
    Ok(match (low, high) {
        (Compound::List(low), Compound::List(high)) if low.len() == high.len() => {
            let items = low.iter().zip(high).map(|(low, high)| value_between(low, high, t, space));
            Compound::List(items.collect::<Result<_, _>>()?)
        }
        (Compound::Numbers(low), Compound::Numbers(high)) if low.len() == high.len() => {
            Compound::Numbers(low.iter().zip(high).map(|(low, high)| between(*low, *high, t)).collect())
        }
        (Compound::Colors(low), Compound::Colors(high)) if low.len() == high.len() => {
            Compound::Colors(low.iter().zip(high).map(|(low, high)| low.mixed(*high, t, space)).collect())
        }
        (Compound::Padding(low), Compound::Padding(high)) => {
            Compound::Padding([0, 1, 2, 3].map(|i| between(low[i], high[i], t)))
        }
        (Compound::Anchors(low), Compound::Anchors(high)) => Compound::Anchors(anchors_between(low, high, t)?),
        _ => return Err(not_interpolable()),
    })
}

/// Interpolates the offsets of two lists with the same anchors.
fn anchors_between(low: &AnchorOffsets, high: &AnchorOffsets, t: f64) -> Result<AnchorOffsets, Failure> {
    let anchors = |all: &AnchorOffsets| all.0.iter().map(|a| a.anchor).collect::<Vec<_>>();
    if anchors(low) != anchors(high) {
        return Err(Failure::other("Cannot interpolate values containing mismatched anchors."));
    }
    let pairs = low.0.iter().zip(&high.0);
    let mixed = pairs.map(|(low, high)| AnchorOffset {
        anchor: low.anchor,
        offset: [0, 1].map(|i| between(low.offset[i], high.offset[i], t)),
    });
    Ok(AnchorOffsets(mixed.collect()))
}

fn not_interpolable() -> Failure {
    Failure::other("The outputs cannot be interpolated.")
}
