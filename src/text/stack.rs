//! Font stacks: which face draws which character.

use std::{collections::HashMap, sync::RwLock};

use unicode_script::{Script, UnicodeScript};

use super::{
    FaceId, FontSet,
    name::{self, Look},
};

/// A resolved `text-font`: its own faces first, then every other face, the most similar first.
#[derive(Debug)]
pub struct FontStack {
    own: Vec<FaceId>,
    others: Vec<FaceId>,
    /// Names that no font has.
    unknown: Vec<String>,
    /// Which other face draws a character that no own face has.
    fallback: RwLock<HashMap<(char, Region), Option<FaceId>>>,
}

/// Characters whose fallback is remembered.
const MAX_REMEMBERED: usize = 16 * 1024;

/// Whose shapes of Han characters are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Region {
    Any,
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

impl Region {
    /// The region a language code asks for.
    pub fn of_lang(lang: Option<&str>) -> Self {
        let lang = lang.unwrap_or_default().to_ascii_lowercase();
        match lang.split(['-', '_']).next() {
            Some("ja") => Self::Japanese,
            Some("ko") => Self::Korean,
            Some("zh") if ["hant", "tw", "hk", "mo"].iter().any(|t| lang.contains(t)) => Self::Traditional,
            Some("yue" | "lzh" | "nan") => Self::Traditional,
            Some("zh" | "wuu" | "gan") => Self::Simplified,
            _ => Self::Any,
        }
    }

    /// The words a pan-Asian family marks this region's faces with.
    fn marks(self) -> [&'static str; 2] {
        match self {
            Self::Any => ["", ""],
            Self::Simplified => [" SC", " CN"],
            Self::Traditional => [" TC", " TW"],
            Self::Japanese => [" JP", " JP"],
            Self::Korean => [" KR", " KR"],
        }
    }
}

impl FontStack {
    pub(super) fn resolve(fonts: &FontSet, names: &[String]) -> Self {
        if let Some(whole) = fonts.ranges_of(names) {
            // Ready-made glyphs come merged for the whole stack; nothing else may stand in for them.
            return Self { own: vec![whole], others: Vec::new(), unknown: Vec::new(), fallback: RwLock::default() };
        }
        let (known, unknown): (Vec<_>, Vec<_>) =
            names.iter().map(|n| (n, fonts.named(n))).partition(|(_, face)| face.is_some());
        let mut own: Vec<FaceId> = known.into_iter().filter_map(|(_, face)| face).collect();
        let unknown: Vec<String> = unknown.into_iter().map(|(n, _)| n.clone()).collect();
        let wanted = names.first().map_or(Look { weight: 400.0, italic: false }, |n| name::split(n).1);
        if own.is_empty() {
            own.extend(names.iter().find_map(|n| closest_in_family(fonts, n)));
        }
        if own.is_empty() {
            own.extend(closest_of_default_family(fonts, wanted));
        }
        let look = own.first().and_then(|id| fonts.face(*id)).map_or(wanted, |f| f.look);
        let others = by_similarity(fonts, &own, look);
        Self { own, others, unknown, fallback: RwLock::default() }
    }

    /// The names in the stack that no font has; their text is drawn by the closest one.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The face for a cluster of characters: one that has all of them if there is any, else one that has
    /// the first. `None` if no font has it.
    pub(super) fn face_for(
        &self,
        fonts: &FontSet,
        cluster: &str,
        previous: Option<FaceId>,
        region: Region,
    ) -> Option<FaceId> {
        let visible = || cluster.chars().filter(|c| !is_ignorable(*c));
        let covers = |id: FaceId| fonts.face(id).is_some_and(|f| visible().all(|c| f.has(c)));
        let first = visible().next();
        // Spaces and invisible characters stay with what they separate: fewer runs, better spacing.
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
        let alone = self.fallback_for(fonts, first, region);
        if visible().nth(1).is_none() || alone.is_some_and(covers) {
            return self.own_or(fonts, first, alone);
        }
        let whole = self.others.iter().copied().find(|id| covers(*id));
        whole.or_else(|| self.own_or(fonts, first, alone))
    }

    fn own_or(&self, fonts: &FontSet, c: char, fallback: Option<FaceId>) -> Option<FaceId> {
        let has = |id: &FaceId| fonts.face(*id).is_some_and(|f| f.has(c));
        self.own.iter().copied().find(has).or(fallback)
    }

    fn fallback_for(&self, fonts: &FontSet, c: char, region: Region) -> Option<FaceId> {
        let region = if matches!(c.script(), Script::Han | Script::Bopomofo) { region } else { Region::Any };
        if let Ok(remembered) = self.fallback.read()
            && let Some(face) = remembered.get(&(c, region))
        {
            return *face;
        }
        let candidates = || {
            let faces = self.others.iter().filter_map(|id| fonts.face(*id).map(|face| (*id, face)));
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

/// The face of the named family that looks most like the name says.
pub(super) fn closest_in_family(fonts: &FontSet, wanted: &str) -> Option<FaceId> {
    let (family, look) = name::split(wanted);
    let key = name::key(&family);
    let members = fonts.faces().filter(|(_, face)| name::key(&face.family) == key);
    members.min_by(|(_, a), (_, b)| a.look.distance(look).total_cmp(&b.look.distance(look))).map(|(id, _)| id)
}

/// The face of the first loaded family that looks most like `look`: nobody asked for this family, so the
/// words about weight and slant are all there is to follow.
fn closest_of_default_family(fonts: &FontSet, look: Look) -> Option<FaceId> {
    let family =
        fonts.named("Noto Sans").and_then(|id| fonts.face(id)).or_else(|| fonts.faces().next().map(|f| f.1))?;
    let members = fonts.faces().filter(|(_, face)| face.family == family.family);
    members.min_by(|(_, a), (_, b)| a.look.distance(look).total_cmp(&b.look.distance(look))).map(|(id, _)| id)
}

/// All faces but `own`: relatives of the first own face first ("Noto Sans" → "Noto Sans Arabic"), then the
/// like-looking, then short names before long ones ("Noto Sans Lao" before "Noto Sans Lao Looped").
fn by_similarity(fonts: &FontSet, own: &[FaceId], look: Look) -> Vec<FaceId> {
    let family = own.first().and_then(|id| fonts.face(*id)).map(|f| f.family.clone()).unwrap_or_default();
    let serif = family.contains("Serif");
    let mut ranked: Vec<_> = fonts
        .faces()
        .filter(|(id, _)| !own.contains(id))
        .map(|(id, face)| {
            let foreign = !face.family.starts_with(&family);
            let other_kind = face.family.contains("Serif") != serif;
            let distance = face.look.distance(look) as u32;
            (face.monospaced, foreign, other_kind, distance, face.family.len(), face.family.as_str(), id)
        })
        .collect();
    ranked.sort();
    ranked.into_iter().map(|(.., id)| id).collect()
}

/// Characters that need no glyph: joiners, variation selectors, direction marks, soft hyphens.
/// The part of Unicode's Default_Ignorable_Code_Point that occurs in text.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}
