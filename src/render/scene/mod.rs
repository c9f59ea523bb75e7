//! Style and tiles → display list.

mod background;
pub(super) mod bend;
mod circle;
mod fill;
mod heatmap;
mod hillshade;
mod line;
pub(super) mod offset;
mod place;
mod raster;
pub(super) mod reach;
mod shading;
pub(super) mod shape;
mod terrain;

pub use place::{Placed, raster as placed_raster, vector as placed_vector};

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use super::{BoundLayer, DisplayItem, DisplayList, Resources, SpriteImage, TileSet, View, display::Ink, symbol};
use crate::style::{
    Color, Image, Layer, LayerKind, Property, Style,
    expression::{Context, Globals},
};

/// Builds the display list of `view`. What tiles do not deliver is not drawn.
pub fn scene(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> DisplayList {
    let (width, height) = view.pixel_size();
    let has_image = |name: &str| resources.sprites.contains(name);
    let globals = Globals { has_image: &has_image, state: &style.state };
    let scene = Scene { style, view, tiles, resources, globals, patterns: RefCell::default() };
    let mut list = DisplayList { width, height, items: Vec::new() };
    let mut symbols = symbol::layout(style, view, tiles, resources).into_iter().peekable();
    for (index, layer) in style.layers.iter().enumerate() {
        if !layer.is_drawn_at(view.zoom.max(0.0)) {
            continue;
        }
        match &layer.kind {
            LayerKind::Background(it) => background::draw(&scene, it, &mut list),
            LayerKind::Fill(it) => fill::draw(&scene, layer, it, &mut list),
            LayerKind::FillExtrusion(it) => fill::draw_footprint(&scene, layer, it, &mut list),
            LayerKind::Line(it) => line::draw(&scene, layer, it, &mut list),
            LayerKind::Circle(it) => circle::draw(&scene, layer, it, &mut list),
            LayerKind::Raster(it) => raster::draw(&scene, layer, it, &mut list),
            LayerKind::Symbol(_) => {
                while let Some(placed) = symbols.next_if(|p| p.layer <= index) {
                    list.items.extend(placed.items.into_iter().map(DisplayItem::Symbol));
                }
            }
            LayerKind::Heatmap(it) => heatmap::draw(&scene, layer, it, &mut list),
            LayerKind::Hillshade(it) => hillshade::draw(&scene, layer, it, &mut list),
        }
    }
    list
}

/// What all layers of a scene share.
struct Scene<'s> {
    style: &'s Style,
    view: &'s View,
    tiles: &'s TileSet<'s>,
    resources: &'s Resources,
    globals: Globals<'s>,
    /// Patterns in the size in which this picture repeats them.
    patterns: RefCell<BTreeMap<String, Option<Pattern>>>,
}

impl<'s> Scene<'s> {
    /// The context of paint properties.
    fn paint(&self) -> Context<'_> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.zoom) }
    }

    /// The context of filters and layout properties.
    fn layout(&self) -> Context<'_> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.layout_zoom()) }
    }

    /// The features of `bound` that `layer` draws, in drawing order.
    fn select(
        &self,
        layer: &Layer,
        sort_key: &Property<Option<f64>>,
        bound: &BoundLayer<'_>,
        context: &Context<'_>,
    ) -> Vec<usize> {
        let mut chosen: Vec<(f64, usize)> = Vec::new();
        for (index, feature) in bound.features().enumerate() {
            let context = context.with_feature(&feature);
            if layer.accepts(&context) {
                let key = if sort_key.is_given() { sort_key.get(&context).unwrap_or(0.0) } else { 0.0 };
                chosen.push((key, index));
            }
        }
        if sort_key.is_given() {
            chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        chosen.into_iter().map(|(_, index)| index).collect()
    }

    /// The source that `layer` reads.
    fn source(&self, layer: &Layer) -> Option<(usize, &'s str)> {
        let input = layer.input?;
        self.style.inputs.get(input).map(|i| (input, i.source.as_str()))
    }

    /// The ink of an image repeated over the world. Its copies begin at the world's corner, so that
    /// all tiles agree. `None` where there is no such image.
    fn pattern(&self, image: &Image, opacity: f64, corner: [f64; 2]) -> Option<Ink> {
        let known = self.patterns.borrow().get(&image.name).cloned();
        let (image, scale) = match known {
            Some(known) => known,
            None => {
                let made = self.sized(&image.name);
                self.patterns.borrow_mut().insert(image.name.clone(), made.clone());
                made
            }
        }?;
        let period = [f64::from(image.pixmap.width()) * scale, f64::from(image.pixmap.height()) * scale];
        // From the tile's corner to the copy that covers it.
        let world = [0, 1].map(|i| self.view.origin[i] * self.view.pixel_ratio + corner[i]);
        let origin = [0, 1].map(|i| shape::snap(-world[i].rem_euclid(period[i])));
        Some(Ink::Pattern { image, origin, scale, opacity })
    }

    /// The image `name` and by how much it is enlarged where it is repeated.
    fn sized(&self, name: &str) -> Option<Pattern> {
        let image = self.resources.sprites.get(name)?.clone();
        // Patterns grow with the map between two whole zooms.
        let zoomed = (self.view.zoom - self.view.layout_zoom()).exp2();
        let scale = self.view.pixel_ratio / image.pixel_ratio * zoomed;
        if zoomed == 1.0 && scale != 1.0 { whole_pixels(&image, scale) } else { Some((image, scale)) }
    }
}

/// An image and how many device pixels one of its pixels measures.
type Pattern = (Arc<SpriteImage>, f64);

/// On raster tiles a pattern is enlarged once, to the nearest whole size: copies that begin between pixels, or are
/// enlarged wherever they lie, would differ from picture to picture in the last bit.
fn whole_pixels(image: &SpriteImage, scale: f64) -> Option<Pattern> {
    let side = |side: u32| (f64::from(side) * scale).round().clamp(1.0, MOST_PATTERN);
    let (width, height) = (side(image.pixmap.width()), side(image.pixmap.height()));
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32)?;
    let stretch = tiny_skia::Transform::from_scale(
        (width / f64::from(image.pixmap.width())) as f32,
        (height / f64::from(image.pixmap.height())) as f32,
    );
    let shader = tiny_skia::Pattern::new(
        image.pixmap.as_ref(),
        tiny_skia::SpreadMode::Repeat,
        tiny_skia::FilterQuality::Bilinear,
        1.0,
        stretch,
    );
    let paint = tiny_skia::Paint { shader, ..tiny_skia::Paint::default() };
    let whole = tiny_skia::Rect::from_xywh(0.0, 0.0, width as f32, height as f32)?;
    pixmap.fill_rect(whole, &paint, tiny_skia::Transform::identity(), None);
    Some((Arc::new(SpriteImage::new(pixmap, 1.0, false)), 1.0))
}

/// The largest side of an enlarged pattern, in pixels.
const MOST_PATTERN: f64 = 4096.0;

/// `color` with `opacity` multiplied in; `None` where nothing would be seen.
fn visible(color: Color, opacity: f64) -> Option<Color> {
    let a = (color.a * opacity).clamp(0.0, 1.0);
    (a > 0.0).then(|| Color::new(color.r, color.g, color.b, a))
}
