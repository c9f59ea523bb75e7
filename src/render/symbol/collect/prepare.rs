//! The shared properties of a feature's symbols.

use super::{
    super::{
        alignment::growth,
        anchor_candidates::{AnchorCandidates, anchor_candidates},
        anchors::LabelFit,
        candidate::FeatureSymbol,
        icon::{Icon, IconSetting},
        label::{Label, LabelSetting},
    },
    layer_tile::LayerTile,
};
use crate::{
    deadline::checkpoint,
    style::{
        Anchor,
        expression::Context,
        layer::{Alignment, WritingMode},
    },
    text::Upright,
};

/// The shared properties of a feature's symbols; `None` if there is nothing to draw.
pub(super) fn prepare(tile: &LayerTile<'_>, feature: usize, at_points: bool) -> Option<FeatureSymbol> {
    checkpoint(200);
    let it = tile.bound.feature(feature)?;
    let (symbol, frame) = (tile.symbol, tile.frame);
    let layout = tile.layout.with_feature(&it);
    let label = label(tile, &layout, at_points);
    let anchors = anchor_candidates(symbol, &layout, along_line(tile, at_points, &layout));
    let image = symbol.icon_image.get(&layout).and_then(|i| frame.resources.sprites.get(&i.name).cloned());
    let [size, next_size] = sizes(tile, &layout, |context| symbol.icon_size.get(context));
    let icon_growth = growth(size, next_size);
    let setting = IconSetting { layout: &layout, size, ratio: frame.view.pixel_ratio };
    let icon_for = |text: Option<[f64; 4]>| {
        let icon = Icon::of(symbol, image.clone()?, text, &setting)?;
        // An icon that is fitted to text grows like the text.
        let text_growth = label.as_ref().filter(|_| icon.fitted).map_or(1.0, |label| label.growth);
        Some(Icon { growth: icon_growth * text_growth, ..icon })
    };
    let text_rect = |column: bool| label.as_ref().and_then(|label| text_rect(label, &anchors, column));
    let icon = icon_for(text_rect(false));
    let has_column = at_points && label.as_ref().is_some_and(|l| l.column.is_some());
    let column_icon = icon_for(text_rect(true).filter(|_| has_column)).filter(|icon| has_column && icon.fitted);
    if label.is_none() && icon.is_none() {
        return None;
    }
    let text_rotate = symbol.text_rotate.get(&layout).to_radians();
    let justify = symbol.text_justify.get(&layout);
    Some(FeatureSymbol { label, anchors, icon, column_icon, justify, text_rotate, feature })
}

/// The requirements of a feature's labels on its lines.
pub(super) fn fit(tile: &LayerTile<'_>, feature: usize, symbol: &FeatureSymbol, spacing: f64) -> LabelFit {
    // Anchors must not move while zooming in, so they are computed for the text size at zoom 18.
    let largest = Context { zoom: Some(18.0), ..tile.layout };
    let size = tile.bound.feature(feature).map_or(16.0, |it| tile.symbol.text_size.get(&largest.with_feature(&it)));
    let text = symbol.label.as_ref().map_or(0.0, |l| f64::from(l.form(true).width));
    let icon = symbol.icon.as_ref().map_or(0.0, |i| i.image.size()[0] / 24.0);
    LabelFit {
        spacing,
        length: text.max(icon) * size,
        glyph: size,
        has_text: symbol.label.is_some(),
        max_angle: tile.symbol.text_max_angle.get(&tile.layout).to_radians(),
        extent: tile.side,
        overscale: (tile.side / 512.0).max(1.0),
    }
}

/// A size at the view's zoom and at the next whole zoom.
fn sizes(tile: &LayerTile<'_>, layout: &Context<'_>, size: impl Fn(&Context<'_>) -> f64) -> [f64; 2] {
    let view = tile.frame.view;
    [view.zoom, view.layout_zoom() + 1.0].map(|zoom| size(&Context { zoom: Some(zoom), ..*layout }))
}

fn label(tile: &LayerTile<'_>, layout: &Context<'_>, at_points: bool) -> Option<Label> {
    let symbol = tile.symbol;
    let [size, next_size] = sizes(tile, layout, |context| symbol.text_size.get(context));
    let setting = LabelSetting {
        resources: tile.frame.resources,
        layout,
        size,
        next_size,
        ratio: tile.frame.view.pixel_ratio,
        wrap: at_points,
        upright: upright(tile, at_points, layout),
    };
    Label::of(symbol, &symbol.text_field.get(layout), &setting)
}

/// The rectangle of the text that an icon is fitted to.
fn text_rect(label: &Label, anchors: &AnchorCandidates, column: bool) -> Option<[f64; 4]> {
    let (anchor, offset) = *anchors.anchors.first()?;
    // If the text's anchor is variable, the icon follows the text later.
    let open = if column { anchors.own } else { Anchor::Center };
    let (anchor, offset) = if anchors.variable { (open, [0.0; 2]) } else { (anchor, offset) };
    Some(label.rect(column, anchor, offset))
}

/// Whether the layer's labels follow lines.
fn along_line(tile: &LayerTile<'_>, at_points: bool, layout: &Context<'_>) -> bool {
    !at_points && tile.symbol.text_rotation_alignment.get(layout) != Alignment::Viewport
}

/// Which glyphs are upright if the layer's labels may be written vertically.
fn upright(tile: &LayerTile<'_>, at_points: bool, layout: &Context<'_>) -> Upright {
    let symbol = tile.symbol;
    if at_points {
        let modes = symbol.text_writing_mode.get(layout).unwrap_or_default();
        return if modes.contains(&WritingMode::Vertical) { Upright::Most } else { Upright::None };
    }
    if along_line(tile, at_points, layout) && symbol.text_keep_upright.get(layout) {
        Upright::EastAsian
    } else {
        Upright::None
    }
}
