//! Pictures of pins.

use std::sync::{Arc, LazyLock};

use super::{attributes::Pin, color, size::PinSize, symbol::PinSymbol};
use crate::image::vector::{VectorPaint, VectorPart, VectorPicture, VectorShape, matrix, read_path, read_svg};

/// From how many pixels per CSS pixel on the symbol may lie at half CSS pixels.
const FINE: f64 = 1.5;

/// The shapes of each size without a symbol, from bottom to top: body, shadow, light edge.
static BODIES: LazyLock<[VectorPicture; 3]> =
    LazyLock::new(|| [PinSize::Small, PinSize::Medium, PinSize::Large].map(read_body));

/// The picture of a pin in CSS pixels: its bounds are `0, 0` to [`Pin::size`]. It can be drawn at any scale; `scale`
/// (pixels per CSS pixel) only decides on which half pixel the symbol lies.
pub fn picture(pin: &Pin, scale: f64) -> Arc<VectorPicture> {
    let [small, medium, large] = &*BODIES;
    let mut picture = match pin.size {
        PinSize::Small => small.clone(),
        PinSize::Medium => medium.clone(),
        PinSize::Large => large.clone(),
    };
    if let Some(VectorPart::Shape(body)) = picture.parts.first_mut() {
        body.fill = VectorPaint::Color(color::body(pin.color));
    }
    if let Some(symbol) = pin.symbol {
        let at = picture.parts.len().min(1);
        picture.parts.insert(at, VectorPart::Shape(drawn(symbol, pin, scale >= FINE)));
    }
    Arc::new(picture)
}

fn drawn(symbol: PinSymbol, pin: &Pin, is_fine: bool) -> VectorShape {
    let [left, top, width] = pin.size.symbol_square(is_fine);
    let (side, data) = symbol.outline();
    VectorShape {
        outline: read_path(data),
        transform: matrix::then(matrix::scale(width / side, width / side), matrix::shift(left, top)),
        fill: VectorPaint::Color(color::symbol(pin.color)),
        ..VectorShape::default()
    }
}

/// The shapes of one size. A document that cannot be read gives an empty picture; a test reads all of them.
fn read_body(size: PinSize) -> VectorPicture {
    let [width, height] = size.pixels().map(f64::from);
    let empty = VectorPicture { parts: Vec::new(), bounds: [0.0, 0.0, width, height], size: [width, height] };
    read_svg(size.document().as_bytes()).unwrap_or(empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_size_of_its_pin() {
        for (letter, width, height) in [("s", 20.0, 50.0), ("m", 30.0, 70.0), ("l", 35.0, 90.0)] {
            let pin =
                Pin { size: PinSize::parse(letter).unwrap(), symbol: PinSymbol::named("bus"), color: [255, 0, 0] };
            let drawn = picture(&pin, 1.0);
            assert_eq!((drawn.bounds, drawn.size), ([0.0, 0.0, width, height], [width, height]));
            assert_eq!(drawn.parts.len(), 4, "body, symbol, shadow and edge");
            assert_eq!(picture(&Pin { symbol: None, ..pin }, 1.0).parts.len(), 3);
        }
    }

    #[test]
    fn the_body_has_the_color_and_the_symbol_contrasts() {
        let pin = Pin { size: PinSize::Large, symbol: PinSymbol::named("a"), color: [255; 3] };
        let drawn = picture(&pin, 2.0);
        let [VectorPart::Shape(body), VectorPart::Shape(symbol), ..] = &drawn.parts[..] else { panic!() };
        assert_eq!(body.fill, VectorPaint::Color([254, 254, 254, 255]));
        assert_eq!(symbol.fill, VectorPaint::Color([0x20, 0x20, 0x21, 255]));
        assert_eq!(symbol.transform, [20.0 / 12.0, 0.0, 0.0, 20.0 / 12.0, 7.5, 8.5]);
    }
}
