//! Measurements as one HTML page, without scripts and without other files.

use super::{
    plot::{COLORS, Mark, Series, plot},
    text::{pace, rows},
};
use crate::cli::bench::measurement::Measurement;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#202122}\
    table{border-collapse:collapse}td,th{padding:.15rem .8rem;text-align:right;border-bottom:1px solid #eaecf0}\
    th{text-align:left;font-weight:normal}svg{max-width:100%;font-size:12px}\
    .grid{stroke:#eaecf0}polyline{fill:none;stroke-width:2}.key{display:inline-block;width:.8em;height:.8em}\
    .note{color:#ac6600}";

/// The percentiles of the plot of latencies. It is drawn over the number of nines.
const PLOTTED: [f64; 13] = [1.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 98.0, 99.0, 99.5, 99.9, 99.95, 99.99];

/// The page.
pub(in crate::cli::bench) fn html(measured: &[Measurement]) -> String {
    let mut list = String::new();
    for (i, (one, color)) in measured.iter().zip(COLORS.iter().cycle()).enumerate() {
        let (name, pace) = (escaped(&one.name), escaped(&pace(one)));
        list.push_str(&format!(
            "<p><span class=\"key\" style=\"background:{color}\"></span> [{}] <b>{name}</b>: {pace}</p>\n",
            i + 1
        ));
        for doubt in one.doubts() {
            list.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(&doubt)));
        }
    }
    let mut table = String::new();
    for (name, cells) in rows(measured) {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        table.push_str(&format!("<tr><th>{}</th>{cells}</tr>\n", escaped(&name)));
    }
    let (latency, throughput) = (latency(measured), throughput(measured));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>karto bench</title>\
         <style>{STYLE}</style></head>\n<body>\n<h1>karto bench</h1>\n{list}<table>\n{table}</table>\n\
         <h2>Latency in milliseconds, by percentile</h2>\n{latency}\n<h2>Responses in each second</h2>\n{throughput}\n\
         </body>\n</html>\n"
    )
}

fn latency(measured: &[Measurement]) -> String {
    // 0 %, 90 %, 99 %, 99.9 % and 99.99 % are equally far from each other.
    let position = |percent: f64| -(1.0 - percent / 100.0).log10() / 4.0;
    let line = |(one, color): (&Measurement, &&'static str)| Series {
        points: PLOTTED.iter().map(|p| (position(*p), one.result.tally.latency.percentile(*p))).collect(),
        color,
    };
    let series: Vec<_> = measured.iter().zip(COLORS.iter().cycle()).map(line).collect();
    let marks: Vec<Mark> = [50.0, 90.0, 99.0, 99.9, 99.99].map(|p| (position(p), format!("{p} %"))).into();
    plot("latency by percentile", &series, &marks, true)
}

fn throughput(measured: &[Measurement]) -> String {
    let most = measured.iter().map(|one| one.result.tally.seconds.len()).max().unwrap_or(0).max(2);
    let position = |second: usize| second as f64 / (most - 1) as f64;
    let line = |(one, color): (&Measurement, &&'static str)| {
        let seconds = one.result.tally.seconds.iter().enumerate();
        Series { points: seconds.map(|(second, count)| (position(second), *count as f64)).collect(), color }
    };
    let series: Vec<_> = measured.iter().zip(COLORS.iter().cycle()).map(line).collect();
    let step = (most / 10).max(1);
    let marks: Vec<Mark> = (0..most).step_by(step).map(|second| (position(second), format!("{second} s"))).collect();
    plot("responses in each second", &series, &marks, false)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
