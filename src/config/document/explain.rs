//! Turns the YAML parser's errors into messages with advice.

use saphyr_parser::ScanError;

use crate::{
    config::templates::{Braces, Leftover, leftover},
    diagnostic::{Code, Diagnostic, FileId, SourceFile, Span},
};

/// A part of the parser's message, the explanation, and the advice.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("tab", "a tab is used for indentation", "indent with spaces: YAML does not allow tabs here"),
    (
        "mapping values are not allowed",
        "a second `: ` on this line, or a line that is indented differently from its neighbors",
        "put the value in quotes if the colon belongs to it; otherwise align the key with the other keys",
    ),
    (
        "did not find expected key",
        "this line does not fit the mapping around it",
        "align it with the other keys; put a value that starts with `{`, `[` or `\"` completely in quotes if text follows the bracket",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list around it",
        "align it with the `-` of the other items",
    ),
    (
        "unknown anchor",
        "this alias refers to an anchor that is not defined before it",
        "define the anchor (`&name`) above, or put the text in quotes if the `*` belongs to it",
    ),
    ("simple key expected", "a line without `:`, where a key is expected", "write `key: value`"),
    (
        "trailing content after",
        "text follows the closing quote",
        "put the whole value in quotes, or remove what follows",
    ),
    ("invalid indentation in quoted scalar", "a quote is opened here and not closed on this line", "close the quote"),
    ("unexpected end of stream", "a quote or bracket is opened and never closed", "close it"),
    ("illegal placement of ':'", "a `[` or `{` is opened and not closed before the next key", "close the bracket"),
    (
        "while parsing a flow",
        "a `[` or `{` is opened and not closed, or a comma is missing",
        "close the bracket, and put commas between the items",
    ),
    (
        "flow",
        "a list in `[ ]` or a mapping in `{ }` is not written correctly",
        "close every bracket, and put commas between the items",
    ),
    ("unprintable", "a control character", "remove it"),
    (
        "escape",
        "an escape sequence that YAML does not have",
        "use single quotes, in which a backslash is an ordinary character",
    ),
    ("recursion limit", "brackets are nested too deeply", "reduce the nesting"),
];

/// The diagnostic for the parser's `error` in `file`.
pub(super) fn explain(file: &SourceFile, id: FileId, error: &ScanError) -> Diagnostic {
    let mut number = error.marker().line().max(1);
    // At the end of the file, the parser points past the last line.
    while number > 1 && file.text.get(file.line(number)).is_none_or(|line| line.trim().is_empty()) {
        number -= 1;
    }
    let info = error.info();
    if ["illegal placement of ':'", "while parsing a flow", "unexpected end"].iter().any(|s| info.contains(s)) {
        number = opening_line(file, number).unwrap_or(number);
    }
    let range = file.line(number);
    let line = file.text.get(range.clone()).unwrap_or("");
    let at = |start: usize, end: usize| Span {
        file: id,
        start: (range.start + start) as u32,
        end: (range.start + end) as u32,
    };
    let text_start = line.len() - line.trim_start().len();
    let text_end = line.trim_end().len();

    // Template text breaks YAML in many ways; if there is any, report only that.
    let code = line.split(" #").next().unwrap_or(line);
    let found = leftover(code, Braces::Request).or_else(|| leftover(code, Braces::None));
    // Two brackets alone may also close two mappings.
    if let Some(found) = found.filter(|f| matches!(f, Leftover::Unfilled { text, .. } if text.len() > 2)) {
        return found.diagnostic(at(text_start, text_end), "this line");
    }
    let column = error.marker().col();
    let same_line = number == error.marker().line();
    let byte = line.char_indices().nth(column).map_or(text_end, |(i, _)| i);
    let span = match line.find('\t').filter(|_| info.contains("tab")) {
        Some(tab) => at(tab, tab + 1),
        None if same_line && byte < text_end => at(byte, text_end),
        None => at(text_start, text_end),
    };
    if let Some(character) = info.strip_prefix("unexpected character: ") {
        let character = character.trim_matches(['`', '\'']);
        let character = if character.is_empty() { "`" } else { character };
        return Diagnostic::error(Code::YamlSyntax, span, format!("a value cannot start with {character}"))
            .cause("YAML reserves this character")
            .help("put the value in quotes");
    }
    // A tab on the line below makes the parser point at the value above it.
    let next = file.text.get(file.line(number + 1)).unwrap_or("");
    if info.contains("tab") && !line.contains('\t') && next.trim_start_matches(' ').starts_with('\t') {
        let start = file.line(number + 1).start as u32;
        let span = Span { file: id, start, end: start + 1 };
        return Diagnostic::error(Code::YamlSyntax, span, "a tab is used for indentation")
            .help("indent with spaces: YAML does not allow tabs here");
    }
    match MEANINGS.iter().find(|(says, ..)| info.contains(says)) {
        Some((_, message, help)) => {
            Diagnostic::error(Code::YamlSyntax, span, format!("invalid YAML: {message}")).help(*help)
        }
        None => Diagnostic::error(Code::YamlSyntax, span, format!("invalid YAML: {info}"))
            .help("correct the line, or put the value in quotes"),
    }
}

/// The nearest line at or above `number` that opens more brackets than it closes.
fn opening_line(file: &SourceFile, number: usize) -> Option<usize> {
    (1..=number).rev().find(|&n| {
        let line = file.text.get(file.line(n)).unwrap_or("");
        let code = line.split(" #").next().unwrap_or(line);
        let count = |set: [char; 2]| code.matches(set).count();
        count(['[', '{']) > count([']', '}']) || code.matches('"').count() % 2 == 1
    })
}
