//! The properties of `background` layers.

use super::table::properties;
use crate::style::layer::BackgroundLayer;

properties! {
    BackgroundLayer {
        paint "background-color" = color,
        paint "background-pattern" = pattern,
        paint "background-opacity" = opacity,
    }
}
