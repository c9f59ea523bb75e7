//! Properties that take one of a few words.

use crate::style::{PropertyValue, expression::Value};

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl PropertyValue for $name {
            fn from_value(value: Value<'_>) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    )*};
}

keywords! {
    /// `line-cap`
    LineCap {
        /// Ends at the end.
        Butt = "butt",
        /// A half disc.
        Round = "round",
        /// A half square.
        Square = "square",
    }
    /// `line-join`
    LineJoin {
        /// Cut off.
        Bevel = "bevel",
        /// Round.
        Round = "round",
        /// Pointed.
        Miter = "miter",
    }
    /// Where a layer's labels stand.
    Placement {
        /// At points.
        Point = "point",
        /// Along lines, repeated.
        Line = "line",
        /// At the middle of each line.
        LineCenter = "line-center",
    }
    /// `icon-rotation-alignment`, `text-pitch-alignment` and the like.
    Alignment {
        /// With the map.
        Map = "map",
        /// With the screen.
        Viewport = "viewport",
        /// Along the line, each glyph upright.
        ViewportGlyph = "viewport-glyph",
        /// As the placement suggests.
        Auto = "auto",
    }
    /// `text-overlap`, `icon-overlap`
    Overlap {
        /// Hidden where it would cover another symbol.
        Never = "never",
        /// Always shown.
        Always = "always",
        /// Covers only symbols that are cooperative or always shown.
        Cooperative = "cooperative",
    }
    /// `symbol-z-order`
    ZOrder {
        /// By sort key, else by screen position where symbols may overlap.
        Auto = "auto",
        /// By vertical position on the screen.
        ViewportY = "viewport-y",
        /// As in the source.
        Source = "source",
    }
    /// `icon-text-fit`
    IconTextFit {
        /// The icon keeps its size.
        None = "none",
        /// Its width follows the text.
        Width = "width",
        /// Its height follows the text.
        Height = "height",
        /// Both follow the text.
        Both = "both",
    }
    /// `text-justify`
    Justify {
        /// As the anchor suggests.
        Auto = "auto",
        /// Flush left.
        Left = "left",
        /// Centred.
        Center = "center",
        /// Flush right.
        Right = "right",
    }
    /// `text-transform`
    TextTransform {
        /// As it is.
        None = "none",
        /// ALL CAPITALS
        Uppercase = "uppercase",
        /// no capitals
        Lowercase = "lowercase",
    }
    /// `text-writing-mode`
    WritingMode {
        /// Lines from left to right.
        Horizontal = "horizontal",
        /// Columns from top to bottom.
        Vertical = "vertical",
    }
    /// `raster-resampling`
    Resampling {
        /// Between pixels.
        Linear = "linear",
        /// The nearest pixel.
        Nearest = "nearest",
    }
}
