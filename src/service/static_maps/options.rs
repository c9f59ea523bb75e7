//! The options of a static map, from the query and from the body of a POST request.

use serde_json::Value as Json;

use crate::overlay::OverlayPlace;

use super::{error::StaticMapError, spelling::Spelling};

/// The most options of a request.
const MAX_OPTIONS: usize = 10_000;

/// The options of a request, in order. A name may occur several times.
#[derive(Debug, Clone, Default)]
pub(crate) struct StaticMapOptions {
    pairs: Vec<(String, String)>,
    /// GeoJSON from the body.
    pub(super) geojson: Vec<Json>,
}

impl StaticMapOptions {
    /// The decoded pairs of a query.
    pub(crate) fn of_query<'q>(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let pairs = pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self { pairs: pairs.take(MAX_OPTIONS).collect(), geojson: Vec::new() }
    }

    /// Adds the body of a POST request: GeoJSON, or an object with options like those of the query. Lists are several
    /// options of the same name; `geojson` holds GeoJSON itself.
    pub(crate) fn add_body(&mut self, body: &[u8]) -> Result<(), StaticMapError> {
        let wrong = |what: &str| StaticMapError::Invalid(format!("The body is not {what}"));
        let json: Json = serde_json::from_slice(body).map_err(|_| wrong("JSON"))?;
        let Json::Object(object) = json else { return Err(wrong("a JSON object")) };
        if object.contains_key("type") {
            self.geojson.push(Json::Object(object));
            return Ok(());
        }
        for (key, value) in object {
            match value {
                Json::Object(_) if key == "geojson" => self.geojson.push(value),
                Json::Array(values) if key == "geojson" => self.geojson.extend(values),
                Json::Array(values) => values.iter().try_for_each(|value| self.push(&key, value))?,
                value => self.push(&key, &value)?,
            }
        }
        Ok(())
    }

    fn push(&mut self, key: &str, value: &Json) -> Result<(), StaticMapError> {
        let text = match value {
            Json::String(text) => text.clone(),
            Json::Null => return Ok(()),
            other => other.to_string(),
        };
        if self.pairs.len() >= MAX_OPTIONS {
            return Err(StaticMapError::Invalid(format!("There are more than {MAX_OPTIONS} options")));
        }
        self.pairs.push((key.to_owned(), text));
        Ok(())
    }

    /// The first value of an option that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// All values of an option.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether an option is turned off.
    pub(super) fn is_off(&self, name: &str) -> bool {
        matches!(self.get(name), Some("false" | "0" | "off" | "no"))
    }

    /// Whether an option is turned on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), Some("true" | "1" | "on" | "yes"))
    }

    /// A number.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, StaticMapError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(Some).ok_or_else(|| StaticMapError::Invalid(format!("{name} must be a number")))
    }

    /// Where the areas and lines of the overlay are: `beneath=labels`, or beneath the layer with this id. Mapbox's name
    /// of the option is `before_layer`.
    pub(super) fn place(&self) -> OverlayPlace {
        match self.get("beneath").or_else(|| self.get("before_layer")) {
            None => OverlayPlace::Top,
            Some("labels") => OverlayPlace::BeneathLabels,
            Some(layer) => OverlayPlace::Beneath(layer.to_owned()),
        }
    }

    /// The space around what is fitted into a picture of `size` CSS pixels: top, right, bottom and left. `None` if none
    /// is given.
    ///
    /// tileserver-gl has a fraction of the picture; karto and Mapbox have CSS pixels: one number, or two to four as in
    /// CSS.
    pub(super) fn padding(&self, spelling: Spelling, size: [f64; 2]) -> Result<Option<[f64; 4]>, StaticMapError> {
        let Some(text) = self.get("padding") else { return Ok(None) };
        let wrong = || StaticMapError::Invalid("padding must be one to four numbers of pixels".to_owned());
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| (0.0..=16384.0).contains(number));
        let numbers: Vec<f64> = text.split(',').take(5).map(number).collect::<Option<_>>().ok_or_else(wrong)?;
        let sides = match numbers.as_slice() {
            [fraction] if spelling == Spelling::TileServer => {
                // The extent is enlarged by this fraction on each side.
                let of = |side: f64| side * fraction / (1.0 + 2.0 * fraction);
                [of(size[1]), of(size[0]), of(size[1]), of(size[0])]
            }
            [all] => [*all; 4],
            [vertical, horizontal] => [*vertical, *horizontal, *vertical, *horizontal],
            [top, horizontal, bottom] => [*top, *horizontal, *bottom, *horizontal],
            [top, right, bottom, left] => [*top, *right, *bottom, *left],
            _ => return Err(wrong()),
        };
        if sides[0] + sides[2] >= size[1] || sides[1] + sides[3] >= size[0] {
            return Err(StaticMapError::Invalid("padding leaves no space for the map".to_owned()));
        }
        Ok(Some(sides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(query: &[(&str, &str)]) -> StaticMapOptions {
        StaticMapOptions::of_query(query.iter().copied())
    }

    #[test]
    fn a_body_is_geojson_or_has_options() {
        let mut it = options(&[("path", "1,2|3,4")]);
        it.add_body(br#"{"path": ["5,6|7,8"], "padding": 20, "geojson": {"type": "Point", "coordinates": [1, 2]}}"#)
            .unwrap();
        assert_eq!(it.all("path").collect::<Vec<_>>(), ["1,2|3,4", "5,6|7,8"]);
        assert_eq!((it.get("padding"), it.geojson.len()), (Some("20"), 1));
        it.add_body(br#"{"type": "FeatureCollection", "features": []}"#).unwrap();
        assert_eq!(it.geojson.len(), 2);
        assert_eq!(it.add_body(b"[1]").unwrap_err().to_string(), "The body is not a JSON object");
        assert_eq!(it.add_body(b"path=1").unwrap_err().to_string(), "The body is not JSON");
    }

    #[test]
    fn padding_is_pixels_or_a_fraction() {
        let padding = |text, spelling| options(&[("padding", text)]).padding(spelling, [500.0, 300.0]);
        assert_eq!(padding("10", Spelling::Own).unwrap(), Some([10.0; 4]));
        assert_eq!(padding("1,2,3,4", Spelling::Mapbox).unwrap(), Some([1.0, 2.0, 3.0, 4.0]));
        assert_eq!(padding("0.25", Spelling::TileServer).unwrap(), Some([50.0, 500.0 / 6.0, 50.0, 500.0 / 6.0]));
        assert!(padding("150", Spelling::Own).is_err() && padding("-1", Spelling::Own).is_err());
    }
}
