//! Symbol layers.

use super::keyword::{Alignment, IconTextFit, Justify, Overlap, Placement, TextTransform, WritingMode, ZOrder};
use crate::style::{Anchor, AnchorOffsets, Color, Formatted, Image, Property, property::Padding};

/// Labels and icons. Sizes are CSS pixels; text offsets, spacings and widths are ems of `text-size`.
#[derive(Debug, Clone)]
pub struct SymbolLayer {
    /// Label placement relative to its geometry.
    pub placement: Property<Placement>,
    /// Distance between two symbol anchors. Unit: pixels.
    pub spacing: Property<f64>,
    /// If true, the symbols will not cross tile edges to avoid mutual collisions. This is not necessary: labels are not
    /// cut at tile edges. MapLibre GL JS 5 ignores it, but other renderers do not.
    pub avoid_edges: Property<bool>,
    /// Sorts features in ascending order based on this value.
    pub sort_key: Property<Option<f64>>,
    /// Determines whether overlapping symbols in the same layer are rendered in the order that they appear
    /// in the data source or by their y-position relative to the viewport.
    pub z_order: Property<ZOrder>,
    /// If true, the icon will be visible even if it collides with other previously drawn symbols.
    pub icon_allow_overlap: Property<bool>,
    /// Allows for control over whether to show an icon when it overlaps other symbols on the map.
    pub icon_overlap: Property<Option<Overlap>>,
    /// If true, other symbols can be visible even if they collide with the icon.
    pub icon_ignore_placement: Property<bool>,
    /// If true, text will display without their corresponding icons when the icon collides with other
    /// symbols and the text does not.
    pub icon_optional: Property<bool>,
    /// In combination with `symbol-placement`, determines the rotation behavior of icons.
    pub icon_rotation_alignment: Property<Alignment>,
    /// Scales the original size of the icon by the provided factor. Unit: factor of the original icon size.
    pub icon_size: Property<f64>,
    /// Scales the icon to fit around the associated text.
    pub icon_text_fit: Property<IconTextFit>,
    /// Size of the additional area added to dimensions determined by `icon-text-fit`, in clockwise order:
    /// top, right, bottom, left. Unit: pixels.
    pub icon_text_fit_padding: Property<[f64; 4]>,
    /// Name of image in sprite to use for drawing an image background.
    pub icon_image: Property<Option<Image>>,
    /// Rotates the icon clockwise. Unit: degrees.
    pub icon_rotate: Property<f64>,
    /// Size of additional area round the icon bounding box used for detecting symbol collisions. Unit:
    /// pixels.
    pub icon_padding: Property<Padding>,
    /// If true, the icon may be flipped to prevent it from being rendered upside-down.
    pub icon_keep_upright: Property<bool>,
    /// Offset distance of icon from its anchor.
    pub icon_offset: Property<[f64; 2]>,
    /// Part of the icon placed closest to the anchor.
    pub icon_anchor: Property<Anchor>,
    /// In combination with `symbol-placement`, determines the rotation behavior of the individual glyphs
    /// forming the text.
    pub text_rotation_alignment: Property<Alignment>,
    /// Value to use for a text label.
    pub text_field: Property<Formatted>,
    /// Fonts to use for displaying text.
    pub text_font: Property<Vec<String>>,
    /// Font size. Unit: pixels.
    pub text_size: Property<f64>,
    /// The maximum line width for text wrapping. Unit: ems.
    pub text_max_width: Property<f64>,
    /// Text leading value for multi-line text. Unit: ems.
    pub text_line_height: Property<f64>,
    /// Text tracking amount. Unit: ems.
    pub text_letter_spacing: Property<f64>,
    /// Text justification options.
    pub text_justify: Property<Justify>,
    /// Radial offset of text, in the direction of the symbol's anchor. Unit: ems.
    pub text_radial_offset: Property<f64>,
    /// To increase the chance of placing high-priority labels on the map, you can provide an array of
    /// `text-anchor` locations: the renderer will attempt to place the label at each location, in order,
    /// before moving onto the next label.
    pub text_variable_anchor: Property<Option<Vec<Anchor>>>,
    /// To increase the chance of placing high-priority labels on the map, you can provide an array of
    /// `text-anchor` locations, each paired with an offset value.
    pub text_variable_anchor_offset: Property<Option<AnchorOffsets>>,
    /// Part of the text placed closest to the anchor.
    pub text_anchor: Property<Anchor>,
    /// Maximum angle change between adjacent characters. Unit: degrees.
    pub text_max_angle: Property<f64>,
    /// The property allows control over a symbol's orientation.
    pub text_writing_mode: Property<Option<Vec<WritingMode>>>,
    /// Rotates the text clockwise. Unit: degrees.
    pub text_rotate: Property<f64>,
    /// Size of the additional area around the text bounding box used for detecting symbol collisions. Unit:
    /// pixels.
    pub text_padding: Property<f64>,
    /// If true, the text may be flipped vertically to prevent it from being rendered upside-down.
    pub text_keep_upright: Property<bool>,
    /// Specifies how to capitalize text, similar to the CSS `text-transform` property.
    pub text_transform: Property<TextTransform>,
    /// Offset distance of text from its anchor. Unit: ems.
    pub text_offset: Property<[f64; 2]>,
    /// If true, the text will be visible even if it collides with other previously drawn symbols.
    pub text_allow_overlap: Property<bool>,
    /// Allows for control over whether to show symbol text when it overlaps other symbols on the map.
    pub text_overlap: Property<Option<Overlap>>,
    /// If true, other symbols can be visible even if they collide with the text.
    pub text_ignore_placement: Property<bool>,
    /// If true, icons will display without their corresponding text when the text collides with other
    /// symbols and the icon does not.
    pub text_optional: Property<bool>,
    /// The opacity at which the icon will be drawn.
    pub icon_opacity: Property<f64>,
    /// The color of the icon.
    pub icon_color: Property<Color>,
    /// The color of the icon's halo.
    pub icon_halo_color: Property<Color>,
    /// Distance of halo to the icon outline. Unit: pixels.
    pub icon_halo_width: Property<f64>,
    /// Fade out the halo towards the outside. Unit: pixels.
    pub icon_halo_blur: Property<f64>,
    /// Distance that the icon's anchor is moved from its original placement. Unit: pixels.
    pub icon_translate: Property<[f64; 2]>,
    /// The opacity at which the text will be drawn.
    pub text_opacity: Property<f64>,
    /// The color with which the text will be drawn.
    pub text_color: Property<Color>,
    /// The color of the text's halo, which helps it stand out from backgrounds.
    pub text_halo_color: Property<Color>,
    /// Distance of halo to the font outline. Unit: pixels.
    pub text_halo_width: Property<f64>,
    /// The halo's fadeout distance towards the outside. Unit: pixels.
    pub text_halo_blur: Property<f64>,
    /// Distance that the text's anchor is moved from its original placement. Unit: pixels.
    pub text_translate: Property<[f64; 2]>,
}

