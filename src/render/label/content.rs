//! The text of a label, for one feature.

use super::{case::transformed, format::LetterFormat};
use crate::{
    style::{
        expression::Context,
        symbolizer::{TextContent, TextSetting},
    },
    text::{FontSet, RunSpan},
};

/// The text of a label with the formats of its parts.
#[derive(Debug, Clone, Default)]
pub(super) struct LabelText {
    pub text: String,
    /// The end of each part in bytes, with its faces.
    pub spans: Vec<RunSpan>,
    /// The format of each part.
    pub formats: Vec<LetterFormat>,
}

/// Maximum length of a text in bytes; longer text is cut off.
const MAX_BYTES: usize = 2048;

impl LabelText {
    /// The text of `setting`; `size` replaces that of the symbolizer.
    pub(super) fn of(
        setting: &TextSetting,
        size: Option<f64>,
        context: &Context<'_>,
        fonts: &FontSet,
        ratio: f64,
    ) -> Self {
        let format = LetterFormat::of(&setting.format, size, context, fonts, ratio);
        let mut text = Self::default();
        text.append(&setting.content, &format, context, fonts, ratio);
        text
    }

    fn append(
        &mut self,
        parts: &[TextContent],
        format: &LetterFormat,
        context: &Context<'_>,
        fonts: &FontSet,
        ratio: f64,
    ) {
        for part in parts {
            match part {
                TextContent::Text(expression) => {
                    let value = expression.evaluate(context).ok().map(|it| it.into_text()).unwrap_or_default();
                    self.push(&transformed(&value, format.transform), format);
                }
                TextContent::Formatted(change, parts) => {
                    self.append(parts, &format.changed(change, context, fonts, ratio), context, fonts, ratio);
                }
            }
        }
    }

    fn push(&mut self, text: &str, format: &LetterFormat) {
        let room = MAX_BYTES.saturating_sub(self.text.len());
        let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= room).last();
        let Some(text) = end.and_then(|end| text.get(..end)) else { return };
        self.text.push_str(text);
        let (faces, features) = (format.faces.clone(), format.features.clone());
        self.spans.push(RunSpan { end: self.text.len(), faces, features });
        self.formats.push(format.clone());
    }
}
