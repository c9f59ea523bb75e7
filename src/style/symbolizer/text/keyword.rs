//! Keywords of labels.

use crate::style::{PropertyValue, expression::Value};

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $($word:literal)|+,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl PropertyValue for $name {
            fn from_value(value: Value<'_>) -> Option<Self> {
                match value.as_str()? {
                    $($($word)|+ => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn words() -> &'static [&'static str] {
                &[$($($word),+),*]
            }
        }
    )*};
}

keywords! {
    /// `placement`: where labels of a feature are.
    LabelPlace {
        /// At points, in the middle of lines and at the centroids of areas.
        Point = "point",
        /// Along lines.
        Line = "line",
        /// At every vertex.
        Vertex = "vertex",
        /// Inside of areas.
        Interior = "interior",
        /// At the point of an area that is the farthest from its edge.
        PoleOfInaccessibility = "polylabel",
        /// On a grid inside of areas.
        Grid = "grid",
        /// On a grid inside of areas whose rows are shifted against each other.
        AlternatingGrid = "alternating-grid",
    }
    /// `upright`: which way letters along a line are turned.
    LabelUpright {
        /// So that most letters are upright.
        Auto = "auto",
        /// So that most letters are upside down.
        AutoDown = "auto-down" | "auto_down",
        /// On the left side of the line, upside down in its direction.
        Left = "left",
        /// In the direction of the line.
        Right = "right",
        /// As `left`, if most letters are upright.
        LeftOnly = "left-only" | "left_only",
        /// As `right`, if most letters are upright.
        RightOnly = "right-only" | "right_only",
    }
    /// `text-transform`
    TextTransform {
        /// As it is.
        None = "none",
        /// In upper case.
        Uppercase = "uppercase",
        /// In lower case.
        Lowercase = "lowercase",
        /// Every word starts with a capital letter.
        Capitalize = "capitalize",
        /// The last character first.
        Reverse = "reverse",
    }
    /// `horizontal-alignment`: on which side of the anchor point the text is.
    HorizontalAlignment {
        /// To the left of it.
        Left = "left",
        /// Centered.
        Middle = "middle",
        /// To the right of it.
        Right = "right",
        /// On the side that the text is moved to.
        Auto = "auto",
        /// Spread along the whole line.
        Adjust = "adjust",
    }
    /// `vertical-alignment`
    VerticalAlignment {
        /// Above the anchor point.
        Top = "top",
        /// Centered.
        Middle = "middle",
        /// Below the anchor point.
        Bottom = "bottom",
        /// On the side that the text is moved to.
        Auto = "auto",
    }
    /// `justify-alignment`
    JustifyAlignment {
        /// Lines start at the same place.
        Left = "left",
        /// Lines are centered.
        Middle = "middle" | "center",
        /// Lines end at the same place.
        Right = "right",
        /// Lines touch the anchor point if the text is moved.
        Auto = "auto",
    }
    /// `halo-rasterizer`
    HaloRasterizer {
        /// As a stroke of the letters.
        Full = "full",
        /// As copies of the letters, moved by whole pixels.
        Fast = "fast",
    }
}
