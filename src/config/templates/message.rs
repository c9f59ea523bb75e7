//! Diagnostics about template text.

use super::{Leftover, braces::TILE_PLACEHOLDERS};
use crate::{
    diagnostic::{Code, Diagnostic, Span},
    spelling::did_you_mean,
};

impl Leftover {
    /// The diagnostic about this text in the value at `span`, which messages call `subject`.
    pub(crate) fn diagnostic(&self, span: Span, subject: &str) -> Diagnostic {
        match self {
            Self::Unfilled { text, engine } if *engine == "service-runner" => {
                Diagnostic::error(Code::TemplateLeftover, span, format!("{subject} still holds template text: `{}`", short(text)))
                    .cause("karto replaces `{ env(NAME) }` only if it is the whole value, without quotes")
                    .help("write `key: { env(NAME) }` or `key: { env(NAME, default) }`, and put the whole value in the environment variable")
            }
            Self::Unfilled { text, engine } => {
                Diagnostic::error(Code::TemplateLeftover, span, format!("{subject} still holds template text: `{}`", short(text)))
                    .cause(format!("no template engine has replaced it; this is the syntax of {engine}"))
                    .help("render the file with the values of this environment before karto reads it; or write the value itself, or `{ env(NAME) }`")
            }
            Self::Residue { text, engine } => {
                Diagnostic::error(Code::TemplateResidue, span, format!("{subject} holds `{}`, which is not a value", short(text)))
                    .cause(format!("this is written in place of a missing value ({engine})"))
                    .help("set the missing value (are this environment's values loaded?) and render the file again")
            }
            Self::Placeholder { name, tile } => {
                let diagnostic = Diagnostic::error(Code::UnknownPlaceholder, span, format!("{subject} has the placeholder `{{{name}}}`, which has no meaning here"));
                if *tile {
                    let meant = match name.as_str() {
                        "zoom" | "level" | "Z" => Some("z"),
                        "col" | "column" | "X" => Some("x"),
                        "row" | "Y" => Some("y"),
                        "ratio" | "r" => Some("scale"),
                        "ext" => Some("format"),
                        other => did_you_mean(other, TILE_PLACEHOLDERS.iter().copied()),
                    };
                    let known: Vec<_> = TILE_PLACEHOLDERS.iter().map(|p| format!("`{{{p}}}`")).collect();
                    diagnostic.help(format!("the placeholders for tiles are {}", known.join(", "))).suggest(meant.map(|m| format!("{{{m}}}")))
                } else {
                    diagnostic
                        .cause("placeholders have a meaning only in the `uri` of an http source")
                        .help("write the value itself, or `{ env(NAME) }` as the whole value")
                }
            }
        }
    }
}

fn short(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("")),
        None => line,
    }
}
