//! Stage 3, templates: text that a template engine should have replaced, and what engines leave
//! behind when they have nothing to put in.
//!
//! "Unresolved" is more than braces: an engine that renders a missing variable as nothing leaves an
//! empty value (found by the schema stage), others print `<no value>`, `undefined` or `None`.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    diagnostic::{Code, Diagnostic, Span},
    spelling::did_you_mean,
};

/// Which braces are part of the format at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces {
    /// None.
    None,
    /// `{z}` and the other [`TILE_PLACEHOLDERS`].
    Tile,
    /// Those of request templates: `{{domain}}`, `{{ default(request.query, {}) }}`, `{+path}`.
    Request,
    /// Single braces mean nothing special: free texts such as an attribution.
    Free,
    /// SQL, where braces are array literals and `@` is an operator.
    Sql,
}

/// Placeholders that karto fills in for each tile.
pub const TILE_PLACEHOLDERS: &[&str] = &["z", "x", "y", "-y", "scale", "format", "lang"];

/// Template text found in a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leftover {
    /// Text that was never filled in, and whose it is.
    Unfilled {
        /// The text.
        text: String,
        /// Engines that write it so.
        engine: &'static str,
    },
    /// What an engine leaves behind when it has nothing to put in.
    Residue {
        /// The text.
        text: String,
        /// Engines that leave it.
        engine: &'static str,
    },
    /// A placeholder in single braces that means nothing here.
    Placeholder {
        /// Without braces.
        name: String,
        /// Whether placeholders have a meaning here.
        tile: bool,
    },
}

macro_rules! patterns {
    ($($name:ident: [$($regex:literal => $engine:literal),* $(,)?];)*) => {
        $(static $name: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
            [$(($regex, $engine)),*].into_iter().filter_map(|(r, e)| Some((Regex::new(r).ok()?, e))).collect()
        });)*
    };
}

patterns! {
    // Wrong in every text.
    ALWAYS: [
        r"(?s)<%.*?%>" => "ERB, EJS, Puppet EPP",
        r"<%[=~-]?|[-~]?%>" => "ERB, EJS, Puppet EPP",
        r"(?s)\{%.*?%\}" => "Jinja, Liquid, Twig",
        r"(?s)\{#\s.*?#\}" => "Jinja, Twig",
        r"(?s)\$\{\{.*?\}\}" => "GitHub Actions, Azure Pipelines",
        r"\$\{[^{}]*\}" => "shell, envsubst, Terraform, Compose",
        r"\$\([A-Za-z_][\w.:-]*\)" => "Make, Kubernetes",
        r"%\{[^{}]*\}" => "Puppet Hiera, Terraform",
        r"#\{[A-Za-z_][^{}]*\}" => "Ruby, Octopus",
        r"\{\s*env\([^)]*\)?\s*\}?" => "service-runner",
        r"(?s)\[\[\s*[.\w][^\]]*\]\]" => "Levant, confd",
        r"\[%.*?%\]" => "Template Toolkit",
    ];
    // Double braces are legitimate in request templates only; numbers in them are SQL arrays.
    DOUBLE: [
        r"(?s)\{\{.*?\}\}" => "Helm, Go templates, Jinja, Mustache",
        r"\{\{|\}\}" => "Helm, Go templates, Jinja, Mustache",
    ];
    DOUBLE_SQL: [
        r"(?s)\{\{[-\s]*[.$A-Za-z_].*?\}\}" => "Helm, Go templates, Jinja, Mustache",
    ];
    // `@` and `__` are parts of names and operators in SQL.
    NAMED: [
        r"(^|[^\w@.])@[A-Za-z_][\w.-]*@($|[^\w@])" => "autoconf, CMake, Ant, Maven",
        r"(^|[^\w])__[A-Za-z][A-Za-z0-9_]*?__($|[^\w])" => "token replacement in a deploy pipeline",
        r"^\$[A-Z_][A-Z0-9_]*$" => "shell, envsubst",
        r"(^|[/@:.=])\$[A-Z_][A-Z0-9_]*($|[/@:.?&])" => "shell, envsubst",
        r"^%[A-Z_][A-Z0-9_]+%$" => "Windows batch",
    ];
    RESIDUES: [
        r"<no value>" => "Helm and other Go templates",
        r"%!\w?\(<?\w+[^)]*\)" => "Go's printf",
        r"<nil>" => "Go",
        r"\[object Object\]" => "JavaScript",
        r"(^|[/@:=])undefined($|[/@:.?&])" => "JavaScript",
        r"(^|[/@:=])(None|null|nil|NaN)($|[/@:?&])" => "Python, Ruby or JavaScript",
        r"(?i)^(change[-_ ]?me|replace[-_ ]?me|todo|fixme|xxx+|tbd|<[a-z][-a-z0-9_ ]*>)$" => "whoever was to fill it in by hand",
    ];
    SINGLE: [
        r"\{[+.]?-?[A-Za-z_][\w.-]*\}" => "",
    ];
}

