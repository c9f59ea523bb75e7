//! Types of files.

use std::path::Path;

/// Types other than `text/…`, `…+json` and `…+xml` that are texts.
const TEXTS: [&str; 4] = ["application/javascript", "application/json", "application/xml", "application/wasm"];

/// The value of `Content-Type` for a file, by its extension. Texts have a charset in capitals, as in Kartotherian.
pub(super) fn content_type(path: &Path) -> String {
    let known = match path.extension().and_then(|extension| extension.to_str()) {
        Some("pbf" | "mvt") => "application/x-protobuf",
        _ => mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream"),
    };
    if is_text(known) && known != "application/wasm" { format!("{known}; charset=UTF-8") } else { known.to_owned() }
}

/// Whether a type, which may have parameters, is worth compressing.
pub(super) fn is_text(content_type: &str) -> bool {
    let name = content_type.split(';').next().unwrap_or_default().trim();
    name.starts_with("text/") || name.ends_with("+json") || name.ends_with("+xml") || TEXTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_follow_the_extension() {
        for (name, expected) in [
            ("a.html", "text/html; charset=UTF-8"),
            ("a.js", "text/javascript; charset=UTF-8"),
            ("a.css", "text/css; charset=UTF-8"),
            ("a.json", "application/json; charset=UTF-8"),
            ("a.svg", "image/svg+xml; charset=UTF-8"),
            ("a.png", "image/png"),
            ("a.pbf", "application/x-protobuf"),
            ("a", "application/octet-stream"),
        ] {
            assert_eq!(content_type(Path::new(name)), expected);
        }
    }

    #[test]
    fn pictures_are_not_compressed_again() {
        assert!(is_text("image/svg+xml; charset=UTF-8") && is_text("application/wasm"));
        assert!(!is_text("image/png") && !is_text("application/x-protobuf"));
    }
}