impl Default for SymbolLayer {
    fn default() -> Self {
        Self {
            placement: Property::unset(Placement::Point),
            spacing: Property::unset(250.0),
            avoid_edges: Property::unset(false),
            sort_key: Property::unset(None),
            z_order: Property::unset(ZOrder::Auto),
            icon_allow_overlap: Property::unset(false),
            icon_overlap: Property::unset(None),
            icon_ignore_placement: Property::unset(false),
            icon_optional: Property::unset(false),
            icon_rotation_alignment: Property::unset(Alignment::Auto),
            icon_size: Property::unset(1.0),
            icon_text_fit: Property::unset(IconTextFit::None),
            icon_text_fit_padding: Property::unset([0.0; 4]),
            icon_image: Property::unset(None),
            icon_rotate: Property::unset(0.0),
            icon_padding: Property::unset(Padding([2.0; 4])),
            icon_keep_upright: Property::unset(false),
            icon_offset: Property::unset([0.0; 2]),
            icon_anchor: Property::unset(Anchor::Center),
            text_rotation_alignment: Property::unset(Alignment::Auto),
            text_field: Property::unset(Formatted::plain("")),
            text_font: Property::unset(vec!["Open Sans Regular".to_owned(), "Arial Unicode MS Regular".to_owned()]),
            text_size: Property::unset(16.0),
            text_max_width: Property::unset(10.0),
            text_line_height: Property::unset(1.2),
            text_letter_spacing: Property::unset(0.0),
            text_justify: Property::unset(Justify::Center),
            text_radial_offset: Property::unset(0.0),
            text_variable_anchor: Property::unset(None),
            text_variable_anchor_offset: Property::unset(None),
            text_anchor: Property::unset(Anchor::Center),
            text_max_angle: Property::unset(45.0),
            text_writing_mode: Property::unset(None),
            text_rotate: Property::unset(0.0),
            text_padding: Property::unset(2.0),
            text_keep_upright: Property::unset(true),
            text_transform: Property::unset(TextTransform::None),
            text_offset: Property::unset([0.0; 2]),
            text_allow_overlap: Property::unset(false),
            text_overlap: Property::unset(None),
            text_ignore_placement: Property::unset(false),
            text_optional: Property::unset(false),
            icon_opacity: Property::unset(1.0),
            icon_color: Property::unset(Color::BLACK),
            icon_halo_color: Property::unset(Color::TRANSPARENT),
            icon_halo_width: Property::unset(0.0),
            icon_halo_blur: Property::unset(0.0),
            icon_translate: Property::unset([0.0; 2]),
            text_opacity: Property::unset(1.0),
            text_color: Property::unset(Color::BLACK),
            text_halo_color: Property::unset(Color::TRANSPARENT),
            text_halo_width: Property::unset(0.0),
            text_halo_blur: Property::unset(0.0),
            text_translate: Property::unset([0.0; 2]),
        }
    }
}
