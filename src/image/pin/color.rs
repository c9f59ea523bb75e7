//! Colors of pins.

use crate::image::hsl::{from_hsl, to_hsl};

/// The lightness of the gray that Kartotherian's pins have before they are tinted.
const GRAY: f64 = 127.0 / 255.0;

/// Above this relative luminance of the pin, its symbol is dark. Below it, white has more contrast.
const LIGHT: f64 = 0.386;

/// The color in which a pin of `color` is drawn. Kartotherian tints a middle gray so that its lightness becomes that of
/// the color, which makes it darker by one or two: `#ff0000` is drawn as `#fe0000`.
pub(super) fn body(color: [u8; 3]) -> [u8; 4] {
    let [hue, saturation, lightness] = to_hsl(color.map(|part| f64::from(part) / 255.0));
    let (from, to) = if lightness > 0.5 { (0.0, 2.0 * lightness) } else { (2.0 * lightness - 1.0, 1.0) };
    let tinted = from_hsl([hue, saturation, (from + GRAY * (to - from)).clamp(0.0, 1.0)]);
    // The small addend makes up for rounding errors in numbers that are whole.
    let [red, green, blue] = tinted.map(|part| (part * 255.0 + 1e-6).clamp(0.0, 255.0) as u8);
    [red, green, blue, 255]
}

/// The color of the symbol on a pin of `color`: white or nearly black.
pub(super) fn symbol(color: [u8; 3]) -> [u8; 4] {
    if luminance(color) > LIGHT { [0x20, 0x20, 0x21, 255] } else { [255; 4] }
}

/// The relative luminance of WCAG 2.0, 0 to 1.
fn luminance(color: [u8; 3]) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.03928 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    let [red, green, blue] = color.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_have_the_colors_of_kartotherian() {
        for (color, drawn) in [
            ([255, 0, 0], [254, 0, 0]),
            ([255, 255, 255], [254, 254, 254]),
            ([0, 0, 0], [0, 0, 0]),
            ([0x7e, 0x7e, 0x7e], [0x7d, 0x7d, 0x7d]),
            ([0xaa, 0xbb, 0xcc], [0xa9, 0xba, 0xcb]),
            ([0xff, 0xa5, 0x00], [0xfe, 0xa4, 0x00]),
            ([0x00, 0xaa, 0xff], [0x00, 0xa9, 0xfe]),
        ] {
            assert_eq!(body(color)[..3], drawn, "{color:?}");
        }
    }

    #[test]
    fn symbols_are_dark_on_light_pins() {
        let is_dark = |color| symbol(color)[0] < 128;
        assert!([[255; 3], [0xaa, 0xbb, 0xcc], [0xff, 0xa5, 0x00]].into_iter().all(is_dark));
        assert!(![[0; 3], [0x7e; 3], [0x00, 0xaa, 0xff]].into_iter().any(is_dark));
    }
}
