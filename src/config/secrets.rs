//! Stage 7, secrets: masks secrets. Snippets of files are masked before they are shown, and messages do not quote
//! values from the environment.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::document::DocumentNode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, SourceFiles, Span};

/// The text shown in place of a secret.
pub(super) const MASK: &str = "******";

static IN_LINES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // user:password@ in URLs. The group is the password.
        r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/@:'\x22]*:([^\s/@'\x22]+(?:@[^\s/@'\x22]+)*)@",
        // key: value, also in invalid YAML or in flow style; key=value in the next one.
        r#"(?i)[\w-]*(?:pass(?:word|wd|phrase)?|pswd|pwd|secret|token|api[-_]?key|credentials?|authorization|cookie|private[-_]?key)["']?\s*:\s+("[^"]*"|'[^']*'|[^\s"'{\[,}#&*!|>][^,}#]*)"#,
        r#"(?i)(?:pass(?:word|wd)?|pswd|pwd|secret|token|api[-_]?key)=([^&\s"'}]+)"#,
    ]
    .iter()
    .filter_map(|r| Regex::new(r).ok())
    .collect()
});

/// Whether the value of a key called `name` is a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['-', '_', '.'], "");
    let ends = [
        "password",
        "passwd",
        "passphrase",
        "pswd",
        "pwd",
        "secret",
        "token",
        "apikey",
        "credential",
        "credentials",
        "authorization",
        "cookie",
        "privatekey",
    ];
    ends.iter().any(|end| name.ends_with(end)) || matches!(name.as_str(), "pass" | "dbpass" | "pgpass" | "userpass")
}

/// The byte ranges of secrets in `file`, ascending and disjoint.
pub(super) fn secret_ranges(file: &SourceFile, document: Option<&DocumentNode>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        found.extend(in_line(line).map(|range| start + range.start..start + range.end));
        start += line.len();
    }
    if let Some(document) = document {
        in_document(document, false, file, &mut found);
    }
    found.sort_by_key(|r| (r.start, r.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

fn in_document(node: &DocumentNode, secret: bool, file: &SourceFile, found: &mut Vec<Range<usize>>) {
    if secret && node.scalar().is_some() {
        let range = node.span.range();
        if !file.text.get(range.clone()).is_none_or(is_public) {
            found.push(range);
        }
    }
    for item in node.items() {
        in_document(item, secret, file, found);
    }
    for entry in node.entries() {
        // `{ env(NAME, default) }` is parsed as keys; the default of a secret is a secret too.
        if secret && !entry.key.starts_with("env(") && !matches!(entry.key.as_str(), "env" | "var" | "ref") {
            found.push(entry.key_span.range());
        }
        let names = matches!(entry.key.as_str(), "env" | "var" | "ref") || entry.key.starts_with("env(");
        in_document(&entry.value, !names && (secret || is_secret_name(&entry.key)), file, found);
    }
}

/// Reports the secrets in each file, with one diagnostic per file.
pub(super) fn mention_in_files(files: &SourceFiles, documents: &[DocumentNode], diagnostics: &mut Diagnostics) {
    for (id, file) in files.iter().filter(|(_, f)| !f.embedded) {
        let ranges = secret_ranges(file, documents.iter().find(|d| d.span.file == id));
        let mut spans = ranges.iter().map(|r| Span { file: id, start: r.start as u32, end: r.end as u32 });
        let Some(first) = spans.next() else { continue };
        let mut diagnostic = Diagnostic::info(Code::SecretInFile, first, "a secret is written in this file")
            .cause("everyone who can read the file or its history can read the secret")
            .help("put it in an environment variable and write `{ env(NAME) }` here");
        for span in spans {
            diagnostic = diagnostic.related(span, "and here");
        }
        diagnostics.push(diagnostic);
    }
}

/// Whether the value of a secret key reveals nothing and helps to find the mistake: references and template text.
fn is_public(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'']);
    let pairs =
        [("<%", "%>"), ("{{", "}}"), ("${", "}"), ("$(", ")"), ("{", "}"), ("%{", "}"), ("@", "@"), ("__", "__")];
    text.is_empty()
        || ["<no value>", "undefined", "None", "null", "~", "[object Object]"].contains(&text)
        || pairs.iter().any(|(open, close)| {
            text.starts_with(open) && text.ends_with(close) && text.len() > open.len() + close.len()
        })
}

/// The byte ranges of secrets that are recognized by the text of a line alone; unordered, and they may overlap.
fn in_line(line: &str) -> impl Iterator<Item = Range<usize>> {
    let lower = line.to_ascii_lowercase();
    let words = ["://", "pass", "pswd", "pwd", "secret", "token", "key", "credential", "authorization", "cookie"];
    // Most lines contain none of these words, and regular expressions are expensive.
    let regexes = if words.iter().any(|word| lower.contains(word)) { IN_LINES.as_slice() } else { &[] };
    regexes.iter().flat_map(move |regex| {
        regex.captures_iter(line).filter_map(|groups| {
            let group = groups.get(1).filter(|g| !is_public(g.as_str()))?;
            Some(group.start()..group.start() + group.as_str().trim_end().len())
        })
    })
}

/// `text` with its secrets masked.
pub(super) fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    let mut ranges: Vec<_> = in_line(text).collect();
    ranges.sort_by_key(|r| std::cmp::Reverse((r.start, r.end)));
    let mut end = usize::MAX;
    for range in ranges {
        if range.end <= end {
            end = range.start;
            masked.replace_range(range, MASK);
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_urls_and_pairs_are_masked() {
        assert_eq!(mask("postgis://maps:hunter2@db:5432/gis"), "postgis://maps:******@db:5432/gis");
        assert_eq!(mask("postgis://maps:p@ss@db/gis"), "postgis://maps:******@db/gis");
        assert_eq!(mask("{password: hunter2, user: maps}"), "{password: ******, user: maps}");
        assert_eq!(mask("https://a/?token=abc&x=1"), "https://a/?token=******&x=1");
        assert_eq!(mask("password: <%= pw %>"), "password: <%= pw %>");
        assert_eq!(mask("http://a:8080/{z}"), "http://a:8080/{z}");
    }

    #[test]
    fn secret_names_are_recognized_by_their_last_word() {
        for name in ["password", "osmdb-pswd", "dbPassword", "api_key", "Authorization"] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["user", "path", "bypass_x", "tokenizer", "passwords_file"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
