//! How paths look, as tileserver-gl spells it.

use super::{appearance::LineLook, color::hex_color, coordinates::shortened, limits::OverlayError};
use crate::style::{
    Color,
    symbolizer::{StrokeCap, StrokeJoin},
};

/// The widest line and border in CSS pixels.
const MAX_WIDTH: f64 = 1000.0;

/// The color of paths without one, as in tileserver-gl.
const BLUE: Color = Color::new(0.0, 64.0 / 255.0, 1.0, 0.7);

/// How a path looks.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStyle {
    fill: Option<Color>,
    stroke: Color,
    width: f64,
    border: Option<Color>,
    border_width: Option<f64>,
    cap: StrokeCap,
    join: StrokeJoin,
}

impl Default for PathStyle {
    fn default() -> Self {
        Self {
            fill: None,
            stroke: BLUE,
            width: 1.0,
            border: None,
            border_width: None,
            cap: StrokeCap::Butt,
            join: StrokeJoin::Miter,
        }
    }
}

impl PathStyle {
    /// The names of the properties: options of a request, or `name:value` at the start of a path.
    pub const KEYS: [&'static str; 7] = ["fill", "stroke", "width", "border", "borderwidth", "linecap", "linejoin"];

    /// Sets the property `key`. Returns whether there is one of this name.
    ///
    /// # Errors
    /// The value is not one of the property. The message names both.
    pub fn set(&mut self, key: &str, value: &str) -> Result<bool, OverlayError> {
        let color = || hex_color(value);
        let width = || value.trim().parse::<f64>().ok().filter(|width| (0.0..=MAX_WIDTH).contains(width));
        let done = match key {
            "fill" => color().map(|color| self.fill = Some(color)),
            "stroke" => color().map(|color| self.stroke = color),
            "width" => width().map(|width| self.width = width),
            "border" => color().map(|color| self.border = Some(color)),
            "borderwidth" => width().map(|width| self.border_width = Some(width)),
            "linecap" => cap(value).map(|cap| self.cap = cap),
            "linejoin" => join(value).map(|join| self.join = join),
            _ => return Ok(false),
        };
        match done {
            Some(()) => Ok(true),
            None => Err(OverlayError::Invalid(format!("\"{}\" is not a value of {key}", shortened(value)))),
        }
    }

    /// The color of the area within the path.
    pub(super) fn fill(&self) -> Option<Color> {
        self.fill.filter(|fill| fill.a > 0.0)
    }

    /// The lines, from bottom to top: the border, which is a tenth of the width unless it has its own, then the line.
    pub(super) fn looks(&self) -> Vec<LineLook> {
        let line = |color, width| LineLook { color, width, dashes: Vec::new(), cap: self.cap, join: self.join };
        let border_width = self.border_width.unwrap_or(self.width * 0.1);
        let border = self.border.map(|border| line(border, self.width + 2.0 * border_width));
        let all = border.filter(|_| border_width > 0.0).into_iter().chain([line(self.stroke, self.width)]);
        all.filter(LineLook::is_visible).collect()
    }
}

fn cap(text: &str) -> Option<StrokeCap> {
    match text {
        "butt" => Some(StrokeCap::Butt),
        "round" => Some(StrokeCap::Round),
        "square" => Some(StrokeCap::Square),
        _ => None,
    }
}

fn join(text: &str) -> Option<StrokeJoin> {
    match text {
        "miter" => Some(StrokeJoin::Miter),
        "round" => Some(StrokeJoin::Round),
        "bevel" => Some(StrokeJoin::Bevel),
        _ => None,
    }
}
