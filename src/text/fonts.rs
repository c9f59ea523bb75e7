//! The font set.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, RwLock},
};

use super::{
    FaceId,
    face::{Face, FontData},
    faces::{Faces, FontProblem},
    glyph_ranges::LoadRange,
    height_cache::HeightCache,
    plan_cache::PlanCache,
    stack::FontStack,
};

/// The fonts that are available for drawing.
///
/// Files are scanned once, in the order of their paths, and loaded again when a label needs them.
#[derive(Debug, Default)]
pub struct FontSet {
    faces: Faces,
    stacks: RwLock<HashMap<Vec<String>, Arc<FontStack>>>,
    plans: PlanCache,
    heights: HeightCache,
}

/// Maximum number of cached stacks; expressions in `text-font` could produce more.
const MAX_STACKS: usize = 1024;

impl FontSet {
    /// Loads the fonts given as (name, bytes) and those in `dirs` (recursively: `.ttf`, `.otf`, `.ttc`, `.otc`). The
    /// first of several fonts with the same name wins: embedded fonts come before folders, and folders are in the given
    /// order. Returns the problems; all other fonts are loaded.
    pub fn load<'a>(
        embedded: impl IntoIterator<Item = (&'a str, &'static [u8])>,
        dirs: &[PathBuf],
    ) -> (Self, Vec<FontProblem>) {
        Self::load_before(&[], embedded, dirs)
    }

    /// Like [`FontSet::load`], with the fonts in `first` before all others.
    pub fn load_before<'a>(
        first: &[PathBuf],
        embedded: impl IntoIterator<Item = (&'a str, &'static [u8])>,
        dirs: &[PathBuf],
    ) -> (Self, Vec<FontProblem>) {
        let mut set = Self::default();
        let mut problems = Vec::new();
        set.add_folders(first, &mut problems);
        for (file, bytes) in embedded {
            problems.extend(set.faces.add(Path::new(file), FontData::Embedded(bytes)).err());
        }
        set.add_folders(dirs, &mut problems);
        (set, problems)
    }

    fn add_folders(&mut self, folders: &[PathBuf], problems: &mut Vec<FontProblem>) {
        for folder in folders {
            let mut files = Vec::new();
            find_fonts(folder, 0, &mut files, problems);
            files.sort();
            for file in files {
                problems.extend(self.faces.add(&file, FontData::File(file.clone())).err());
            }
        }
    }

    /// Adds the ready-made glyphs of a style's `glyphs` URL for the font stack `stack` (font names joined by commas),
    /// or for all stacks. They are used instead of fonts.
    pub fn add_ranges(&mut self, stack: Option<&str>, load: LoadRange) {
        self.faces.add_ranges(stack, load);
    }

    /// Whether the glyphs of `face` are outlines rather than ready-made distance fields.
    pub fn has_outlines(&self, face: FaceId) -> bool {
        self.face(face).is_some_and(|face| face.ranges().is_none())
    }

    /// Whether a face with exactly this name exists ("Noto Sans Bold").
    pub fn has(&self, font: &str) -> bool {
        self.faces.named(font).is_some()
    }

    /// The name of the face most similar to `font` within the same family; `None` if the family does not exist.
    pub fn nearest(&self, font: &str) -> Option<&str> {
        let face = self.faces.named(font).or_else(|| self.faces.closest_in_family(font))?;
        self.face(face).map(|face| face.full_name.as_str())
    }

    /// The full names of all faces, sorted and without duplicates.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.faces.iter().map(|(_, face)| face.full_name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Number of faces.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there are no faces, in which case no text can be drawn.
    pub fn is_empty(&self) -> bool {
        self.faces.len() == 0
    }

    /// The font stack of a style's `text-font`, with fallbacks for all characters that its own faces lack.
    pub fn stack(&self, names: &[String]) -> Arc<FontStack> {
        if let Ok(stacks) = self.stacks.read()
            && let Some(stack) = stacks.get(names)
        {
            return stack.clone();
        }
        let stack = Arc::new(FontStack::resolve(&self.faces, names));
        if let Ok(mut stacks) = self.stacks.write()
            && stacks.len() < MAX_STACKS
        {
            stacks.insert(names.to_vec(), stack.clone());
        }
        stack
    }

    /// The face with an id of this set.
    pub(super) fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(id)
    }

    /// All faces.
    pub(super) fn faces(&self) -> &Faces {
        &self.faces
    }

    /// The size in pixels at which `FreeType` draws a face: some faces ask for whole sizes.
    pub fn drawn_size(&self, face: FaceId, size: f64) -> f64 {
        if self.face(face).is_some_and(Face::has_whole_sizes) { (size + 0.5).floor() } else { size }
    }

    /// The cached heights of glyphs.
    pub(super) fn heights(&self) -> &HeightCache {
        &self.heights
    }

    /// The cached shaping plans.
    pub(super) fn plans(&self) -> &PlanCache {
        &self.plans
    }
}

/// Maximum depth of nested folders that are searched for fonts.
const MAX_DEPTH: usize = 8;

fn find_fonts(dir: &Path, depth: usize, files: &mut Vec<PathBuf>, problems: &mut Vec<FontProblem>) {
    let entries = match dir.read_dir() {
        Ok(entries) => entries,
        Err(error) => return problems.push(FontProblem { file: dir.to_owned(), fault: error.into() }),
    };
    for path in entries.flatten().map(|e| e.path()) {
        let extension = path.extension().map(|e| e.to_ascii_lowercase());
        if path.is_dir() {
            if depth < MAX_DEPTH {
                find_fonts(&path, depth + 1, files, problems);
            }
        } else if extension.is_some_and(|e| ["ttf", "otf", "ttc", "otc"].iter().any(|known| e == *known)) {
            files.push(path);
        }
    }
}
