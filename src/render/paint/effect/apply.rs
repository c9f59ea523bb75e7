//! Lists of filters.

use super::{
    alpha::{color_to_alpha, colorize_alpha},
    blindness::{self, simulate},
    blur::stack_blur,
    gradient::{x_gradient, y_gradient},
    kernel::{self, convolve},
    pixel::Rgba,
    tone::{gray, invert, scale_hsla},
};
use crate::{deadline::checkpoint, style::ImageFilter};

/// Applies `filters` to premultiplied pixels in rows of `width`.
pub(in crate::render::paint) fn apply(filters: &[ImageFilter], pixels: &mut [Rgba], width: usize) {
    if width == 0 || pixels.is_empty() {
        return;
    }
    for filter in filters {
        checkpoint(pixels.len() / 4);
        match filter {
            ImageFilter::Gray => pixels.iter_mut().for_each(gray),
            ImageFilter::Invert => pixels.iter_mut().for_each(invert),
            ImageFilter::Blur => convolve(pixels, width, kernel::blur),
            ImageFilter::Emboss => convolve(pixels, width, kernel::emboss),
            ImageFilter::Sharpen => convolve(pixels, width, kernel::sharpen),
            ImageFilter::EdgeDetect => convolve(pixels, width, kernel::edge_detect),
            ImageFilter::Sobel => convolve(pixels, width, kernel::sobel),
            ImageFilter::StackBlur(x, y) => stack_blur(pixels, width, [*x, *y]),
            ImageFilter::XGradient => x_gradient(pixels, width),
            ImageFilter::YGradient => y_gradient(pixels, width),
            ImageFilter::ScaleHsla(ranges) => pixels.iter_mut().for_each(|p| scale_hsla(p, ranges)),
            ImageFilter::ColorToAlpha(color) => pixels.iter_mut().for_each(|p| color_to_alpha(p, *color)),
            ImageFilter::ColorizeAlpha(stops) => colorize_alpha(pixels, stops),
            ImageFilter::Protanope => pixels.iter_mut().for_each(|p| simulate(p, &blindness::PROTANOPE)),
            ImageFilter::Deuteranope => pixels.iter_mut().for_each(|p| simulate(p, &blindness::DEUTERANOPE)),
            ImageFilter::Tritanope => pixels.iter_mut().for_each(|p| simulate(p, &blindness::TRITANOPE)),
        }
    }
}
