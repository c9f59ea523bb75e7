//! The macro for tables of properties.

/// The properties of a kind of layers: `section "name" = field`, or `section "name" (Still "why")` for one that the
/// tree has no field for. Later names of one field take precedence.
macro_rules! properties {
    ($layer:ident {
        $($section:ident $name:literal $(= $field:ident)? $(($support:ident $why:literal))?,)*
    }) => {
        use crate::style::maplibre::{properties::PropertyEntry, reader::LayerReader, support::Support};

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
