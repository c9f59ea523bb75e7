//! Splits strings of templates into text and expressions.

use super::{
    error::RequestTemplateProblem,
    expression::{Form, Piece},
    parser,
};

/// The pieces of `text`, which belongs to `part` of a request.
pub(super) fn pieces(text: &str, part: &str) -> Result<Vec<Piece>, RequestTemplateProblem> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let length = matching(from).ok_or(RequestTemplateProblem::Braces)?;
        let (braced, after) = from.split_at(length);
        pieces.push(value(braced, part)?);
        rest = after;
    }
    if rest.contains('}') {
        return Err(RequestTemplateProblem::Braces);
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

/// The length of the part of `text` from its first brace to the matching one.
fn matching(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The expression in `braced`, which starts and ends with braces.
fn value(braced: &str, part: &str) -> Result<Piece, RequestTemplateProblem> {
    let inner = |text: &str, open: &str, close: &str| {
        text.strip_prefix(open).and_then(|text| text.strip_suffix(close)).map(str::to_owned)
    };
    let (text, form) = match inner(braced, "{{", "}}") {
        Some(text) => (text, Form::Raw),
        None => {
            let text = inner(braced, "{", "}").ok_or(RequestTemplateProblem::Braces)?;
            match (text.strip_prefix('+'), text.strip_prefix('/')) {
                (Some(raw), _) => (raw.to_owned(), Form::Raw),
                (_, Some(segment)) => (segment.to_owned(), Form::Segment),
                _ => (text, Form::Encoded),
            }
        }
    };
    Ok(Piece::Value { expression: parser::parse(&text, part)?, form })
}
