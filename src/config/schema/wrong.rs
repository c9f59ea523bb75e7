//! Errors about values that are missing, of the wrong type, or out of range.

use super::{At, Checker};
use crate::{
    config::{
        document::{DocumentNode, scalar::ScalarValue},
        keys::Shape,
    },
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
};

impl Checker<'_> {
    pub(super) fn no_value(&mut self, node: &DocumentNode, shape: &Shape, at: &At) {
        let expected = shape.expected();
        let diagnostic = if let Some(name) = node.environment() {
            Diagnostic::error(
                Code::NoValue,
                node.span,
                format!("{} has no value: the environment variable `{name}` is empty", at.subject),
            )
            .help(format!("set `{name}` for the process that runs karto"))
        } else {
            Diagnostic::error(Code::NoValue, node.span, format!("{} has no value", at.subject))
                .cause("there is no value, which YAML reads as null; a template that renders a missing variable as nothing produces this")
                .help(format!(
                    "if this file is rendered from a template, check that this environment's values were loaded; otherwise write {expected}{}",
                    if at.required { "" } else { ", or remove the key" }
                ))
        };
        self.report(node, at, diagnostic);
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, node: &DocumentNode, shape: &Shape, at: &At) {
        let is = match node.scalar() {
            Some(_) => self.shown(node, at),
            None => node.describe().into(),
        };
        let mut diagnostic = Diagnostic::error(
            Code::WrongType,
            node.span,
            format!("{} must be {}, not {is}", at.subject, shape.expected()),
        );
        if let Some(scalar) = node.scalar() {
            let number = matches!(shape, Shape::Integer(..) | Shape::Number(..));
            if number && !scalar.plain && scalar.text.parse::<f64>().is_ok() {
                diagnostic = diagnostic.help("remove the quotes: a value in quotes is a string");
            } else if matches!(shape, Shape::Duration { milliseconds: false }) && scalar.value != ScalarValue::Text {
                diagnostic = diagnostic.help(format!("add a unit: `{}s`?", scalar.text));
            }
        }
        self.report(node, at, diagnostic);
    }

    pub(super) fn not_boolean(&mut self, node: &DocumentNode, at: &At) {
        let shown = if node.scalar().is_some() { self.shown(node, at) } else { node.describe().into() };
        let text = node.text().unwrap_or("").to_ascii_lowercase();
        let meant = match text.as_str() {
            "yes" | "on" | "y" | "1" | "true" | "enabled" => Some("true"),
            "no" | "off" | "n" | "0" | "false" | "disabled" => Some("false"),
            other => did_you_mean(other, ["true", "false"]),
        };
        let diagnostic = Diagnostic::error(
            Code::WrongType,
            node.span,
            format!("{} must be `true` or `false`, not {shown}", at.subject),
        )
        .help("write `true` or `false`, without quotes")
        .suggest(meant);
        self.report(node, at, diagnostic);
    }

    pub(super) fn out_of_range(&mut self, node: &DocumentNode, shape: &Shape, at: &At) {
        let message = format!("{} must be {}, not {}", at.subject, shape.expected(), self.shown(node, at));
        self.report(node, at, Diagnostic::error(Code::OutOfRange, node.span, message));
    }

    pub(super) fn choice(&mut self, node: &DocumentNode, words: &'static [&'static str], at: &At) {
        match node.text() {
            Some(text) if words.contains(&text) => {}
            Some(text) => {
                let code = if text.is_empty() { Code::Empty } else { Code::NotAChoice };
                let message =
                    format!("{} must be {}, not {}", at.subject, Shape::Choice(words).expected(), self.shown(node, at));
                let diagnostic =
                    Diagnostic::error(code, node.span, message).suggest(did_you_mean(text, words.iter().copied()));
                self.report(node, at, diagnostic);
            }
            None => self.wrong_type(node, &Shape::Choice(words), at),
        }
    }
}
