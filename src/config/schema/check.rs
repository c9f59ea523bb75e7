//! One value against its shape.

use super::super::{
    document::{Kind, Node, scalar::Value},
    expand::Variables,
    keys::{Section, Shape},
    secrets,
    templates::{Braces, Leftover, leftover},
    values,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles, Span},
    spelling::did_you_mean,
};

/// Walks values and reports what is wrong with them.
pub struct Checker<'a> {
    /// The files, for texts that YAML has already taken apart.
    pub files: &'a SourceFiles,
    /// The variables, for the places that use one.
    pub variables: &'a Variables,
    /// Where findings go.
    pub diagnostics: &'a mut Diagnostics,
    /// The parameters of the source that is looked at.
    pub params: Option<&'static Section>,
    /// Keys without effect in karto that were met: name and place.
    pub unused: Vec<(String, Span)>,
}

/// Where a value is and what it is called.
#[derive(Debug, Clone)]
pub struct At {
    /// YAML path inside the file.
    pub path: String,
    /// The name in messages: `` `port` ``.
    pub subject: String,
    /// Whether its value is a secret by its key.
    pub secret: bool,
    /// Whether its key must be set.
    pub required: bool,
}

impl At {
    /// The value of `key` inside what is called `path`.
    pub fn key(path: &str, key: &str) -> Self {
        let inner = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        Self { path: inner, subject: format!("`{key}`"), secret: secrets::is_secret_name(key), required: false }
    }

    /// What is called `path` in the file and `subject` in messages; it must be there.
    pub fn named(path: &str, subject: &str) -> Self {
        Self { path: path.to_owned(), subject: subject.to_owned(), secret: false, required: true }
    }

    fn item(&self, index: usize) -> Self {
        let subject = format!("item {} of {}", index + 1, self.subject);
        Self { path: format!("{}[{index}]", self.path), subject, secret: self.secret, required: true }
    }
}

impl<'a> Checker<'a> {
    /// A checker that reports to `findings`.
    pub fn new(files: &'a SourceFiles, variables: &'a Variables, diagnostics: &'a mut Diagnostics) -> Self {
        Self { files, variables, diagnostics, params: None, unused: Vec::new() }
    }

    /// Adds a finding about `node`. A value from a variable is reported where the variable is defined,
    /// with every place that uses it.
    pub fn report(&mut self, node: &Node, at: &At, diagnostic: Diagnostic) {
        let mut diagnostic = diagnostic.at(&at.path);
        if let Some(name) = node.variable() {
            diagnostic.span = Some(node.content_span());
            diagnostic.path = format!("variables.{name}");
            let uses = self.variables.get(name).map_or(&[][..], |v| &v.uses);
            for (span, path) in uses {
                diagnostic = diagnostic.related(*span, format!("`{{var: {name}}}` is used at `{path}`"));
            }
        }
        self.diagnostics.push(diagnostic);
    }

