//! Explains what cannot be read in a style sheet.

use super::{chunk::Unbalanced, sheet_text::SheetText};
use crate::{
    diagnostic::{Code, Diagnostic, Span},
    spelling::did_you_mean,
    style::carto::reference::ReferenceTable,
};

/// The style sheet is too large.
pub(super) fn too_large(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(Code::TooLarge, span, format!("the style sheet is larger than {} MiB", limit >> 20))
        .help("split it into several files")
}

/// Something is nested too deeply or too long.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(Code::TooLarge, span, "this is nested too deeply, or has too many parts")
        .help("use variables for parts of it, or fewer levels of blocks")
}

/// A brace without its other one.
pub(super) fn unbalanced(sheet: &SheetText<'_>, unbalanced: Unbalanced) -> Diagnostic {
    match unbalanced {
        Unbalanced::Open(at) => {
            Diagnostic::error(Code::StyleInvalid, sheet.span(at, at + 1), "this `{` has no closing `}`")
                .cause("the style sheet ends within the block")
                .help("add `}` at the end of the block; strings and comments that are not closed may hide one")
        }
        Unbalanced::Close(at) => {
            Diagnostic::error(Code::StyleInvalid, sheet.span(at, at + 1), "this `}` closes no block")
                .help("remove it, or add the `{` that it belongs to")
        }
    }
}

/// A filter without `]`.
pub(super) fn open_filter(span: Span) -> Diagnostic {
    Diagnostic::error(Code::StyleInvalid, span, "this filter has no closing `]` after its value")
        .cause("a filter is one comparison: `[key = value]`")
        .help("put texts with blanks in quotes, and several conditions in filters of their own: `[a = 1][b = 2]`")
}

/// Filters of a selector that exclude each other.
pub(super) fn contradiction(span: Span) -> Diagnostic {
    Diagnostic::error(Code::StyleExpression, span, "this filter contradicts another filter of the same selector")
        .cause("no feature can fulfill both")
        .help("write two selectors with a comma between them, or remove one of the filters")
}

/// A selector with two attachments.
pub(super) fn second_attachment(span: Span) -> Diagnostic {
    Diagnostic::error(Code::StyleInvalid, span, "this is the second attachment of the selector")
        .cause("a selector has at most one `::name`")
        .help("write `::a/b`, or nest the blocks")
}

/// The end of a style sheet that is not read.
pub(super) fn rest_ignored(sheet: &SheetText<'_>, at: usize) -> Diagnostic {
    let rest = sheet.text.get(at..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("").trim_end();
    Diagnostic::warning(
        Code::StyleInvalid,
        sheet.span(at, at + line.len().max(1)),
        "the style sheet is read only up to here, and the block that this is in is dropped",
    )
    .cause("this is neither a declaration nor a block, and no `;` or line break follows that reading could go on after; carto ignores the rest without a message")
    .help("complete it, or remove it")
}

/// Something that is neither a declaration nor a block.
pub(super) fn invalid(written: &str, span: Span, reference: &ReferenceTable) -> Diagnostic {
    let error = |message: String| Diagnostic::error(Code::StyleInvalid, span, message);
    let name = written.split(|c: char| c == ':' || c.is_whitespace()).next().unwrap_or("");
    let value = written.strip_prefix(name).unwrap_or("").trim_start();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/@*".contains(&b));
    if let Some(value) = value.strip_prefix(':').filter(|_| is_name) {
        let value = value.trim();
        if value.is_empty() {
            return error(format!("`{name}` has no value"))
                .help("write a value after the colon, or remove the declaration");
        }
        if value.contains(':') {
            return error(format!("the value of `{name}` cannot be read"))
                .cause("there is a second `:` in it: the `;` before the next declaration is missing")
                .help("end each declaration with `;`");
        }
        if name.bytes().any(|b| b.is_ascii_uppercase()) {
            return error(format!("`{name}` is no property")).cause("properties are written in lower case");
        }
        return error(format!("the value of `{name}` cannot be read"))
            .cause("it has characters that do not belong to a value, or does not end with `;`")
            .help("end each declaration with `;`, and put texts in quotes");
    }
    if is_name && (reference.property(name).is_some() || name.starts_with('@')) {
        return error(format!("there is no `:` after `{name}`")).help(format!("write `{name}: value;`"));
    }
    if written.starts_with(['#', '.', '[', ':', '*']) || name == "Map" {
        return error("this selector cannot be read".into())
            .cause("a selector is made of `#id`, `.class`, `[filter]`, `[zoom >= 5]` and `::attachment`, and `{` follows it")
            .help("check quotes and brackets, and the `{` after it");
    }
    error("this is neither a declaration nor a block".into())
        .suggest(did_you_mean(name, reference.property_names().chain(["Map"])))
        .cause("a declaration is `property: value;`, a block `#layer { … }`")
}
