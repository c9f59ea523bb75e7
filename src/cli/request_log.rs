//! Logs of requests, to ask them again: karto's own, those of web servers, and plain lists of paths.

use std::{
    collections::HashSet,
    io::{self, BufRead},
    path::Path,
};

use serde_json::Value;
use url::Url;

/// Longer lines are not looked at.
const LONGEST_LINE: u64 = 64 * 1024;

/// The paths (with their query) of the first `most` different GET requests in the file at `path`; `-` is standard
/// input. Lines that are none are passed over.
pub fn read(path: &Path, most: usize) -> io::Result<Vec<String>> {
    if path == Path::new("-") {
        return requests(&mut io::stdin().lock(), most);
    }
    requests(&mut io::BufReader::new(std::fs::File::open(path)?), most)
}

fn requests(from: &mut impl BufRead, most: usize) -> io::Result<Vec<String>> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut line = Vec::new();
    while found.len() < most {
        line.clear();
        if io::Read::take(&mut *from, LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if let Some(request) = request(text.trim())
            && seen.insert(request.clone())
        {
            found.push(request);
        }
    }
    Ok(found)
}

/// Path and query that one line is about.
fn request(line: &str) -> Option<String> {
    if line.starts_with('{') {
        let line: Value = serde_json::from_str(line).ok()?;
        let field = |names: &[&str]| names.iter().find_map(|name| line.get(name)?.as_str().map(str::to_owned));
        if field(&["method", "request_method"]).is_some_and(|method| method != "GET") {
            return None;
        }
        return target(&field(&["target", "uri", "request_uri", "path", "url"])?);
    }
    if line.starts_with('/') || line.starts_with("http://") || line.starts_with("https://") {
        return target(line.split_whitespace().next()?);
    }
    // Common and combined log format: … "GET /path HTTP/1.1" 200 …
    let (_, quoted) = line.split_once('"')?;
    let mut words = quoted.split('"').next()?.split(' ');
    if words.next()? != "GET" {
        return None;
    }
    target(words.next()?)
}

fn target(text: &str) -> Option<String> {
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
    fn logs_of_several_kinds_are_understood_and_each_request_counts_once() {
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
        let found = requests(&mut log.as_bytes(), 100).unwrap();
        let expected = ["/osm-intl/1/0/0.png", "/osm-intl/2/1/1@2x.png?lang=fr", "/osm/3/1/1.png", "/osm/5/1/1.pbf"];
        assert_eq!(found, expected);
        assert_eq!(requests(&mut log.as_bytes(), 2).unwrap().len(), 2);
    }
}
