//! The MapLibre style that is drawn in place of a CartoCSS project.

use super::{location::location, project::package};
use crate::{
    config::{
        document::DocumentNode,
        read::{ConfigReader, fields::Fields},
        schema::At,
    },
    settings::StyleLocation,
};

/// A location that has been reported as invalid.
pub(super) struct Invalid;

/// The style that is named to be drawn instead of the project in `loader`: by the source itself, or as a substitute for
/// the source or the npm package. `Err` if it is invalid, which is reported.
pub(super) fn substitute(
    id: &str,
    loader: &DocumentNode,
    own: &Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Result<Option<StyleLocation>, Invalid> {
    if let Some(node) = own.node("style").or(p.node("style")) {
        return node.text().and_then(|text| location(node, text, at, reader)).map(Some).ok_or(Invalid);
    }
    let module = package(loader).and_then(|parts| parts.into_iter().next());
    let found = reader.substitutes.iter().find(|(name, _)| name == id || Some(name) == module.as_ref());
    Ok(found.map(|(_, path)| StyleLocation::File(path.clone())))
}
