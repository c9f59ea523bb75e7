//! The vertical measures of a face, as `FreeType` reports them for a size at which a unit of the face is 1/64 pixel.

use harfrust::font::Font;

/// Measures of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FaceMetrics {
    /// Distance between lines in ems.
    pub line_height: f32,
    /// Advances and heights are multiplied by it: in faces of whole sizes, the size is rounded to a whole pixel.
    pub stretch: f32,
}

impl FaceMetrics {
    /// The metrics of a font; `whole_sizes` is [`whole_sizes`] of its bytes.
    pub(super) fn of(font: &Font, whole_sizes: bool) -> Self {
        let metrics = font.metrics();
        let em = f64::from(font.units_per_em()).max(1.0);
        let stretch = if whole_sizes { ((em / 64.0).round() * 64.0 / em).max(f64::MIN_POSITIVE) } else { 1.0 };
        let height = |line: harfrust::font::metrics::LineBox| {
            let [up, down, gap] = [line.ascender, line.descender, line.line_gap].map(|v| v.to_f64());
            up - down + gap
        };
        let typo = metrics.typo_line.filter(|_| metrics.use_typo_metrics);
        let line = typo.or(metrics.hhea_line).or(metrics.typo_line).map_or(em * 1.2, height);
        let rounded = (line * stretch / 64.0).round() * 64.0;
        Self { line_height: (rounded / em) as f32, stretch: stretch as f32 }
    }
}

/// Whether a font asks for whole sizes in pixels (bit 3 of `flags` in the table `head`), which `FreeType` rounds to.
pub(super) fn whole_sizes(bytes: &[u8], index: u32) -> bool {
    flags(bytes, index).is_some_and(|flags| flags & 8 != 0)
}

fn flags(bytes: &[u8], index: u32) -> Option<u16> {
    let start = match bytes.get(..4)? {
        b"ttcf" => long(bytes, 12 + index as usize * 4)?,
        _ => 0,
    };
    let tables = usize::from(short(bytes, start.checked_add(4)?)?);
    let records = (0..tables).map(|i| start + 12 + i * 16);
    let head = records.filter(|at| bytes.get(*at..*at + 4) == Some(b"head")).find_map(|at| long(bytes, at + 8))?;
    short(bytes, head.checked_add(16)?)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    pair.try_into().ok().map(u16::from_be_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(|four| u32::from_be_bytes(four) as usize)
}
