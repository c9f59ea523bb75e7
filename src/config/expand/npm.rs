//! `{npm: [module, path…]}`: files inside installed npm packages, found by node's rule.

use std::path::{Path, PathBuf};

use crate::config::environment::Environment;

/// Why there is no such file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NpmError {
    /// The package is in none of the folders.
    NoPackage,
    /// The package is there, the file in it is not.
    NoFile(PathBuf),
    /// A part of the path leads out of the package.
    Outside,
}

/// The file `parts[1..]` in the package `parts[0]`: `node_modules` of `from` and of every folder above
/// it, then the folders of `NODE_PATH`. A path is tried in the package's root, then beside its `main`
/// file, which is where Kartotherian starts.
pub fn resolve(parts: &[String], from: &Path, environment: &Environment) -> Result<PathBuf, NpmError> {
    let Some((module, path)) = parts.split_first() else { return Err(NpmError::NoPackage) };
    let inside = |p: &str| {
        Path::new(p).components().all(|c| matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir))
    };
    if module.is_empty() || !inside(module) || !path.iter().all(|p| inside(p)) {
        return Err(NpmError::Outside);
    }
    let absolute = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
    let above = absolute.ancestors().map(|dir| dir.join("node_modules"));
    let node_path = environment.get("NODE_PATH").unwrap_or("").to_owned();
    let extra: Vec<_> = std::env::split_paths(&node_path).filter(|p| !p.as_os_str().is_empty()).collect();
    let Some(root) = above.chain(extra).map(|f| f.join(module)).find(|p| p.is_dir()) else {
        return Err(NpmError::NoPackage);
    };
    let file = path.iter().fold(root.clone(), |at, part| at.join(part));
    if file.exists() {
        return Ok(file);
    }
    let beside_main = main_folder(&root).map(|start| path.iter().fold(start, |at, part| at.join(part)));
    beside_main.filter(|p| p.exists()).ok_or(NpmError::NoFile(file))
}

/// The folder of the `main` file in package.json.
fn main_folder(root: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(root.join("package.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(root.join(package.get("main")?.as_str()?).parent()?.to_owned())
}
