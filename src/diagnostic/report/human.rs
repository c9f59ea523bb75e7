//! Reports for people, in the style of compiler messages.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::masked::Masked;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, SourceFiles, Span};

/// The maximum number of related places shown with a diagnostic.
const MAX_RELATED: usize = 8;

/// All diagnostics with snippets, and a summary. `masked` has the texts of all `files` without secrets; `color` enables
/// terminal colors.
pub fn human(diagnostics: &Diagnostics, files: &SourceFiles, masked: &[Masked], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        text.push_str(&renderer.render(&[group(diagnostic, files, masked)]));
        text.push_str("\n\n");
    }
    text.push_str(&diagnostics.summary());
    text.push('\n');
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a SourceFiles, masked: &'a [Masked]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id());
    let mut elements = Group::with_title(title);
    let related = diagnostic.related.iter().take(MAX_RELATED);
    if let Some(span) = diagnostic.span {
        let own = related.clone().filter(|r| r.span.file == span.file);
        let mut snippet = snippet(span.file, files, masked);
        snippet = snippet.annotation(AnnotationKind::Primary.span(range(span, masked)).label(diagnostic.path.as_str()));
        for other in own {
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range(other.span, masked)).label(other.note.as_str()));
        }
        elements = elements.element(snippet);
    }
    let mut others: Vec<FileId> =
        related.clone().map(|r| r.span.file).filter(|f| Some(*f) != diagnostic.span.map(|s| s.file)).collect();
    others.dedup();
    for file in others {
        let mut snippet = snippet(file, files, masked);
        for other in related.clone().filter(|r| r.span.file == file) {
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range(other.span, masked)).label(other.note.as_str()));
        }
        elements = elements.element(snippet);
    }
    let more = diagnostic.related.len().saturating_sub(MAX_RELATED);
    if more > 0 {
        elements =
            elements.element(Level::NOTE.message(format!("and {more} more places (all of them: --format json)")));
    }
    if let Some(cause) = &diagnostic.cause {
        elements = elements.element(Level::NOTE.message(cause.as_str()));
    }
    if let Some(meant) = &diagnostic.suggestion {
        elements = elements.element(Level::HELP.message(format!("did you mean {}?", suggested(meant))));
    }
    if let Some(help) = &diagnostic.help {
        elements = elements.element(Level::HELP.message(help.as_str()));
    }
    elements
}

/// A suggestion in backquotes, unless it contains backquotes.
fn suggested(meant: &str) -> String {
    if meant.contains('`') { meant.to_owned() } else { format!("`{meant}`") }
}

fn snippet<'a>(
    file: FileId,
    files: &'a SourceFiles,
    masked: &'a [Masked],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = masked.iter().find(|m| m.file == file).map_or("", |m| m.text.as_str());
    let path = files.get(file).map(|f| f.path.display().to_string()).unwrap_or_default();
    Snippet::source(text).path(path)
}

/// The range to underline: only the first line of `span`, so that a large mapping does not fill the screen.
fn range(span: Span, masked: &[Masked]) -> std::ops::Range<usize> {
    let Some(masked) = masked.iter().find(|m| m.file == span.file) else { return 0..0 };
    let range = masked.range(span.range());
    let text = masked.text.get(range.clone()).unwrap_or("");
    let line = text.lines().next().unwrap_or("").trim_end();
    range.start..range.start + line.len()
}
