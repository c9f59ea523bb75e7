//! Stand-ins for the Wikidata query service (`/sparql`) and the MediaWiki API (`/api`), on a real socket.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A request that a stand-in received.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub head: String,
    pub body: String,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }

    /// The decoded value of a parameter in the path.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let target = self.head.split(' ').nth(1)?;
        let pairs = url::form_urlencoded::parse(target.split_once('?')?.1.as_bytes());
        pairs.into_owned().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

pub(crate) struct Services {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Services {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(answer(stream, log.clone()));
            }
        });
        Self { address, asked }
    }

    /// The requests since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

async fn answer(mut stream: TcpStream, log: Arc<Mutex<Vec<Asked>>>) {
    let Some(asked) = read(&mut stream).await else { return };
    log.lock().unwrap().push(asked.clone());
    let is_query = asked.head.starts_with("GET /sparql");
    let wish = if is_query { asked.parameter("query").unwrap() } else { asked.body.clone() };
    let failing = |word: &str| wish.contains(&format!("{}-{word}", if is_query { "QUERY" } else { "API" }));
    let json =
        if is_query { "application/sparql-results+json;charset=utf-8" } else { "application/json; charset=utf-8" };
    let (status, kind, body) = if failing("500") {
        ("500 Internal Server Error", "text/plain", "at http://10.1.2.3:9999/".to_owned())
    } else if failing("429") {
        ("429 Too Many Requests", "text/plain", "Rate limit exceeded".to_owned())
    } else if failing("HTML") {
        ("200 OK", "text/html", "<html>".to_owned())
    } else if failing("GARBAGE") {
        ("200 OK", json, "\u{0}}{".to_owned())
    } else if failing("REDIRECT") {
        ("302 Found\r\nLocation: http://192.0.2.1/", "text/plain", String::new())
    } else if failing("HUGE") {
        ("200 OK", json, " ".repeat(17 << 20))
    } else if failing("RESET") {
        return;
    } else if failing("HANG") {
        return tokio::time::sleep(Duration::from_secs(60)).await;
    } else if is_query {
        ("200 OK", json, result(&wish).to_string())
    } else {
        ("200 OK", json, sanitized(&asked.body).to_string())
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all((head + &body).as_bytes()).await;
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut all = Vec::new();
    let mut buffer = vec![0; 65536];
    loop {
        match stream.read(&mut buffer).await {
            Ok(n @ 1..) => all.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
        let Some(split) = all.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let asked = Asked {
            head: String::from_utf8_lossy(&all[..split]).into_owned(),
            body: String::from_utf8_lossy(&all[split + 4..]).into_owned(),
        };
        let length = asked.header("content-length").map_or(0, |text| text.parse().unwrap());
        if all.len() - split - 4 >= length {
            return Some(asked);
        }
    }
}

/// The result of a query: a row for each id in it, with a place and properties.
fn result(query: &str) -> Value {
    let literal = |value: &str| json!({"type": "literal", "value": value});
    let ids = query.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with('Q'));
    let row = |id: &str| {
        let mut row = json!({
            "id": {"type": "uri", "value": format!("http://www.wikidata.org/entity/{id}")},
            "title": literal(&format!("{query} of {id}")),
            "fill_opacity": {"type": "literal", "value": "0.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        });
        // Q9 has an unknown place.
        row["geo"] = match id {
            "Q9" => json!({"type": "bnode", "value": "t1"}),
            _ => {
                json!({"type": "literal", "value": "Point(13.5 -52)", "datatype": "http://www.opengis.net/ont/geosparql#wktLiteral"})
            }
        };
        if query.contains("ITEM") {
            row["item"] = row.as_object_mut().unwrap().remove("id").unwrap();
        }
        row
    };
    let rows = ids.map(row).collect::<Vec<_>>();
    json!({"head": {"vars": ["id"]}, "results": {"bindings": rows}})
}

/// The text of a form, as clean map data.
fn sanitized(form: &str) -> Value {
    let (_, rest) = form.split_once("name=\"text\"\r\n\r\n").unwrap();
    json!({"sanitize-mapdata": {"sanitized": rest.split_once("\r\n--").unwrap().0}})
}
