//! Environment variables: service-runner's `{ env(NAME) }`, `{ env(NAME, default) }` and
//! Kartotherian's `{env: NAME}`.
//!
//! YAML reads the first two as mappings with keys such as `env(NAME` and `default)`, so they are parsed from the text
//! of the file.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::{
    config::{
        document::{DocumentNode, Kind, Origin, Scalar, scalar},
        environment::Environment,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles},
    spelling::did_you_mean,
};

static CALL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)^\{\s*env\(\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:,\s*(.*?)\s*)?\)\s*\}$").ok());

/// Replaces all environment variables inside `node`.
pub(crate) fn expand_environment(
    node: &mut DocumentNode,
    environment: &Environment,
    files: &SourceFiles,
    diagnostics: &mut Diagnostics,
) {
    if let Some(entry) = node.entries().first()
        && entry.key.trim_start().starts_with("env(")
    {
        let text = files.slice(node.span);
        let parts = CALL.as_ref().and_then(|call| call.captures(text));
        let Some(parts) = parts else {
            diagnostics.push(
                Diagnostic::error(
                    Code::BadSubstitution,
                    node.span,
                    format!("`{}` is not a complete `env()`", text.trim()),
                )
                .help("write `{ env(NAME) }` or `{ env(NAME, default) }`; NAME has letters, digits and `_`"),
            );
            node.kind = Kind::Broken;
            return;
        };
        let name = parts.get(1).map_or("", |m| m.as_str()).to_owned();
        let default = parts.get(2).map(|m| m.as_str().to_owned());
        return substitute(node, &name, default.as_deref(), environment, diagnostics);
    }
    if let Some(entry) = node.single()
        && entry.key == "env"
    {
        let Some(name) = entry.value.text().map(str::to_owned) else {
            if !matches!(entry.value.kind, Kind::Broken) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::BadSubstitution,
                        node.span,
                        "`{env: …}` needs the name of an environment variable",
                    )
                    .help("write `{env: NAME}`"),
                );
            }
            node.kind = Kind::Broken;
            return;
        };
        return substitute(node, &name, None, environment, diagnostics);
    }
    match &mut node.kind {
        Kind::Sequence(items) => {
            items.iter_mut().for_each(|item| expand_environment(item, environment, files, diagnostics));
        }
        Kind::Mapping(entries) => {
            entries.iter_mut().for_each(|e| expand_environment(&mut e.value, environment, files, diagnostics));
        }
        _ => {}
    }
}

fn substitute(
    node: &mut DocumentNode,
    name: &str,
    default: Option<&str>,
    environment: &Environment,
    diagnostics: &mut Diagnostics,
) {
    let (text, origin) = match (environment.get(name), default) {
        (Some(value), _) => (value.to_owned(), Some(Arc::new(Origin::Environment(name.to_owned())))),
        // A default cannot be in quotes: `"x")`, with text after the quote, is not YAML.
        (None, Some(default)) => (default.to_owned(), None),
        (None, None) => {
            let set = environment.names();
            diagnostics.push(
                Diagnostic::error(
                    Code::UnsetEnvironment,
                    node.span,
                    format!("the environment variable `{name}` is not set"),
                )
                .help(format!("set `{name}` for the process that runs karto, or write `{{ env({name}, default) }}`"))
                .suggest(did_you_mean(name, set)),
            );
            node.kind = Kind::Broken;
            return;
        }
    };
    node.kind = match scalar::resolve(&text) {
        Some(value) => Kind::Scalar(Scalar { text, value, plain: true }),
        None => Kind::Null,
    };
    node.origin = origin;
}
