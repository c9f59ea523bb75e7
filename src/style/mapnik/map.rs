//! A Mapnik map as written: every value is still text, with its place. Mapnik XML is read into it, CartoCSS is compiled
//! into it, and [`compile`](super::compile()) turns it into a [`Style`](crate::style::Style).

use crate::diagnostic::Span;

/// A map.
#[derive(Debug, Clone, Default)]
pub struct MapnikMap {
    /// `background-color`, `buffer-size`, `font-directory` and the like.
    pub attributes: Vec<Attribute>,
    /// What is written about the map for others than Mapnik: its name, attribution, bounds and the like.
    pub parameters: Vec<Attribute>,
    /// The sets of font faces that symbolizers refer to.
    pub font_sets: Vec<FaceSet>,
    /// The styles that layers refer to.
    pub styles: Vec<MapnikStyle>,
    /// The layers in drawing order.
    pub layers: Vec<MapnikLayer>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The name in Mapnik XML, such as `stroke-width`.
    pub name: String,
    /// The value as in Mapnik XML.
    pub value: String,
    /// Its place, if it was written and is not a default.
    pub span: Option<Span>,
}

/// A named set of font faces: for each run of text, the first face that has all glyphs is used.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceSet {
    /// The name.
    pub name: String,
    /// The faces in order of preference.
    pub faces: Vec<String>,
    /// Its place.
    pub span: Option<Span>,
}

/// A layer with the names of its styles.
#[derive(Debug, Clone, Default)]
pub struct MapnikLayer {
    /// The name; the name of a vector layer, unless the layer has a data source of its own.
    pub name: String,
    /// `srs`, `minimum-scale-denominator`, `group-by`, `status` and the like.
    pub attributes: Vec<Attribute>,
    /// The names of its styles in drawing order.
    pub styles: Vec<String>,
    /// The parameters of its own data source, as in `Datasource`; empty if there is none.
    pub data_source: Vec<Attribute>,
    /// Its place.
    pub span: Option<Span>,
}

/// A style: rules that are applied feature by feature.
#[derive(Debug, Clone, Default)]
pub struct MapnikStyle {
    /// The name.
    pub name: String,
    /// `filter-mode`, `opacity`, `comp-op`, `image-filters` and the like.
    pub attributes: Vec<Attribute>,
    /// The rules in order.
    pub rules: Vec<MapnikRule>,
}

/// A rule.
#[derive(Debug, Clone, Default)]
pub struct MapnikRule {
    /// The condition.
    pub filter: MapnikFilter,
    /// It applies at this scale denominator and above.
    pub min_scale: Option<f64>,
    /// It applies below this scale denominator.
    pub max_scale: Option<f64>,
    /// What it draws, in order.
    pub symbolizers: Vec<MapnikSymbolizer>,
    /// Its place.
    pub span: Option<Span>,
}

/// The condition of a rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum MapnikFilter {
    /// Every feature.
    #[default]
    None,
    /// The features for which this expression of Mapnik is true.
    Expression(String),
    /// The features that no other rule of the style applies to.
    Else,
    /// The features that another rule of the style applies to.
    Also,
}

/// A symbolizer, or an element within one (`Placement`, `Format`, `Layout`).
#[derive(Debug, Clone, Default)]
pub struct MapnikSymbolizer {
    /// The name of the element, such as `LineSymbolizer`.
    pub element: String,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// The text within it: the expression of a label. May be between `children`, which are then its sections.
    pub text: Option<Attribute>,
    /// The elements within it.
    pub children: Vec<MapnikSymbolizer>,
    /// Its place.
    pub span: Option<Span>,
}
