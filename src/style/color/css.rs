//! Parses colors in CSS notation, like the style specification's `parse_css_color.ts`.

use super::{names::named, rgba::Color};

impl Color {
    /// Parses a CSS color: `transparent`, a name, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`
    /// or `hsla()`. Functions accept commas, or spaces and `/`. Letter case and surrounding whitespace are ignored;
    /// channels outside of their range are clamped; angles are degrees.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let text = text.trim();
        if text == "transparent" {
            return Some(Self::TRANSPARENT);
        }
        if let Some(rgb) = named(text) {
            return Some(Self::from_bytes(rgb.map(f64::from), 1.0));
        }
        if let Some(digits) = text.strip_prefix('#') {
            return hex(digits);
        }
        if let Some(rest) = text.strip_prefix("rgb") {
            return rgb(rest);
        }
        hsl(text.strip_prefix("hsl")?)
    }
}

fn hex(digits: &str) -> Option<Color> {
    let digits: Vec<f64> = digits.chars().map(|c| c.to_digit(16).map(f64::from)).collect::<Option<_>>()?;
    let double = |digit: f64| digit * 17.0;
    let pair = |high: f64, low: f64| high * 16.0 + low;
    match *digits {
        [r, g, b] => Some(Color::from_bytes([r, g, b].map(double), 1.0)),
        [r, g, b, a] => Some(Color::from_bytes([r, g, b].map(double), double(a) / 255.0)),
        [r, rr, g, gg, b, bb] => Some(Color::from_bytes([pair(r, rr), pair(g, gg), pair(b, bb)], 1.0)),
        [r, rr, g, gg, b, bb, a, aa] => {
            Some(Color::from_bytes([pair(r, rr), pair(g, gg), pair(b, bb)], pair(a, aa) / 255.0))
        }
        _ => None,
    }
}

fn rgb(rest: &str) -> Option<Color> {
    let Arguments { first, second, third, alpha } = Arguments::parse(rest, false)?;
    let full = match (first.percent, second.percent, third.percent) {
        (true, true, true) => 100.0,
        (false, false, false) => 255.0,
        _ => return None,
    };
    let [r, g, b] = [first, second, third].map(|n| (n.value / full).clamp(0.0, 1.0));
    Some(Color::new(r, g, b, alpha))
}

/// <https://drafts.csswg.org/css-color-4/#hsl-to-rgb>
fn hsl(rest: &str) -> Option<Color> {
    let Arguments { first: hue, second, third, alpha } = Arguments::parse(rest, true)?;
    if !second.percent || !third.percent {
        return None;
    }
    let hue = hue.value.rem_euclid(360.0);
    let [saturation, lightness] = [second, third].map(|n| n.value.clamp(0.0, 100.0) / 100.0);
    let channel = |n: f64| {
        let k = (n + hue / 30.0) % 12.0;
        let reach = saturation * lightness.min(1.0 - lightness);
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    };
    Some(Color::new(channel(0.0), channel(8.0), channel(4.0), alpha))
}

/// A number, and whether it is followed by `%`.
#[derive(Clone, Copy)]
struct Number {
    value: f64,
    percent: bool,
}

/// The arguments of a color function.
struct Arguments {
    first: Number,
    second: Number,
    third: Number,
    /// Opacity in `0.0..=1.0`.
    alpha: f64,
}

impl Arguments {
    /// Parses `a(1, 2, 3)`, without the function's first three letters. The first argument of an `angle` may end in
    /// `deg` but not in `%`.
    fn parse(rest: &str, angle: bool) -> Option<Self> {
        let rest = rest.strip_prefix('a').unwrap_or(rest).strip_prefix('(')?;
        let mut scan = Scanner(rest.trim_start());
        let first = if angle {
            let value = scan.number()?;
            scan.eat("deg");
            Number { value, percent: false }
        } else {
            scan.argument()?
        };
        let comma = scan.separator()?;
        let second = scan.argument()?;
        if scan.separator()? != comma {
            return None;
        }
        let third = scan.argument()?;
        scan.space();
        let mut alpha = 1.0;
        if scan.eat(if comma { "," } else { "/" }) {
            scan.space();
            let given = scan.argument()?;
            alpha = (if given.percent { given.value / 100.0 } else { given.value }).clamp(0.0, 1.0);
            scan.space();
        }
        (scan.0 == ")").then_some(Self { first, second, third, alpha })
    }
}

/// The remaining input.
struct Scanner<'t>(&'t str);

impl Scanner<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn space(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn number(&mut self) -> Option<f64> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, 'e' | '.' | '+' | '-');
        let end = self.0.find(|c| !is_part(c)).unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        number.parse().ok()
    }

    fn argument(&mut self) -> Option<Number> {
        Some(Number { value: self.number()?, percent: self.eat("%") })
    }

    /// Skips the separator of two arguments and returns whether it is a comma; `None` if there is neither a comma nor
    /// whitespace.
    fn separator(&mut self) -> Option<bool> {
        let before = self.0.len();
        self.space();
        let comma = self.eat(",");
        self.space();
        (comma || self.0.len() < before).then_some(comma)
    }
}
