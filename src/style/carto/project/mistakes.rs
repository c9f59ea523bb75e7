//! Explains errors in projects.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Span};

/// Invalid YAML.
pub(super) fn syntax(span: Span, error: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(Code::YamlSyntax, span, "the project is not valid YAML").cause(error.to_owned()))
}

/// No document.
pub(super) fn empty(span: Span) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(Code::StyleInvalid, span, "the project is empty")
            .help("it needs `layers` and `styles`, or, as .mml, `Layer` and `Stylesheet`"),
    )
}

/// Too many values.
pub(super) fn too_large(span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(Code::TooLarge, span, "the project has too many values, or they are nested too deeply"))
}

/// An alias without a value.
pub(super) fn alias(span: Span) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(Code::YamlStructure, span, "this alias refers to a value that contains it")
            .help("write the value itself, or move the anchor to another value"),
    )
}

/// A missing key.
pub(super) fn missing_key(span: Span, key: &str, meaning: &str) -> Diagnostic {
    Diagnostic::error(Code::StyleInvalid, Span { end: span.start, ..span }, format!("`{key}` is missing"))
        .cause(format!("it is {meaning}"))
        .help(format!("add `{key}` to the project"))
}

/// A layer without a name.
pub(super) fn layer_without_id(span: Span) -> Diagnostic {
    let span = Span { end: span.end.min(span.start + 1), ..span };
    Diagnostic::error(Code::StyleInvalid, span, "this layer has no `id`")
        .cause("selectors such as `#id` and the names of styles need it")
        .help("add `id`")
}

/// A file that cannot be read. `span` is where it is named.
pub(super) fn file(span: Option<Span>, path: &Path, error: &std::io::Error) -> Diagnostic {
    let code = match error.kind() {
        std::io::ErrorKind::NotFound => Code::MissingFile,
        std::io::ErrorKind::InvalidData => Code::FileNotText,
        std::io::ErrorKind::FileTooLarge => Code::FileTooLarge,
        _ => Code::FileUnreadable,
    };
    Diagnostic::error(code, span, format!("`{}` cannot be read", path.display()))
        .cause(error.to_string())
        .help("correct the name, which is relative to the folder of the project, or the file")
}
