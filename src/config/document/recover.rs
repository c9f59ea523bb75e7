//! YAML that does not parse: every problem is reported, the line is taken out, and the rest is read
//! on, so that one slip does not hide the findings of all later stages.

use super::{Kind, Node, build::build, explain};
use crate::diagnostic::{Code, Diagnostics, FileId, SourceFiles, Span};

/// Problems reported in one file before giving up: what follows is likely a consequence.
const MAX_PROBLEMS: usize = 8;

/// The document in `text`, without the values on lines that cannot be read: those are [`Kind::Broken`].
/// `None` for an empty document, or one that cannot be read at all (then it has been reported).
pub fn parse(text: &str, file: FileId, files: &mut SourceFiles, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut patched = text.to_owned();
    let mut broken = Vec::new();
    for _ in 0..MAX_PROBLEMS {
        let mut here = Diagnostics::default();
        match build(&patched, file, &mut here) {
            Ok(node) => {
                // Keys of a line that was left out may now stand in the mapping above it.
                let meant = here.iter().filter(|f| broken.is_empty() || f.code != Code::DuplicateKey);
                diagnostics.extend(meant.cloned());
                let mut node = match node {
                    Some(node) => node,
                    // Nothing is left of a file whose only line is broken.
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

fn whole(file: FileId, text: &str) -> Node {
    Node { span: Span { file, start: 0, end: text.len() as u32 }, kind: Kind::Broken, origin: None }
}

/// Replaces the value on a line by `~`, or the whole line by blanks where that was tried or there is
/// none. Lengths stay, so that places in what follows are right. False when nothing is left to try.
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
        // The mark goes last, so that `key: ~` is told from a line that was patched before.
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

/// Turns the stand-ins of [`patch`] into [`Kind::Broken`].
fn mark(node: &mut Node, broken: &[std::ops::Range<usize>]) {
    let start = node.span.start as usize;
    match &mut node.kind {
        Kind::Null if broken.iter().any(|range| range.contains(&start)) => node.kind = Kind::Broken,
        Kind::Sequence(items) => items.iter_mut().for_each(|item| mark(item, broken)),
        Kind::Mapping(entries) => entries.iter_mut().for_each(|entry| mark(&mut entry.value, broken)),
        _ => {}
    }
}
