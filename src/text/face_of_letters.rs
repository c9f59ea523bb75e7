//! The face that sets the letters of a text, and so its digits, punctuation and spaces.

use super::{FaceId, FontSet};

/// The first of `faces` that has the first letter of `text`. The first face of a list may be one of emoji or of another
/// script, which has digits, punctuation and spaces too, but of another size. Without a letter, the face of Latin letters.
pub(super) fn face_of_letters(fonts: &FontSet, text: &str, faces: &[FaceId]) -> Option<FaceId> {
    let letter = text.chars().find(|c| c.is_alphabetic()).unwrap_or('a');
    faces.iter().copied().find(|face| fonts.face(*face).is_some_and(|it| it.has(letter)))
}

#[cfg(test)]
mod tests {
    use crate::text::{FontSet, RunShaper, RunSpan, embedded};

    #[test]
    fn digits_punctuation_and_spaces_have_the_face_of_the_letters() {
        let (fonts, _) = FontSet::load(embedded::FONTS.iter().copied(), &[]);
        let faces = ["Noto Emoji Regular", "Noto Sans Regular"].map(|name| fonts.faces().named(name).unwrap());
        for text in ["a b", "M1", "5", "-", "12 a"] {
            let spans = [RunSpan { end: text.len(), faces: faces.to_vec(), features: Vec::new() }];
            let glyphs = RunShaper::new(&fonts, text, &spans, None).line(0..text.len());
            assert!(glyphs.len() == text.len() && glyphs.iter().all(|glyph| glyph.face == faces[1]), "{text}");
        }
        let text = "M1 \u{1f600}";
        let spans = [RunSpan { end: text.len(), faces: faces.to_vec(), features: Vec::new() }];
        let glyphs = RunShaper::new(&fonts, text, &spans, None).line(0..text.len());
        assert_eq!(glyphs.iter().map(|glyph| glyph.face).collect::<Vec<_>>(), [faces[1], faces[1], faces[1], faces[0]]);
    }
}
