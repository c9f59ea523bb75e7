//! Conversions between spans of source files and the places in settings.

use std::path::PathBuf;

use crate::{
    diagnostic::{SourceFiles, Span},
    settings::Place,
};

/// The place where `span` starts.
pub(super) fn of_span(span: Span, files: &SourceFiles) -> Place {
    let (file, (line, column)) = match files.get(span.file) {
        Some(file) => (file.path.clone(), file.line_column(span.start)),
        None => (PathBuf::new(), (1, 1)),
    };
    Place { file, line, column }
}

/// The span of the word at `place`.
pub(super) fn word_at(place: &Place, files: &SourceFiles) -> Option<Span> {
    let (_, file) = files.iter().find(|(_, f)| f.path == place.file)?;
    let line = file.line(place.line);
    let text = file.text.get(line.clone())?;
    let at = text.char_indices().nth(place.column.checked_sub(1)?).map_or(text.len(), |(i, _)| i);
    let rest = text.get(at..)?;
    let length = rest.find([':', ' ', ',']).unwrap_or(rest.len());
    Some(file.span(line.start + at..line.start + at + length))
}
