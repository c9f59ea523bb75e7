//! Hue, saturation and lightness.

/// Hue (0 to 1), saturation and lightness of red, green and blue.
pub(crate) fn to_hsl([r, g, b]: [f64; 3]) -> [f64; 3] {
    let (least, most) = (r.min(g).min(b), r.max(g).max(b));
    let (sum, range) = (most + least, most - least);
    let lightness = sum / 2.0;
    if range <= 0.0 {
        return [0.0, 0.0, lightness];
    }
    let saturation = if lightness < 0.5 { range / sum } else { range / (2.0 - sum) };
    let sixth = if r == most {
        (g - b) / range
    } else if g == most {
        2.0 + (b - r) / range
    } else {
        4.0 + (r - g) / range
    };
    [(sixth / 6.0).rem_euclid(1.0), saturation, lightness]
}

/// Red, green and blue.
pub(crate) fn from_hsl([hue, saturation, lightness]: [f64; 3]) -> [f64; 3] {
    let top =
        if lightness < 0.5 { lightness * (1.0 + saturation) } else { lightness + saturation - saturation * lightness };
    let bottom = 2.0 * lightness - top;
    [1.0 / 3.0, 0.0, -1.0 / 3.0].map(|turn| {
        let at = (hue + turn).rem_euclid(1.0) * 6.0;
        let rising = match at {
            at if at < 1.0 => at,
            at if at < 3.0 => 1.0,
            at if at < 4.0 => 4.0 - at,
            _ => 0.0,
        };
        bottom + (top - bottom) * rising
    })
}
