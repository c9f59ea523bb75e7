//! Reads projects.

use std::path::Path;

use super::{CartoProject, mistakes, mml, sheets::read_file, tm2, yaml};
use crate::diagnostic::{Diagnostics, Severity, SourceFiles};

impl CartoProject {
    /// Reads a project: a folder with `project.yml` or `project.mml`, or one of these files. Its style sheets are read too,
    /// but not compiled. Errors go to `diagnostics`, and there is no project then.
    pub fn read(path: &Path, files: &mut SourceFiles, diagnostics: &mut Diagnostics) -> Option<Self> {
        let inner = |name| path.is_dir().then(|| path.join(name));
        let path = match (inner("project.yml"), inner("project.mml")) {
            (Some(_), Some(mml)) if mml.exists() && !path.join("project.yml").exists() => mml,
            (Some(yml), _) => yml,
            _ => path.to_path_buf(),
        };
        let errors = diagnostics.count(Severity::Error);
        let file = match read_file(&path, files) {
            Ok(file) => file,
            Err(error) => {
                diagnostics.push(mistakes::file(None, &path, &error));
                return None;
            }
        };
        let text = files.get(file).map_or("", |f| f.text.as_str());
        let root = match yaml::read(text, file) {
            Ok(root) => root,
            Err(mistake) => {
                diagnostics.push(*mistake);
                return None;
            }
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let is_mml = path.extension().is_some_and(|e| e == "mml") || root.get("Layer").is_some();
        let project = match is_mml {
            true => mml::project(&root, folder, files, diagnostics),
            false => tm2::project(&root, folder, files, diagnostics),
        };
        (diagnostics.count(Severity::Error) == errors).then_some(project)
    }
}
