//! The wikis that may be asked.

use std::collections::BTreeMap;

/// The longest host name.
const MAX_HOST: usize = 253;

/// A wiki: its host, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Wiki {
    /// `https` or `http`.
    pub(super) protocol: &'static str,
    /// The host name, in lower case, without a port.
    pub(super) domain: String,
}

impl Wiki {
    /// The wiki that `text` names, if `allowed` (`allowedDomains`: scheme → domains) has its domain or a domain above
    /// it. A scheme and a port are dropped, as in Kartotherian: `https://en.wikipedia.org:443` is `en.wikipedia.org`.
    pub(super) fn allowed(text: &str, allowed: &BTreeMap<String, Vec<String>>) -> Option<Self> {
        let prefixes = ["https://", "http://", "//"];
        let host = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
        let host = match host.rsplit_once(':') {
            Some((host, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => host,
        };
        // Only names: nothing in them can end the host of an address.
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        if host.len() > MAX_HOST || !host.split('.').all(is_part) {
            return None;
        }
        let domain = host.to_ascii_lowercase();
        let has = |scheme: &str| {
            let domains = allowed.get(scheme).map_or(&[][..], Vec::as_slice);
            domains.iter().any(|above| is_within(&domain, &above.to_ascii_lowercase()))
        };
        let protocol = ["https", "http"].into_iter().find(|scheme| has(scheme))?;
        Some(Self { protocol, domain })
    }
}

/// Whether `domain` is `above` or a subdomain of it.
fn is_within(domain: &str, above: &str) -> bool {
    domain.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wiki_is_an_allowed_domain_or_below_one() {
        let allowed = BTreeMap::from([
            ("https".to_owned(), vec!["wikipedia.org".to_owned(), "Example.net".to_owned()]),
            ("http".to_owned(), vec!["localhost".to_owned()]),
        ]);
        for (text, expected) in [
            ("en.wikipedia.org", Some("https en.wikipedia.org")),
            ("EN.WIKIPEDIA.ORG", Some("https en.wikipedia.org")),
            ("a.b.wikipedia.org", Some("https a.b.wikipedia.org")),
            ("wikipedia.org", Some("https wikipedia.org")),
            ("https://en.wikipedia.org", Some("https en.wikipedia.org")),
            ("http://en.wikipedia.org", Some("https en.wikipedia.org")),
            ("//en.wikipedia.org:8080", Some("https en.wikipedia.org")),
            ("example.net", Some("https example.net")),
            ("localhost:80", Some("http localhost")),
            ("xwikipedia.org", None),
            ("en.wikipedia.org/x", None),
            ("en.wikipedia.org/", None),
            ("en.wikipedia.org.", None),
            (".wikipedia.org", None),
            ("en.wikipedia.org:", None),
            ("user@en.wikipedia.org", None),
            ("evil.example#.wikipedia.org", None),
            ("evil.example?.wikipedia.org", None),
            ("evil.example\\.wikipedia.org", None),
            ("a b.wikipedia.org", None),
            ("ｅn.wikipedia.org", None),
            ("ftp://en.wikipedia.org", None),
            ("wikipedia.org.evil.example", None),
            ("", None),
        ] {
            let found = Wiki::allowed(text, &allowed).map(|wiki| format!("{} {}", wiki.protocol, wiki.domain));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
