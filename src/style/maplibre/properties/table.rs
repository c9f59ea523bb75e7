//! The macro for tables of properties.

use crate::style::maplibre::support::Support;

/// A property of one layer type.
#[derive(Debug, Clone, Copy)]
pub struct PropertyEntry {
    /// `layout` or `paint`.
    pub section: &'static str,
    /// The name of the property.
    pub name: &'static str,
    /// How it is supported.
    pub support: Support,
}

/// Declares the properties of a layer type: `section "name" = field`, or `section "name" (Still "why")` for one without
/// a field in the tree. If a field has several names, later ones take precedence.
macro_rules! properties {
    ($layer:ident {
        $($section:ident $name:literal $(= $field:ident)? $(($support:ident $why:literal))?,)*
    }) => {
        use crate::style::maplibre::{properties::table::PropertyEntry, reader::LayerReader, support::Support};

        /// All properties.
        pub(super) const PROPERTIES: &[PropertyEntry] = &[$(PropertyEntry {
            section: stringify!($section),
            name: $name,
            support: Support::Drawn$(.but(Support::$support($why)))?,
        },)*];

        /// Reads the properties from a layer's JSON.
        pub(super) fn read(reader: &mut LayerReader<'_>) -> $layer {
            let mut layer = $layer::default();
            $(properties!(@read reader, layer, stringify!($section), $name $(, $field)?);)*
            layer
        }
    };
    (@read $reader:ident, $layer:ident, $section:expr, $name:literal, $field:ident) => {
        $reader.read($section, $name, &mut $layer.$field);
    };
    (@read $reader:ident, $layer:ident, $section:expr, $name:literal) => {
        $reader.check($section, $name);
    };
}
pub(super) use properties;
