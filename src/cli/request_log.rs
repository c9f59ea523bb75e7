//! Reads logs of requests for replays: logs of karto and of web servers, and lists of paths.

use std::{
    collections::HashSet,
    io::{self, BufRead},
    path::Path,
};

use serde_json::Value;
use url::Url;

/// The maximum size of a line in bytes; a longer line is read as several.
const MAX_LINE: u64 = 64 * 1024;

/// The targets (path and query) of the first `limit` different GET requests in the file at `path`; `-` is standard
/// input. Lines without such a request are skipped.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Vec<String>> {
    if path == Path::new("-") {
        return targets(&mut io::stdin().lock(), limit);
    }
    targets(&mut io::BufReader::new(std::fs::File::open(path)?), limit)
}

/// Like [`read`], with all requests as often as they are in the file.
pub(crate) fn read_with_repetitions(path: &Path, limit: usize) -> io::Result<Vec<String>> {
    if path == Path::new("-") {
        return chosen_targets(&mut io::stdin().lock(), limit, |_| true);
    }
    chosen_targets(&mut io::BufReader::new(std::fs::File::open(path)?), limit, |_| true)
}

fn targets(reader: &mut impl BufRead, limit: usize) -> io::Result<Vec<String>> {
    let mut seen = HashSet::new();
    chosen_targets(reader, limit, |target| seen.insert(target.to_owned()))
}

fn chosen_targets(
    reader: &mut impl BufRead,
    limit: usize,
    mut is_chosen: impl FnMut(&str) -> bool,
) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut line = Vec::new();
    while found.len() < limit {
        line.clear();
        if io::Read::take(&mut *reader, MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if let Some(target) = target_of_line(text.trim())
            && is_chosen(&target)
        {
            found.push(target);
        }
    }
    Ok(found)
}

/// The target of the GET request on a line.
fn target_of_line(line: &str) -> Option<String> {
    if line.starts_with('{') {
        let line: Value = serde_json::from_str(line).ok()?;
        let field = |names: &[&str]| names.iter().find_map(|name| line.get(name)?.as_str().map(str::to_owned));
        if field(&["method", "request_method"]).is_some_and(|method| method != "GET") {
            return None;
        }
        return target_of_url(&field(&["target", "uri", "request_uri", "path", "url"])?);
    }
    if line.starts_with('/') || line.starts_with("http://") || line.starts_with("https://") {
        return target_of_url(line.split_whitespace().next()?);
    }
    // Common and combined log format: … "GET /path HTTP/1.1" 200 …
    let (_, quoted) = line.split_once('"')?;
    let mut words = quoted.split('"').next()?.split(' ');
    if words.next()? != "GET" {
        return None;
    }
    target_of_url(words.next()?)
}

/// Path and query of a path or a URL.
fn target_of_url(text: &str) -> Option<String> {
    if text.starts_with('/') {
        return text.bytes().all(|b| b.is_ascii_graphic()).then(|| text.to_owned());
    }
    let url = Url::parse(text).ok().filter(|url| url.has_host())?;
    Some(match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_log_formats_are_read_and_each_request_counts_once() {
        let log = r#"# a comment
/osm-intl/1/0/0.png
https://maps.example.org/osm-intl/2/1/1@2x.png?lang=fr
10.0.0.1 - - [25/Nov/2026:23:37:00 +0000] "GET /osm/3/1/1.png HTTP/1.1" 200 1234 "-" "curl"
10.0.0.1 - - [25/Nov/2026:23:37:00 +0000] "POST /osm/4/1/1.png HTTP/1.1" 404 0 "-" "curl"
{"level":"DEBUG","message":"answered","method":"GET","target":"/osm/5/1/1.pbf","status":200}
{"level":"DEBUG","message":"answered","method":"HEAD","target":"/osm/6/1/1.pbf","status":200}
{"level":"INFO","message":"karto is ready"}
/osm-intl/1/0/0.png
nonsense
"#;
        let found = targets(&mut log.as_bytes(), 100).unwrap();
        let expected = ["/osm-intl/1/0/0.png", "/osm-intl/2/1/1@2x.png?lang=fr", "/osm/3/1/1.png", "/osm/5/1/1.pbf"];
        assert_eq!(found, expected);
        assert_eq!(targets(&mut log.as_bytes(), 2).unwrap().len(), 2);
    }
}
