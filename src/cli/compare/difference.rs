//! Where two answers differ.

use std::{borrow::Cow, collections::BTreeSet};

use http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::Value;

use super::{pixels, vector};
use crate::mvt::{Packing, unpack};

/// Unpacked answers larger than this are compared as they are.
const LARGEST_PLAIN: usize = 256 << 20;

/// Headers of a moment, a connection or a machine: they never agree.
const ALWAYS_DIFFERENT: [&str; 14] = [
    "age",
    "connection",
    "content-length",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "server-timing",
    "transfer-encoding",
    "x-cache",
    "x-cache-status",
    "x-request-id",
    "content-encoding",
];

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as it came.
    pub body: Vec<u8>,
    /// From the request to the last byte.
    pub milliseconds: u128,
}

/// What may differ.
#[derive(Debug)]
pub struct Rules {
    /// How far a channel of a pixel.
    pub tolerance: u8,
    /// Which share of the pixels.
    pub pixels: f64,
    /// Which headers, in lower case.
    pub ignored: BTreeSet<String>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// Statuses.
    Status(u16, u16),
    /// A header: name, old value, new value.
    Header(String, Option<String>, Option<String>),
    /// Vector tiles, in words.
    Vector(String),
    /// Pictures: the share of pixels that differ, and the largest difference of a channel.
    Pixels {
        /// 0 to 1.
        share: f64,
        /// 1 to 255.
        most: u8,
    },
    /// Pictures of different sizes.
    Size((u32, u32), (u32, u32)),
    /// JSON, and where.
    Json(String),
    /// Other bodies.
    Body,
}

impl Difference {
    /// The kind, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Status(..) => "status",
            Self::Header(..) => "header",
            Self::Vector(_) => "vector",
            Self::Pixels { .. } | Self::Size(..) => "pixels",
            Self::Json(_) => "json",
            Self::Body => "body",
        }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = |value: &Option<String>| value.as_ref().map_or_else(|| "nothing".to_owned(), |v| format!("{v:?}"));
        match self {
            Self::Status(old, new) => write!(f, "status {old} → {new}"),
            Self::Header(name, old, new) => write!(f, "{name} {} → {}", value(old), value(new)),
            Self::Vector(words) => write!(f, "vector tile: {words}"),
            Self::Pixels { share, most } => write!(f, "{:.3} % of the pixels, by {most} at most", share * 100.0),
            Self::Size(old, new) => write!(f, "{}×{} → {}×{} pixels", old.0, old.1, new.0, new.1),
            Self::Json(place) => write!(f, "JSON at {}", if place.is_empty() { "/" } else { place }),
            Self::Body => f.write_str("body"),
        }
    }
}

/// All differences, and the pictures if they differ.
pub fn between(old: &Answer, new: &Answer, rules: &Rules) -> (Vec<Difference>, Option<pixels::Pair>) {
    let mut differences = Vec::new();
    if old.status != new.status {
        differences.push(Difference::Status(old.status, new.status));
        return (differences, None);
    }
    differences.extend(headers(&old.headers, &new.headers, rules));
    if old.body == new.body {
        return (differences, None);
    }
    let (old_body, new_body) = (plain(old), plain(new));
    if old_body == new_body {
        return (differences, None);
    }
    let kind = old.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut pictures = None;
    if kind.starts_with("image/") && !kind.starts_with("image/svg") {
        match pixels::Pair::decode(&old_body, &new_body, rules.tolerance) {
            Ok(pair) => {
                let found = pair.difference().filter(|found| match found {
                    Difference::Pixels { share, .. } => *share > rules.pixels,
                    _ => true,
                });
                if let Some(found) = found {
                    differences.push(found);
                    pictures = Some(pair);
                }
            }
            Err(_) => differences.push(Difference::Body),
        }
    } else if kind.contains("json") {
        let parsed = (serde_json::from_slice::<Value>(&old_body), serde_json::from_slice::<Value>(&new_body));
        match parsed {
            (Ok(old), Ok(new)) => differences.extend(json(&old, &new, "").map(Difference::Json)),
            _ => differences.push(Difference::Body),
        }
    } else {
        match vector::difference(&old_body, &new_body) {
            Ok(None) => {}
            Ok(Some(words)) => differences.push(Difference::Vector(words)),
            Err(_) => differences.push(Difference::Body),
        }
    }
    (differences, pictures)
}

fn plain(answer: &Answer) -> Cow<'_, [u8]> {
    unpack(&answer.body, Packing::Detect, LARGEST_PLAIN).unwrap_or(Cow::Borrowed(&answer.body))
}

fn headers(old: &HeaderMap, new: &HeaderMap, rules: &Rules) -> Vec<Difference> {
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).map(|name| name.as_str()).collect();
    let value = |headers: &HeaderMap, name: &str| {
        let values: Vec<_> =
            headers.get_all(name).iter().map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    let wanted = names.into_iter().filter(|name| !ALWAYS_DIFFERENT.contains(name) && !rules.ignored.contains(*name));
    wanted
        .filter_map(|name| {
            let (before, after) = (value(old, name), value(new, name));
            (before != after).then(|| Difference::Header(name.to_owned(), before, after))
        })
        .collect()
}

/// The first place where they differ.
fn json(old: &Value, new: &Value, place: &str) -> Option<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            names.into_iter().find_map(|name| {
                let place = format!("{place}/{name}");
                match (old.get(name), new.get(name)) {
                    (Some(old), Some(new)) => json(old, new, &place),
                    _ => Some(place),
                }
            })
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter().zip(new).enumerate().find_map(|(i, (old, new))| json(old, new, &format!("{place}/{i}")))
        }
        _ => (old != new).then(|| place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(status: u16, kind: &str, body: &[u8]) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        headers.insert("date", format!("{}", body.len()).parse().unwrap());
        Answer { status, headers, body: body.to_vec(), milliseconds: 1 }
    }

    #[test]
    fn statuses_headers_and_json_are_compared_and_moments_are_not() {
        let rules = Rules { tolerance: 0, pixels: 0.0, ignored: BTreeSet::from(["vary".to_owned()]) };
        let found = |old: &Answer, new: &Answer| between(old, new, &rules).0;
        let one = answer(200, "application/json", br#"{"a": [1, 2], "b": 1}"#);
        assert_eq!(found(&one, &answer(200, "application/json", br#"{"b":1,"a":[1,2]}"#)), []);
        assert_eq!(
            found(&one, &answer(200, "application/json", br#"{"b":1,"a":[1,3]}"#)),
            [Difference::Json("/a/1".into())]
        );
        assert_eq!(found(&one, &answer(404, "text/plain", b"")), [Difference::Status(200, 404)]);
        let mut other = answer(200, "application/json", br#"{"a": [1, 2], "b": 1}"#);
        other.headers.insert("vary", "origin".parse().unwrap());
        other.headers.insert("cache-control", "no-store".parse().unwrap());
        let difference = Difference::Header("cache-control".into(), None, Some("no-store".into()));
        assert_eq!(found(&one, &other), [difference]);
    }

    #[test]
    fn the_first_difference_of_json_is_named() {
        assert_eq!(json(&json!({"a": {"b": [1]}}), &json!({"a": {"b": [1]}}), ""), None);
        assert_eq!(json(&json!({"a": {"b": [1]}}), &json!({"a": {}}), ""), Some("/a/b".into()));
    }
}
