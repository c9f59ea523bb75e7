//! Gradients.

use std::{collections::HashMap, sync::Arc};

use roxmltree::Node;

use super::values::{color, href, number, number_or_percent, transform};
use crate::image::vector::{
    matrix::IDENTITY,
    shape::{GradientLine, VectorGradient, VectorPaint},
};

/// The elements of a document by their ids.
pub(super) type Elements<'a, 'input> = HashMap<&'a str, Node<'a, 'input>>;

/// A gradient of a document.
#[derive(Debug, Clone)]
pub(super) struct ReadGradient {
    gradient: VectorGradient,
    /// Whether its units are the width and the height of the shape.
    of_bounds: bool,
}

/// How many gradients may take properties from each other.
const MAX_CHAIN: usize = 8;

/// The most stops of a gradient.
const MAX_STOPS: usize = 256;

/// Reads the gradient with an id.
pub(super) fn read(id: &str, elements: &Elements<'_, '_>) -> Option<ReadGradient> {
    let first = elements.get(id).copied()?;
    let chain: Vec<_> = std::iter::successors(Some(first), |node| href(*node).and_then(|id| elements.get(id)).copied())
        .take(MAX_CHAIN)
        .collect();
    let units = chain.iter().find_map(|node| node.attribute("gradientUnits"));
    let matrix = chain.iter().find_map(|node| node.attribute("gradientTransform")).and_then(transform);
    let stops = chain.iter().map(|node| stops(*node)).find(|stops| !stops.is_empty())?;
    // Percentages are of the bounds, too: as in Mapnik, all coordinates of a gradient have the same unit.
    let mut percent = None;
    let mut part = |name: &str, default: f64| {
        let Some((value, is_percent)) = first.attribute(name).and_then(number_or_percent) else { return default };
        percent = Some(is_percent);
        value
    };
    let line = match first.tag_name().name() {
        "linearGradient" => {
            GradientLine::Linear([[part("x1", 0.0), part("y1", 0.0)], [part("x2", 1.0), part("y2", 0.0)]])
        }
        "radialGradient" => {
            let center = [part("cx", 0.5), part("cy", 0.5)];
            GradientLine::Radial {
                focus: [part("fx", center[0]), part("fy", center[1])],
                center,
                radius: part("r", 0.5),
            }
        }
        _ => return None,
    };
    let of_bounds = units != Some("userSpaceOnUse") || percent.unwrap_or(true);
    let gradient = VectorGradient { line, transform: matrix.unwrap_or(IDENTITY), stops };
    Some(ReadGradient { gradient, of_bounds })
}

fn stops(node: Node<'_, '_>) -> Vec<(f64, [u8; 4])> {
    let stops = node.children().filter(|child| child.tag_name().name() == "stop").take(MAX_STOPS);
    let mut last = 0.0f64;
    let read = |stop: Node<'_, '_>| {
        let declared = |name: &str| {
            let style = stop.attribute("style").unwrap_or_default();
            let declared = style.split(';').filter_map(|part| part.split_once(':'));
            declared.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).next_back()
        };
        let get = |name: &str| stop.attribute(name).or_else(|| declared(name));
        let [r, g, b, _] = get("stop-color").map_or([0, 0, 0, 255], color);
        let opacity = get("stop-opacity").and_then(number).unwrap_or(1.0).clamp(0.0, 1.0);
        last = last.max(stop.attribute("offset").and_then(number).unwrap_or(0.0).clamp(0.0, 1.0));
        (last, [r, g, b, (opacity * 255.0) as u8])
    };
    stops.map(read).collect()
}

impl ReadGradient {
    /// What it paints.
    pub(super) fn paint(&self) -> VectorPaint {
        if !self.of_bounds {
            return VectorPaint::Gradient(Arc::new(self.gradient.clone()));
        }
        // Mapnik takes the bounds of the shape where it is drawn for those of the shape itself, so that the shape lies
        // far to the upper left of its gradient: it has the color of one end.
        let from_start = match self.gradient.line {
            GradientLine::Linear([from, to]) => to[0] + to[1] >= from[0] + from[1],
            GradientLine::Radial { .. } => false,
        };
        let stops = &self.gradient.stops;
        let end = if from_start { stops.first() } else { stops.last() };
        end.map_or(VectorPaint::None, |(_, color)| VectorPaint::Color(*color))
    }
}
