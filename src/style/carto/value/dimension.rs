//! Numbers with units.

use std::cell::Cell;

/// A number with a unit. It changes when it is used: carto converts it to pixels and rounds it where it is written, which
/// all other uses of the same number see.
#[derive(Debug)]
pub(crate) struct Dimension {
    pub(crate) number: Cell<f64>,
    pub(crate) unit: Cell<Unit>,
}

/// A unit of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    None,
    Percent,
    Pixel,
    /// A unit of length, of which an inch has so many; `None` for the inch itself, which carto cannot convert.
    Length(Option<f64>),
    /// Not a unit.
    Unknown,
}

impl Dimension {
    pub(crate) fn new(number: f64, unit: Unit) -> Self {
        Self { number: Cell::new(number), unit: Cell::new(unit) }
    }
}

impl Unit {
    /// The unit with this name.
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "" => Self::None,
            "%" => Self::Percent,
            "px" => Self::Pixel,
            "m" => Self::Length(Some(0.0254)),
            "mm" => Self::Length(Some(25.4)),
            "cm" => Self::Length(Some(2.54)),
            "pt" => Self::Length(Some(72.0)),
            "pc" => Self::Length(Some(6.0)),
            "in" => Self::Length(None),
            _ => Self::Unknown,
        }
    }
}
