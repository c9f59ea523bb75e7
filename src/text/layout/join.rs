//! Joins spans into one text.

use super::span::{LayoutOptions, TextSpan};
use crate::text::{FontSet, Upright, breaks::IMAGE, itemize::graphemes, region::Region, upright::vertical_form};

/// Maximum length of a text in bytes. Longer text is cut off, because wrapping takes quadratic time.
const MAX_BYTES: usize = 2048;

/// The joined text of spans, and the end of each span in it.
pub(super) struct JoinedText<'a> {
    /// The text; inline images are [`IMAGE`].
    pub text: String,
    /// End of each span in bytes, and the span.
    pub spans: Vec<(usize, TextSpan<'a>)>,
}

impl<'a> JoinedText<'a> {
    /// Joins `spans`. In vertical labels, punctuation takes its vertical forms.
    pub(super) fn new(fonts: &FontSet, spans: &[TextSpan<'a>], options: &LayoutOptions<'_>) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(spans.len());
        for span in spans {
            if span.inline.is_some() {
                text.push(IMAGE);
            } else {
                let room = MAX_BYTES.saturating_sub(text.len());
                let end = graphemes(span.text).map(|g| g.end).take_while(|end| *end <= room).last().unwrap_or(0);
                text.push_str(&span.text[..end]);
            }
            ends.push((text.len(), *span));
        }
        let joined = Self { text: text.replace('\r', " "), spans: ends };
        if options.upright == Upright::None { joined } else { joined.with_vertical_forms(fonts, options.lang) }
    }

    /// Replaces punctuation with its vertical forms if a font has them.
    fn with_vertical_forms(mut self, fonts: &FontSet, lang: Option<&str>) -> Self {
        let region = Region::of_lang(lang);
        let mut out = String::with_capacity(self.text.len());
        let mut span = 0;
        let mut ends = Vec::with_capacity(self.spans.len());
        let mut before = None;
        let mut chars = self.text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            while self.spans.get(span).is_some_and(|(end, _)| *end <= at) {
                ends.push(out.len());
                span += 1;
            }
            let after = chars.peek().map(|(_, c)| *c);
            let has = |form: &char| {
                let stack = self.spans.get(span).filter(|(_, s)| s.inline.is_none()).map(|(_, s)| s.stack);
                let face =
                    |s: &crate::text::FontStack| s.face_for(fonts.faces(), form.encode_utf8(&mut [0; 4]), None, region);
                stack.and_then(face).is_some()
            };
            out.push(vertical_form(before, c, after).filter(has).unwrap_or(c));
            before = Some(c);
        }
        ends.resize(self.spans.len(), out.len());
        for ((end, _), moved) in self.spans.iter_mut().zip(ends) {
            *end = moved;
        }
        self.text = out;
        self
    }
}
