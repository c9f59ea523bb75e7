//! Tiles as JSON, in the format of Kartotherian's `.json` tiles.
//!
//! `[{"version":2,"name":"water","extent":4096,"features":[{"id":1,"type":3,"properties":{…},
//! "geometry":[9,1600,…]}]}]`: the geometry is the command stream, with the integers of the tile.

use std::fmt::Write;

use super::{Feature, Layer, MAX_JSON, MvtError, Tile, Value, wire::varint};
use crate::deadline::checkpoint;

/// The amount of detail in the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JsonDetail {
    /// Everything.
    #[default]
    Full,
    /// `nogeo`: the number of integers instead of each geometry.
    NoGeometry,
    /// `summary`: `{"layer":{"features":count,"jsonsize":size}}`. The size is the length of the layer's full JSON in
    /// UTF-16 code units, as in JavaScript.
    Summary,
}

/// Converts a tile to JSON. An empty tile is `[]`, its summary `{}`. It is an error if the JSON is longer than
/// [`MAX_JSON`].
pub fn to_json(tile: &Tile<'_>, detail: JsonDetail) -> Result<String, MvtError> {
    let mut out = String::new();
    if detail == JsonDetail::Summary {
        out.push('{');
        for (i, layer) in tile.layers.iter().enumerate() {
            let mut full = String::new();
            write_layer(&mut full, layer, true)?;
            separate(&mut out, i);
            write_text(&mut out, layer.name);
            let size = full.encode_utf16().count();
            let _ = write!(out, r#":{{"features":{},"jsonsize":{size}}}"#, layer.features.len());
        }
        out.push('}');
    } else {
        out.push('[');
        for (i, layer) in tile.layers.iter().enumerate() {
            separate(&mut out, i);
            write_layer(&mut out, layer, detail == JsonDetail::Full)?;
        }
        out.push(']');
    }
    Ok(out)
}

fn separate(out: &mut String, position: usize) {
    if position > 0 {
        out.push(',');
    }
}

fn write_layer(out: &mut String, layer: &Layer<'_>, geometry: bool) -> Result<(), MvtError> {
    let _ = write!(out, r#"{{"version":{},"name":"#, layer.version);
    write_text(out, layer.name);
    let _ = write!(out, r#","extent":{},"features":["#, layer.extent);
    for (i, feature) in layer.features.iter().enumerate() {
        separate(out, i);
        write_feature(out, layer, feature, geometry)?;
    }
    out.push_str("]}");
    Ok(())
}

fn write_feature(out: &mut String, layer: &Layer<'_>, feature: &Feature<'_>, geometry: bool) -> Result<(), MvtError> {
    out.push('{');
    if let Some(id) = feature.id {
        let _ = write!(out, r#""id":{id},"#);
    }
    let _ = write!(out, r#""type":{},"properties":{{"#, feature.kind as u8);
    let mut first = true;
    for (key, value) in layer.tags(feature) {
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        write_text(out, key);
        out.push(':');
        write_value(out, value);
        if out.len() > MAX_JSON {
            return Err(MvtError::JsonTooLong);
        }
    }
    out.push_str(r#"},"geometry":"#);
    let mut rest = feature.packed_geometry();
    let numbers = std::iter::from_fn(|| varint(&mut rest).ok());
    if geometry {
        out.push('[');
        for (i, number) in numbers.enumerate() {
            checkpoint(3);
            separate(out, i);
            let _ = write!(out, "{number}");
        }
        out.push(']');
    } else {
        let _ = write!(out, "{}", numbers.count());
    }
    out.push('}');
    Ok(())
}

fn write_text(out: &mut String, text: &str) {
    // Serializing a string does not fail.
    if let Ok(json) = serde_json::to_string(text) {
        out.push_str(&json);
    }
}

fn write_value(out: &mut String, value: Value<'_>) {
    match value {
        Value::String(text) => write_text(out, text),
        Value::Bool(b) => out.push_str(if b { "true" } else { "false" }),
        Value::Float(_) | Value::Double(_) | Value::Int(_) | Value::Uint(_) | Value::Sint(_) => {
            write_number(out, value.as_f64().unwrap_or(f64::NAN));
        }
    }
}

/// Writes a number like JavaScript (ECMA-262, Number::toString): the shortest digits that parse to the same double,
/// with an exponent below 1e-6 and from 1e21 on; `null` if it is not finite.
fn write_number(out: &mut String, n: f64) {
    let size = n.abs();
    let _ = if !n.is_finite() {
        out.push_str("null");
        Ok(())
    } else if size == 0.0 {
        out.push('0');
        Ok(())
    } else if (1e-6..1e21).contains(&size) {
        write!(out, "{n}")
    } else {
        let text = format!("{n:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let sign = if exponent.starts_with('-') { "" } else { "+" };
        write!(out, "{digits}e{sign}{exponent}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_javascript() {
        let text = |n: f64| {
            let mut out = String::new();
            write_number(&mut out, n);
            out
        };
        let all = [0.0, -0.0, 1.0, -2.5, f64::from(0.1f32), 1e20, 1e21, 1.5e-7, 9_007_199_254_740_993.0, f64::NAN];
        assert_eq!(
            all.map(text),
            [
                "0",
                "0",
                "1",
                "-2.5",
                "0.10000000149011612",
                "100000000000000000000",
                "1e+21",
                "1.5e-7",
                "9007199254740992",
                "null"
            ]
        );
    }
}
