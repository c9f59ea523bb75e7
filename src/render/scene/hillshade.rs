//! `hillshade` layers: shaded relief from elevation tiles.

use std::sync::Arc;

use super::{shading::Shading, terrain::Slopes};
use crate::{
    image::{Bitmap, premultiplied},
    render::{
        display::{DisplayItem, DisplayList, RasterItem, RasterShape},
        geometry::ClipRect,
        input::{Frame, PlacedTile, place_raster},
    },
    style::{
        Layer, SourceData, SourceType,
        layer::{HillshadeLayer, Resampling},
    },
    tile::TileId,
};

pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, hillshade: &HillshadeLayer, list: &mut DisplayList) {
    let Some((_, name)) = frame.source(layer) else { return };
    let Some(source) = frame.style.sources.get(name) else { return };
    let SourceData::RasterDem(encoding) = &source.data else { return };
    let Some(wanted) = frame.tiles.zoom_for(name, frame.view, SourceType::RasterDem) else { return };
    let context = frame.paint();
    let shading = Shading::of(hillshade, &context);
    let nearest = hillshade.resampling.get(&context) == Resampling::Nearest;
    let picture = ClipRect::of_picture(list.width, list.height);
    for placed in place_raster(frame.tiles, name, frame.view) {
        let clip = placed.clip.within(picture);
        let zoom = if placed.id.z() == wanted {
            // Slopes grow with the map beyond the deepest tiles.
            (frame.view.zoom + (512.0 / f64::from(source.tile_size.unwrap_or(512).max(1))).log2() + 0.5).floor()
        } else {
            f64::from(placed.id.z())
        };
        let around = |dx, dy| frame.tiles.raster_tile(name, neighbor(placed.id, dx, dy)?);
        let slopes = Slopes::of(placed.tile, encoding, &around, placed.id, zoom);
        let Some(image) = shaded(&slopes, &shading, &placed, clip, nearest) else { continue };
        list.items.push(DisplayItem::Raster(RasterItem {
            image: Arc::new(image),
            transform: [1.0, 0.0, 0.0, 1.0, f64::from(clip.left), f64::from(clip.top)],
            shape: RasterShape::Rect(clip),
            opacity: 1.0,
            nearest: true,
        }));
    }
}

/// The shaded pixels of `clip`. They depend only on their position in the tile.
fn shaded(
    slopes: &Slopes,
    shading: &Shading,
    placed: &PlacedTile<'_, Bitmap>,
    clip: ClipRect,
    nearest: bool,
) -> Option<Bitmap> {
    let side = |from: i32, to: i32| u32::try_from(to.checked_sub(from)?).ok();
    let mut image = Bitmap::new(side(clip.left, clip.right)?, side(clip.top, clip.bottom)?)?;
    let width = image.width() as usize;
    let offset = placed.offset;
    for (row, y) in image.pixels_mut().chunks_exact_mut(width.max(1)).zip(clip.top..) {
        let down = (f64::from(y) + 0.5 - offset[1]) / placed.size;
        let stretch = slopes.stretch(down);
        for (pixel, x) in row.iter_mut().zip(clip.left..) {
            let at = [(f64::from(x) + 0.5 - offset[0]) / placed.size, down];
            let [r, g, b, a] = shading.color(slopes.at(at, nearest), stretch);
            let straight = |v: f64| if a > 0.0 { (v / a * 255.0).round().clamp(0.0, 255.0) as u8 } else { 0 };
            *pixel = premultiplied([straight(r), straight(g), straight(b), (a * 255.0).round() as u8]);
        }
    }
    Some(image)
}

fn neighbor(tile: TileId, dx: i64, dy: i64) -> Option<TileId> {
    let x = (i64::from(tile.x()) + dx).rem_euclid(i64::from(tile.across()));
    let y = u64::try_from(i64::from(tile.y()) + dy).ok()?;
    TileId::new(u32::from(tile.z()), u64::try_from(x).ok()?, y).ok()
}
