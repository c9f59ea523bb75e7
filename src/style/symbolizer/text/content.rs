//! The text of a label.

use super::keyword::TextTransform;
use crate::style::{Color, Property, expression::Expression};

/// A part of a label's text.
#[derive(Debug, Clone)]
pub enum TextContent {
    /// The value of an expression.
    Text(Expression),
    /// Parts with another format (`Format`).
    Formatted(Box<FormatChange>, Vec<TextContent>),
}

/// Properties of a `Format` that differ from those around it. Lengths are CSS pixels.
#[derive(Debug, Clone, Default)]
pub struct FormatChange {
    /// The names of the faces in order of preference.
    pub faces: Option<Vec<String>>,
    /// `size`
    pub size: Option<Property<f64>>,
    /// `character-spacing`
    pub character_spacing: Option<Property<f64>>,
    /// `line-spacing`
    pub line_spacing: Option<Property<f64>>,
    /// `opacity`
    pub opacity: Option<Property<f64>>,
    /// `fill`
    pub fill: Option<Property<Color>>,
    /// `halo-fill`
    pub halo_fill: Option<Property<Color>>,
    /// `halo-radius`
    pub halo_radius: Option<Property<f64>>,
    /// `halo-opacity`
    pub halo_opacity: Option<Property<f64>>,
    /// `text-transform`
    pub transform: Option<Property<TextTransform>>,
    /// `font-feature-settings`
    pub features: Option<Property<String>>,
}
