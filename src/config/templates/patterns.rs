//! Patterns of template syntax, and of the output of template engines for missing values.

use std::sync::LazyLock;

use regex::Regex;

macro_rules! patterns {
    ($($name:ident: [$($regex:literal => $engine:literal),* $(,)?];)*) => {
        $(pub(super) static $name: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
            [$(($regex, $engine)),*].into_iter().filter_map(|(r, e)| Some((Regex::new(r).ok()?, e))).collect()
        });)*
    };
}

patterns! {
    // Not allowed in any text.
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
    // Double braces are allowed only in request templates; with numbers in them, they are SQL arrays.
    DOUBLE: [
        r"(?s)\{\{.*?\}\}" => "Helm, Go templates, Jinja, Mustache",
        r"\{\{|\}\}" => "Helm, Go templates, Jinja, Mustache",
    ];
    DOUBLE_SQL: [
        r"(?s)\{\{[-\s]*[.$A-Za-z_].*?\}\}" => "Helm, Go templates, Jinja, Mustache",
    ];
    // In SQL, `@` and `__` are parts of operators and names.
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
        r"(?i)^(change[-_ ]?me|replace[-_ ]?me|todo|fixme|xxx+|tbd|<[a-z][-a-z0-9_ ]*>)$" => "a placeholder to be filled in manually",
    ];
    SINGLE: [
        r"\{[+.]?-?[A-Za-z_][\w.-]*\}" => "",
    ];
}

/// The match in `text` of the first of `patterns` that matches, with the engine it belongs to.
pub(super) fn first(patterns: &[(Regex, &'static str)], text: &str) -> Option<(String, &'static str)> {
    patterns.iter().find_map(|(regex, engine)| {
        let found = regex.find(text)?.as_str();
        // Characters around `@name@` and the like, which the pattern needs as context, are not part of the result.
        let trimmed = found.trim_matches(|c: char| "/:.=?& \t".contains(c) && found.len() > 1);
        Some((if trimmed.is_empty() { found } else { trimmed }.to_owned(), *engine))
    })
}
