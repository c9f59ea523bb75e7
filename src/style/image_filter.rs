//! Filters of pixels that are applied to what a group draws: those of Mapnik.

use super::color::Color;
use crate::spelling::did_you_mean;

/// A filter of the pixels of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageFilter {
    /// Shades of gray.
    Gray,
    /// The opposite colors.
    Invert,
    /// The mean of 3×3 pixels.
    Blur,
    /// A blur by radii along x and y, in pixels.
    StackBlur(u32, u32),
    /// Edges like those of a relief.
    Emboss,
    /// Stronger edges.
    Sharpen,
    /// Only edges, by Laplace's operator.
    EdgeDetect,
    /// Only edges, by Sobel's operator.
    Sobel,
    /// The slope along x around gray.
    XGradient,
    /// The slope along y around gray.
    YGradient,
    /// The ranges that hue, saturation, lightness and alpha are scaled to: the least and the greatest of each.
    ScaleHsla([f64; 8]),
    /// Transparency in place of a color.
    ColorToAlpha(Color),
    /// Colors by alpha: stops with their offsets (0 to 1); those without are at equal distances.
    ColorizeAlpha(Vec<(Color, Option<f64>)>),
    /// The colors as without receptors for red.
    Protanope,
    /// The colors as without receptors for green.
    Deuteranope,
    /// The colors as without receptors for blue.
    Tritanope,
}

/// The names in lists of filters.
const NAMES: [&str; 16] = [
    "emboss",
    "blur",
    "gray",
    "edge-detect",
    "sobel",
    "sharpen",
    "x-gradient",
    "y-gradient",
    "invert",
    "color-blind-protanope",
    "color-blind-deuteranope",
    "color-blind-tritanope",
    "agg-stack-blur",
    "scale-hsla",
    "colorize-alpha",
    "color-to-alpha",
];
/// The most filters of a list, and the most stops of one filter.
const MOST: usize = 100;
/// The largest radius, as in Mapnik.
const LARGEST_RADIUS: u32 = 999;

impl ImageFilter {
    /// Parses a list of filters such as `agg-stack-blur(2,2) invert`, separated by blanks or commas. The error says
    /// what is wrong.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, String> {
        let mut filters = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            if filters.len() == MOST {
                return Err(format!("there are more than {MOST} filters"));
            }
            let end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            let behind = behind.trim_start();
            let (arguments, behind) = match behind.strip_prefix('(') {
                Some(open) => closed(open).ok_or_else(|| format!("the arguments of `{name}` have no closing `)`"))?,
                None => ("", behind),
            };
            filters.push(Self::parse(name, arguments)?);
            rest = behind.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        }
        Ok(filters)
    }

    fn parse(name: &str, arguments: &str) -> Result<Self, String> {
        let plain = match name {
            "emboss" => Self::Emboss,
            "blur" => Self::Blur,
            "gray" => Self::Gray,
            "edge-detect" => Self::EdgeDetect,
            "sobel" => Self::Sobel,
            "sharpen" => Self::Sharpen,
            "x-gradient" => Self::XGradient,
            "y-gradient" => Self::YGradient,
            "invert" => Self::Invert,
            "color-blind-protanope" => Self::Protanope,
            "color-blind-deuteranope" => Self::Deuteranope,
            "color-blind-tritanope" => Self::Tritanope,
            "agg-stack-blur" => return stack_blur(arguments),
            "scale-hsla" => return scale_hsla(arguments),
            "colorize-alpha" => return colorize_alpha(arguments),
            // White, if no color is given.
            "color-to-alpha" if arguments.trim().is_empty() => return Ok(Self::ColorToAlpha(Color::WHITE)),
            "color-to-alpha" => return color(arguments).map(Self::ColorToAlpha),
            _ => {
                let near =
                    did_you_mean(name, NAMES).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                return Err(format!("there is no filter `{name}`{near}"));
            }
        };
        if arguments.trim().is_empty() { Ok(plain) } else { Err(format!("`{name}` has no arguments")) }
    }
}

