//! Properties whose values are keywords.

use crate::style::property::keywords;

keywords! {
    /// `line-cap`
    LineCap {
        /// The line ends at its last vertex.
        Butt = "butt",
        /// A half disc.
        Round = "round",
        /// A half square.
        Square = "square",
    }
    /// `line-join`
    LineJoin {
        /// A cut-off corner.
        Bevel = "bevel",
        /// A rounded corner.
        Round = "round",
        /// A pointed corner.
        Miter = "miter",
    }
    /// `symbol-placement`
    Placement {
        /// At points.
        Point = "point",
        /// Along lines, repeated.
        Line = "line",
        /// At the middle of each line.
        LineCenter = "line-center",
    }
    /// `icon-rotation-alignment`, `text-pitch-alignment` and similar properties
    Alignment {
        /// Aligned with the map.
        Map = "map",
        /// Aligned with the viewport.
        Viewport = "viewport",
        /// Along the line, with each glyph aligned with the viewport.
        ViewportGlyph = "viewport-glyph",
        /// Depends on the placement.
        Auto = "auto",
    }
    /// `text-overlap`, `icon-overlap`
    Overlap {
        /// Hidden if it would overlap another symbol.
        Never = "never",
        /// Always visible.
        Always = "always",
        /// Overlaps only symbols that are cooperative or always visible.
        Cooperative = "cooperative",
    }
    /// `symbol-z-order`
    ZOrder {
        /// By sort key; otherwise by position in the viewport if symbols may overlap.
        Auto = "auto",
        /// By vertical position in the viewport.
        ViewportY = "viewport-y",
        /// In the order of the source.
        Source = "source",
    }
    /// `icon-text-fit`
    IconTextFit {
        /// The icon keeps its size.
        None = "none",
        /// The width of the icon follows the text.
        Width = "width",
        /// The height of the icon follows the text.
        Height = "height",
        /// Both follow the text.
        Both = "both",
    }
    /// `text-justify`
    Justify {
        /// Depends on the anchor.
        Auto = "auto",
        /// Aligned to the left.
        Left = "left",
        /// Centered.
        Center = "center",
        /// Aligned to the right.
        Right = "right",
    }
    /// `text-transform`
    TextTransform {
        /// Unchanged.
        None = "none",
        /// Upper case.
        Uppercase = "uppercase",
        /// Lower case.
        Lowercase = "lowercase",
    }
    /// `text-writing-mode`
    WritingMode {
        /// In lines from left to right.
        Horizontal = "horizontal",
        /// In columns from top to bottom.
        Vertical = "vertical",
    }
    /// `raster-resampling`
    Resampling {
        /// Interpolated between pixels.
        Linear = "linear",
        /// Nearest neighbor.
        Nearest = "nearest",
    }
}
