//! The positions at which a label is tried.

use super::label::TextSetting;
use crate::style::Property;

/// The positions at which a label is tried, one after another.
#[expect(clippy::large_enum_variant, reason = "a style has few texts")]
#[derive(Debug, Clone)]
pub enum LabelPositions {
    /// One position.
    One(Box<TextSetting>),
    /// Directions in which the text is moved, and smaller sizes: written like `N,S,15,10` (`placement-type="simple"`).
    Simple(Box<TextSetting>, Property<String>),
    /// Settings of their own (`placement-type="list"`).
    List(Vec<TextSetting>),
}

/// A direction in which text is moved by its displacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextDirection {
    /// As given.
    Exact,
    /// To the north, east and so on: the signs, 0 for no movement on that axis.
    Toward(i8, i8),
}

impl LabelPositions {
    /// The first setting, which determines the places of the labels; `None` if there is none.
    pub fn first(&self) -> Option<&TextSetting> {
        match self {
            Self::One(setting) | Self::Simple(setting, _) => Some(setting),
            Self::List(settings) => settings.first(),
        }
    }

    /// Parses positions such as `N,S,15,10`: the directions and the sizes.
    pub fn parse(text: &str) -> (Vec<TextDirection>, Vec<f64>) {
        let (mut directions, mut sizes) = (Vec::new(), Vec::new());
        for word in text.split(',').map(str::trim).take(MAX_POSITIONS) {
            match (TextDirection::parse(word).filter(|_| sizes.is_empty()), word.parse::<f64>()) {
                (Some(direction), _) => directions.push(direction),
                (None, Ok(size)) if !directions.is_empty() && size.is_finite() => sizes.push(size),
                // Mapnik ignores the rest, too.
                _ => break,
            }
        }
        (directions, sizes)
    }
}

/// Maximum number of positions of a label.
const MAX_POSITIONS: usize = 64;

impl TextDirection {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "X" => Self::Exact,
            "N" => Self::Toward(0, -1),
            "E" => Self::Toward(1, 0),
            "S" => Self::Toward(0, 1),
            "W" => Self::Toward(-1, 0),
            "NE" => Self::Toward(1, -1),
            "SE" => Self::Toward(1, 1),
            "NW" => Self::Toward(-1, -1),
            "SW" => Self::Toward(-1, 1),
            _ => return None,
        })
    }

    /// The displacement in this direction.
    pub fn displacement(self, [dx, dy]: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Exact => [dx, dy],
            Self::Toward(x, y) => [dx.abs() * f64::from(x), dy.abs() * f64::from(y)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_come_before_sizes() {
        let (directions, sizes) = LabelPositions::parse("N, SW,15,10");
        assert_eq!(directions, [TextDirection::Toward(0, -1), TextDirection::Toward(-1, 1)]);
        assert_eq!(sizes, [15.0, 10.0]);
        assert_eq!(LabelPositions::parse("N,9,S").0.len(), 1);
        assert_eq!(TextDirection::Toward(-1, 1).displacement([5.0, -3.0]), [-5.0, 3.0]);
    }
}
