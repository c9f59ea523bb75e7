//! Names with fields in brackets.

use std::path::Path;

use super::error::ImageFileError;

/// How deep folders are searched.
const MAX_DEPTH: usize = 8;
/// How many files are looked at.
const MAX_FILES: usize = 20_000;

/// Whether a name has fields in brackets.
pub(super) fn is_pattern(name: &str) -> bool {
    name.split_once('[').is_some_and(|(_, rest)| rest.contains(']'))
}

/// The names of files that a pattern may stand for: a field may be any text.
pub(super) fn matching(folder: &Path, pattern: &str) -> Result<Vec<String>, ImageFileError> {
    let pieces = pieces(pattern);
    let fixed = pieces.first().copied().unwrap_or_default();
    let start = fixed.rsplit_once('/').map_or("", |(start, _)| start);
    let mut names = Vec::new();
    let mut left = MAX_FILES;
    walk(&folder.join(start), start, MAX_DEPTH, &mut left, &mut names)?;
    names.retain(|name| matches(name, &pieces));
    names.sort();
    if names.is_empty() { Err(ImageFileError::NoMatch) } else { Ok(names) }
}

/// The texts between the fields.
fn pieces(pattern: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, after)) = after.split_once(']') else { break };
        pieces.push(before);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn matches(name: &str, pieces: &[&str]) -> bool {
    let Some(((first, last), _)) = pieces.first().zip(pieces.last()).zip(pieces.get(1)) else { return false };
    let Some(mut rest) = name.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    for piece in pieces.iter().take(pieces.len() - 1).skip(1) {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    true
}

fn walk(
    folder: &Path,
    name: &str,
    depth: usize,
    left: &mut usize,
    names: &mut Vec<String>,
) -> Result<(), ImageFileError> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Some(left_now) = left.checked_sub(1) else { return Err(ImageFileError::TooMany(MAX_FILES)) };
        *left = left_now;
        let Ok(own) = entry.file_name().into_string() else { continue };
        let path = if name.is_empty() { own } else { format!("{name}/{own}") };
        if entry.path().is_dir() {
            if depth > 0 {
                walk(&entry.path(), &path, depth - 1, left, names)?;
            }
        } else {
            names.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_for_any_text() {
        let of = pieces("icons/[type]-[size].svg");
        assert_eq!(of, ["icons/", "-", ".svg"]);
        assert!(matches("icons/bus-12.svg", &of) && !matches("icons/bus.svg", &of) && !matches("icons/a-1.png", &of));
        assert!(is_pattern("a[b]c") && !is_pattern("a]b["));
    }
}
