//! `PointSymbolizer`.

use std::sync::Arc;

use super::{
    feature::LabelFeature,
    interior::interior,
    marker_image::{MarkerImage, Snap},
    placing::Placing,
    positions::common_centroid,
};
use crate::{
    image::{Bitmap, sprite::SpriteImage},
    render::{display::DisplayItem, geometry::polygons},
    style::{
        Compositing,
        expression::GeometryKind,
        symbolizer::{PointPlacement, PointSymbolizer},
    },
};

/// Places the image of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &PointSymbolizer, placing: &mut Placing<'_>) {
    let context = &feature.context;
    let name = symbolizer.file.get(context);
    let image = if name.is_empty() {
        dot(feature)
    } else {
        MarkerImage::of_file(&name, symbolizer.transform.as_ref(), feature)
    };
    let Some((image, at)) = image.zip(position(feature, symbolizer.placement.get(context))) else { return };
    if feature.cells.owner(at).is_none() {
        return;
    }
    // The box is around the point, wherever a transformation moves the image.
    let [left, top, right, bottom] = image.bounds_at([0.0; 2], 0.0);
    let half = [(right - left) / 2.0, (bottom - top) / 2.0];
    let bounds = [at[0] - half[0], at[1] - half[1], at[0] + half[0], at[1] + half[1]];
    if !symbolizer.allow_overlap.get(context) && !placing.detector.has_room(bounds, 0.0) {
        return;
    }
    if !symbolizer.ignore_placement.get(context) {
        placing.detector.take(bounds, None);
    }
    let item = image.item(at, 0.0, symbolizer.opacity.get(context));
    let compositing = Compositing { opacity: 1.0, blend: symbolizer.blend };
    placing.list.in_group(compositing, |list| list.items.push(DisplayItem::Picture(item)));
}

fn position(feature: &LabelFeature<'_, '_>, placement: PointPlacement) -> Option<[f64; 2]> {
    let geometry = feature.geometry();
    let is_area = feature.kind == GeometryKind::Polygon;
    if placement == PointPlacement::Interior && is_area {
        let areas = polygons(&geometry);
        return interior(areas.first().filter(|_| areas.len() == 1)?, feature.ratio());
    }
    let parts: Vec<&[[f64; 2]]> = geometry.iter().collect();
    common_centroid(&parts, is_area)
}

/// The image of a symbolizer without a file.
fn dot(feature: &LabelFeature<'_, '_>) -> Option<MarkerImage> {
    let mut square = Bitmap::new(4, 4)?;
    square.fill([0, 0, 0, 255]);
    let square = Arc::new(SpriteImage::new(square, 1.0, false));
    Some(MarkerImage::of_bitmap(square, [feature.ratio(); 2], Snap::Nearest))
}
