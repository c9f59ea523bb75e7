//! Reads documents.

use roxmltree::{Document, Node, ParsingOptions};
use simplecss::StyleSheet;

use super::{
    basic::outline_of,
    error::SvgError,
    gradient::Elements,
    look::Look,
    sheet::{declarations, sheets},
    values::{href, length},
    viewport::viewport,
};
use crate::image::vector::{
    matrix::shift,
    picture::VectorPicture,
    shape::{VectorPaint, VectorPart},
};

/// How deep elements may be nested, those that `use` refers to included.
const MAX_DEPTH: usize = 64;
/// The most elements of a document.
const MAX_ELEMENTS: u32 = 200_000;
/// The most elements and steps of outlines together.
const MAX_STEPS: usize = 1 << 20;

/// Reads an SVG document.
pub fn read_svg(bytes: &[u8]) -> Result<VectorPicture, SvgError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SvgError::Text)?.trim_start_matches('\u{feff}');
    // The parser limits entities and reads no files.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(SvgError::Root(root.tag_name().name().to_owned()));
    }
    let elements = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let view = viewport(root);
    let mut reader = SvgReader { elements, sheet: sheets(&document), viewport: view.transform, steps: 0, bounds: None };
    let parts = reader.children(root, &reader.look_of(root, &Look::new()), 0)?;
    let bounds = reader.bounds.ok_or(SvgError::Empty)?;
    Ok(VectorPicture { parts, bounds, size: view.size })
}

struct SvgReader<'a, 'input> {
    elements: Elements<'a, 'input>,
    sheet: StyleSheet<'a>,
    viewport: [f64; 6],
    steps: usize,
    /// Those of all shapes so far.
    bounds: Option<[f64; 4]>,
}

impl<'a, 'input> SvgReader<'a, 'input> {
    fn children(&mut self, node: Node<'a, 'input>, look: &Look, depth: usize) -> Result<Vec<VectorPart>, SvgError> {
        let mut parts = Vec::new();
        for child in node.children().filter(Node::is_element) {
            self.element(child, look, depth + 1, &mut parts)?;
        }
        Ok(parts)
    }

    fn element(
        &mut self,
        node: Node<'a, 'input>,
        parent: &Look,
        depth: usize,
        parts: &mut Vec<VectorPart>,
    ) -> Result<(), SvgError> {
        if depth > MAX_DEPTH {
            return Err(SvgError::Depth(MAX_DEPTH));
        }
        self.count(1)?;
        match node.tag_name().name() {
            "g" | "svg" | "a" | "switch" => {
                let mut look = self.look_of(node, parent);
                let opacity = look.take_opacity();
                let within = self.children(node, &look, depth)?;
                group(opacity, within, parts);
            }
            "use" => {
                let mut look = self.look_of(node, parent);
                look.transform(shift(length(node, "x"), length(node, "y")));
                let opacity = look.take_opacity();
                let target = href(node).and_then(|id| self.elements.get(id)).copied();
                let Some(target) = target.filter(|target| *target != node) else { return Ok(()) };
                let mut within = Vec::new();
                if target.tag_name().name() == "symbol" {
                    within = self.children(target, &self.look_of(target, &look), depth)?;
                } else {
                    self.element(target, &look, depth + 1, &mut within)?;
                }
                group(opacity, within, parts);
            }
            _ => self.shape(node, parent, parts)?,
        }
        Ok(())
    }

    fn shape(&mut self, node: Node<'a, 'input>, parent: &Look, parts: &mut Vec<VectorPart>) -> Result<(), SvgError> {
        let Some(outline) = outline_of(node) else { return Ok(()) };
        self.count(outline.len())?;
        let look = self.look_of(node, parent);
        let shape = look.shape(outline, self.viewport);
        let Some(own) = shape.bounds().filter(|all| look.displayed && all.iter().all(|v| v.is_finite())) else {
            return Ok(());
        };
        let all = self.bounds.get_or_insert(own);
        *all = [all[0].min(own[0]), all[1].min(own[1]), all[2].max(own[2]), all[3].max(own[3])];
        if look.visible && !(shape.fill == VectorPaint::None && shape.stroke == VectorPaint::None) {
            parts.push(VectorPart::Shape(shape));
        }
        Ok(())
    }

    /// Counts steps, of which references may make many out of few.
    fn count(&mut self, steps: usize) -> Result<(), SvgError> {
        self.steps += steps;
        if self.steps > MAX_STEPS { Err(SvgError::Size(MAX_STEPS)) } else { Ok(()) }
    }

    /// What an element looks like. As in Mapnik, attributes are stronger than style sheets.
    fn look_of(&self, node: Node<'a, 'input>, parent: &Look) -> Look {
        let mut look = parent.clone();
        for (name, value) in declarations(&self.sheet, node) {
            look.apply(name, value, &self.elements);
        }
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            if attribute.name() == "style" {
                for (name, value) in attribute.value().split(';').filter_map(|part| part.split_once(':')) {
                    look.apply(name.trim(), value, &self.elements);
                }
            } else {
                look.apply(attribute.name(), attribute.value(), &self.elements);
            }
        }
        look
    }
}

fn group(opacity: f64, within: Vec<VectorPart>, parts: &mut Vec<VectorPart>) {
    if opacity >= 1.0 {
        parts.extend(within);
    } else if !within.is_empty() {
        parts.push(VectorPart::Group(opacity.max(0.0), within));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Result<VectorPicture, SvgError> {
        read_svg(format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{inner}</svg>"#).as_bytes())
    }

    #[test]
    fn invisible_shapes_count_for_the_size() {
        let picture = read(r#"<rect width="20" height="10" fill="none"/><path d="M1 1h2v2z"/>"#).unwrap();
        assert_eq!((picture.parts.len(), picture.bounds), (1, [0.0, 0.0, 20.0, 10.0]));
    }

    #[test]
    fn elements_that_use_each_other_are_an_error() {
        let loops = r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##;
        assert_eq!(read(loops), Err(SvgError::Depth(64)));
        assert_eq!(read("<text>a</text>"), Err(SvgError::Empty));
    }

    #[test]
    fn multiplying_references_end_at_the_limit() {
        let mut text = r#"<path id="a0" d="M0 0h1v1z"/>"#.to_owned();
        for i in 1..25 {
            let one = format!(r##"<use href="#a{}"/>"##, i - 1);
            text += &format!(r#"<g id="a{i}">{one}{one}{one}</g>"#);
        }
        assert_eq!(read(&text), Err(SvgError::Size(1 << 20)));
    }

    #[test]
    fn a_sheet_is_weaker_than_attributes() {
        let picture = read(r##"<style>.a{fill:#f00;stroke:#0f0}</style><path class="a" fill="#00f" d="M0 0h1v1z"/>"##);
        let Ok(VectorPicture { parts, .. }) = picture else { panic!() };
        let [VectorPart::Shape(shape)] = &parts[..] else { panic!() };
        assert_eq!(
            (&shape.fill, &shape.stroke),
            (&VectorPaint::Color([0, 0, 255, 255]), &VectorPaint::Color([0, 255, 0, 255]))
        );
    }
}
