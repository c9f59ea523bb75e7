//! Builds a [`DocumentNode`] tree from parser events, and checks duplicate keys, merge keys, aliases, tags and limits.

mod builder;
mod collections;
mod merge;
mod open;
mod scalars;
mod size;

use saphyr_parser::{Event, Parser, ScanError};

use super::DocumentNode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use builder::Builder;

/// The tree of the only document in `text`, or the error that stopped the parser. Problems that do not stop the parser
/// go to `diagnostics`. `None` if there is no document or a limit was exceeded.
pub(super) fn build(
    text: &str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Result<Option<DocumentNode>, ScanError> {
    let mut builder = Builder::new(text, file, diagnostics);
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event?;
        let span = builder.span(span);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents == 2 {
                builder.diagnostics.push(
                    Diagnostic::error(Code::YamlStructure, span, "a second YAML document starts here")
                        .cause("a configuration file has one document; everything after `---` would be ignored")
                        .help("remove the `---` line, or move what follows to another file"),
                );
                break;
            }
        }
        builder.event(event, span);
        if builder.full {
            return Ok(None);
        }
    }
    Ok(builder.root)
}
