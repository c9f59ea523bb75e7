//! `.headers` tiles: the headers that a tile would have, as JSON.

use serde_json::{Map, Value};

use crate::service::stored::StoredBody;

use super::backing::Backing;

/// Writes the headers of a tile made from `backing`.
pub(super) fn write(backing: &Backing) -> StoredBody {
    let mut headers = Map::new();
    // The tag of a drawn tile is not known before it is drawn. It changes if one of its vector tiles changes.
    let tags: Vec<&str> = backing.tiles.iter().map(|tile| tile.tag.as_ref()).collect();
    headers.insert("ETag".into(), format!("\"{}\"", tags.join("+")).into());
    for (name, value) in &backing.headers {
        headers.insert(title_case(name), value.as_str().into());
    }
    headers.insert("x-vector-backend-object".into(), backing.backend.name().into());
    backing.body(&Value::Object(headers).to_string())
}

/// Converts a header name to title case: `cache-control` to `Cache-Control`.
fn title_case(name: &str) -> String {
    let mut up = true;
    let letter = |c: char| {
        let out = if up { c.to_ascii_uppercase() } else { c };
        up = c == '-';
        out
    };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_names_are_in_title_case() {
        assert_eq!(title_case("x-vector-backend-object"), "X-Vector-Backend-Object");
        assert_eq!(title_case("expires"), "Expires");
    }
}