fn first(patterns: &[(Regex, &'static str)], text: &str) -> Option<(String, &'static str)> {
    patterns.iter().find_map(|(regex, engine)| {
        let found = regex.find(text)?.as_str();
        // The context that a pattern needs beside `@name@` and its like is not part of it.
        let trimmed = found.trim_matches(|c: char| "/:.=?& \t".contains(c) && found.len() > 1);
        Some((if trimmed.is_empty() { found } else { trimmed }.to_owned(), *engine))
    })
}

/// The first template text in `text` that does not belong there.
pub fn leftover(text: &str, braces: Braces) -> Option<Leftover> {
    // Most values have neither these characters nor the words that residues are made of.
    let marked = text.bytes().any(|b| b"<>{}%$#[]@_".contains(&b));
    let residue = || {
        let text = text.trim();
        // In SQL such words may be names; alone they are not a query.
        let found = first(&RESIDUES, text).filter(|(found, _)| braces != Braces::Sql || found == text);
        found.map(|(text, engine)| Leftover::Residue { text, engine })
    };
    if !marked {
        return residue();
    }
    let unfilled = |(text, engine)| Leftover::Unfilled { text, engine };
    if braces != Braces::Request {
        if let Some(found) = first(&ALWAYS, text) {
            return Some(unfilled(found));
        }
        let double = if braces == Braces::Sql { &DOUBLE_SQL } else { &DOUBLE };
        if let Some(found) = first(double, text) {
            return Some(unfilled(found));
        }
    } else if let Some(found) = first(ALWAYS.get(..4).unwrap_or(&[]), text) {
        return Some(unfilled(found));
    }
    if matches!(braces, Braces::None | Braces::Tile)
        && let Some(found) = first(&NAMED, text)
    {
        return Some(unfilled(found));
    }
    if let Some(residue) = residue() {
        return Some(residue);
    }
    if matches!(braces, Braces::None | Braces::Tile) {
        let names = SINGLE.iter().flat_map(|(regex, _)| regex.find_iter(text)).map(|m| m.as_str());
        for name in names.map(|n| n.trim_matches(['{', '}'])) {
            let tile = braces == Braces::Tile;
            if !(tile && TILE_PLACEHOLDERS.contains(&name)) {
                return Some(Leftover::Placeholder { name: name.to_owned(), tile });
            }
        }
    }
    None
}

impl Leftover {
    /// Whether nothing else stands in `text`.
    pub fn is_all_of(&self, text: &str) -> bool {
        match self {
            Self::Unfilled { text: found, .. } | Self::Residue { text: found, .. } => found == text.trim(),
            Self::Placeholder { .. } => false,
        }
    }

    /// The finding about it in the value called `subject`, written at `span`.
    pub fn diagnostic(&self, span: Span, subject: &str) -> Diagnostic {
        match self {
            Self::Unfilled { text, engine } if *engine == "service-runner" => {
                Diagnostic::error(Code::TemplateLeftover, span, format!("{subject} still holds template text: `{}`", short(text)))
                    .cause("karto fills in `{ env(NAME) }` only where it is the whole value, without quotes")
                    .help("write `key: { env(NAME) }` or `key: { env(NAME, default) }`, and put all of the value into the environment variable")
            }
            Self::Unfilled { text, engine } => {
                Diagnostic::error(Code::TemplateLeftover, span, format!("{subject} still holds template text: `{}`", short(text)))
                    .cause(format!("no template engine has filled it in; this is how it is written for {engine}"))
                    .help("render the file before karto reads it, and with the values of this environment; or write the value itself, or `{ env(NAME) }`")
            }
            Self::Residue { text, engine } => {
                Diagnostic::error(Code::TemplateResidue, span, format!("{subject} holds `{}`, which is not a value", short(text)))
                    .cause(format!("this is what is left when a value was missing, by {engine}"))
                    .help("set the missing value where the file is rendered (are this environment's values loaded?), then render it again")
            }
            Self::Placeholder { name, tile } => {
                let diagnostic = Diagnostic::error(Code::UnknownPlaceholder, span, format!("{subject} has the placeholder `{{{name}}}`, which nothing fills in"));
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
                    diagnostic.help(format!("placeholders of tiles are {}", known.join(", "))).suggest(meant.map(|m| format!("{{{m}}}")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_text_of_every_engine_is_found() {
        for text in [
            "<%= tegola_uri %>/x",
            "<%= x",
            "{{ .Values.x }}",
            "http://{{ host }}:8080/",
            "{% if x %}",
            "${X}",
            "$(X)",
            "%{X}",
            "@X@",
            "__X__",
            "{ env(X) }",
            "{env(X)}",
            "$TEGOLA",
            "http://$HOST/",
            "http://@host@/x",
            "#{uri}",
            "[[ .x ]]",
            "{{",
            "${{ x }}",
            "%TEGOLA%",
            "a {# b #}",
        ] {
            assert!(matches!(leftover(text, Braces::None), Some(Leftover::Unfilled { .. })), "{text}");
        }
    }

    #[test]
    fn residue_of_engines_is_found() {
        for text in [
            "<no value>",
            "undefined",
            "None",
            "[object Object]",
            "http://undefined:80/{z}/{x}/{y}",
            "%!s(<nil>)",
            "changeme",
            "<password>",
        ] {
            assert!(matches!(leftover(text, Braces::Tile), Some(Leftover::Residue { .. })), "{text}");
        }
    }

    #[test]
    fn honest_values_are_left_alone() {
        for text in [
            "http://127.0.0.1:6040/maps/osm/{z}/{x}/{y}.pbf",
            "https://a/{scale}/{-y}",
            "p@ss@word",
            "a__b__c",
            "100%",
            "none",
            "a$b",
            "nullschool.org",
            "user@example.org",
            "http://None.example/{z}",
            "default-src 'self'",
            "__init",
            "price: $5",
        ] {
            assert_eq!(leftover(text, Braces::Tile), None, "{text}");
        }
        assert_eq!(leftover("{{ default(request.query, {}) }}", Braces::Request), None);
        assert_eq!(leftover("https://{{domain}}/{+path}", Braces::Request), None);
        assert_eq!(leftover("SELECT '{{1,2}}'::int[] WHERE a @> b AND x = None", Braces::Sql), None);
        assert_eq!(leftover("© {name} <a href='x'>y</a>", Braces::Free), None);
    }

    #[test]
    fn a_misspelt_tile_placeholder_is_found() {
        assert_eq!(
            leftover("http://a/{zoom}/{x}", Braces::Tile),
            Some(Leftover::Placeholder { name: "zoom".into(), tile: true })
        );
    }
}
