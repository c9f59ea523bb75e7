//! Mapbox' mvt-fixtures, if they are available: valid tiles are read, invalid ones refused.

use std::fs;

use karto::mvt::Tile;
use serde_json::Value;

#[test]
fn valid_fixtures_are_read_and_invalid_ones_rejected() {
    let Some(root) = crate::data::shared("conformance/mvt/fixtures") else { return };
    let entries = fs::read_dir(root).unwrap();
    let mut wrong = vec![];
    for entry in entries {
        let folder = entry.unwrap().path();
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let json = |name: &str| -> Value { serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap() };
        let data = fs::read(folder.join("tile.mvt")).unwrap();
        let read = Tile::decode(&data).and_then(|tile| tile.check_geometries().map(|()| tile));
        match (json("info.json")["validity"]["v2"] == true, read) {
            (true, Ok(tile)) => {
                let is: Vec<_> = tile.layers.iter().map(|l| (l.name, u64::from(l.extent), l.features.len())).collect();
                let truth = json("tile.json");
                let empty = vec![];
                let must: Vec<_> = truth["layers"]
                    .as_array()
                    .unwrap_or(&empty)
                    .iter()
                    .map(|l| {
                        let features = l["features"].as_array().map_or(0, Vec::len);
                        (l["name"].as_str().unwrap(), l["extent"].as_u64().unwrap_or(4096), features)
                    })
                    .collect();
                if is != must {
                    wrong.push(format!("{id}: {is:?}, not {must:?}"));
                }
            }
            (true, Err(error)) => wrong.push(format!("{id}: {error}")),
            (false, Ok(_)) => wrong.push(format!("{id}: not refused")),
            (false, Err(_)) => {}
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
