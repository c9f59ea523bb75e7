//! More requests than there is capacity for: who waits, who is refused, and how.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    harness::{Karto, Upstream, ask, tile},
    load::wait_for,
};

/// `cache;desc=miss` and so on.
fn cache(reply: &crate::harness::Reply) -> &str {
    reply.header("server-timing").and_then(|timing| timing.split(',').next()).unwrap_or_default()
}

#[tokio::test]
async fn invented_languages_share_one_picture() {
    let karto = Karto::simple().await;
    let first = karto.get("/map/1/0/0.png?lang=xqzz").await;
    assert_eq!((first.status, cache(&first)), (200, "cache;desc=miss"));
    for lang in ["FR", "fr_FR", "none", "aaaa", "zz-zz", "xqzz-"] {
        let again = karto.get(&format!("/map/1/0/0.png?lang={lang}")).await;
        assert_eq!((cache(&again), &again.body), ("cache;desc=hit", &first.body), "{lang}");
    }
    let known = karto.get("/map/1/0/0.png?lang=de").await;
    assert_eq!(cache(&known), "cache;desc=miss", "a language that data has names in is its own picture");
    let default = karto.get("/map/1/0/0.png?lang=local").await;
    assert_eq!(cache(&default), "cache;desc=miss");
    assert_eq!(cache(&karto.get("/map/1/0/0.png").await), "cache;desc=hit", "the default language is no other picture");
}

#[tokio::test]
async fn requests_that_would_wait_too_long_are_refused_at_once() {
    let karto = Karto::serve("karto: {render: {workers: 1, queue: 4}, limits: {queueTime: 50ms}}", MAP).await;
    // Each language is a picture of its own.
    let asks = ["de", "fr", "it", "es", "pt", "nl", "sv", "da", "fi", "et", "lv", "lt", "pl", "cs", "sk", "hu"];
    let asks = asks.iter().flat_map(|lang| (0..4).map(move |scale| (*lang, ["", "@1.3x", "@2x", "@3x"][scale])));
    let asks: Vec<_> = asks
        .map(|(lang, scale)| {
            let (address, path) = (karto.address, format!("/map/1/0/0{scale}.png?lang={lang}"));
            tokio::spawn(async move { ask(address, "GET", &path, &[]).await })
        })
        .collect();
    let (mut drawn, mut refused) = (0, 0);
    for asked in asks {
        let reply = asked.await.unwrap();
        match reply.status {
            200 => drawn += 1,
            503 => {
                refused += 1;
                assert_eq!(reply.header("cache-control"), Some("no-store"));
                assert_eq!(reply.header("retry-after"), Some("2"));
            }
            other => panic!("{other}: {}", reply.text()),
        }
    }
    assert!(drawn > 0 && refused > 0, "{drawn} drawn, {refused} refused");
    let metrics = karto.ask_admin("GET", "/metrics").await;
    let shed = metrics.text().lines().find(|line| line.starts_with("karto_shed_total{reason=\"render\"}"));
    assert!(shed.is_some(), "refused requests are counted");
}

const MAP: &str = "
  tree: {uri: 'file://{tiles}?filetype=pbf'}
  names: {uri: 'babel://', params: {source: {ref: tree}, tag: name, defaultLanguage: local}}
  map:
    public: true
    formats: [png]
    scales: [1.3, 2, 3]
    uri: style:///embedded/osm-bright
    params: {source: {ref: names}}
";

