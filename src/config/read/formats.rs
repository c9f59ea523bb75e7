//! The formats of a source.

use super::{
    ConfigReader,
    fields::{Fields, texts},
};
use crate::{
    config::schema::At,
    diagnostic::{Code, Diagnostic},
    settings::SourceKind,
    tile::Format,
};

/// The formats in `fields`, or the defaults of `kind`.
pub(super) fn formats(
    fields: Fields<'_>,
    kind: &SourceKind,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Vec<Format> {
    let default = || match kind {
        SourceKind::Style(_) => vec![Format::Png, Format::Jpeg, Format::Webp, Format::Json, Format::Headers],
        SourceKind::File(tree) => vec![Format::parse(&tree.extension).unwrap_or(Format::Pbf)],
        SourceKind::Http(http) => {
            let path = http.template.split('?').next().unwrap_or("");
            vec![path.rsplit('.').next().and_then(Format::parse).filter(|f| f.is_raster()).unwrap_or(Format::Pbf)]
        }
        _ => vec![Format::Pbf],
    };
    let Some(node) = fields.node("formats") else { return default() };
    let mut formats = Vec::new();
    for name in texts(node) {
        let Some(format) = Format::parse(&name) else { continue };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if formats.is_empty() {
        let at = At::key(&at.path, "formats");
        reader.checker.error(
            Code::Empty,
            node,
            &at,
            "`formats` is empty: the source would have no tiles to serve".into(),
            "name a format, or remove the key",
        );
        return default();
    }
    let drawn = formats.iter().find(|f| f.is_raster());
    let vector_step = matches!(
        kind,
        SourceKind::Postgis(_)
            | SourceKind::Overzoom(_)
            | SourceKind::Json2tags(_)
            | SourceKind::Babel(_)
            | SourceKind::Layers(_)
    );
    let problem = match (drawn, kind) {
        (Some(format), _) if vector_step => {
            Some(format!("this source has vector tiles and cannot serve `{}`", format.name()))
        }
        (_, SourceKind::Style(_)) if formats.contains(&Format::Pbf) => {
            Some("this source is drawn and cannot serve `pbf`".to_owned())
        }
        _ => None,
    };
    if let Some(message) = problem {
        let diagnostic = Diagnostic::error(Code::Contradiction, node.span, message)
            .help("vector tiles are served as `pbf`, `json`, `headers`; raster images come from a `style://` or `tmstyle://` source that draws them");
        reader.checker.report(node, &At::key(&at.path, "formats"), diagnostic);
    }
    formats
}
