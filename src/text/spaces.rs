//! The faces of spaces.

use std::collections::BTreeMap;

use super::{FaceId, FontSet, shape::ShapedGlyph};

/// The glyphs of clusters, by their start in the text, with their faces.
pub(super) type ClusterGlyphs = BTreeMap<usize, Vec<(FaceId, ShapedGlyph)>>;

/// Sets the spaces of `text` in the face of the letters before them, or else after them. The first face of a list may be
/// one of emoji or of another script, whose spaces are much too wide or narrow.
pub(super) fn set_as_letters(fonts: &FontSet, text: &str, found: &mut ClusterGlyphs) {
    let is_space = |start: usize| text.get(start..).is_some_and(|rest| rest.starts_with([' ', '\u{a0}']));
    let face_of = |(start, glyphs): (&usize, &Vec<(FaceId, ShapedGlyph)>)| {
        glyphs.first().filter(|_| !is_space(*start)).map(|(face, _)| *face)
    };
    let Some(mut face) = found.iter().find_map(face_of) else { return };
    for (start, glyphs) in found {
        if let Some(letters) = face_of((start, glyphs)) {
            face = letters;
            continue;
        }
        if let [(own, glyph)] = glyphs.as_mut_slice()
            && *own != face
            && let Some((id, advance)) = fonts.face(face).and_then(|it| it.glyph_of(' '))
        {
            *own = face;
            (glyph.id, glyph.advance) = (id, advance);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{FontSet, RunShaper, RunSpan, embedded};

    #[test]
    fn a_space_has_the_face_of_the_letters_before_it() {
        let (fonts, _) = FontSet::load(embedded::FONTS.iter().copied(), &[]);
        let faces = ["Noto Emoji Regular", "Noto Sans Regular"].map(|name| fonts.faces().named(name).unwrap());
        let spans = [RunSpan { end: 3, faces: faces.to_vec(), features: Vec::new() }];
        let glyphs = RunShaper::new(&fonts, "a b", &spans, None).line(0..3);
        assert_eq!(glyphs.iter().map(|glyph| glyph.face).collect::<Vec<_>>(), [faces[1]; 3]);
    }
}
