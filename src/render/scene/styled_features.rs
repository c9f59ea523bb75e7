//! The features of a tile with the styles that a layer draws them in.

use std::sync::Arc;

use super::select::select;
use crate::{
    deadline::checkpoint,
    render::input::{BoundLayer, Frame, Note, PlacedTile, VectorTile},
    style::{Layer, Property, expression::Context},
};

/// The features of a tile that a layer draws, in drawing order, each with its style. Pictures that show the tile at the same
/// zoom and scale share them.
pub(super) struct StyledFeatures<S> {
    /// The index of the feature in the tile's layer, and the index of its style.
    features: Vec<(u32, u32)>,
    styles: Vec<S>,
}

/// The number of styles that a new one is compared with, from the last one backwards.
const COMPARED: usize = 16;

/// How a layer chooses and styles features.
pub(super) struct FeatureStyler<'s, S> {
    pub layer: &'s Layer,
    /// Features are drawn in ascending order of this key.
    pub sort_key: Option<&'s Property<Option<f64>>>,
    /// The style in the contexts of layout and of paint properties; `None` if the feature is invisible.
    pub style: &'s dyn Fn(&Context<'_>, &Context<'_>) -> Option<S>,
}

impl<S: PartialEq + Send + Sync + 'static> FeatureStyler<'_, S> {
    /// The features of `bound`, which is a layer of the tile at `placed`.
    pub(super) fn features(
        &self,
        frame: &Frame<'_, '_>,
        placed: &PlacedTile<'_, VectorTile<'_>>,
        bound: &BoundLayer<'_>,
    ) -> Arc<StyledFeatures<S>> {
        placed.tile.notes.get(frame.note_key(self.layer, placed), || {
            let (layout, paint) = (frame.layout().in_tile(placed.id), frame.paint().in_tile(placed.id));
            let mut all = StyledFeatures { features: Vec::new(), styles: Vec::new() };
            for index in select(self.layer, self.sort_key, bound, &layout) {
                checkpoint(30);
                let Some(feature) = bound.feature(index) else { continue };
                if let Some(style) = (self.style)(&layout.with_feature(&feature), &paint.with_feature(&feature)) {
                    all.add(index, style);
                }
            }
            all.features.shrink_to_fit();
            all
        })
    }
}

impl<S: PartialEq> StyledFeatures<S> {
    fn add(&mut self, index: usize, style: S) {
        let first = self.styles.len().saturating_sub(COMPARED);
        let known = self.styles.iter().skip(first).position(|it| *it == style).map(|at| first + at);
        let number = known.unwrap_or(self.styles.len());
        if known.is_none() {
            self.styles.push(style);
        }
        self.features.push((index as u32, number as u32));
    }
}

impl<S> StyledFeatures<S> {
    /// The features, each as the index in its layer and the style.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &S)> {
        self.features.iter().filter_map(|(index, style)| Some((*index as usize, self.styles.get(*style as usize)?)))
    }
}

impl<S: Send + Sync + 'static> Note for StyledFeatures<S> {
    fn bytes(&self) -> usize {
        // Dashes are not counted.
        self.features.capacity() * size_of::<(u32, u32)>() + self.styles.capacity() * size_of::<S>()
    }
}