/// What is before the closing parenthesis, and what is behind it.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some((text.get(..at)?, text.get(at + 1..)?)),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The arguments between commas that are not in parentheses.
fn separated(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let at_comma = |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    };
    text.split(at_comma).map(str::trim).collect()
}

fn stack_blur(arguments: &str) -> Result<ImageFilter, String> {
    let radius = |text: &str| {
        let radius = text.parse().ok().filter(|it| *it <= LARGEST_RADIUS);
        radius.ok_or_else(|| format!("`{text}` is no radius: a whole number up to {LARGEST_RADIUS}"))
    };
    match *separated(arguments) {
        [""] => Ok(ImageFilter::StackBlur(1, 1)),
        [both] => radius(both).map(|both| ImageFilter::StackBlur(both, both)),
        [x, y] => Ok(ImageFilter::StackBlur(radius(x)?, radius(y)?)),
        _ => Err("`agg-stack-blur` has two radii at most".to_owned()),
    }
}

fn scale_hsla(arguments: &str) -> Result<ImageFilter, String> {
    let numbers: Result<Vec<f64>, _> = separated(arguments).into_iter().map(str::parse).collect();
    let numbers: Option<[f64; 8]> = numbers.ok().and_then(|it| it.try_into().ok());
    let numbers = numbers.filter(|it| it.iter().all(|number| number.is_finite()));
    numbers.map(ImageFilter::ScaleHsla).ok_or_else(|| "`scale-hsla` needs eight numbers".to_owned())
}

fn colorize_alpha(arguments: &str) -> Result<ImageFilter, String> {
    let stops = separated(arguments);
    if stops.len() > MOST {
        return Err(format!("`colorize-alpha` has more than {MOST} colors"));
    }
    stops.into_iter().map(stop).collect::<Result<_, _>>().map(ImageFilter::ColorizeAlpha)
}

/// A color, and where it is: a number from 0 to 1 or percent behind it.
fn stop(text: &str) -> Result<(Color, Option<f64>), String> {
    let parts = text.rsplit_once(char::is_whitespace).filter(|_| !text.ends_with(')'));
    let Some((before, offset)) = parts else { return Ok((color(text)?, None)) };
    let number = match offset.strip_suffix('%') {
        Some(percent) => percent.parse().map(|it: f64| (it / 100.0).abs().min(1.0)),
        None => offset.parse(),
    };
    let number = number.ok().filter(|it| it.is_finite()).ok_or_else(|| format!("`{offset}` is no offset"))?;
    Ok((color(before)?, Some(number).filter(|it| *it != 0.0)))
}

fn color(text: &str) -> Result<Color, String> {
    Color::parse(text).ok_or_else(|| format!("`{}` is no color", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::{Color, ImageFilter};

    #[test]
    fn filters_are_separated_by_blanks_or_commas() {
        let filters = ImageFilter::parse_list("agg-stack-blur(2, 3) invert(),gray  agg-stack-blur");
        let expected =
            vec![ImageFilter::StackBlur(2, 3), ImageFilter::Invert, ImageFilter::Gray, ImageFilter::StackBlur(1, 1)];
        assert_eq!(filters, Ok(expected));
    }

    #[test]
    fn colors_have_offsets() {
        let filters = ImageFilter::parse_list("colorize-alpha(#000, rgba(255, 255, 255, 1) 50%,white 0.75)");
        let stops = vec![(Color::BLACK, None), (Color::WHITE, Some(0.5)), (Color::WHITE, Some(0.75))];
        assert_eq!(filters, Ok(vec![ImageFilter::ColorizeAlpha(stops)]));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let expected = [
            ("grey", "there is no filter `grey`; did you mean `gray`?"),
            ("blur(", "the arguments of `blur` have no closing `)`"),
            ("agg-stack-blur(2.5)", "`2.5` is no radius: a whole number up to 999"),
            ("scale-hsla(0,1)", "`scale-hsla` needs eight numbers"),
            ("colorize-alpha(blu)", "`blu` is no color"),
        ];
        for (text, message) in expected {
            assert_eq!(ImageFilter::parse_list(text), Err(message.to_owned()));
        }
    }
}
