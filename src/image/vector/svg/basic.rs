//! The outlines of basic shapes.

use roxmltree::Node;
use svgtypes::PointsParser;

use super::{path_data::read_path, values::length};
use crate::image::vector::{
    circle::{ellipse, rounded_rectangle},
    shape::OutlineStep,
};

/// The outline of a shape; `None` if the element is none, or has no extent.
pub(super) fn outline_of(node: Node<'_, '_>) -> Option<Vec<OutlineStep>> {
    let get = |name: &str| length(node, name);
    match node.tag_name().name() {
        "path" => node.attribute("d").map(read_path),
        "polygon" => points(node, true),
        "polyline" => points(node, false),
        "line" => Some(vec![OutlineStep::Move([get("x1"), get("y1")]), OutlineStep::Line([get("x2"), get("y2")])]),
        "circle" => (get("r") > 0.0).then(|| ellipse([get("cx"), get("cy")], [get("r"); 2])),
        "ellipse" => {
            let radii = [get("rx"), get("ry")];
            radii.iter().all(|r| *r > 0.0).then(|| ellipse([get("cx"), get("cy")], radii))
        }
        "rect" => rectangle(node),
        _ => None,
    }
}

fn points(node: Node<'_, '_>, closed: bool) -> Option<Vec<OutlineStep>> {
    let points = PointsParser::from(node.attribute("points")?).enumerate();
    let steps = points.map(|(i, (x, y))| if i == 0 { OutlineStep::Move([x, y]) } else { OutlineStep::Line([x, y]) });
    Some(steps.chain(closed.then_some(OutlineStep::Close)).collect())
}

fn rectangle(node: Node<'_, '_>) -> Option<Vec<OutlineStep>> {
    let get = |name: &str| length(node, name);
    let (left, top, width, height) = (get("x"), get("y"), get("width"), get("height"));
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (right, bottom) = (left + width, top + height);
    let given = |name: &str, most: f64| node.attribute(name).map(|_| get(name).clamp(0.0, most));
    let (rx, ry) = (given("rx", width / 2.0), given("ry", height / 2.0));
    let radii = [rx.or(ry).unwrap_or(0.0), ry.or(rx).unwrap_or(0.0)];
    if radii.iter().all(|r| *r > 0.0) {
        return Some(rounded_rectangle([left, top, right, bottom], radii));
    }
    let lines = [[right, top], [right, bottom], [left, bottom]].map(OutlineStep::Line);
    Some(std::iter::once(OutlineStep::Move([left, top])).chain(lines).chain([OutlineStep::Close]).collect())
}
