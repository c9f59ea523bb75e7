//! The properties that text and shields share.

mod content;
mod format;
mod placements;
mod setting;

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{HaloRasterizer, TextHalo, TextSymbolizer},
};

/// Reads the text of a symbolizer; `None` if there is nothing to draw.
pub(super) fn symbolizer(reader: &mut AttributeReader<'_>, is_shield: bool) -> Option<TextSymbolizer> {
    let positions = placements::read(reader, is_shield)?;
    let halo = TextHalo {
        rasterizer: reader.keyword("halo-rasterizer", HaloRasterizer::Full),
        blend: reader.blend_of("halo-comp-op"),
    };
    reader.not_drawn(&["extend", "halo-transform"]);
    Some(TextSymbolizer { positions, path: reader.path_shape(false), halo, blend: reader.blend() })
}
