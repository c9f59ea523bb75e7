//! Tests of text: every script has its letters, lines break between words, and pictures do not depend on how they are
//! made.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::{path::Path, sync::Arc};

use karto::{
    image::{Bitmap, ImageEncoding, encode},
    render::{GlyphInstance, GlyphRun, Halo, PaintSource, Rasterizer},
    style::Color,
    text::{FontSet, GlyphCache, InlineAlign, LayoutOptions, TextLayout, TextSpan, layout},
};

/// The repository's fonts.
fn fonts() -> FontSet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/fonts");
    let (fonts, problems) = FontSet::load([], &[folder]);
    assert!(problems.is_empty(), "{problems:?}");
    fonts
}

fn lay_out(fonts: &FontSet, text: &str, max_width: Option<f32>) -> TextLayout {
    let stack = fonts.stack(&["Noto Sans Regular".into()]);
    let span = TextSpan { text, stack: &stack, scale: 1.0, inline: None, align: InlineAlign::Baseline };
    layout(fonts, &[span], &LayoutOptions { max_width, ..LayoutOptions::default() })
}

/// The text at the start of each line, according to the clusters of the glyphs.
fn line_starts<'t>(laid: &TextLayout, text: &'t str) -> Vec<&'t str> {
    let start = |line: &karto::text::TextLine| laid.glyphs[line.glyphs.clone()].iter().map(|g| g.cluster).min();
    laid.lines.iter().filter_map(start).map(|at| text[at..].split(' ').next().unwrap()).collect()
}

const SCRIPTS: [&str; 23] = [
    "العربية: مدينة الكويت",
    "اردو: اسلام آباد",
    "עברית: תל אביב–יפו",
    "שדרות Rothschild 12, תל אביב",
    "हिन्दी: नई दिल्ली क्षेत्र",
    "বাংলা: কলকাতা স্ট্রিট",
    "தமிழ்: சென்னை ஸ்ரீ",
    "తెలుగు: హైదరాబాద్",
    "ಕನ್ನಡ: ಬೆಂಗಳೂರು",
    "മലയാളം: തിരുവനന്തപുരം",
    "ગુજરાતી: અમદાવાદ",
    "සිංහල: ශ්‍රී ජයවර්ධනපුර",
    "ไทย: กรุงเทพมหานคร",
    "ລາວ: ວຽງຈັນ",
    "ខ្មែរ: រាជធានីភ្នំពេញ",
    "မြန်မာ: ရန်ကုန်မြို့",
    "ქართული: თბილისი",
    "Հայերեն: Երևան",
    "አማርኛ: አዲስ አበባ",
    "Ελληνικά: Θεσσαλονίκη",
    "Кириллица: Благовещенск",
    "Việt: Thành phố Hồ Chí Minh",
    "A\u{301}o\u{308} n\u{303} São Tomé",
];

#[test]
fn every_script_has_its_letters() {
    let fonts = fonts();
    for text in SCRIPTS {
        let laid = lay_out(&fonts, text, None);
        assert_eq!(laid.missing, 0, "{text}");
        assert!(laid.glyphs.iter().all(|g| g.glyph != 0), "{text}: a missing-glyph box");
    }
}

#[test]
fn a_character_without_a_glyph_is_counted_and_skipped() {
    let fonts = fonts();
    let laid = lay_out(&fonts, "Va\u{10fffd}duz", None);
    assert_eq!((laid.missing, laid.glyphs.len()), (1, 5));
}

#[test]
fn right_to_left_text_surrounds_left_to_right_numbers_and_names() {
    let fonts = fonts();
    let text = "שדרות Rothschild 12";
    let laid = lay_out(&fonts, text, None);
    let x = |at: &str| laid.glyphs.iter().find(|g| g.cluster == text.find(at).unwrap()).unwrap().x;
    assert!(x("ש") > x("ת"), "Hebrew runs from right to left");
    assert!(x("R") < x("o") && x("1") < x("2"), "names and numbers run from left to right");
    // The number belongs to the preceding Latin words (UAX #9, W7).
    assert!(x("R") < x("1") && x("1") < x("ת"), "the order of words is from right to left");
}

#[test]
fn arabic_letters_join() {
    let fonts = fonts();
    let alone = lay_out(&fonts, "ب", None).glyphs[0].glyph;
    let joined = lay_out(&fonts, "ببب", None);
    assert!(joined.glyphs.iter().all(|g| g.glyph != alone), "a letter kept its isolated form");
}

#[test]
fn lines_are_balanced_and_break_between_words() {
    let fonts = fonts();
    let text = "Departamento de Francisco Morazán";
    let laid = lay_out(&fonts, text, Some(10.0));
    assert_eq!(line_starts(&laid, text), ["Departamento", "Francisco"]);
    assert!(laid.lines.iter().all(|l| l.width <= laid.width) && laid.height == 2.4);
    assert_eq!(lay_out(&fonts, text, None).lines.len(), 1);
    assert_eq!(lay_out(&fonts, "one\ntwo three", None).lines.len(), 2, "a line feed always breaks");
}

#[test]
fn a_line_feed_has_no_width() {
    let fonts = fonts();
    let width = lay_out(&fonts, "LA CONDAMINE", None).width;
    // Styles use "{name}\n{name:nonlatin}" even if there is no other name.
    let laid = lay_out(&fonts, "LA CONDAMINE\n", Some(width + 0.01));
    assert_eq!(line_starts(&laid, "LA CONDAMINE\n"), ["LA"]);
}

