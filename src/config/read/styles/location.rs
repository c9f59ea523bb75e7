//! The location of a style.

use crate::{
    config::{document::DocumentNode, read::ConfigReader, schema::At},
    diagnostic::{Code, Diagnostic, quoted},
    settings::StyleLocation,
    spelling::did_you_mean,
};

/// The names of the embedded styles.
const EMBEDDED: &[&str] = &["light", "dark", "osm-bright"];

/// The location of the style that `text` names: a file, or `embedded/name`.
pub(super) fn location(
    node: &DocumentNode,
    text: &str,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<StyleLocation> {
    let text = text.strip_prefix("style://").unwrap_or(text);
    let Some(name) = text.trim_start_matches('/').strip_prefix("embedded/") else {
        let path = reader.path(node, text);
        reader.want(path.clone(), node, at.clone(), false);
        return Some(StyleLocation::File(path));
    };
    if let Some(known) = EMBEDDED.iter().find(|e| **e == name) {
        return Some(StyleLocation::Embedded(known));
    }
    let diagnostic = Diagnostic::error(Code::MissingFile, node.span, format!("there is no embedded style `{name}`"))
        .help(format!("the embedded styles are {}", quoted(EMBEDDED)))
        .suggest(did_you_mean(name, EMBEDDED.iter().copied()));
    reader.checker.report(node, at, diagnostic);
    None
}