/// An upstream with tiles of zoom 4 that hangs for one of them, or for all.
async fn partly_hanging(hangs: impl Fn(&str) -> bool + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (hangs, asked) = (Arc::new(hangs), Arc::new(AtomicUsize::new(0)));
    let counter = asked.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (hangs, counter) = (hangs.clone(), counter.clone());
            tokio::spawn(async move {
                let mut buffer = vec![0; 4096];
                while let Ok(n @ 1..) = stream.read(&mut buffer).await {
                    counter.fetch_add(1, Ordering::SeqCst);
                    let head = String::from_utf8_lossy(&buffer[..n]).into_owned();
                    if hangs(head.split(' ').nth(1).unwrap_or_default()) {
                        std::future::pending::<()>().await;
                    }
                    let body = tile(5);
                    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
                    if stream.write_all(&[head.as_bytes(), &body].concat()).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    (format!("http://{address}/{{z}}/{{x}}/{{y}}.pbf"), asked)
}

#[tokio::test]
async fn an_incomplete_picture_says_so_and_is_kept_nowhere_for_long() {
    let (uri, _) = partly_hanging(|path| path == "/3/5/3.pbf").await;
    let sources = format!(
        "
  slow: {{uri: '{uri}', setInfo: {{maxzoom: 3}}}}
  map:
    public: true
    formats: [png]
    headers: {{Cache-Control: 'public, s-maxage=86400', Surrogate-Control: max-age=86400}}
    uri: style:///embedded/osm-bright
    params: {{source: {{ref: slow}}}}
"
    );
    let karto = Karto::serve("karto: {render: {metatile: 1}}", &sources).await;
    // Drawn from 3/4/3, whose neighbor hangs.
    let incomplete = karto.get("/map/4/9/6.png").await;
    assert_eq!(incomplete.status, 200);
    assert_eq!(incomplete.header("x-karto-incomplete"), Some("labels"));
    let caching = incomplete.header("cache-control").unwrap();
    let seconds: u64 = caching.rsplit('=').next().unwrap().parse().unwrap();
    assert!(seconds <= 10 && !caching.contains("86400"), "{caching}");
    assert_eq!(incomplete.header("surrogate-control"), None);
    let complete = karto.get("/map/4/2/6.png").await;
    assert_eq!((complete.status, complete.header("x-karto-incomplete")), (200, None));
    assert_eq!(complete.header("cache-control"), Some("public, s-maxage=86400"));
    let metrics = karto.ask_admin("GET", "/metrics").await;
    assert!(metrics.text().contains("karto_pictures_incomplete_total{source=\"map\"} 1"));
}

#[tokio::test]
async fn a_source_that_hangs_is_remembered_and_its_requests_fail_at_once() {
    let (uri, asked) = partly_hanging(|_| true).await;
    let sources = format!("\n  slow: {{public: true, formats: [pbf], uri: '{uri}'}}\n");
    let karto = Karto::serve("karto: {answers: {upstreamErrorsAs5xx: true}, limits: {patience: 20s}}", &sources).await;
    let first = karto.get("/slow/1/0/0.pbf").await;
    assert!([503, 504].contains(&first.status), "{}: the request ends when the source is known to hang", first.status);
    let before = asked.load(Ordering::SeqCst);
    for x in 0..8 {
        let asks = tokio::time::timeout(Duration::from_secs(2), karto.get(&format!("/slow/3/{x}/0.pbf"))).await;
        assert!(asks.is_ok_and(|reply| [503, 504].contains(&reply.status)));
    }
    let probes = asked.load(Ordering::SeqCst) - before;
    assert!(probes <= 4, "{probes}: only probes reach the source, one at a time");
    let ready = karto.ask_admin("GET", "/ready").await;
    assert!(ready.text().contains("slow") && ready.text().contains("no answer"), "{}", ready.text());
    let metrics = karto.ask_admin("GET", "/metrics").await;
    assert!(metrics.text().contains("karto_source_up{source=\"slow\",reason=\"probe\"} 0"));
}

#[tokio::test]
async fn a_slow_source_is_not_taken_for_one_that_hangs() {
    let upstream = Upstream::start(Duration::from_secs(2)).await;
    let karto = Karto::serve("karto: {limits: {patience: 30s}}", &upstream.sources()).await;
    for x in 0..4 {
        assert_eq!(karto.get(&format!("/slow/3/{x}/0.pbf")).await.status, 200);
    }
    wait_for(|| upstream.asked() == 4).await;
}
