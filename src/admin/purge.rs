//! `POST /purge?source=a,b&zoom=3-7&bbox=west,south,east,north&key=a/3/1/2.png`, every part optional but at
//! least one; `all=true` for everything.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use crate::{cache::KeyFilter, tile::Bounds};

use super::Admin;

type Answer = (StatusCode, Json<Value>);

pub async fn purge(State(admin): State<Admin>, Query(query): Query<HashMap<String, String>>) -> Answer {
    match filter(&query) {
        Ok(filter) => {
            let service = admin.service.get();
            let known = |name: &str| service.sources().any(|source| *source.settings.id == *name);
            if let Some(unknown) = filter.sources.iter().find(|name| !known(name)) {
                return refuse(&format!("there is no source {unknown}"));
            }
            let purged = service.purge(&filter).await;
            (StatusCode::OK, Json(json!({ "purged": purged })))
        }
        Err(problem) => refuse(&problem),
    }
}

fn refuse(problem: &str) -> Answer {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": problem })))
}

fn filter(query: &HashMap<String, String>) -> Result<KeyFilter, String> {
    let mut filter = KeyFilter::default();
    for (name, value) in query {
        match name.as_str() {
            "source" => filter.sources = value.split(',').filter(|s| !s.is_empty()).map(Into::into).collect(),
            "zoom" => filter.zooms = Some(zooms(value).ok_or("zoom is a number or a range: 7, 3-7")?),
            "bbox" => {
                let bounds = bbox(value).ok_or("bbox is west,south,east,north in degrees, west below east")?;
                filter.bounds = Some(bounds);
            }
            "key" => filter.key = Some(value.trim_start_matches('/').to_owned()),
            "all" => {}
            other => return Err(format!("unknown parameter {other}; there are source, zoom, bbox, key and all")),
        }
    }
    let everything = query.get("all").is_some_and(|all| all == "true");
    if filter == KeyFilter::default() && !everything {
        return Err("say what to purge: source, zoom, bbox or key; all=true for everything".into());
    }
    Ok(filter)
}

fn zooms(text: &str) -> Option<(u8, u8)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

fn bbox(text: &str) -> Option<Bounds> {
    let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
    let bounds = Bounds::from_degrees(numbers.try_into().ok()?);
    let Bounds { min_x, min_y, max_x, max_y } = bounds;
    let sound = [min_x, min_y, max_x, max_y].iter().all(|n| n.is_finite()) && min_x <= max_x && min_y <= max_y;
    sound.then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tile::EARTH_HALF_CIRCUMFERENCE;

    fn parse(pairs: &[(&str, &str)]) -> Result<KeyFilter, String> {
        filter(&pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_purge_must_name_something() {
        assert!(parse(&[]).is_err());
        assert_eq!(parse(&[("all", "true")]), Ok(KeyFilter::default()));
        assert!(parse(&[("suorce", "a")]).unwrap_err().contains("suorce"));
    }

    #[test]
    fn zooms_and_boxes_are_checked() {
        assert_eq!(parse(&[("zoom", "3-7")]).unwrap().zooms, Some((3, 7)));
        assert_eq!(parse(&[("zoom", "5")]).unwrap().zooms, Some((5, 5)));
        assert!(parse(&[("zoom", "7-3")]).is_err());
        let world = parse(&[("bbox", "-180,-85.06,180,85.06")]).unwrap().bounds.unwrap();
        assert!(
            (world.max_x - EARTH_HALF_CIRCUMFERENCE).abs() < 1.0
                && (world.max_y - EARTH_HALF_CIRCUMFERENCE).abs() < 1.0
        );
        assert!(parse(&[("bbox", "1,2,3")]).is_err());
        assert!(parse(&[("bbox", "10,0,5,1")]).is_err());
        assert!(parse(&[("bbox", "NaN,0,5,1")]).is_err());
    }
}
