//! Labels: letters and halos.

use super::{
    attributes::{SvgColor, length, opacity},
    document::Document,
    outlines::outlines,
};
use crate::render::display::{GlyphRun, Halo};

/// Writes a label. All of its fonts must have outlines.
pub(super) fn write(run: &GlyphRun, document: &mut Document<'_>) {
    let fonts = document.glyphs.fonts();
    let Some(whole) = outlines(fonts, run.glyphs.iter()) else { return };
    let halo = run.visible_halo();
    let colors: Vec<SvgColor> = run.colors.iter().map(|c| SvgColor::from(*c).faded(run.opacity)).collect();
    // A simple halo and its letters share one element.
    if let ([color], Some(halo)) = (colors.as_slice(), halo)
        && halo.blur == 0.0
        && !halo.hollow
        && !color.is_clear()
    {
        let stroke = halo_stroke(SvgColor::from(halo.color).faded(run.opacity), halo.width);
        let fill = color.attribute("fill");
        document.put(format_args!(r#"<path{fill}{stroke} paint-order="stroke" d="{whole}"/>"#));
        return;
    }
    if let Some(halo) = halo {
        write_halo(&halo, run.opacity, &whole, document);
    }
    for (index, color) in colors.iter().enumerate().filter(|(_, c)| !c.is_clear()) {
        if let Some(data) = outlines(fonts, run.glyphs.iter().filter(|g| g.color == index)) {
            document.put(format_args!(r#"<path{} d="{data}"/>"#, color.attribute("fill")));
        }
    }
}

/// Writes only a halo.
fn write_halo(halo: &Halo, opacity_of_text: f64, data: &str, document: &mut Document<'_>) {
    let mut attributes = String::new();
    if halo.hollow {
        let (width, height) = (document.width, document.height);
        let rest = format!(
            r##" maskUnits="userSpaceOnUse" x="0" y="0" width="{width}" height="{height}"><path fill="#fff" d="M0 0h{width}v{height}H0z"/><path d="{data}"/></mask>"##
        );
        attributes = format!(r##" mask="url(#{})""##, document.definitions.define("mask", &rest));
    }
    if halo.blur > 0.0 {
        attributes += &document.blurred(halo_deviation(halo.blur));
    }
    // Letters and their stroke overlap: the opacity applies to the whole halo, not to each of them.
    let color = SvgColor::from(halo.color);
    attributes += &opacity("opacity", color.faded(opacity_of_text).alpha());
    let fill = color.solid().attribute("fill");
    let stroke = halo_stroke(color.solid(), halo.width);
    document.put(format_args!(r#"<path{fill}{stroke}{attributes} d="{data}"/>"#));
}

/// The stroke that makes a halo, from the letters' outline outwards.
fn halo_stroke(color: SvgColor, width: f64) -> String {
    let width = length(width * 2.0);
    format!(r#"{} stroke-width="{width}" stroke-linejoin="round""#, color.attribute("stroke"))
}

/// The standard deviation of the Gaussian that fades like the edge of a mask with this blur (`text::mask`): a
/// smoothstep over `w` pixels has the variance w²/20, of which the pixels of the rasterizer already contribute 1/12.
fn halo_deviation(blur: f64) -> f64 {
    let width = 1.0 + 2.0 * 1.19 * blur;
    (width * width / 20.0 - 1.0 / 12.0).max(0.0).sqrt()
}
