//! Drawn sources: `style://` and `tmstyle://`.

use std::path::PathBuf;

use super::{
    Reader,
    fields::{Fields, texts, to_json},
    kinds::{jpeg_chroma, png_mode, reference},
    uri::SourceUri,
};
use crate::{
    config::{
        document::{Node, read_file},
        expand::npm::{self, NpmError},
        keys::source::{SET_PARAMS, SOURCE_KARTO},
        schema::{At, Checker},
        style_use::StyleUse,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles, Span},
    settings::{EVERY_SOURCE, SourceId, StyleLanguage, StyleLocation, StyleSettings},
    spelling::did_you_mean,
};

/// Keys that name an npm package.
const PACKAGE_KEYS: &[&str] = &["npm", "npmpath", "loader", "npmloader"];

/// Styles inside the binary.
const EMBEDDED: &[&str] = &["light", "dark", "osm-bright"];

/// npm packages of Kartotherian styles that the built-in style can stand in for.
const KNOWN_PACKAGES: &[&str] = &["@kartotherian/osm-bright-style", "osm-bright-style", "@wikimedia/osm-bright-style"];

/// `style://`
pub fn maplibre(
    id: &str,
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<StyleSettings> {
    let params_at = At::key(&at.path, "params");
    let named = match (p.node("style"), source.node("pathname")) {
        (Some(node), _) => Some((node, node.text()?, At::key(&params_at.path, "style"))),
        (None, Some(node)) => Some((node, node.text()?, At::key(&at.path, "pathname"))),
        (None, None) => Some((source.node("uri")?, uri.rest.as_str(), At::key(&at.path, "uri"))),
    };
    let location = match named.filter(|(_, text, _)| !text.is_empty()) {
        Some((node, text, at)) => {
            let use_ = StyleUse { source: id.to_owned(), span: node.span, path: at.path.clone(), stand_in: false };
            reader.styles.push(use_);
            location(node, text, &at, reader)
        }
        None => {
            let (node, at) = (source.node("uri")?, At::key(&at.path, "uri"));
            let help = "write `style://path.json`, or set `params.style`";
            reader.checker.error(Code::MissingKey, node, &at, "this source names no style".into(), help);
            None
        }
    };
    let sources = match (p.node("source"), p.node("sources")) {
        (Some(one), None) => vec![(EVERY_SOURCE.to_owned(), reference(Some(one))?)],
        (None, Some(map)) => map
            .entries()
            .iter()
            .map(|e| Some((e.key.clone(), reference(Some(&e.value))?)))
            .collect::<Option<Vec<(String, SourceId)>>>()?,
        (Some(_), Some(both)) => {
            reader.checker.error(
                Code::Contradiction,
                both,
                &At::key(&params_at.path, "sources"),
                "`source` and `sources` are both set".into(),
                "keep `source` when one source stands for all of the style's, otherwise `sources`",
            );
            return None;
        }
        (None, None) => Vec::new(),
    };
    Some(StyleSettings {
        path: location?,
        language: StyleLanguage::MapLibre,
        stand_in: false,
        sources,
        only_layers: p.texts("layers"),
        except_layers: p.texts("exceptLayers").unwrap_or_default(),
        vector_tile_size: p.integer("tileSize")?,
        png: png_mode(p),
        info: Default::default(),
        jpeg_quality: p.integer("jpegQuality")?,
        jpeg_chroma: jpeg_chroma(p)?,
        webp_quality: p.integer("webpQuality"),
    })
}

/// The style called `text`: a file, or `embedded/name`.
fn location(node: &Node, text: &str, at: &At, reader: &mut Reader<'_, '_>) -> Option<StyleLocation> {
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
        .help(format!("embedded are {}", crate::diagnostic::quoted(EMBEDDED)))
        .suggest(did_you_mean(name, EMBEDDED.iter().copied()));
    reader.checker.report(node, at, diagnostic);
    None
}

/// `tmstyle://`: what is drawn until karto reads CartoCSS projects.
pub fn carto(
    id: &str,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<StyleSettings> {
    let which = if source.node("yaml").is_some() { "yaml" } else { "xml" };
    let loader = source.node(which);
    let own = Fields::new(source.node("karto"), &SOURCE_KARTO);
    let Some(loader_node) = loader.or(own.own()).or(p.node("style")) else {
        let node = source.node("uri")?;
        reader.checker.error(
            Code::MissingKey,
            node,
            &At::key(&at.path, "uri"),
            "this source names no style project".into(),
            "add `yaml: {npm: [\"module\", project.yml]}`, or a MapLibre style as `karto: {style: path.json}`",
        );
        return None;
    };
    let set = source.node("yamlSetParams").or(source.node("xmlSetParams"));
    let drawn = Fields::new(set, &SET_PARAMS).node("source");
    if set.is_none() {
        let node = source.node("uri")?;
        let message = "this source does not say which vector tiles it draws".to_owned();
        reader.checker.error(
            Code::MissingKey,
            node,
            &At::key(&at.path, "uri"),
            message,
            format!("add `{which}SetParams: {{source: {{ref: name}}}}`"),
        );
        return None;
    }
    reader.styles.push(StyleUse {
        source: id.to_owned(),
        span: loader_node.span,
        path: At::key(&at.path, which).path,
        stand_in: true,
    });
    let path = stand_in(id, loader_node, &own, p, &At::key(&at.path, which), reader)?;
    let list = |suffix: &str| {
        let node = source.node(&format!("yaml{suffix}")).or(source.node(&format!("xml{suffix}")));
        node.map(texts)
    };
    Some(StyleSettings {
        path,
        language: StyleLanguage::MapLibre,
        stand_in: true,
        sources: vec![(EVERY_SOURCE.to_owned(), reference(drawn)?)],
        only_layers: list("Layers"),
        except_layers: list("ExceptLayers").unwrap_or_default(),
        vector_tile_size: own.integer("tileSize").unwrap_or(256),
        png: png_mode(p),
        info: project_info(loader_node, drawn, reader),
        jpeg_quality: p.integer("jpegQuality")?,
        jpeg_chroma: jpeg_chroma(p)?,
        webp_quality: p.integer("webpQuality"),
    })
}

/// The style drawn instead of the project in `loader`: of the source itself, of a substitute for the
/// package or the source, or the built-in one.
fn stand_in(
    id: &str,
    loader: &Node,
    own: &Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
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

/// The parts of `{npm: [module, path…]}`.
fn package(loader: &Node) -> Option<Vec<String>> {
    let entry = loader.single()?;
    PACKAGE_KEYS.contains(&entry.key.as_str()).then(|| texts(&entry.value))
}

/// The file of the project, if it is there; reports when it is not and nothing can stand in.
fn project(loader: &Node, parts: Option<&[String]>, at: &At, reader: &mut Reader<'_, '_>) -> Option<PathBuf> {
    let Some(parts) = parts else {
        let node = loader.single().filter(|e| e.key == "path").map_or(loader, |e| &e.value);
        let path = reader.path(node, node.text()?);
        reader.want(path.clone(), node, at.clone(), false);
        return path.exists().then_some(path);
    };
    let from = folder_of(loader, reader);
    let module = parts.first()?;
    match npm::resolve(parts, &from, reader.environment) {
        Ok(path) => Some(path),
        Err(_) if KNOWN_PACKAGES.contains(&module.as_str()) => None,
        Err(error) => {
            let diagnostic = match error {
                NpmError::NoPackage => {
                    Diagnostic::error(Code::MissingPackage, loader.span, format!("the npm package `{module}` is not installed"))
                        .cause("looked for in `node_modules` beside this file, in every folder above it, and in NODE_PATH")
                        .help("install it beside the configuration (`npm install`), or name a MapLibre style with `--style-substitute NAME=FILE`")
                }
                NpmError::NoFile(path) => Diagnostic::error(
                    Code::MissingPackage,
                    loader.span,
                    format!("the npm package `{module}` has no `{}`", parts.get(1..).unwrap_or(&[]).join("/")),
                )
                .cause(format!("`{}` does not exist", path.display()))
                .help("check the name of the file, and the version of the package"),
                NpmError::Outside => {
                    Diagnostic::error(Code::BadSubstitution, loader.span, "the path leads out of the package")
                        .help("name a file inside the package")
                }
            };
            reader.checker.report(loader, at, diagnostic.suggest(did_you_mean(module, KNOWN_PACKAGES.iter().copied())));
            None
        }
    }
}

/// One warning per project that the built-in style stands in for, with every source that draws it.
pub fn mention_stand_ins(stood_in: &[(String, Span, String)], checker: &mut Checker<'_>) {
    for (i, (name, span, path)) in stood_in.iter().enumerate() {
        if stood_in.iter().take(i).any(|(earlier, ..)| earlier == name) {
            continue;
        }
        let mut diagnostic = Diagnostic::warning(Code::StyleStandIn, *span, format!("{name} is drawn with karto's built-in style `osm-bright` instead"))
            .at(path)
            .cause("karto does not read CartoCSS projects yet")
            .help("name a MapLibre style: `--style-substitute NAME=FILE`, `karto.styleSubstitutes`, or `karto: {style: FILE}` at the source");
        for (_, span, path) in stood_in.iter().skip(i + 1).filter(|(other, ..)| other == name) {
            diagnostic = diagnostic.related(*span, format!("and at `{path}`"));
        }
        checker.diagnostics.push(diagnostic);
    }
}

/// Keys of a `project.yml` that go into info.json.
const INFO_KEYS: &[&str] = &[
    "attribution",
    "bounds",
    "center",
    "description",
    "format",
    "minzoom",
    "maxzoom",
    "template",
    "interactivity_layer",
];

/// What the project in `loader` says of itself, if it is there: a stand-in is drawn in its place, but
/// info.json stays that of the project.
fn project_info(
    loader: &Node,
    drawn: Option<&Node>,
    reader: &Reader<'_, '_>,
) -> serde_json::Map<String, serde_json::Value> {
    let path = match package(loader) {
        Some(parts) => npm::resolve(&parts, &folder_of(loader, reader), reader.environment).ok(),
        None => loader.single().map_or(loader, |e| &e.value).text().map(|text| reader.path(loader, text)),
    };
    // Problems in the project are for its loader to report.
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let project = path.filter(|p| p.extension().is_some_and(|e| e == "yml" || e == "yaml"));
    let Some(Ok(project)) = project.map(|p| read_file(&p, None, &mut files, &mut diagnostics)) else {
        return serde_json::Map::new();
    };
    let known = project.entries().iter().filter(|e| INFO_KEYS.contains(&e.key.as_str()));
    let said = known.filter(|e| e.value.text().is_none_or(|text| !text.is_empty()));
    let mut info: serde_json::Map<_, _> =
        said.map(|e| (e.key.clone(), to_json(&e.value))).filter(|(_, value)| !value.is_null()).collect();
    // What tilelive adds to every Mapnik style.
    info.insert("scale".into(), "1".into());
    if let Some(source) = reference(drawn) {
        info.insert("source".into(), format!("sourceref:///?ref={source}").into());
    }
    info
}

/// The folder of the file that names `loader`.
fn folder_of(loader: &Node, reader: &Reader<'_, '_>) -> PathBuf {
    let folder = super::beside(reader.checker.files, loader.content_span(), "");
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder }
}
