//! The file of a CartoCSS project: a path, or a file in an npm package.

use std::path::PathBuf;

use crate::{
    config::{
        document::DocumentNode,
        expand::npm::{self, NpmError},
        read::{ConfigReader, beside, fields::texts},
        schema::At,
    },
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
};

/// Keys that name an npm package.
const PACKAGE_KEYS: &[&str] = &["npm", "npmpath", "loader", "npmloader"];

/// npm packages of Kartotherian styles.
const KNOWN_PACKAGES: &[&str] = &["@kartotherian/osm-bright-style", "osm-bright-style", "@wikimedia/osm-bright-style"];

/// The parts of `{npm: [module, path…]}`.
pub(super) fn package(loader: &DocumentNode) -> Option<Vec<String>> {
    let entry = loader.single()?;
    PACKAGE_KEYS.contains(&entry.key.as_str()).then(|| texts(&entry.value))
}

/// The file of the project, if it exists. A missing file is reported.
pub(super) fn project(loader: &DocumentNode, at: &At, reader: &mut ConfigReader<'_, '_>) -> Option<PathBuf> {
    let Some(parts) = package(loader) else {
        let node = loader.single().filter(|e| e.key == "path").map_or(loader, |e| &e.value);
        let path = reader.path(node, node.text()?);
        reader.want(path.clone(), node, at.clone(), false);
        return path.exists().then_some(path);
    };
    let from = folder_of(loader, reader);
    let module = parts.first()?;
    match npm::resolve(&parts, &from, reader.environment) {
        Ok(path) => Some(path),
        Err(error) => {
            let diagnostic = match error {
                NpmError::NoPackage => {
                    Diagnostic::error(Code::MissingPackage, loader.span, format!("the npm package `{module}` is not installed"))
                        .cause("it was searched in `node_modules` next to this file and in each folder above it, and in NODE_PATH")
                        .help("install it next to the configuration (`npm install`), or name a MapLibre style with `--style-substitute NAME=FILE`")
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
            reader.checker.report(
                loader,
                at,
                diagnostic
                    .suggest(did_you_mean(module, KNOWN_PACKAGES.iter().copied().filter(|known| known != module))),
            );
            None
        }
    }
}

/// The folder of the file that names `loader`.
pub(super) fn folder_of(loader: &DocumentNode, reader: &ConfigReader<'_, '_>) -> PathBuf {
    let folder = beside(reader.checker.files, loader.content_span(), "");
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder }
}
