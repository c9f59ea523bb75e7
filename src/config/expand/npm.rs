//! `{npm: [module, path…]}`: files in installed npm packages, found by Node's rules.

use std::path::{Path, PathBuf};

use crate::{bounded_file, config::environment::Environment};

/// The maximum size of a `package.json`, in bytes.
const MAX_PACKAGE: u64 = 4 << 20;

/// Why a file in a package cannot be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NpmError {
    /// The package is not installed in any of the folders.
    NoPackage,
    /// The package is installed, but has no such file.
    NoFile(PathBuf),
    /// The path leads out of the package.
    Outside,
}

/// Finds the file `parts[1..]` in the package `parts[0]`. Packages are searched in `node_modules` of `from` and of each
/// folder above it, then in the folders of `NODE_PATH`. The path is resolved against the package's root, then against
/// the folder of its `main` file, where Kartotherian starts.
pub(crate) fn resolve(parts: &[String], from: &Path, environment: &Environment) -> Result<PathBuf, NpmError> {
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

/// The folder of the `main` file that `package.json` names.
fn main_folder(root: &Path) -> Option<PathBuf> {
    let text = bounded_file::read_text(&root.join("package.json"), MAX_PACKAGE).ok()?;
    let package: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(root.join(package.get("main")?.as_str()?).parent()?.to_owned())
}
