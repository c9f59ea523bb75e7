//! Finds template text in values.

use super::{
    braces::{Braces, TILE_PLACEHOLDERS},
    patterns::{ALWAYS, DOUBLE, DOUBLE_SQL, NAMED, RESIDUES, SINGLE, first},
};

/// Template text found in a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leftover {
    /// Template text that was not replaced.
    Unfilled {
        /// The text.
        text: String,
        /// The engines with this syntax.
        engine: &'static str,
    },
    /// The output of an engine for a missing value.
    Residue {
        /// The text.
        text: String,
        /// The engines with this output.
        engine: &'static str,
    },
    /// A placeholder in single braces that has no meaning here.
    Placeholder {
        /// Its name, without braces.
        name: String,
        /// Whether placeholders of tiles are allowed here.
        tile: bool,
    },
}

/// The first template text in `text`, except for `braces`, which are allowed.
pub(crate) fn leftover(text: &str, braces: Braces) -> Option<Leftover> {
    // Most values contain none of these characters.
    let marked = text.bytes().any(|b| b"<>{}%$#[]@_".contains(&b));
    let residue = || {
        let text = text.trim();
        // In SQL such words may be names, unless they are the whole text.
        let found = first(&RESIDUES, text).filter(|(found, _)| braces != Braces::Sql || found == text);
        found.map(|(text, engine)| Leftover::Residue { text, engine })
    };
    if !marked {
        return residue();
    }
    let unfilled = |(text, engine)| Leftover::Unfilled { text, engine };
    if braces != Braces::Request {
        if let Some(found) = first(&ALWAYS, text) {
            return Some(unfilled(found));
        }
        let double = if braces == Braces::Sql { &DOUBLE_SQL } else { &DOUBLE };
        if let Some(found) = first(double, text) {
            return Some(unfilled(found));
        }
    } else if let Some(found) = first(ALWAYS.get(..4).unwrap_or(&[]), text) {
        return Some(unfilled(found));
    }
    if matches!(braces, Braces::None | Braces::Tile)
        && let Some(found) = first(&NAMED, text)
    {
        return Some(unfilled(found));
    }
    if let Some(residue) = residue() {
        return Some(residue);
    }
    if matches!(braces, Braces::None | Braces::Tile) {
        let names = SINGLE.iter().flat_map(|(regex, _)| regex.find_iter(text)).map(|m| m.as_str());
        for name in names.map(|n| n.trim_matches(['{', '}'])) {
            let tile = braces == Braces::Tile;
            if !(tile && TILE_PLACEHOLDERS.contains(&name)) {
                return Some(Leftover::Placeholder { name: name.to_owned(), tile });
            }
        }
    }
    None
}

impl Leftover {
    /// Whether `text` contains nothing else.
    pub(crate) fn is_all_of(&self, text: &str) -> bool {
        match self {
            Self::Unfilled { text: found, .. } | Self::Residue { text: found, .. } => found == text.trim(),
            Self::Placeholder { .. } => false,
        }
    }
}
