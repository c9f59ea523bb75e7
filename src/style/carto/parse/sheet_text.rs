//! The text of a style sheet with line breaks as carto sees them, and the way back to the file.

use std::borrow::Cow;

use crate::diagnostic::{FileId, Span};

/// A style sheet's text, in which `\r\n` is `\n`.
#[derive(Debug)]
pub(super) struct SheetText<'f> {
    file: FileId,
    /// The text to parse.
    pub(super) text: Cow<'f, str>,
    /// The offsets in `text` before which a `\r` was left out.
    removed: Vec<u32>,
    /// The offsets after characters of more than one byte, with the sum of what UTF-16 needs less up to there.
    wide: Vec<(u32, u32)>,
}

impl<'f> SheetText<'f> {
    /// The text of a file.
    pub(super) fn new(file: FileId, text: &'f str) -> Self {
        let mut removed = Vec::new();
        let text = if text.contains("\r\n") {
            for (i, (at, _)) in text.match_indices("\r\n").enumerate() {
                removed.push((at - i) as u32);
            }
            Cow::Owned(text.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let mut wide = Vec::new();
        if !text.is_ascii() {
            let mut less = 0;
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                less += (c.len_utf8() - c.len_utf16()) as u32;
                wide.push(((at + c.len_utf8()) as u32, less));
            }
        }
        Self { file, text, removed, wide }
    }

    /// The place in the file of a range in the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let original = |at: usize| (at + self.removed.partition_point(|&r| (r as usize) < at)) as u32;
        let start = original(start);
        Span { file: self.file, start, end: original(end).max(start) }
    }

    /// The position of an offset as JavaScript counts it: the order of rules depends on it.
    pub(super) fn index(&self, at: usize) -> u32 {
        let before = self.wide.partition_point(|&(end, _)| end as usize <= at);
        let less = before.checked_sub(1).and_then(|i| self.wide.get(i)).map_or(0, |&(_, less)| less);
        (at as u32).saturating_sub(less)
    }
}

#[cfg(test)]
mod tests {
    use super::SheetText;
    use crate::diagnostic::SourceFile;

    #[test]
    fn places_lead_back_to_the_file() {
        let file = SourceFile::new("a.mss", "ä\r\nb\r\nc");
        let text = SheetText::new(file.span(0..0).file, &file.text);
        assert_eq!(&*text.text, "ä\nb\nc");
        assert_eq!(&file.text[text.span(5, 6).range()], "c");
        assert_eq!([text.index(0), text.index(2), text.index(3)], [0, 1, 2]);
    }
}
