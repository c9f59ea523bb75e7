//! The look of letters, for one feature. Lengths are device pixels.

use crate::{
    style::{
        Color,
        expression::Context,
        symbolizer::{FormatChange, TextFormat, TextTransform},
    },
    text::{FaceId, FontFeature, FontSet},
};

/// The look of letters.
#[derive(Debug, Clone)]
pub(super) struct LetterFormat {
    pub faces: Vec<FaceId>,
    /// Height of an em.
    pub size: f64,
    pub character_spacing: f64,
    pub line_spacing: f64,
    /// Color of the letters, with their opacity.
    pub fill: Color,
    /// Color of the halo, with its opacity.
    pub halo_fill: Color,
    pub halo_radius: f64,
    pub transform: TextTransform,
    pub features: Vec<FontFeature>,
    opacities: [f64; 2],
}

/// Largest size of letters in device pixels.
const MAX_SIZE: f64 = 1024.0;

impl LetterFormat {
    /// The format of a symbolizer. `size` replaces its own one.
    pub(super) fn of(
        format: &TextFormat,
        size: Option<f64>,
        context: &Context<'_>,
        fonts: &FontSet,
        ratio: f64,
    ) -> Self {
        let [opacity, halo_opacity] = [&format.opacity, &format.halo_opacity].map(|it| it.get(context));
        let character_spacing = format.character_spacing.get(context) * ratio;
        let mut features = FontFeature::parse_list(&format.features.get(context));
        if character_spacing > 0.0 && features.is_empty() {
            features.push(FontFeature::NO_LIGATURES);
        }
        Self {
            faces: fonts.stack(&format.faces).faces().to_vec(),
            size: sized(size.unwrap_or_else(|| format.size.get(context)), ratio),
            character_spacing,
            line_spacing: format.line_spacing.get(context) * ratio,
            fill: faded(format.fill.get(context), opacity),
            halo_fill: faded(format.halo_fill.get(context), halo_opacity),
            halo_radius: format.halo_radius.get(context) * ratio,
            transform: format.transform.get(context),
            features,
            opacities: [opacity, halo_opacity],
        }
    }

    /// This format with the changes of an inner one.
    pub(super) fn changed(&self, change: &FormatChange, context: &Context<'_>, fonts: &FontSet, ratio: f64) -> Self {
        let mut next = self.clone();
        let scaled = |own: &Option<crate::style::Property<f64>>, outer: f64| {
            own.as_ref().map_or(outer, |it| it.get(context) * ratio)
        };
        if let Some(faces) = &change.faces {
            next.faces = fonts.stack(faces).faces().to_vec();
        }
        if let Some(size) = &change.size {
            next.size = sized(size.get(context), ratio);
        }
        next.character_spacing = scaled(&change.character_spacing, self.character_spacing);
        next.line_spacing = scaled(&change.line_spacing, self.line_spacing);
        next.halo_radius = scaled(&change.halo_radius, self.halo_radius);
        let own = [&change.opacity, &change.halo_opacity].map(|it| it.as_ref().map(|it| it.get(context)));
        next.opacities = [0, 1].map(|i| own[i].unwrap_or(self.opacities[i]));
        let unfaded =
            |color: Color, opacity: f64| Color { a: if opacity > 0.0 { color.a / opacity } else { 0.0 }, ..color };
        let fill = change.fill.as_ref().map_or_else(|| unfaded(self.fill, self.opacities[0]), |it| it.get(context));
        next.fill = faded(fill, next.opacities[0]);
        let halo = change.halo_fill.as_ref();
        let halo = halo.map_or_else(|| unfaded(self.halo_fill, self.opacities[1]), |it| it.get(context));
        next.halo_fill = faded(halo, next.opacities[1]);
        next.transform = change.transform.as_ref().map_or(self.transform, |it| it.get(context));
        if let Some(features) = &change.features {
            next.features = FontFeature::parse_list(&features.get(context));
        }
        next
    }
}

fn sized(size: f64, ratio: f64) -> f64 {
    (size * ratio).clamp(0.0, MAX_SIZE)
}

fn faded(color: Color, opacity: f64) -> Color {
    Color { a: (color.a * opacity).clamp(0.0, 1.0), ..color }
}