    /// `node` must be of `shape`.
    pub fn value(&mut self, node: &Node, shape: &Shape, at: &At) {
        if matches!(node.kind, Kind::Broken) {
            return;
        }
        if let Shape::Free(braces) = shape {
            return self.free(node, *braces, at);
        }
        if node.variable().is_some() && is_void(node) {
            // Said once, where the variable is defined.
            return;
        }
        if matches!(node.kind, Kind::Null) {
            return self.no_value(node, shape, at);
        }
        if self.template(node, shape, at) {
            return;
        }
        match shape {
            Shape::Bool if !matches!(node.scalar().map(|s| s.value), Some(Value::Bool(_))) => {
                self.not_boolean(node, at)
            }
            Shape::Integer(min, max) => match node.scalar().and_then(values::integer) {
                Some(n) if (*min..=*max).contains(&n) => {}
                Some(_) => self.out_of_range(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            Shape::Number(min, max) => match node.scalar().and_then(values::number) {
                Some(n) if (*min..=*max).contains(&n) => {}
                Some(_) => self.out_of_range(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            Shape::Text(form) => self.text(node, *form, at),
            Shape::Secret => self.secret(node, at),
            Shape::Choice(words) => self.choice(node, words, at),
            Shape::Duration { milliseconds }
                if node.scalar().is_none_or(|s| values::duration(s, *milliseconds).is_none()) =>
            {
                self.wrong_type(node, shape, at);
            }
            Shape::Bytes if node.scalar().is_none_or(|s| values::bytes(s).is_none()) => {
                self.wrong_type(node, shape, at)
            }
            Shape::Reference => self.reference(node, at),
            Shape::Loader => self.loader(node, at),
            Shape::List(item) => match &node.kind {
                Kind::Sequence(items) => self.items(items, item, at),
                _ => self.wrong_type(node, shape, at),
            },
            Shape::OneOrMore(item) => match &node.kind {
                Kind::Sequence(items) => self.items(items, item, at),
                _ => self.value(node, item, at),
            },
            Shape::Map(value) => match &node.kind {
                Kind::Mapping(entries) => {
                    for entry in entries {
                        self.template_key(entry, &at.path);
                        self.value(&entry.value, value, &At::key(&at.path, &entry.key));
                    }
                }
                _ => self.wrong_type(node, shape, at),
            },
            Shape::Section(section) => self.section(node, section, at),
            Shape::Params => match self.params {
                Some(section) => self.section(node, section, at),
                None => self.free(node, Braces::Free, at),
            },
            Shape::Either(shapes) => match shapes.iter().find(|s| self.fits(node, s)) {
                Some(shape) => self.value(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            _ => {}
        }
    }

    fn items(&mut self, items: &[Node], shape: &Shape, at: &At) {
        for (i, item) in items.iter().enumerate() {
            self.value(item, shape, &at.item(i));
        }
    }

    /// Whether `node` is of the kind of value that `shape` asks for, whatever its content.
    fn fits(&self, node: &Node, shape: &Shape) -> bool {
        match (shape, &node.kind) {
            (Shape::Off, Kind::Scalar(s)) => s.value == Value::Bool(false),
            (Shape::Text(_) | Shape::Secret | Shape::Choice(_), Kind::Scalar(s)) => {
                s.value == Value::Text || node.environment().is_some()
            }
            (Shape::Section(_) | Shape::Map(_) | Shape::Reference | Shape::Params, Kind::Mapping(_)) => true,
            (Shape::List(_), Kind::Sequence(_)) => true,
            (Shape::OneOrMore(_), _) => true,
            _ => false,
        }
    }

    /// Data of any shape: only texts are looked at.
    pub fn free(&mut self, node: &Node, braces: Braces, at: &At) {
        if let Some(scalar) = node.scalar()
            && let Some(found) = leftover(&scalar.text, braces)
        {
            let diagnostic = found.diagnostic(node.span, &at.subject);
            self.report(node, at, diagnostic);
        }
        for (i, item) in node.items().iter().enumerate() {
            self.free(item, braces, &at.item(i));
        }
        for entry in node.entries() {
            self.free(&entry.value, braces, &At::key(&at.path, &entry.key));
        }
    }

    /// Reports template text in `node`; whether there was any.
    fn template(&mut self, node: &Node, shape: &Shape, at: &At) -> bool {
        let braces = match shape {
            Shape::Text(form) => form.braces(),
            _ => Braces::None,
        };
        let Some(scalar) = node.scalar() else { return false };
        let Some(found) = leftover(&scalar.text, braces) else { return false };
        // Where no text is expected at all, the type is what to talk about.
        if matches!(found, Leftover::Placeholder { .. }) && !matches!(shape, Shape::Text(_)) {
            return false;
        }
        let mut diagnostic = found.diagnostic(node.span, &at.subject);
        if let Some(name) = node.environment() {
            // The value is not quoted: it may be a secret.
            diagnostic.message = format!(
                "the environment variable `{name}`, used for {}, holds template text or what is left of it",
                at.subject
            );
        } else if at.secret && !found.is_all_of(&scalar.text) {
            diagnostic.message = format!("{} still holds template text", at.subject);
        }
        self.report(node, at, diagnostic);
        true
    }

    /// What stands for the value in a message: never a secret.
    pub fn shown(&self, node: &Node, at: &At) -> String {
        if let Some(name) = node.environment() {
            return format!("the value of the environment variable `{name}`");
        }
        match node.scalar() {
            Some(_) if at.secret => "this value".into(),
            Some(scalar) => {
                let masked = secrets::mask(&scalar.text);
                let line: String = masked.split_whitespace().collect::<Vec<_>>().join(" ");
                let short = line
                    .char_indices()
                    .nth(60)
                    .map_or(line.clone(), |(cut, _)| format!("{}…", line.get(..cut).unwrap_or("")));
                format!("`{short}`")
            }
            None => node.describe().into(),
        }
    }

    fn no_value(&mut self, node: &Node, shape: &Shape, at: &At) {
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
                .cause("nothing is written here, which YAML reads as null; a template that rendered a missing variable as nothing looks like this")
                .help(format!(
                    "if this file is rendered from a template, check that this environment's values were loaded; otherwise write {expected}{}",
                    if at.required { "" } else { ", or remove the key" }
                ))
        };
        self.report(node, at, diagnostic);
    }

    /// A value of the wrong kind.
    pub fn wrong_type(&mut self, node: &Node, shape: &Shape, at: &At) {
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
                diagnostic = diagnostic.help("remove the quotes: in quotes it is text");
            } else if matches!(shape, Shape::Duration { milliseconds: false }) && scalar.value != Value::Text {
                diagnostic = diagnostic.help(format!("add a unit: `{}s`?", scalar.text));
            }
        }
        self.report(node, at, diagnostic);
    }

    fn not_boolean(&mut self, node: &Node, at: &At) {
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

    fn out_of_range(&mut self, node: &Node, shape: &Shape, at: &At) {
        let message = format!("{} must be {}, not {}", at.subject, shape.expected(), self.shown(node, at));
        self.report(node, at, Diagnostic::error(Code::OutOfRange, node.span, message));
    }

    fn choice(&mut self, node: &Node, words: &'static [&'static str], at: &At) {
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

    /// A finding of `code` about `node` with message and help.
    pub fn error(&mut self, code: Code, node: &Node, at: &At, message: String, help: impl Into<String>) {
        self.report(node, at, Diagnostic::error(code, node.span, message).help(help));
    }
}

/// Whether a variable has nothing to give: no value, or template text.
fn is_void(node: &Node) -> bool {
    matches!(node.kind, Kind::Null) || node.text().is_some_and(|text| leftover(text, Braces::Tile).is_some())
}
