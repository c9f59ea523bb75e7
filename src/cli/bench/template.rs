//! Templates of the addresses of tiles.

use crate::tile::TileId;

/// A path and query with places for the numbers of a tile: `/map/{z}/{x}/{y}{r}.png?lang={lang}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TileTemplate(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Z,
    X,
    Y,
    /// The row counted from the south, as in TMS.
    YFromSouth,
    Retina,
    Lang,
}

/// The names in braces.
const NAMES: [(&str, Piece); 7] = [
    ("{z}", Piece::Z),
    ("{x}", Piece::X),
    ("{y}", Piece::Y),
    ("{-y}", Piece::YFromSouth),
    ("{r}", Piece::Retina),
    ("{ratio}", Piece::Retina),
    ("{lang}", Piece::Lang),
];

impl TileTemplate {
    /// Parses `text`; `None` if a number of the tile is missing. `@2x` is written before the extension, and `lang` at the
    /// end of the query, unless the template has other places for them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let next =
                NAMES.iter().filter_map(|(name, piece)| Some((rest.find(name)?, name, piece))).min_by_key(|n| n.0);
            let Some((at, name, piece)) = next else {
                pieces.push(Piece::Text(rest.to_owned()));
                break;
            };
            let (text, after) = rest.split_at_checked(at)?;
            pieces.push(Piece::Text(text.to_owned()));
            pieces.push(piece.clone());
            rest = after.strip_prefix(name)?;
        }
        let has = |wanted: &Piece| pieces.contains(wanted);
        if !(has(&Piece::Z) && has(&Piece::X) && (has(&Piece::Y) || has(&Piece::YFromSouth))) {
            return None;
        }
        if !has(&Piece::Retina)
            && let Some(row) = pieces.iter().rposition(|piece| matches!(piece, Piece::Y | Piece::YFromSouth))
        {
            pieces.insert(row + 1, Piece::Retina);
        }
        Some(Self(pieces))
    }

    /// The path of `tile`, for a screen of twice the density if `retina`.
    pub(super) fn path(&self, tile: TileId, retina: bool, lang: Option<&str>) -> String {
        let mut path = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Z => path.push_str(&tile.z().to_string()),
                Piece::X => path.push_str(&tile.x().to_string()),
                Piece::Y => path.push_str(&tile.y().to_string()),
                Piece::YFromSouth => path.push_str(&(tile.across() - 1 - tile.y()).to_string()),
                Piece::Retina => path.push_str(if retina { "@2x" } else { "" }),
                Piece::Lang => path.push_str(lang.unwrap_or_default()),
            }
        }
        if let Some(lang) = lang.filter(|_| !self.0.contains(&Piece::Lang)) {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str("lang=");
            path.push_str(lang);
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_scale_and_language_are_filled_in() {
        let tile = TileId::new(3, 1, 2).unwrap();
        for (template, expected) in [
            ("/map/{z}/{x}/{y}.png", "/map/3/1/2@2x.png?lang=fr"),
            ("/map/{z}/{x}/{y}{r}.png?a=b", "/map/3/1/2@2x.png?a=b&lang=fr"),
            ("/tms/{z}/{x}/{-y}.png", "/tms/3/1/5@2x.png?lang=fr"),
            ("/t?z={z}&x={x}&y={y}&l={lang}", "/t?z=3&x=1&y=2@2x&l=fr"),
        ] {
            assert_eq!(TileTemplate::parse(template).unwrap().path(tile, true, Some("fr")), expected);
        }
        assert_eq!(TileTemplate::parse("/{z}/{x}/{y}").unwrap().path(tile, false, None), "/3/1/2");
        assert_eq!(TileTemplate::parse("/{z}/{x}.png"), None);
    }
}
