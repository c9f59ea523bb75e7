//! Reads style sheets into syntax trees. It follows carto token by token, so that it accepts the same texts with the same
//! meaning; texts that carto refuses are explained, and read on after the next `;` or line break.

mod chunk;
mod explain;
mod expression;
mod literal;
mod operand;
mod reader;
mod scanner;
mod selector;
mod sheet_text;
mod statement;
mod strings;

use super::{CartoVersion, filter::FilterArena, reference::ReferenceTable, syntax::SheetItem};
use crate::diagnostic::{Diagnostics, FileId};
use chunk::chunk_ends;
use reader::SheetReader;
use sheet_text::SheetText;

/// The largest style sheet.
const MAX_SHEET: usize = 8 << 20;

/// Reads a style sheet.
pub(super) fn parse(
    file: FileId,
    text: &str,
    version: CartoVersion,
    filters: &mut FilterArena,
    diagnostics: &mut Diagnostics,
) -> Vec<SheetItem> {
    let sheet = SheetText::new(file, text);
    if text.len() > MAX_SHEET {
        diagnostics.push(explain::too_large(sheet.span(0, 0), MAX_SHEET));
        return Vec::new();
    }
    let ends = match chunk_ends(&sheet.text) {
        Ok(ends) => ends,
        Err(unbalanced) => {
            diagnostics.push(explain::unbalanced(&sheet, unbalanced));
            return Vec::new();
        }
    };
    let mut reader = SheetReader::new(&sheet, ends, ReferenceTable::of(version), version, filters, diagnostics);
    let items = reader.items();
    reader.finish();
    items
}
