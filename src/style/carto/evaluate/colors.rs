//! Functions on colors. Those whose names end with `p` compute in HSLuv.

use crate::style::carto::{
    color::HueColor,
    number::round_half_up,
    value::{Dimension, NodeKind, NodeRef, Unit},
};

/// The result of a function; `None` if its arguments are of the wrong type.
pub(super) fn apply(name: &str, arguments: &[NodeRef]) -> Option<NodeKind> {
    let number = |i: usize| arguments.get(i).and_then(fraction);
    match name {
        "rgb" | "rgba" => {
            let alpha = if name == "rgb" { 1.0 } else { number(3)? };
            let mut color = HueColor::from_rgb([number(0)?, number(1)?, number(2)?], alpha);
            color.hue = color.degrees();
            Some(NodeKind::Color(color))
        }
        "hsl" | "hsla" | "hsluv" | "hsluva" | "husl" | "husla" => {
            let alpha = if name.ends_with('a') { number(3)? } else { 1.0 };
            let perceptual = name.starts_with("hu") || name.starts_with("hslu");
            Some(NodeKind::Color(HueColor::new([number(0)?, number(1)?, number(2)?], alpha, perceptual)))
        }
        "mix" => Some(mix(color(arguments.first()?)?, color(arguments.get(1)?)?, amount(arguments.get(2)?))),
        "hue" | "huep" | "saturation" | "saturationp" | "lightness" | "lightnessp" | "alpha" => {
            part(name, color(arguments.first()?)?)
        }
        _ => change(name, color(arguments.first()?)?, arguments.get(1)),
    }
}

/// A part of a color.
fn part(name: &str, color: HueColor) -> Option<NodeKind> {
    let color = match name {
        "alpha" => color,
        _ if name.ends_with('p') => color.to_perceptual(),
        _ => color.to_standard(),
    };
    let percent = |part: f64| (round_half_up(part * 100.0), Unit::Percent);
    let (number, unit) = match name.trim_end_matches('p') {
        "hue" => (round_half_up(color.degrees()), Unit::None),
        "saturation" => percent(color.saturation),
        "lightness" => percent(color.lightness),
        "alpha" => (color.alpha, Unit::None),
        _ => return None,
    };
    Some(NodeKind::Dimension(Dimension::new(number, unit)))
}

/// A color with one part changed.
fn change(name: &str, color: HueColor, by: Option<&NodeRef>) -> Option<NodeKind> {
    let color = if name.ends_with('p') { color.to_perceptual() } else { color };
    let (mut hue, mut saturation, mut lightness, mut alpha) =
        (color.degrees(), color.saturation, color.lightness, color.alpha);
    let degrees = by.map_or(f64::NAN, amount);
    let by = degrees / 100.0;
    let unit = |part: f64| part.clamp(0.0, 1.0);
    match name.strip_suffix('p').unwrap_or(name) {
        "saturate" => saturation = unit(saturation + by),
        "desaturate" => saturation = unit(saturation - by),
        "lighten" => lightness = unit(lightness + by),
        "darken" => lightness = unit(lightness - by),
        "fadein" => alpha = unit(alpha + by),
        "fadeout" => alpha = unit(alpha - by),
        "greyscale" => saturation = unit(saturation - 1.0),
        "spin" => {
            hue = (hue + degrees) % 360.0;
            if hue < 0.0 {
                hue += 360.0;
            }
        }
        _ => return None,
    }
    Some(NodeKind::Color(HueColor::new([hue, saturation, lightness], alpha, color.perceptual)))
}

/// Two colors, the first with a weight in percent.
fn mix(first: HueColor, second: HueColor, weight: f64) -> NodeKind {
    let perceptual = first.perceptual || second.perceptual;
    let (one, two) = (first.rgb(), second.rgb());
    let p = weight / 100.0;
    let alpha = first.alpha * p + second.alpha * (1.0 - p);
    let (a, w) = (first.alpha - second.alpha, p * 2.0 - 1.0);
    let w1 = ((if w * a == -1.0 { w } else { (w + a) / (1.0 + w * a) }) + 1.0) / 2.0;
    let [x, y, z] = one;
    let [u, v, t] = two;
    let rgb = [(x, u), (y, v), (z, t)].map(|(one, two)| one * w1 + two * (1.0 - w1));
    NodeKind::Color(match perceptual {
        true => HueColor::perceptual_from_rgb(rgb, alpha),
        false => HueColor::from_rgb(rgb, alpha),
    })
}

fn color(node: &NodeRef) -> Option<HueColor> {
    match &node.kind {
        NodeKind::Color(color) => Some(*color),
        _ => None,
    }
}

/// The number of an argument without regard to its unit.
fn amount(node: &NodeRef) -> f64 {
    match &node.kind {
        NodeKind::Dimension(dimension) => dimension.number.get(),
        NodeKind::Quoted(text) | NodeKind::Keyword(text) => crate::style::carto::number::whole_number(text),
        _ => f64::NAN,
    }
}

/// The number of an argument; percent as fraction.
fn fraction(node: &NodeRef) -> Option<f64> {
    let NodeKind::Dimension(dimension) = &node.kind else { return None };
    let number = dimension.number.get();
    let number = if dimension.unit.get() == Unit::Percent { number / 100.0 } else { number };
    (!number.is_nan()).then_some(number)
}
