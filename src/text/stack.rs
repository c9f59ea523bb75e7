//! Font stacks, which choose a face for each character.

use std::{collections::HashMap, sync::RwLock};

use unicode_script::{Script, UnicodeScript};

use super::{
    FaceId,
    characters::is_ignorable,
    faces::Faces,
    name::{self, FontStyle},
    region::Region,
};

/// A resolved `text-font`: its own faces, then all other faces in order of similarity.
#[derive(Debug)]
pub struct FontStack {
    own: Vec<FaceId>,
    others: Vec<FaceId>,
    /// Names without a matching font.
    unknown: Vec<String>,
    /// Cached fallback faces of characters that no own face has.
    fallback: RwLock<HashMap<(char, Region), Option<FaceId>>>,
}

/// Maximum number of characters with a cached fallback.
const MAX_REMEMBERED: usize = 16 * 1024;

impl FontStack {
    pub(super) fn resolve(faces: &Faces, names: &[String]) -> Self {
        if let Some(whole) = faces.ranges_of(names) {
            // Ready-made glyphs are already merged for the whole stack, and have no fallback.
            return Self { own: vec![whole], others: Vec::new(), unknown: Vec::new(), fallback: RwLock::default() };
        }
        let (known, unknown): (Vec<_>, Vec<_>) =
            names.iter().map(|n| (n, faces.named(n))).partition(|(_, face)| face.is_some());
        let mut own: Vec<FaceId> = known.into_iter().filter_map(|(_, face)| face).collect();
        let unknown: Vec<String> = unknown.into_iter().map(|(n, _)| n.clone()).collect();
        let wanted = names.first().map_or(FontStyle { weight: 400.0, italic: false }, |n| name::split(n).1);
        if own.is_empty() {
            own.extend(names.iter().find_map(|n| faces.closest_in_family(n)));
        }
        if own.is_empty() {
            own.extend(closest_of_default_family(faces, wanted));
        }
        let style = own.first().and_then(|id| faces.get(*id)).map_or(wanted, |f| f.style);
        let others = by_similarity(faces, &own, style);
        Self { own, others, unknown, fallback: RwLock::default() }
    }

    /// The names in the stack without a matching font. If no name has one, the most similar font is used.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The faces that the names stand for, or else the most similar one.
    pub fn faces(&self) -> &[FaceId] {
        &self.own
    }

    /// The face for a cluster of characters: one that has all of them if possible, otherwise one that has the first.
    /// `None` if no font has it.
    pub(super) fn face_for(
        &self,
        faces: &Faces,
        cluster: &str,
        previous: Option<FaceId>,
        region: Region,
    ) -> Option<FaceId> {
        let visible = || cluster.chars().filter(|c| !is_ignorable(*c));
        let covers = |id: FaceId| faces.get(id).is_some_and(|f| visible().all(|c| f.has(c)));
        let first = visible().next();
        // Spaces and invisible characters stay with the preceding text: fewer runs, better spacing.
        if first.is_none_or(char::is_whitespace)
            && let Some(id) = previous.filter(|id| covers(*id))
        {
            return Some(id);
        }
        if let Some(id) = self.own.iter().copied().find(|id| covers(*id)) {
            return Some(id);
        }
        if let Some(id) = previous.filter(|id| covers(*id)) {
            return Some(id);
        }
        let first = first?;
        let alone = self.fallback_for(faces, first, region);
        if visible().nth(1).is_none() || alone.is_some_and(covers) {
            return self.own_or(faces, first, alone);
        }
        let whole = self.others.iter().copied().find(|id| covers(*id));
        whole.or_else(|| self.own_or(faces, first, alone))
    }

    fn own_or(&self, faces: &Faces, c: char, fallback: Option<FaceId>) -> Option<FaceId> {
        let has = |id: &FaceId| faces.get(*id).is_some_and(|f| f.has(c));
        self.own.iter().copied().find(has).or(fallback)
    }

    fn fallback_for(&self, faces: &Faces, c: char, region: Region) -> Option<FaceId> {
        let region = if matches!(c.script(), Script::Han | Script::Bopomofo) { region } else { Region::Any };
        if let Ok(remembered) = self.fallback.read()
            && let Some(face) = remembered.get(&(c, region))
        {
            return *face;
        }
        let candidates = || {
            let faces = self.others.iter().filter_map(|id| faces.get(*id).map(|face| (*id, face)));
            faces.filter(|(_, face)| face.has(c))
        };
        let regional = region.marks();
        let face = candidates()
            .find(|(_, face)| regional.iter().any(|m| !m.is_empty() && face.family.ends_with(m)))
            .or_else(|| candidates().next())
            .map(|(id, _)| id);
        if let Ok(mut remembered) = self.fallback.write()
            && remembered.len() < MAX_REMEMBERED
        {
            remembered.insert((c, region), face);
        }
        face
    }
}

/// The face most similar to `style` in the default family (Noto Sans, or the family of the first loaded face).
fn closest_of_default_family(faces: &Faces, style: FontStyle) -> Option<FaceId> {
    let family = faces.named("Noto Sans").and_then(|id| faces.get(id)).or_else(|| faces.iter().next().map(|f| f.1))?;
    let members = faces.iter().filter(|(_, face)| face.family == family.family);
    members.min_by(|(_, a), (_, b)| a.style.distance(style).total_cmp(&b.style.distance(style))).map(|(id, _)| id)
}

/// All faces except `own`: related families first ("Noto Sans" → "Noto Sans Arabic"), then by similarity, then shorter
/// names before longer ones ("Noto Sans Lao" before "Noto Sans Lao Looped").
fn by_similarity(faces: &Faces, own: &[FaceId], style: FontStyle) -> Vec<FaceId> {
    let family = own.first().and_then(|id| faces.get(*id)).map(|f| f.family.clone()).unwrap_or_default();
    let serif = family.contains("Serif");
    let mut ranked: Vec<_> = faces
        .iter()
        .filter(|(id, _)| !own.contains(id))
        .map(|(id, face)| {
            let foreign = !face.family.starts_with(&family);
            let other_kind = face.family.contains("Serif") != serif;
            let distance = face.style.distance(style) as u32;
            (face.monospaced, foreign, other_kind, distance, face.family.len(), face.family.as_str(), id)
        })
        .collect();
    ranked.sort();
    ranked.into_iter().map(|(.., id)| id).collect()
}
