//! Lines of text in a list of faces, as Mapnik shapes them: a run of one direction and script is shaped with the first
//! face, and the clusters that it has no glyph for are shaped with the next one, and so on. The face of the letters comes
//! first.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use unicode_bidi::BidiInfo;
use unicode_script::Script;

use super::{
    FaceId, FontFeature, FontSet,
    face_of_letters::face_of_letters,
    glyph_heights::glyph_heights,
    script_language::language_of,
    script_runs,
    shape::{ShapedGlyph, ShapingStyle, shape_as},
};

/// A part of a text with one list of faces.
#[derive(Debug, Clone)]
pub struct RunSpan {
    /// Its end in bytes of the text.
    pub end: usize,
    /// The faces in order of preference.
    pub faces: Vec<FaceId>,
    /// Features that are turned on or off.
    pub features: Vec<FontFeature>,
}

/// A glyph of a line. Lengths are ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunGlyph {
    /// The face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// Byte index of its cluster in the text.
    pub cluster: usize,
    /// Index of its [`RunSpan`].
    pub span: usize,
    /// Distance to the next glyph.
    pub advance: f32,
    /// How far it is moved to the right and down.
    pub shift: [f32; 2],
    /// Its upper and its lower end above the baseline.
    pub heights: [f32; 2],
    /// Distance between lines of its face.
    pub line_height: f32,
}

/// Shapes the lines of one text.
#[derive(Debug)]
pub struct RunShaper<'t> {
    fonts: &'t FontSet,
    text: &'t str,
    spans: &'t [RunSpan],
    lang: Option<&'t str>,
    scripts: Vec<(usize, Script)>,
}

impl<'t> RunShaper<'t> {
    /// Prepares a text. `lang` is its language, if it is known.
    pub fn new(fonts: &'t FontSet, text: &'t str, spans: &'t [RunSpan], lang: Option<&'t str>) -> Self {
        Self { fonts, text, spans, lang, scripts: script_runs::scripts(text) }
    }

    /// The glyphs of the line `range` from left to right.
    pub fn line(&self, range: Range<usize>) -> Vec<RunGlyph> {
        let Some(line) = self.text.get(range.clone()) else { return Vec::new() };
        let bidi = BidiInfo::new(line, None);
        let mut out = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
                let mut items = self.items(range.start + run.start..range.start + run.end);
                if rtl {
                    items.reverse();
                }
                for (range, script, span) in items {
                    self.item(range, script, span, rtl, &mut out);
                }
            }
        }
        out
    }

    /// The parts of a run that have one script and span, in logical order.
    fn items(&self, run: Range<usize>) -> Vec<(Range<usize>, Script, usize)> {
        let mut items: Vec<(Range<usize>, Script, usize)> = Vec::new();
        let first = self.scripts.partition_point(|(at, _)| *at < run.start);
        for (at, script) in self.scripts.iter().skip(first).take_while(|(at, _)| *at < run.end) {
            let span = self.spans.iter().position(|span| span.end > *at).unwrap_or(0);
            match items.last_mut() {
                Some((_, last, of)) if last == script && *of == span => {}
                last => {
                    if let Some((range, ..)) = last {
                        range.end = *at;
                    }
                    items.push((*at..run.end, *script, span));
                }
            }
        }
        items
    }

    fn item(&self, range: Range<usize>, script: Script, span: usize, rtl: bool, out: &mut Vec<RunGlyph>) {
        let Some(RunSpan { faces, features, .. }) = self.spans.get(span) else { return };
        let first = self.text.get(range.clone()).and_then(|item| face_of_letters(self.fonts, item, faces));
        let faces: Vec<FaceId> =
            first.into_iter().chain(faces.iter().copied().filter(|it| Some(*it) != first)).collect();
        let mut found: BTreeMap<usize, Vec<(FaceId, ShapedGlyph)>> = BTreeMap::new();
        let mut order: Vec<usize> = Vec::new();
        let mut missing: BTreeSet<char> = BTreeSet::new();
        for (number, face) in faces.iter().enumerate() {
            let is_last = number + 1 == faces.len();
            let has_any = |c: &char| self.fonts.face(*face).is_some_and(|it| it.has(*c));
            if number > 0 && !is_last && !missing.iter().any(has_any) {
                continue;
            }
            let lang = self.lang.or_else(|| language_of(script));
            let style = ShapingStyle { face: *face, script, rtl, upright: false, lang, features };
            let mut glyphs = Vec::new();
            shape_as(self.fonts, self.text, &style, range.clone(), &mut glyphs);
            if glyphs.is_empty() {
                continue;
            }
            order.clear();
            for cluster in glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
                let Some(first) = cluster.first() else { continue };
                order.push(first.cluster);
                let known = found.entry(first.cluster).or_default();
                if known.first().is_none_or(|(_, glyph)| glyph.id == 0) {
                    // What is missing at the start of a cluster is replaced by what follows.
                    let shown = cluster.iter().position(|glyph| glyph.id != 0).unwrap_or(cluster.len() - 1);
                    *known = cluster.iter().skip(shown).map(|glyph| (*face, *glyph)).collect();
                }
            }
            missing.clear();
            for (start, glyphs) in order.iter().filter_map(|start| Some((start, found.get(start)?))) {
                if glyphs.first().is_none_or(|(_, glyph)| glyph.id == 0) {
                    missing.extend(self.text.get(*start..).and_then(|rest| rest.chars().next()));
                }
            }
            if missing.is_empty() {
                break;
            }
        }
        let glyphs = order.iter().filter_map(|start| found.get(start)).flatten();
        out.extend(glyphs.map(|(face, glyph)| self.measured(*face, glyph, span)));
    }

    fn measured(&self, face: FaceId, glyph: &ShapedGlyph, span: usize) -> RunGlyph {
        let metrics = self.fonts.face(face).and_then(|it| it.metrics());
        let (line_height, stretch) = metrics.map_or((1.2, 1.0), |it| (it.line_height, it.stretch));
        RunGlyph {
            face,
            glyph: glyph.id,
            cluster: glyph.cluster,
            span,
            advance: glyph.advance * stretch,
            shift: [glyph.dx * stretch, glyph.dy * stretch],
            heights: glyph_heights(self.fonts, face, glyph.id),
            line_height,
        }
    }
}
