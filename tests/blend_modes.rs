//! Tests that all rasterizers and SVG documents blend groups as specified by the W3C's *Compositing and Blending Level
//! 1*. Modes that only Mapnik has, or mixes in its own way, are compared with Mapnik's pictures in `tests/mapnik`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step fails the test")]

use karto::{
    image::Bitmap,
    render::{DisplayItem, DisplayList, PaintSource, Rasterizer, SvgPainter, draw, svg_of_picture},
    style::{BlendMode, Color, Compositing},
    text::GlyphCache,
};
use resvg::usvg;

/// Red, green, blue and alpha, not premultiplied, 0 to 1.
type Rgba = [f64; 4];

/// Pairs of backdrop and source.
const PAIRS: [(Rgba, Rgba); 6] = [
    ([0.9, 0.3, 0.1, 1.0], [0.2, 0.6, 0.8, 1.0]),
    ([0.2, 0.6, 0.8, 1.0], [0.9, 0.3, 0.1, 0.6]),
    ([0.4, 0.4, 0.7, 0.5], [0.8, 0.1, 0.4, 0.7]),
    ([0.8, 0.8, 0.2, 0.7], [0.5, 0.9, 0.5, 1.0]),
    ([0.0, 0.0, 0.0, 0.0], [0.3, 0.7, 0.9, 0.8]),
    ([0.6, 0.2, 0.5, 0.9], [0.0, 0.0, 0.0, 0.0]),
];

const SIDE: u32 = 4;

/// `source` in a group of this opacity, blended with `backdrop`.
fn list(backdrop: Rgba, source: Rgba, group: Compositing) -> DisplayList {
    let flood = |[r, g, b, a]: Rgba| DisplayItem::Flood(PaintSource::Color(Color::new(r, g, b, a)));
    let items = vec![flood(backdrop), DisplayItem::BeginGroup(group), flood(source), DisplayItem::EndGroup];
    DisplayList { width: SIDE, height: SIDE, items }
}

fn picture(list: &DisplayList, rasterizer: Rasterizer) -> Bitmap {
    let glyphs = GlyphCache::default();
    let mut painter = rasterizer.painter(list.width, list.height, &glyphs).unwrap();
    draw(list, &mut *painter);
    painter.finish().unwrap()
}

/// The list as an SVG document; `None` if SVG lacks the blend mode.
fn document(list: &DisplayList) -> Option<String> {
    let glyphs = GlyphCache::default();
    let mut painter = SvgPainter::new(list.width, list.height, &glyphs, Rasterizer::default()).unwrap();
    draw(list, &mut painter);
    painter.finish()
}

/// Renders a document with resvg.
fn rendered(document: &str) -> Bitmap {
    let tree = usvg::Tree::from_str(document, &usvg::Options::default()).unwrap_or_else(|e| panic!("{e}: {document}"));
    let mut pixmap = tiny_skia::Pixmap::new(SIDE, SIDE).unwrap();
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
    Bitmap::from_premultiplied(SIDE, SIDE, pixmap.take()).unwrap()
}

/// Whether Mapnik mixes as the specification says.
fn is_specified(mode: BlendMode) -> bool {
    use BlendMode::{
        Color, Contrast, Divide, GrainExtract, GrainMerge, Hue, Invert, InvertRgb, LinearBurn, Luminosity, Minus,
        Saturation,
    };
    !matches!(
        mode,
        Color
            | Contrast
            | Divide
            | GrainExtract
            | GrainMerge
            | Hue
            | Invert
            | InvertRgb
            | LinearBurn
            | Luminosity
            | Minus
            | Saturation
    )
}

/// What is expected of one pixel, premultiplied. The opacity of a group is its coverage: without any, nothing changes.
fn expected(backdrop: Rgba, source: Rgba, group: Compositing) -> Rgba {
    let opaque = composed(backdrop, source, group.blend);
    let [cb @ .., ab] = backdrop;
    let below = [cb[0] * ab, cb[1] * ab, cb[2] * ab, ab];
    [0, 1, 2, 3].map(|i| (below[i] + (opaque[i] - below[i]) * group.opacity).min(1.0))
}

