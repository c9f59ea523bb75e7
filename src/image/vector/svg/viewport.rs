//! The size of a document and its view box.

use std::str::FromStr;

use roxmltree::Node;
use svgtypes::{Align, AspectRatio, ViewBox};

use super::values::number_or_percent;
use crate::image::vector::matrix::{IDENTITY, scale, shift, then};

/// The size of a document, and the transformation from its view box to it.
pub(super) struct Viewport {
    pub size: [f64; 2],
    pub transform: [f64; 6],
}

/// Reads the attributes of the root. The view box scales only documents with a width and a height.
pub(super) fn viewport(root: Node<'_, '_>) -> Viewport {
    let side = |name: &str| {
        let given = root.attribute(name).and_then(number_or_percent);
        given.filter(|(value, is_percent)| !is_percent && *value > 0.0).map(|(value, _)| value)
    };
    let (width, height) = (side("width"), side("height"));
    let view = root.attribute("viewBox").and_then(|text| ViewBox::from_str(text).ok());
    let Some(view) = view.filter(|view| view.w > 0.0 && view.h > 0.0) else {
        return Viewport { size: [width.unwrap_or(0.0), height.unwrap_or(0.0)], transform: IDENTITY };
    };
    let (Some(width), Some(height)) = (width, height) else {
        let width = width.or(height.map(|height| height * view.w / view.h)).unwrap_or(view.w);
        return Viewport { size: [width, height.unwrap_or(width * view.h / view.w)], transform: IDENTITY };
    };
    let ratio = root.attribute("preserveAspectRatio").and_then(|text| AspectRatio::from_str(text).ok());
    let ratio = ratio.unwrap_or_default();
    let [sx, sy] = [width / view.w, height / view.h];
    let to_origin = shift(-view.x, -view.y);
    let same = if ratio.slice { sx.max(sy) } else { sx.min(sy) };
    let [x, y] = match ratio.align {
        Align::None => return Viewport { size: [width, height], transform: then(to_origin, scale(sx, sy)) },
        Align::XMinYMin => [0.0, 0.0],
        Align::XMidYMin => [0.5, 0.0],
        Align::XMaxYMin => [1.0, 0.0],
        Align::XMinYMid => [0.0, 0.5],
        Align::XMidYMid => [0.5, 0.5],
        Align::XMaxYMid => [1.0, 0.5],
        Align::XMinYMax => [0.0, 1.0],
        Align::XMidYMax => [0.5, 1.0],
        Align::XMaxYMax => [1.0, 1.0],
    };
    let rest = shift((width - view.w * same) * x, (height - view.h * same) * y);
    Viewport { size: [width, height], transform: then(then(to_origin, scale(same, same)), rest) }
}
