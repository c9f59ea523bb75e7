//! The style that is drawn in place of a CartoCSS project.

use super::{
    location::location,
    project::{KNOWN_PACKAGES, package, project},
};
use crate::{
    config::{
        document::DocumentNode,
        read::{ConfigReader, fields::Fields},
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic, Span},
    settings::StyleLocation,
};

/// The style that is drawn instead of the project in `loader`: the style of the source itself, a substitute for the
/// source or package, or the built-in style.
pub(super) fn stand_in(
    id: &str,
    loader: &DocumentNode,
    own: &Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<StyleLocation> {
    if let Some(node) = own.node("style").or(p.node("style")) {
        return location(node, node.text()?, at, reader);
    }
    let parts = package(loader);
    let module = parts.as_ref().and_then(|p| p.first()).cloned();
    let substitute = reader.substitutes.iter().find(|(name, _)| name == id || Some(name) == module.as_ref()).cloned();
    if let Some((_, path)) = substitute {
        return Some(StyleLocation::File(path));
    }
    let known = module.as_deref().is_some_and(|m| KNOWN_PACKAGES.contains(&m));
    match project(loader, parts.as_deref(), at, reader) {
        Some(_) => {}
        None if known => {}
        None => return None,
    }
    let name = module.map_or_else(|| "the CartoCSS project".to_owned(), |m| format!("`{m}`"));
    reader.stood_in.push((name, loader.span, at.path.clone()));
    Some(StyleLocation::Embedded("osm-bright"))
}

/// Reports each project that is drawn with the built-in style, with all sources that draw it.
pub(crate) fn mention_stand_ins(stood_in: &[(String, Span, String)], checker: &mut Checker<'_>) {
    for (i, (name, span, path)) in stood_in.iter().enumerate() {
        if stood_in.iter().take(i).any(|(earlier, ..)| earlier == name) {
            continue;
        }
        let mut diagnostic = Diagnostic::warning(Code::StyleStandIn, *span, format!("{name} is drawn with karto's built-in style `osm-bright` instead"))
            .at(path)
            .cause("karto does not read CartoCSS projects yet")
            .help("name a MapLibre style: `--style-substitute NAME=FILE`, `karto.styleSubstitutes`, or `karto: {style: FILE}` in the source");
        for (_, span, path) in stood_in.iter().skip(i + 1).filter(|(other, ..)| other == name) {
            diagnostic = diagnostic.related(*span, format!("and at `{path}`"));
        }
        checker.diagnostics.push(diagnostic);
    }
}
