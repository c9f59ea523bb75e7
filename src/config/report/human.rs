//! For people: like the messages of a good compiler.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::masked::Masked;
use crate::config::{
    Finding, Loaded, Severity,
    document::{FileId, Span},
};

/// Most other places shown with one finding.
const MAX_RELATED: usize = 8;

/// All findings of `loaded`, and a summary.
pub fn render(loaded: &Loaded, colour: bool) -> String {
    let masked = Masked::all(loaded);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for finding in loaded.findings.iter() {
        text.push_str(&renderer.render(&[group(finding, loaded, &masked)]));
        text.push_str("\n\n");
    }
    text.push_str(&loaded.summary());
    text.push('\n');
    text
}

fn group<'a>(finding: &'a Finding, loaded: &'a Loaded, masked: &'a [(FileId, Masked)]) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.id);
    let mut elements = Group::with_title(title);
    let related = finding.related.iter().take(MAX_RELATED);
    if let Some(span) = finding.span {
        let own = related.clone().filter(|r| r.span.file == span.file);
        let mut snippet = snippet(span.file, loaded, masked);
        snippet = snippet.annotation(AnnotationKind::Primary.span(range(span, masked)).label(finding.path.as_str()));
        for other in own {
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range(other.span, masked)).label(other.note.as_str()));
        }
        elements = elements.element(snippet);
    }
    let mut others: Vec<FileId> =
        related.clone().map(|r| r.span.file).filter(|f| Some(*f) != finding.span.map(|s| s.file)).collect();
    others.dedup();
    for file in others {
        let mut snippet = snippet(file, loaded, masked);
        for other in related.clone().filter(|r| r.span.file == file) {
            snippet =
                snippet.annotation(AnnotationKind::Context.span(range(other.span, masked)).label(other.note.as_str()));
        }
        elements = elements.element(snippet);
    }
    let more = finding.related.len().saturating_sub(MAX_RELATED);
    if more > 0 {
        elements =
            elements.element(Level::NOTE.message(format!("and {more} more places (all of them: --format json)")));
    }
    if let Some(cause) = &finding.cause {
        elements = elements.element(Level::NOTE.message(cause.as_str()));
    }
    if let Some(meant) = &finding.suggestion {
        elements = elements.element(Level::HELP.message(format!("did you mean {}?", suggested(meant))));
    }
    if let Some(help) = &finding.help {
        elements = elements.element(Level::HELP.message(help.as_str()));
    }
    elements
}

/// A suggestion in backquotes, unless it has its own.
fn suggested(meant: &str) -> String {
    if meant.contains('`') { meant.to_owned() } else { format!("`{meant}`") }
}

fn snippet<'a>(
    file: FileId,
    loaded: &'a Loaded,
    masked: &'a [(FileId, Masked)],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = masked.iter().find(|(id, _)| *id == file).map_or("", |(_, m)| m.text.as_str());
    let path = loaded.files.get(file).map(|f| f.path.display().to_string()).unwrap_or_default();
    Snippet::source(text).path(path)
}

/// The range to underline: the first line of `span`, so that a whole mapping does not fill the screen.
fn range(span: Span, masked: &[(FileId, Masked)]) -> std::ops::Range<usize> {
    let Some((_, masked)) = masked.iter().find(|(id, _)| *id == span.file) else { return 0..0 };
    let range = masked.range(span.range());
    let text = masked.text.get(range.clone()).unwrap_or("");
    let line = text.lines().next().unwrap_or("").trim_end();
    range.start..range.start + line.len()
}
