//! Parses connection strings: `postgres://…` URLs, and libpq's `key = 'value'` settings.

use std::{path::PathBuf, str::Utf8Error};

/// A connection string, split into settings that tokio-postgres supports and those that karto handles.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SplitString {
    /// The string without `sslmode` and `sslrootcert`.
    pub rest: String,
    /// `sslmode`.
    pub ssl_mode: Option<String>,
    /// `sslrootcert`; `None` also for `system`.
    pub root_certificates: Option<PathBuf>,
}

/// The value of a setting is not UTF-8.
#[derive(Debug, thiserror::Error)]
#[error("{key} of the connection URL is not UTF-8")]
pub(super) struct NotUtf8 {
    key: &'static str,
    source: Utf8Error,
}

/// Splits a connection string of either form.
pub(super) fn split(text: &str) -> Result<SplitString, NotUtf8> {
    let mut split = SplitString::default();
    let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
    if is_url {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut kept = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(key) = TAKEN.into_iter().find(|taken| *taken == key) else {
                kept.push(pair);
                continue;
            };
            let value = percent_encoding::percent_decode_str(value).decode_utf8();
            split.take(key, value.map_err(|source| NotUtf8 { key, source })?.into_owned());
        }
        split.rest = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
    } else {
        let mut kept = Vec::new();
        for (key, setting) in settings(text) {
            match TAKEN.into_iter().find(|taken| *taken == key) {
                Some(key) => split.take(key, unquoted(setting.split_once('=').map_or("", |(_, value)| value))),
                None => kept.push(setting),
            }
        }
        split.rest = kept.join(" ");
    }
    Ok(split)
}

/// The settings that are removed from the string.
const TAKEN: [&str; 2] = ["sslmode", "sslrootcert"];

impl SplitString {
    fn take(&mut self, key: &'static str, value: String) {
        if key == "sslmode" {
            self.ssl_mode = Some(value);
        } else {
            self.root_certificates = Some(value).filter(|path| path != "system").map(PathBuf::from);
        }
    }
}

/// Splits `scheme://user@a:1,b:2/rest` into one URL per host; returns other strings unchanged.
pub(super) fn one_host_each(text: &str) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://") else { return vec![text.to_owned()] };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (user, hosts) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    hosts.split(',').map(|host| format!("{scheme}://{user}{host}{path}")).collect()
}

/// The `key = 'value'` settings of a libpq string: each key with the text of the whole setting.
fn settings(text: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some((key, value)) = rest.split_once('=') {
        let lead = value.len() - value.trim_start().len();
        let body = &value[lead..];
        let (mut quoted, mut escaped) = (false, false);
        let end = body.char_indices().find(|(_, c)| match c {
            _ if escaped => {
                escaped = false;
                false
            }
            '\\' => {
                escaped = true;
                false
            }
            '\'' => {
                quoted = !quoted;
                false
            }
            c => c.is_whitespace() && !quoted,
        });
        let length = key.len() + 1 + lead + end.map_or(body.len(), |(at, _)| at);
        found.push((key.trim().to_owned(), &rest[..length]));
        rest = rest[length..].trim_start();
    }
    if !rest.is_empty() {
        found.push((String::new(), rest));
    }
    found
}

fn unquoted(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.trim().chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {}
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}
