//! The images of markers, from the configured folder.

use std::{path::Path, sync::Arc};

use crate::image::files::ImageFiles;

/// The endings of files that are read, in the order in which a name without an ending is looked up.
const ENDINGS: [&str; 5] = ["svg", "png", "jpg", "jpeg", "webp"];

/// The images of markers, by name. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Icons(Arc<ImageFiles>);

impl Icons {
    /// Reads all images of `folder`. Files that cannot be read are left out, with a warning.
    pub(crate) fn load(folder: &Path) -> Self {
        let patterns = ENDINGS.map(|ending| format!("[name].{ending}"));
        let (files, problems) = ImageFiles::load(folder, patterns.iter().map(String::as_str));
        for problem in problems.iter().filter(|problem| !problem.name.contains('[')) {
            tracing::warn!("{}: the image of markers is not used: {problem}", folder.display());
        }
        Self(Arc::new(files))
    }

    /// The files.
    pub(crate) fn files(&self) -> &ImageFiles {
        &self.0
    }

    /// The name of the file that `name` stands for: with its ending, which may be left out.
    pub(crate) fn resolve(&self, name: &str) -> Option<String> {
        let with = |ending: &str| format!("{name}.{ending}");
        std::iter::once(name.to_owned()).chain(ENDINGS.map(with)).find(|name| self.0.get(name).is_some())
    }
}
