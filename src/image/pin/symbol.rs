//! Symbols of pins.

use std::{collections::HashMap, sync::LazyLock};

/// The names and outlines of all symbols: see `styles/markers/README.md`.
const TABLE: &str = include_str!("../../../styles/markers/symbols.txt");

/// The lines of the table by the names that they start with.
static LINES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| TABLE.lines().filter_map(|l| l.split_once(' ')).collect());

/// A known symbol of pins: a pictogram of Maki, a letter, or a number from 1 to 99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PinSymbol(&'static str);

impl PinSymbol {
    /// The symbol with a name, which has lower case except for some suffixes: `bus`, `a`, `99`, `bank-JP`. Older names
    /// of Maki are known too. `None` if there is no such symbol.
    pub fn named(name: &str) -> Option<Self> {
        let (known, line) = LINES.get_key_value(name)?;
        Some(Self(line.strip_prefix("= ").unwrap_or(known)))
    }

    /// The symbol's name in the newest version of Maki.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The width of the square that the outline lies on, and the outline as SVG path data.
    pub(super) fn outline(self) -> (f64, &'static str) {
        let parts = LINES.get(self.0).and_then(|line| line.split_once(' '));
        parts.and_then(|(side, data)| Some((side.parse().ok()?, data))).unwrap_or((1.0, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::vector::read_path;

    #[test]
    fn symbols_are_found_by_old_and_new_names() {
        let name = |name| PinSymbol::named(name).map(PinSymbol::name);
        assert_eq!(name("bus"), Some("bus"));
        assert_eq!(name("chemist"), Some("pharmacy"));
        assert_eq!(name("99"), Some("99"));
        assert_eq!(name("a"), Some("a"));
        for unknown in ["", "-", "A", "0", "100", "zz", "fast_food", "bus ", "="] {
            assert_eq!(name(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_symbol_has_an_outline_on_its_square() {
        assert_eq!(LINES.len(), TABLE.lines().count(), "a name occurs twice");
        for name in LINES.keys() {
            let (side, data) = PinSymbol::named(name).unwrap().outline();
            let points = read_path(data).iter().flat_map(|step| step.points()).collect::<Vec<_>>();
            // Some have control points outside of it, and the tail of Q is longer.
            let is_inside = |v: f64| v > -2.0 && v < side + 2.0;
            assert!(points.len() > 3 && points.iter().all(|p| is_inside(p[0]) && is_inside(p[1])), "{name}");
        }
    }
}
