//! The font database.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, RwLock},
};

use super::{
    FaceId,
    face::{Face, FontData},
    glyph_ranges::{GlyphRanges, LoadRange},
    name,
    shape::PlanCache,
    stack::FontStack,
};

/// A font file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", file.display())]
pub struct FontProblem {
    /// The file, or the embedded font's name.
    pub file: PathBuf,
    /// Why.
    pub reason: String,
}

/// The faces a process can draw with.
///
/// Files are looked at once, in the order of their paths, and read again only when a label needs them.
#[derive(Debug, Default)]
pub struct FontSet {
    faces: Vec<Face>,
    /// Comparison keys of full names, and of families for their regular face.
    by_name: HashMap<String, FaceId>,
    /// Faces of ready-made glyphs by their stack, `None` for all stacks.
    ranges: HashMap<Option<String>, FaceId>,
    stacks: RwLock<HashMap<Vec<String>, Arc<FontStack>>>,
    pub(super) plans: PlanCache,
}

/// Stacks remembered; expressions in `text-font` could make more.
const MAX_STACKS: usize = 1024;

/// Faces a set may hold: what fits an id.
const MAX_FACES: usize = u16::MAX as usize;

impl FontSet {
    /// The fonts given as (name, bytes) and those in `dirs` (recursively: `.ttf`, `.otf`, `.ttc`,
    /// `.otc`). What cannot be used is reported; the rest is loaded.
    pub fn load<'a>(
        embedded: impl IntoIterator<Item = (&'a str, &'static [u8])>,
        dirs: &[PathBuf],
    ) -> (Self, Vec<FontProblem>) {
        let mut set = Self::default();
        let mut problems = Vec::new();
        for (file, bytes) in embedded {
            set.add(Path::new(file), FontData::Embedded(bytes), &mut problems);
        }
        for dir in dirs {
            let mut files = Vec::new();
            find_fonts(dir, 0, &mut files, &mut problems);
            files.sort();
            for file in files {
                set.add(&file, FontData::File(file.clone()), &mut problems);
            }
        }
        (set, problems)
    }

    fn add(&mut self, file: &Path, data: FontData, problems: &mut Vec<FontProblem>) {
        let problem = |reason: &str| FontProblem { file: file.to_owned(), reason: reason.to_owned() };
        let faces = match Face::read_all(&data) {
            Ok(faces) if faces.is_empty() => return problems.push(problem("not a TrueType or OpenType font")),
            Ok(faces) => faces,
            Err(e) => return problems.push(problem(&e.to_string())),
        };
        for face in faces {
            if self.faces.len() >= MAX_FACES {
                return problems.push(problem("more than 65535 fonts"));
            }
            let id = FaceId(self.faces.len() as u16);
            // The first font of a name wins: embedded before directories, these in their order.
            self.by_name.entry(name::key(&face.full_name)).or_insert(id);
            if face.look.weight == 400.0 && !face.look.italic {
                self.by_name.entry(name::key(&face.family)).or_insert(id);
            }
            self.faces.push(face);
        }
    }

    /// Adds the ready-made glyphs of a style's `glyphs` address for the stack called `stack` (its fonts
    /// with commas between them), or for every stack. They are used instead of fonts.
    pub fn add_ranges(&mut self, stack: Option<&str>, load: LoadRange) {
        if self.faces.len() < MAX_FACES {
            self.ranges.insert(stack.map(str::to_owned), FaceId(self.faces.len() as u16));
            self.faces.push(Face::of_ranges(stack.unwrap_or("glyphs").to_owned(), GlyphRanges::new(load)));
        }
    }

    /// The face of ready-made glyphs that a stack has.
    pub(super) fn ranges_of(&self, names: &[String]) -> Option<FaceId> {
        if self.ranges.is_empty() {
            return None;
        }
        self.ranges.get(&Some(names.join(","))).or_else(|| self.ranges.get(&None)).copied()
    }

    /// Whether the glyphs of `face` are outlines, not ready-made distance fields.
    pub fn has_outlines(&self, face: FaceId) -> bool {
        self.face(face).is_some_and(|face| face.ranges().is_none())
    }

    /// Whether a face of exactly this name exists ("Noto Sans Bold"); what `check` asks.
    pub fn has(&self, font: &str) -> bool {
        self.by_name.contains_key(&name::key(font))
    }

    /// The face of the family of `font` that looks most like it, where the family is there.
    pub fn nearest(&self, font: &str) -> Option<&str> {
        let face = self.named(font).or_else(|| super::stack::closest_in_family(self, font))?;
        self.face(face).map(|face| face.full_name.as_str())
    }

    /// Full names of all faces, sorted, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.faces.iter().map(|f| f.full_name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Number of faces.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there are no faces, so that no text can be drawn.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The faces that a style's `text-font` stands for, with fallbacks for everything they lack.
    pub fn stack(&self, names: &[String]) -> Arc<FontStack> {
        if let Ok(stacks) = self.stacks.read()
            && let Some(stack) = stacks.get(names)
        {
            return stack.clone();
        }
        let stack = Arc::new(FontStack::resolve(self, names));
        if let Ok(mut stacks) = self.stacks.write()
            && stacks.len() < MAX_STACKS
        {
            stacks.insert(names.to_vec(), stack.clone());
        }
        stack
    }

    /// The face of an id that this set gave out.
    pub(super) fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// All faces in the order of their ids.
    pub(super) fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(i, face)| (FaceId(i as u16), face))
    }

    /// The face of exactly this name.
    pub(super) fn named(&self, font: &str) -> Option<FaceId> {
        self.by_name.get(&name::key(font)).copied()
    }
}

/// Directories inside each other that are searched for fonts.
const MAX_DEPTH: usize = 8;

fn find_fonts(dir: &Path, depth: usize, files: &mut Vec<PathBuf>, problems: &mut Vec<FontProblem>) {
    let entries = match dir.read_dir() {
        Ok(entries) => entries,
        Err(e) => return problems.push(FontProblem { file: dir.to_owned(), reason: e.to_string() }),
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
