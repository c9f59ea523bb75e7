//! The `symbol` layer.

use super::{
    Alignment, Anchor, AnchorOffsets, Formatted, IconTextFit, Image, Justify, Overlap, Padding, Placement,
    TextTransform, TranslateAnchor, WritingMode, ZOrder, properties,
};
use crate::style::Color;

properties! {
    /// Labels and icons. Sizes are CSS pixels; text offsets, spacings and widths are ems of `text-size`.
    pub struct SymbolLayer {
        /// Label placement relative to its geometry.
        layout placement: Placement = "symbol-placement",
        /// Distance between two symbol anchors. Unit: pixels.
        layout spacing: f64 = "symbol-spacing",
        /// Says that symbols should not cross tile edges. Not needed: no label is cut at a tile's edge (MapLibre
        /// GL JS does not heed it either).
        layout avoid_edges: bool = "symbol-avoid-edges",
        /// Sorts features in ascending order based on this value.
        layout sort_key: Option<f64> = "symbol-sort-key",
        /// Determines whether overlapping symbols in the same layer are rendered in the order that they appear
        /// in the data source or by their y-position relative to the viewport.
        layout z_order: ZOrder = "symbol-z-order",
        /// If true, the icon will be visible even if it collides with other previously drawn symbols.
        layout icon_allow_overlap: bool = "icon-allow-overlap",
        /// Allows for control over whether to show an icon when it overlaps other symbols on the map.
        layout icon_overlap: Option<Overlap> = "icon-overlap",
        /// If true, other symbols can be visible even if they collide with the icon.
        layout icon_ignore_placement: bool = "icon-ignore-placement",
        /// If true, text will display without their corresponding icons when the icon collides with other
        /// symbols and the text does not.
        layout icon_optional: bool = "icon-optional",
        /// In combination with `symbol-placement`, determines the rotation behavior of icons.
        layout icon_rotation_alignment: Alignment = "icon-rotation-alignment",
        /// Scales the original size of the icon by the provided factor. Unit: factor of the original icon size.
        layout icon_size: f64 = "icon-size",
        /// Scales the icon to fit around the associated text.
        layout icon_text_fit: IconTextFit = "icon-text-fit",
        /// Size of the additional area added to dimensions determined by `icon-text-fit`, in clockwise order:
        /// top, right, bottom, left. Unit: pixels.
        layout icon_text_fit_padding: [f64; 4] = "icon-text-fit-padding",
        /// Name of image in sprite to use for drawing an image background.
        layout icon_image: Option<Image> = "icon-image",
        /// Rotates the icon clockwise. Unit: degrees.
        layout icon_rotate: f64 = "icon-rotate",
        /// Size of additional area round the icon bounding box used for detecting symbol collisions. Unit:
        /// pixels.
        layout icon_padding: Padding = "icon-padding",
        /// If true, the icon may be flipped to prevent it from being rendered upside-down.
        layout icon_keep_upright: bool = "icon-keep-upright",
        /// Offset distance of icon from its anchor.
        layout icon_offset: [f64; 2] = "icon-offset",
        /// Part of the icon placed closest to the anchor.
        layout icon_anchor: Anchor = "icon-anchor",
        /// Orientation of icon when map is pitched.
        layout icon_pitch_alignment: Alignment = "icon-pitch-alignment" (Still "the map is not tilted"),
        /// Orientation of text when map is pitched.
        layout text_pitch_alignment: Alignment = "text-pitch-alignment" (Still "the map is not tilted"),
        /// In combination with `symbol-placement`, determines the rotation behavior of the individual glyphs
        /// forming the text.
        layout text_rotation_alignment: Alignment = "text-rotation-alignment",
        /// Value to use for a text label.
        layout text_field: Formatted = "text-field",
        /// Fonts to use for displaying text.
        layout text_font: Vec<String> = "text-font",
        /// Font size. Unit: pixels.
        layout text_size: f64 = "text-size",
        /// The maximum line width for text wrapping. Unit: ems.
        layout text_max_width: f64 = "text-max-width",
        /// Text leading value for multi-line text. Unit: ems.
        layout text_line_height: f64 = "text-line-height",
        /// Text tracking amount. Unit: ems.
        layout text_letter_spacing: f64 = "text-letter-spacing",
        /// Text justification options.
        layout text_justify: Justify = "text-justify",
        /// Radial offset of text, in the direction of the symbol's anchor. Unit: ems.
        layout text_radial_offset: f64 = "text-radial-offset",
        /// To increase the chance of placing high-priority labels on the map, you can provide an array of
        /// `text-anchor` locations: the renderer will attempt to place the label at each location, in order,
        /// before moving onto the next label.
        layout text_variable_anchor: Option<Vec<Anchor>> = "text-variable-anchor",
        /// To increase the chance of placing high-priority labels on the map, you can provide an array of
        /// `text-anchor` locations, each paired with an offset value.
        layout text_variable_anchor_offset: Option<AnchorOffsets> = "text-variable-anchor-offset",
        /// Part of the text placed closest to the anchor.
        layout text_anchor: Anchor = "text-anchor",
        /// Maximum angle change between adjacent characters. Unit: degrees.
        layout text_max_angle: f64 = "text-max-angle",
        /// The property allows control over a symbol's orientation.
        layout text_writing_mode: Option<Vec<WritingMode>> = "text-writing-mode",
        /// Rotates the text clockwise. Unit: degrees.
        layout text_rotate: f64 = "text-rotate",
        /// Size of the additional area around the text bounding box used for detecting symbol collisions. Unit:
        /// pixels.
        layout text_padding: f64 = "text-padding",
        /// If true, the text may be flipped vertically to prevent it from being rendered upside-down.
        layout text_keep_upright: bool = "text-keep-upright",
        /// Specifies how to capitalize text, similar to the CSS `text-transform` property.
        layout text_transform: TextTransform = "text-transform",
        /// Offset distance of text from its anchor. Unit: ems.
        layout text_offset: [f64; 2] = "text-offset",
        /// If true, the text will be visible even if it collides with other previously drawn symbols.
        layout text_allow_overlap: bool = "text-allow-overlap",
        /// Allows for control over whether to show symbol text when it overlaps other symbols on the map.
        layout text_overlap: Option<Overlap> = "text-overlap",
        /// If true, other symbols can be visible even if they collide with the text.
        layout text_ignore_placement: bool = "text-ignore-placement",
        /// If true, icons will display without their corresponding text when the text collides with other
        /// symbols and the icon does not.
        layout text_optional: bool = "text-optional",
        /// The opacity at which the icon will be drawn.
        paint icon_opacity: f64 = "icon-opacity",
        /// The color of the icon.
        paint icon_color: Color = "icon-color",
        /// The color of the icon's halo.
        paint icon_halo_color: Color = "icon-halo-color",
        /// Distance of halo to the icon outline. Unit: pixels.
        paint icon_halo_width: f64 = "icon-halo-width",
        /// Fade out the halo towards the outside. Unit: pixels.
        paint icon_halo_blur: f64 = "icon-halo-blur",
        /// Distance that the icon's anchor is moved from its original placement. Unit: pixels.
        paint icon_translate: [f64; 2] = "icon-translate",
        /// Controls the frame of reference for `icon-translate`.
        paint icon_translate_anchor: TranslateAnchor = "icon-translate-anchor" (Still "north is up"),
        /// The opacity at which the text will be drawn.
        paint text_opacity: f64 = "text-opacity",
        /// The color with which the text will be drawn.
        paint text_color: Color = "text-color",
        /// The color of the text's halo, which helps it stand out from backgrounds.
        paint text_halo_color: Color = "text-halo-color",
        /// Distance of halo to the font outline. Unit: pixels.
        paint text_halo_width: f64 = "text-halo-width",
        /// The halo's fadeout distance towards the outside. Unit: pixels.
        paint text_halo_blur: f64 = "text-halo-blur",
        /// Distance that the text's anchor is moved from its original placement. Unit: pixels.
        paint text_translate: [f64; 2] = "text-translate",
        /// Controls the frame of reference for `text-translate`.
        paint text_translate_anchor: TranslateAnchor = "text-translate-anchor" (Still "north is up"),
    }
}