/// The specification's formula for one pixel, premultiplied, not limited to 1.
fn composed(backdrop: Rgba, source: Rgba, mode: BlendMode) -> Rgba {
    let ([cb @ .., ab], [cs @ .., a]) = (backdrop, source);
    // Factors of source and backdrop (Porter & Duff 1984).
    let (fa, fb) = match mode {
        BlendMode::Clear => (0.0, 0.0),
        BlendMode::Source => (1.0, 0.0),
        BlendMode::Destination => (0.0, 1.0),
        BlendMode::DestinationOver => (1.0 - ab, 1.0),
        BlendMode::SourceIn => (ab, 0.0),
        BlendMode::DestinationIn => (0.0, a),
        BlendMode::SourceOut => (1.0 - ab, 0.0),
        BlendMode::DestinationOut => (0.0, 1.0 - a),
        BlendMode::SourceAtop => (ab, 1.0 - a),
        BlendMode::DestinationAtop => (1.0 - ab, a),
        BlendMode::Xor => (1.0 - ab, 1.0 - a),
        BlendMode::Plus => (1.0, 1.0),
        _ => (1.0, 1.0 - a),
    };
    let mixed = blended(mode, cb, cs);
    let color = |i: usize| {
        // The source's color is mixed with the backdrop's to the extent of the backdrop's coverage.
        let source = (1.0 - ab) * cs[i] + ab * mixed[i];
        a * fa * source + ab * fb * cb[i]
    };
    [color(0), color(1), color(2), a * fa + ab * fb]
}

/// The blend functions of the specification for opaque colors.
fn blended(mode: BlendMode, cb: [f64; 3], cs: [f64; 3]) -> [f64; 3] {
    let each = |f: fn(f64, f64) -> f64| [0, 1, 2].map(|i| f(cb[i], cs[i]));
    match mode {
        BlendMode::Multiply => each(|b, s| b * s),
        BlendMode::Screen => each(|b, s| b + s - b * s),
        BlendMode::Overlay => each(|b, s| hard_light(s, b)),
        BlendMode::Darken => each(f64::min),
        BlendMode::Lighten => each(f64::max),
        BlendMode::ColorDodge => each(|b, s| {
            if b == 0.0 {
                0.0
            } else if s >= 1.0 {
                1.0
            } else {
                (b / (1.0 - s)).min(1.0)
            }
        }),
        BlendMode::ColorBurn => each(|b, s| {
            if b >= 1.0 {
                1.0
            } else if s <= 0.0 {
                0.0
            } else {
                1.0 - ((1.0 - b) / s).min(1.0)
            }
        }),
        BlendMode::HardLight => each(hard_light),
        BlendMode::SoftLight => each(|b, s| {
            let d = if b <= 0.25 { ((16.0 * b - 12.0) * b + 4.0) * b } else { b.sqrt() };
            if s <= 0.5 { b - (1.0 - 2.0 * s) * b * (1.0 - b) } else { b + (2.0 * s - 1.0) * (d - b) }
        }),
        BlendMode::Difference => each(|b, s| (b - s).abs()),
        BlendMode::Exclusion => each(|b, s| b + s - 2.0 * b * s),
        BlendMode::Hue => with_luminosity(with_saturation(cs, saturation(cb)), luminosity(cb)),
        BlendMode::Saturation => with_luminosity(with_saturation(cb, saturation(cs)), luminosity(cb)),
        BlendMode::Color => with_luminosity(cs, luminosity(cb)),
        BlendMode::Luminosity => with_luminosity(cb, luminosity(cs)),
        _ => cs,
    }
}

fn hard_light(b: f64, s: f64) -> f64 {
    if s <= 0.5 { b * 2.0 * s } else { b + (2.0 * s - 1.0) - b * (2.0 * s - 1.0) }
}

fn luminosity([r, g, b]: [f64; 3]) -> f64 {
    0.3 * r + 0.59 * g + 0.11 * b
}

