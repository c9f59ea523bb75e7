//! Error recovery in YAML: reports each problem, removes the line, and parses the rest, so that one mistake does not
//! hide the diagnostics of all later stages.

use super::{DocumentNode, Kind, build::build, explain};
use crate::diagnostic::{Code, Diagnostics, FileId, SourceFiles, Span};

/// The maximum number of problems reported in a file; further ones are likely consequences of these.
const MAX_PROBLEMS: usize = 8;

/// The document in `text`, in which values on invalid lines are [`Kind::Broken`]. `None` for an empty document.
pub(super) fn parse(
    text: &str,
    file: FileId,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> Option<DocumentNode> {
    let mut patched = text.to_owned();
    let mut broken = Vec::new();
    for _ in 0..MAX_PROBLEMS {
        let mut here = Diagnostics::default();
        match build(&patched, file, &mut here) {
            Ok(node) => {
                // The keys below a removed line may now belong to the mapping above it.
                let meant = here.iter().filter(|f| broken.is_empty() || f.code != Code::DuplicateKey);
                diagnostics.extend(meant.cloned());
                let mut node = match node {
                    Some(node) => node,
                    // Nothing is left of a file whose only line is invalid.
                    None if !broken.is_empty() || here.has_errors() => whole(file, text),
                    None => return None,
                };
                mark(&mut node, &broken);
                return Some(node);
            }
            Err(error) => {
                let source = files.get(file)?;
                let problem = explain::explain(source, file, &error);
                let line = problem.span.map_or(1, |span| source.line_column(span.start).0);
                let range = source.line(line);
                diagnostics.push(problem);
                if !patch(&mut patched, range.clone()) {
                    break;
                }
                if patched.get(range.clone()).is_some_and(|line| line.trim().is_empty()) {
                    files.set_repaired(file);
                }
                broken.push(range);
            }
        }
    }
    Some(whole(file, text))
}

fn whole(file: FileId, text: &str) -> DocumentNode {
    DocumentNode { span: Span { file, start: 0, end: text.len() as u32 }, kind: Kind::Broken, origin: None }
}

/// Replaces the value on a line by `~`; if there is no value or this has been tried, blanks the whole line. The length
/// of the text does not change, so later spans stay correct. Returns false if there is nothing left to try.
fn patch(text: &mut String, range: std::ops::Range<usize>) -> bool {
    let Some(line) = text.get(range.clone()) else { return false };
    if line.trim().is_empty() {
        return false;
    }
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let name = line.get(indent..).unwrap_or("");
    let value = name.find(": ").map(|at| indent + at + 2).filter(|_| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.') && !line.ends_with("~")
    });
    let new = match value {
        // The `~` goes last, which distinguishes a patched line from `key: ~`.
        Some(at) => {
            let kept = line.get(..at).unwrap_or("");
            format!("{kept}{}~", " ".repeat(line.len().saturating_sub(at + 1)))
        }
        None => " ".repeat(line.len()),
    };
    if new.len() != line.len() {
        return false;
    }
    text.replace_range(range, &new);
    true
}

/// Turns the placeholders of [`patch`] into [`Kind::Broken`].
fn mark(node: &mut DocumentNode, broken: &[std::ops::Range<usize>]) {
    let start = node.span.start as usize;
    match &mut node.kind {
        Kind::Null if broken.iter().any(|range| range.contains(&start)) => node.kind = Kind::Broken,
        Kind::Sequence(items) => items.iter_mut().for_each(|item| mark(item, broken)),
        Kind::Mapping(entries) => entries.iter_mut().for_each(|entry| mark(&mut entry.value, broken)),
        _ => {}
    }
}
