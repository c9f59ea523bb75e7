//! A parsed file.

use roxmltree::{Document, ParsingOptions};

use super::{
    expand::{Expanded, expand},
    folder::{MapFile, MapFolder},
};
use crate::diagnostic::Span;

/// The most elements, texts and attributes of a document.
const MOST_NODES: u32 = 4_000_000;

/// Reads `file` with its entities, and calls `with` with its elements. The error says what is wrong, and where.
pub(super) fn with_document<T>(
    file: &MapFile,
    folder: &mut MapFolder<'_>,
    with: impl FnOnce(&Document<'_>, &Expanded, &mut MapFolder<'_>) -> T,
) -> Result<T, (String, Option<Span>)> {
    let expanded = expand(file, folder).map_err(|(why, span)| (why, Some(span)))?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(&expanded.text, options) {
        Ok(document) => Ok(with(&document, &expanded, folder)),
        Err(error) => {
            let at = offset(&expanded.text, error.pos());
            let message = error.to_string();
            // The place is in lines of the expanded text, which nobody sees.
            let message = message.rsplit_once(" at ").map_or(message.as_str(), |(what, _)| what);
            Err((format!("invalid XML: {message}"), expanded.span(at..at + 1)))
        }
    }
}

/// The byte of a place, whose lines and characters are counted from 1.
fn offset(text: &str, place: roxmltree::TextPos) -> usize {
    let lines = text.split_inclusive('\n').take((place.row as usize).saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let line = text.get(start..).unwrap_or("");
    let column = (place.col as usize).saturating_sub(1);
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}
