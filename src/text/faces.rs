//! All faces and their lookup by name.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::{
    FaceId,
    face::{Face, FontData},
    glyph_ranges::{GlyphRanges, LoadRange},
    name,
};

/// A problem with a font file or folder.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault}", file.display())]
pub struct FontProblem {
    /// The file or folder, or the name of the embedded font.
    pub file: PathBuf,
    /// The cause.
    #[source]
    pub fault: FontFault,
}

/// What is wrong with a font file or folder.
#[derive(Debug, thiserror::Error)]
pub enum FontFault {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// It contains no face.
    #[error("not a TrueType or OpenType font")]
    NotAFont,
    /// There are too many faces for one set.
    #[error("more than {MAX_FACES} fonts")]
    TooMany,
}

/// Maximum number of faces of a set, limited by the size of an id.
const MAX_FACES: usize = u16::MAX as usize;

/// The faces of a [`FontSet`](super::FontSet).
#[derive(Debug, Default)]
pub(super) struct Faces {
    faces: Vec<Face>,
    /// Faces by normalized full name, and regular faces also by normalized family name.
    by_name: HashMap<String, FaceId>,
    /// Faces of ready-made glyphs by font stack; `None` applies to all stacks.
    ranges: HashMap<Option<String>, FaceId>,
}

impl Faces {
    /// Adds the faces of a font. The first of several faces with the same name wins.
    pub(super) fn add(&mut self, file: &Path, data: FontData) -> Result<(), FontProblem> {
        let problem = |fault| FontProblem { file: file.to_owned(), fault };
        let faces = Face::read_all(&data).map_err(|error| problem(error.into()))?;
        if faces.is_empty() {
            return Err(problem(FontFault::NotAFont));
        }
        for face in faces {
            if self.faces.len() >= MAX_FACES {
                return Err(problem(FontFault::TooMany));
            }
            let id = FaceId(self.faces.len() as u16);
            self.by_name.entry(name::key(&face.full_name)).or_insert(id);
            if face.style.weight == 400.0 && !face.style.italic {
                self.by_name.entry(name::key(&face.family)).or_insert(id);
            }
            self.faces.push(face);
        }
        Ok(())
    }

    /// Adds a face of ready-made glyphs for the font stack `stack`, or for all stacks.
    pub(super) fn add_ranges(&mut self, stack: Option<&str>, load: LoadRange) {
        if self.faces.len() < MAX_FACES {
            self.ranges.insert(stack.map(str::to_owned), FaceId(self.faces.len() as u16));
            self.faces.push(Face::of_ranges(stack.unwrap_or("glyphs").to_owned(), GlyphRanges::new(load)));
        }
    }

    /// The face of ready-made glyphs of a font stack.
    pub(super) fn ranges_of(&self, names: &[String]) -> Option<FaceId> {
        if self.ranges.is_empty() {
            return None;
        }
        self.ranges.get(&Some(names.join(","))).or_else(|| self.ranges.get(&None)).copied()
    }

    /// The face with an id of this set.
    pub(super) fn get(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// All faces in the order of their ids.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(i, face)| (FaceId(i as u16), face))
    }

    /// Number of faces.
    pub(super) fn len(&self) -> usize {
        self.faces.len()
    }

    /// The face with exactly this name.
    pub(super) fn named(&self, font: &str) -> Option<FaceId> {
        self.by_name.get(&name::key(font)).copied()
    }

    /// The face most similar to `font` within the same family.
    pub(super) fn closest_in_family(&self, font: &str) -> Option<FaceId> {
        let (family, style) = name::split(font);
        let key = name::key(&family);
        let members = self.iter().filter(|(_, face)| name::key(&face.family) == key);
        members.min_by(|(_, a), (_, b)| a.style.distance(style).total_cmp(&b.style.distance(style))).map(|(id, _)| id)
    }
}
