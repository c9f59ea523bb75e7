//! `karto.staticFiles`.

use super::{ConfigReader, fields::Fields};
use crate::{
    config::{document::DocumentNode, schema::At},
    diagnostic::{Code, Diagnostic},
    settings::StaticFolder,
};

/// The folders whose files are served, from `section`, whose YAML path is `path`.
pub(super) fn static_files(section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) -> Vec<StaticFolder> {
    let mut folders = Vec::new();
    for entry in section.node("staticFiles").map_or(&[][..], DocumentNode::entries) {
        let at = At::key(&At::key(path, "staticFiles").path, &entry.key);
        if !is_prefix(&entry.key) {
            let message = format!("`{}` cannot be the start of URL paths", entry.key);
            let help = "write a slash and a name, such as `/static`: letters, digits, `-`, `_`, and dots inside";
            reader
                .checker
                .diagnostics
                .push(Diagnostic::error(Code::BadText, entry.key_span, message).at(&at.path).help(help));
        } else if let Some(folder) = reader.required_file(&entry.value, at, true) {
            folders.push(StaticFolder { prefix: entry.key.clone(), folder });
        }
    }
    folders
}

/// Whether `text` is one or more names, each after a slash.
fn is_prefix(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    text.strip_prefix('/').is_some_and(|names| names.split('/').all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_plain_names() {
        assert!(["/static", "/webgl", "/a/b-1.2_c"].into_iter().all(is_prefix));
        assert!(
            !["", "/", "static", "/static/", "//a", "/../a", "/.a", "/a b", "/%61", "/ä"].into_iter().any(is_prefix)
        );
    }
}
