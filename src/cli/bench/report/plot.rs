//! Plots as SVG.

/// The size of a plot, and the space for its axes.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 70.0;
const BOTTOM: f64 = 40.0;
const TOP: f64 = 12.0;

/// The colors of servers, in their order.
pub(super) const COLORS: [&str; 6] = ["#3366cc", "#d73333", "#00af89", "#ac6600", "#6b4ba1", "#404244"];

/// A line.
pub(super) struct Series {
    /// Points from left to right: positions from 0 to 1, and values.
    pub(super) points: Vec<(f64, f64)>,
    /// Its color.
    pub(super) color: &'static str,
}

/// A label of the horizontal axis, at a position from 0 to 1.
pub(super) type Mark = (f64, String);

/// A plot of `series`. Values are drawn in powers of ten if `logarithmic`.
pub(super) fn plot(title: &str, series: &[Series], marks: &[Mark], logarithmic: bool) -> String {
    let values = || series.iter().flat_map(|line| line.points.iter().map(|point| point.1)).filter(|v| v.is_finite());
    let most = values().fold(0.0, f64::max).max(0.001);
    let least = if logarithmic { values().filter(|v| *v > 0.0).fold(most, f64::min) } else { 0.0 };
    let (low, high) = if logarithmic { (least.log10().floor(), most.log10().ceil()) } else { (0.0, most * 1.05) };
    let high = if high > low { high } else { low + 1.0 };
    let x = |position: f64| LEFT + position * (WIDTH - LEFT - 20.0);
    let y = |value: f64| {
        let value = if logarithmic { value.max(least).log10() } else { value };
        HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP)
    };
    let mut out = format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">");
    let steps = if logarithmic { (high - low) as u32 } else { 4 };
    for step in 0..=steps.min(12) {
        let at = low + (high - low) * f64::from(step) / f64::from(steps.max(1));
        let value = if logarithmic { 10f64.powf(at) } else { at };
        let (line, text) = (y(value), number(value));
        out.push_str(&format!("<path class=\"grid\" d=\"M{LEFT} {line:.1}H{}\"/>", WIDTH - 20.0));
        out.push_str(&format!("<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>", LEFT - 6.0, line + 4.0));
    }
    for (position, text) in marks {
        let at = x(*position);
        out.push_str(&format!("<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>", HEIGHT - 18.0));
    }
    for line in series {
        let points: Vec<_> = line.points.iter().map(|(p, v)| format!("{:.1},{:.1}", x(*p), y(*v))).collect();
        out.push_str(&format!("<polyline stroke=\"{}\" points=\"{}\"/>", line.color, points.join(" ")));
    }
    out.push_str("</svg>");
    out
}

fn number(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{:.1}M", v / 1e6),
        v if v >= 1e4 => format!("{:.0}k", v / 1e3),
        v if v >= 10.0 => format!("{v:.0}"),
        v if v >= 1.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}