fn saturation(c: [f64; 3]) -> f64 {
    c.into_iter().fold(0.0, f64::max) - c.into_iter().fold(1.0, f64::min)
}

fn with_luminosity(c: [f64; 3], l: f64) -> [f64; 3] {
    let c = c.map(|v| v + l - luminosity(c));
    let (l, n, x) = (luminosity(c), c.into_iter().fold(f64::MAX, f64::min), c.into_iter().fold(f64::MIN, f64::max));
    let c = if n < 0.0 { c.map(|v| l + (v - l) * l / (l - n)) } else { c };
    if x > 1.0 { c.map(|v| l + (v - l) * (1.0 - l) / (x - l)) } else { c }
}

fn with_saturation(c: [f64; 3], s: f64) -> [f64; 3] {
    let (n, x) = (c.into_iter().fold(f64::MAX, f64::min), c.into_iter().fold(f64::MIN, f64::max));
    if x > n { c.map(|v| (v - n) * s / (x - n)) } else { [0.0; 3] }
}

/// The largest difference of a channel, in steps of 255.
fn apart(bitmap: &Bitmap, expected: Rgba) -> f64 {
    let off = |p: &[u8; 4]| [0, 1, 2, 3].map(|i| (f64::from(p[i]) - expected[i] * 255.0).abs());
    bitmap.pixels().iter().flat_map(off).fold(0.0, f64::max)
}

fn groups() -> impl Iterator<Item = Compositing> {
    BlendMode::ALL.into_iter().flat_map(|blend| [1.0, 0.4].map(|opacity| Compositing { opacity, blend }))
}

#[test]
fn every_rasterizer_blends_as_specified() {
    for rasterizer in Rasterizer::ALL {
        for group in groups().filter(|group| is_specified(group.blend)) {
            for (backdrop, source) in PAIRS {
                let off =
                    apart(&picture(&list(backdrop, source, group), rasterizer), expected(backdrop, source, group));
                // AGG divides to whole bytes here.
                let most = if group.blend == BlendMode::ColorDodge { 3.0 } else { 2.5 };
                assert!(off <= most, "{rasterizer:?}, {group:?}, {source:?} over {backdrop:?}: {off} of 255 apart");
            }
        }
    }
}

#[test]
fn documents_blend_as_specified_or_embed_a_picture() {
    let mut shapes = 0;
    for group in groups() {
        for (backdrop, source) in PAIRS {
            let list = list(backdrop, source, group);
            let Some(document) = document(&list) else { continue };
            shapes += 1;
            let off = apart(&rendered(&document), expected(backdrop, source, group));
            assert!(off <= 4.0, "{group:?}, {source:?} over {backdrop:?}: {off} of 255 apart\n{document}");
        }
    }
    assert_eq!(shapes, 12 * 2 * PAIRS.len(), "the modes of CSS that Mapnik mixes in the same way");
    let (backdrop, source) = PAIRS[2];
    let xor = list(backdrop, source, Compositing { opacity: 1.0, blend: BlendMode::Xor });
    assert_eq!(document(&xor), None);
    let picture = picture(&xor, Rasterizer::default());
    assert_eq!(rendered(&svg_of_picture(&picture)), picture);
}

#[test]
fn a_nested_group_is_not_blended_with_the_backdrop_of_its_parent() {
    let flood = |r, g, b| DisplayItem::Flood(PaintSource::Color(Color::new(r, g, b, 1.0)));
    let group = |blend| DisplayItem::BeginGroup(Compositing { opacity: 1.0, blend });
    let items = vec![
        flood(1.0, 0.0, 0.0),
        group(BlendMode::SourceOver),
        group(BlendMode::Multiply),
        flood(0.0, 1.0, 0.0),
        DisplayItem::EndGroup,
        DisplayItem::EndGroup,
    ];
    let list = DisplayList { width: SIDE, height: SIDE, items };
    let green = [0.0, 1.0, 0.0, 1.0];
    assert_eq!(apart(&picture(&list, Rasterizer::default()), green), 0.0);
    assert_eq!(apart(&rendered(&document(&list).unwrap()), green), 0.0);
}
