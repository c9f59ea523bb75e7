//! `ShieldSymbolizer`.

use super::{feature::LabelFeature, find::find, finder::ShieldBox, items, marker_image::MarkerImage, placing::Placing};
use crate::{
    render::display::DisplayItem,
    style::{Compositing, symbolizer::ShieldSymbolizer},
};

/// Places the shields of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &ShieldSymbolizer, placing: &mut Placing<'_>) {
    let (context, ratio) = (&feature.context, feature.ratio());
    // Without its image, a shield is text.
    let image = MarkerImage::of_file(&symbolizer.file.get(context), symbolizer.transform.as_ref(), feature);
    let shield = image.as_ref().map(|image| ShieldBox {
        bounds: image.bounds_at([0.0; 2], 0.0),
        unlocked: symbolizer.unlocked.get(context),
        displacement: symbolizer.displacement.each_ref().map(|it| it.get(context) * ratio),
    });
    let opacity = symbolizer.opacity.get(context).clamp(0.0, 1.0);
    for label in find(feature, &symbolizer.text, (true, shield), placing) {
        if let (Some(image), Some(at)) = (&image, label.image)
            && items::is_seen(feature, &label)
        {
            let item = DisplayItem::Picture(image.item(at, 0.0, opacity));
            let compositing = Compositing { blend: symbolizer.text.blend, ..Compositing::default() };
            placing.list.in_group(compositing, |list| list.items.push(item));
        }
        items::text(feature, &symbolizer.text, &label, placing);
    }
}
