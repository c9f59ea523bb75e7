//! A small HTTP server.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A request as received.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The request line and the headers.
    pub(super) head: String,
    /// The fields of the form in the body, in order.
    pub(super) form: Vec<(String, String)>,
}

impl Asked {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// An answer.
pub(super) enum Reply {
    /// A status and a body.
    Http(u16, Vec<u8>),
    /// A redirect.
    Redirect(String),
    /// These bytes, then the connection is closed.
    Bytes(Vec<u8>),
    /// Accepts the request and never answers.
    Nothing,
}

impl Reply {
    pub(super) fn json(value: &Value) -> Self {
        Self::Http(200, value.to_string().into_bytes())
    }

    /// The answer for a page with these groups.
    pub(super) fn groups(groups: &Value) -> Self {
        let page = json!({"pageid": 1, "ns": 0, "title": "Foo", "mapdata": groups.to_string()});
        Self::json(&json!({"batchcomplete": true, "query": {"pages": [page]}}))
    }
}

/// A server that answers each request by calling a function.
pub(super) struct WikiServer {
    pub(super) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: JoinHandle<()>,
}

impl WikiServer {
    pub(super) async fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let seen = asked.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, answer) = (seen.clone(), answer.clone());
                tokio::spawn(async move { serve(stream, &seen, &*answer).await });
            }
        });
        Self { address, asked, task }
    }

    /// A wiki with one page that has these groups.
    pub(super) async fn with_groups(groups: Value) -> Self {
        Self::start(move |_| Reply::groups(&groups)).await
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for WikiServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Asked>>, answer: &(dyn Fn(&Asked) -> Reply + Send + Sync)) {
    let mut received = Vec::new();
    let asked = loop {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await.unwrap_or(0);
        if count == 0 {
            return;
        }
        received.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&received).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.to_ascii_lowercase().lines().find_map(|l| l.strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            let form = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            break Asked { head: head.to_owned(), form };
        }
    };
    seen.lock().unwrap().push(asked.clone());
    let bytes = match answer(&asked) {
        Reply::Nothing => std::future::pending().await,
        Reply::Bytes(bytes) => bytes,
        Reply::Redirect(to) => {
            format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .into_bytes()
        }
        Reply::Http(status, body) => {
            let length = body.len();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            [head.into_bytes(), body].concat()
        }
    };
    let _ = stream.write_all(&bytes).await;
    let _ = stream.shutdown().await;
}
