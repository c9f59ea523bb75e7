//! Premultiplied and straight alpha. The channels of a premultiplied color are multiplied by its alpha, as in a
//! [`Bitmap`]; image files and color formulas use straight alpha.
//!
//! [`Bitmap`]: super::Bitmap

/// Premultiplies a color with straight alpha, rounding to nearest.
pub fn premultiplied([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let multiply = |c: u8| divided_by_255(u32::from(c) * u32::from(a));
    [multiply(r), multiply(g), multiply(b), a]
}

/// Divides the alpha out of a premultiplied color, rounding to nearest.
pub fn straight([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    match a {
        255 => [r, g, b, a],
        0 => [0; 4],
        _ => {
            let alpha = u32::from(a);
            let divide = |c: u8| ((u32::from(c) * 255 + alpha / 2) / alpha).min(255) as u8;
            [divide(r), divide(g), divide(b), a]
        }
    }
}

/// Blends a premultiplied color over another one.
pub fn over(source: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    let rest = 255 - u32::from(source[3]);
    std::array::from_fn(|i| source[i].saturating_add(divided_by_255(u32::from(below[i]) * rest)))
}

/// Divides a product of two bytes by 255, rounding to nearest.
pub(crate) fn divided_by_255(product: u32) -> u8 {
    let product = product + 128;
    // The input is at most 255² + 128, so the result is at most 255.
    ((product + (product >> 8)) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_colors_survive_premultiplication_if_alpha_is_high_enough() {
        for a in 1..=255u8 {
            for c in 0..=a {
                let there = premultiplied(straight([c, c, c, a]));
                assert_eq!(there, [c, c, c, a]);
            }
        }
    }

    #[test]
    fn an_opaque_color_hides_the_color_below() {
        assert_eq!(over([9, 8, 7, 255], [1, 2, 3, 255]), [9, 8, 7, 255]);
        assert_eq!(over([0; 4], [1, 2, 3, 255]), [1, 2, 3, 255]);
        assert_eq!(over([64, 0, 0, 128], [255; 4]), [191, 127, 127, 255]);
    }

    #[test]
    fn transparent_pixels_have_no_color() {
        assert_eq!(premultiplied([1, 2, 3, 0]), [0; 4]);
        assert_eq!(straight([0, 0, 0, 0]), [0; 4]);
    }
}
