//! What of Mapnik's attributes is supported, as the readers of the elements say themselves: each is asked with every
//! attribute that it reads.

use super::{
    attributes::AttributeReader,
    compile::{ask_layer, ask_map, ask_style},
    map::{Attribute, MapnikSymbolizer},
    symbolizers,
};
use crate::{
    diagnostic::{Code, Diagnostics, SourceFile},
    style::expression::Keys,
};

/// How an attribute is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeSupport {
    /// As in Mapnik.
    Full,
    /// It is accepted and changes nothing.
    NoEffect,
    /// It would change the picture but is not drawn.
    NotDrawn,
}

/// The attributes of an element.
#[derive(Debug, Clone)]
pub struct ElementSupport {
    /// The name of the element.
    pub element: &'static str,
    /// Its attributes in alphabetical order.
    pub attributes: Vec<(&'static str, AttributeSupport)>,
}

/// The elements whose attributes are read.
const SYMBOLIZERS: [&str; 11] = [
    "PolygonSymbolizer",
    "PolygonPatternSymbolizer",
    "LineSymbolizer",
    "LinePatternSymbolizer",
    "MarkersSymbolizer",
    "PointSymbolizer",
    "TextSymbolizer",
    "ShieldSymbolizer",
    "BuildingSymbolizer",
    "DotSymbolizer",
    "RasterSymbolizer",
];
/// Attributes with values without which others are not read.
const NECESSARY: [(&str, &str); 3] = [("file", "a.svg"), ("placement-type", "simple"), ("placements", "N")];
/// Attributes with the only values that are drawn.
const ONLY: [(&str, &str); 1] = [("srs", "epsg:3857")];

/// The elements with their attributes.
pub fn support() -> Vec<ElementSupport> {
    let settings = [ask_map, ask_layer, ask_style];
    let outer = ["Map", "Layer", "Style"].into_iter().zip(settings).map(|(element, ask)| of_element(element, &ask));
    let ask = |reader: &mut AttributeReader<'_>| drop(symbolizers::read(reader));
    outer.chain(SYMBOLIZERS.into_iter().map(|element| of_element(element, &ask))).collect()
}

type Ask<'a> = &'a dyn Fn(&mut AttributeReader<'_>);

fn of_element(element: &'static str, ask: Ask<'_>) -> ElementSupport {
    let (mut names, _) = asked(element, None, ask);
    names.sort_unstable();
    names.dedup();
    let support = |name| {
        let (_, problems) = asked(element, Some(name), ask);
        let has = |code| problems.iter().any(|it| it.code == code);
        match (has(Code::NotUsed), has(Code::StyleNotDrawn)) {
            (true, _) => AttributeSupport::NoEffect,
            (_, true) => AttributeSupport::NotDrawn,
            _ => AttributeSupport::Full,
        }
    };
    ElementSupport { element, attributes: names.into_iter().map(|name| (name, support(name))).collect() }
}

/// The names that a reader asks for, and the problems if the attribute `name` is written.
fn asked(element: &str, name: Option<&str>, ask: Ask<'_>) -> (Vec<&'static str>, Diagnostics) {
    let span = Some(SourceFile::new("", "").span(0..0));
    let attribute = |name: &str, value: &str, span| Attribute { name: name.to_owned(), value: value.to_owned(), span };
    let necessary = NECESSARY.iter().filter(|(known, _)| Some(*known) != name);
    let mut attributes: Vec<Attribute> = necessary.map(|(name, value)| attribute(name, value, None)).collect();
    let known = NECESSARY.iter().chain(&ONLY).find(|(known, _)| Some(*known) == name);
    let value = known.map_or("1", |(_, value)| value);
    attributes.extend(name.map(|name| attribute(name, value, span)));
    let element = MapnikSymbolizer {
        element: element.to_owned(),
        attributes,
        text: Some(attribute("text", "[name]", None)),
        ..MapnikSymbolizer::default()
    };
    let mut problems = Diagnostics::default();
    let mut reader = AttributeReader {
        element: &element,
        font_sets: &[],
        keys: &mut Keys::default(),
        problems: &mut problems,
        asked: Vec::new(),
    };
    ask(&mut reader);
    (reader.asked, problems)
}

#[cfg(test)]
mod tests {
    use super::{AttributeSupport, support};

    #[test]
    fn readers_say_what_they_support() {
        let all = support();
        let find = |element: &str, name: &str| {
            let element = all.iter().find(|it| it.element == element)?;
            element.attributes.iter().find(|(known, _)| *known == name).map(|(_, support)| *support)
        };
        assert_eq!(find("LineSymbolizer", "stroke-width"), Some(AttributeSupport::Full));
        assert_eq!(find("LineSymbolizer", "stroke-dashoffset"), Some(AttributeSupport::NoEffect));
        assert_eq!(find("TextSymbolizer", "placements"), Some(AttributeSupport::Full));
        assert_eq!(find("Layer", "group-by"), Some(AttributeSupport::Full));
        assert_eq!(find("Layer", "file"), None);
    }
}