#[test]
fn thai_breaks_between_words_without_spaces() {
    let fonts = fonts();
    // "Bangkok" and "international airport": the break must be between dictionary words.
    let text = "กรุงเทพมหานครท่าอากาศยานนานาชาติ";
    let laid = lay_out(&fonts, text, Some(9.0));
    assert_eq!(laid.lines.len(), 2);
    let second = laid.glyphs[laid.lines[1].glyphs.clone()].iter().map(|g| g.cluster).min().unwrap();
    assert!(["ท่าอากาศยาน", "อากาศยาน", "นานาชาติ"].iter().any(|w| text[second..].starts_with(w)), "{}", &text[second..]);
}

#[test]
fn an_unknown_font_is_replaced_with_the_most_similar_one() {
    let fonts = fonts();
    let face = |name: &str| {
        let stack = fonts.stack(&[name.to_owned()]);
        let span = TextSpan { text: "a", stack: &stack, scale: 1.0, inline: None, align: InlineAlign::Baseline };
        (layout(&fonts, &[span], &LayoutOptions::default()).glyphs[0].face, stack.unknown().len())
    };
    assert_eq!(face("Metropolis Semi Bold"), (face("Noto Sans Bold").0, 1));
    assert_eq!(face("Klokantech Italic"), (face("Noto Sans Italic").0, 1));
    assert_ne!(face("Noto Sans Bold").0, face("Noto Sans Regular").0);
}

fn instances(laid: &TextLayout, at: (i32, i32), size: f32) -> Vec<GlyphInstance> {
    let quarters = |v: f32| (v * size * 4.0).round() as i32;
    laid.glyphs
        .iter()
        .map(|g| GlyphInstance {
            face: g.face,
            glyph: g.glyph,
            x: at.0 * 4 + quarters(g.x),
            y: at.1 * 4 + quarters(g.y),
            size,
            angle: 0,
            color: 0,
        })
        .collect()
}

/// A picture with `background` and the texts of `runs`.
fn picture(
    (width, height): (u32, u32),
    background: Option<Color>,
    runs: impl IntoIterator<Item = Vec<GlyphInstance>>,
    alpha: f64,
    glyphs: &GlyphCache,
) -> Bitmap {
    let mut painter = Rasterizer::default().painter(width, height, glyphs).unwrap();
    background.into_iter().for_each(|color| painter.flood(&PaintSource::Color(color)));
    for glyphs in runs {
        let halo =
            Halo { color: Color::new(1.0, 1.0, 1.0, 1.0), width: 1.5, blur: 0.5, hollow: alpha < 1.0, copies: false };
        let colors = vec![Color::new(0.1, 0.1, 0.3, alpha)];
        painter.glyphs(&GlyphRun { glyphs, colors, halo: Some(halo), opacity: 1.0, separate: false });
    }
    painter.finish().unwrap()
}

#[test]
fn a_label_at_the_edge_has_the_pixels_of_the_whole_label() {
    let fonts = fonts();
    let laid = lay_out(&fonts, "Edge ﺎﻟﻜﻮﻳﺖ कि", None);
    let cache = GlyphCache::from(fonts);
    let draw = |width: u32, from: i32| {
        let background = Color::new(0.8, 0.9, 0.7, 1.0);
        picture((width, 40), Some(background), [instances(&laid, (10 - from, 4), 19.3)], 0.6, &cache)
    };
    let whole = draw(200, 0);
    assert!(whole.pixels().iter().any(|p| p[0] < 150), "nothing was drawn");
    for cut in [37, 64, 101] {
        let right = draw(200 - cut, cut as i32);
        for y in 0..40 {
            for x in cut..200 {
                assert_eq!(whole.pixel(x, y), right.pixel(x - cut, y), "at {x},{y} cut at {cut}");
            }
        }
    }
}

#[test]
fn the_cache_does_not_change_the_picture() {
    let fonts = fonts();
    let laid = lay_out(&fonts, SCRIPTS[0], None);
    let draw = |cache: &GlyphCache| picture((300, 40), None, [instances(&laid, (5, 4), 17.0)], 1.0, cache);
    let fonts = Arc::new(fonts);
    let (kept, none) = (GlyphCache::new(fonts.clone(), 1 << 20), GlyphCache::new(fonts, 0));
    let first = draw(&kept);
    assert!(first == draw(&kept) && first == draw(&none));
    let ((hits, misses), (never, _)) = (kept.hits_and_misses(), none.hits_and_misses());
    assert!(hits >= misses && never == 0, "{hits} hits, {misses} misses; {never} without a cache");
}

/// Draws all scripts on one sheet for inspection.
#[test]
fn sheet() {
    let fonts = fonts();
    let (columns, width, height) = (4u32, 280u32, 60u32);
    let runs: Vec<_> = (0u32..)
        .zip(SCRIPTS)
        .map(|(i, text)| {
            let laid = lay_out(&fonts, text, None);
            let size = 18.0;
            let left = i % columns * width + (width - (laid.width * size).min(width as f32) as u32) / 2;
            instances(&laid, (left as i32, (i / columns * height + 20) as i32), size)
        })
        .collect();
    let size = (width * columns, height * (SCRIPTS.len() as u32).div_ceil(columns));
    let sheet = picture(size, Some(Color::new(0.84, 0.89, 0.78, 1.0)), runs, 1.0, &GlyphCache::from(fonts));
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/scripts.png");
    std::fs::write(file, encode(&sheet, ImageEncoding::Png).unwrap()).unwrap();
}
