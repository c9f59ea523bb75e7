//! All image files of a style.

use std::{collections::BTreeMap, path::Path};

use super::{
    error::{ImageFileError, ImageFileProblem},
    file::ImageFile,
    pattern::{is_pattern, matching},
};

/// The image files of a style, by their names.
#[derive(Debug, Clone, Default)]
pub struct ImageFiles {
    files: BTreeMap<String, ImageFile>,
}

/// Maximum size of all files of a style in bytes.
const MAX_BYTES: u64 = 256 << 20;

impl ImageFiles {
    /// Reads files whose names are relative to `folder`. Of names with fields in brackets (`icons/[type].svg`), all
    /// files are read that a value of the field may lead to. Files that cannot be read are left out.
    pub fn load<'n>(folder: &Path, names: impl IntoIterator<Item = &'n str>) -> (Self, Vec<ImageFileProblem>) {
        let mut loaded = Self::default();
        let mut problems = Vec::new();
        let mut left = MAX_BYTES;
        let mut seen = std::collections::BTreeSet::new();
        for name in names.into_iter().filter(|name| !name.starts_with("shape://") && seen.insert(*name)) {
            let problem = |error| ImageFileProblem { name: name.to_owned(), error };
            if name.contains("://") {
                problems.push(problem(ImageFileError::Remote));
                continue;
            }
            let all = if is_pattern(name) { matching(folder, &plain(name)) } else { Ok(vec![plain(name)]) };
            match all {
                Ok(all) => {
                    problems.extend(all.iter().filter_map(|one| loaded.add(folder, one, &mut left).err()).map(problem))
                }
                Err(error) => problems.push(problem(error)),
            }
        }
        (loaded, problems)
    }

    fn add(&mut self, folder: &Path, name: &str, left: &mut u64) -> Result<(), ImageFileError> {
        if self.files.contains_key(name) {
            return Ok(());
        }
        let (file, bytes) = ImageFile::read(&folder.join(name))?;
        *left = left.checked_sub(bytes).ok_or(ImageFileError::TooMuch(MAX_BYTES))?;
        self.files.insert(name.to_owned(), file);
        Ok(())
    }

    /// The file with the given name.
    pub fn get(&self, name: &str) -> Option<&ImageFile> {
        self.files.get(name).or_else(|| self.files.get(&plain(name)))
    }

    /// Adds a file. An existing file with the same name is replaced.
    pub fn insert(&mut self, name: &str, file: ImageFile) {
        self.files.insert(plain(name), file);
    }
}

/// The name without steps that lead nowhere.
fn plain(name: &str) -> String {
    let root = if name.starts_with('/') { "/" } else { "" };
    let steps: Vec<&str> = name.split('/').filter(|step| !step.is_empty() && *step != ".").collect();
    format!("{root}{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_name_and_by_pattern() {
        let folder = tempfile::tempdir().unwrap();
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h4v2z"/></svg>"#;
        std::fs::create_dir(folder.path().join("icons")).unwrap();
        for name in ["icons/a.svg", "icons/b.svg"] {
            std::fs::write(folder.path().join(name), svg).unwrap();
        }
        std::fs::write(folder.path().join("icons/c.svg"), "<svg").unwrap();
        let names = ["./icons/[kind].svg", "missing.png", "shape://arrow", "http://localhost/a.svg"];
        let (files, problems) = ImageFiles::load(folder.path(), names);
        assert_eq!(files.get("icons/b.svg").map(ImageFile::size), Some([4.0, 2.0]));
        assert!(files.get("./icons/a.svg").is_some());
        let names: Vec<&str> = problems.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["./icons/[kind].svg", "missing.png", "http://localhost/a.svg"]);
    }
}
