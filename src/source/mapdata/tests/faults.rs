//! Answers of a wiki that is broken, slow or hostile.

use super::{wiki::Reply, *};

async fn error_of(reply: impl Fn() -> Reply + Send + Sync + 'static) -> String {
    let server = WikiServer::start(move |_| reply()).await;
    features_within(&server, "_a", Duration::from_secs(30)).await.unwrap_err()
}

fn group_error(group: Value) -> impl Future<Output = String> {
    error_of(move || Reply::groups(&json!({ "_a": group })))
}

#[tokio::test]
async fn answers_without_map_data_are_told_with_the_query() {
    let expected = "Invalid mapdata response for {\"action\":\"query\",\"formatversion\":\"2\",\"titles\":\"Foo\",\
                    \"prop\":\"mapdata\",\"mpdlimit\":\"max\",\"mpdgroups\":[\"_a\"]}";
    for body in [
        json!({"query": {"pages": [{"title": "Foo", "missing": true}]}}).to_string(),
        json!({"query": {"pages": [{"title": "Foo", "mapdata": ""}]}}).to_string(),
        json!({"query": {"pages": [{"title": "Foo", "mapdata": "[1]"}]}}).to_string(),
        json!({"query": {"pages": [{"title": "Foo", "mapdata": "{"}]}}).to_string(),
        json!({"query": {"pages": []}}).to_string(),
        json!({}).to_string(),
        "null".to_owned(),
        "<html>".to_owned(),
        String::new(),
        "[".repeat(100_000),
    ] {
        let reply = body.clone();
        assert_eq!(error_of(move || Reply::Http(200, reply.clone().into_bytes())).await, expected, "{body:.40}");
    }
}

#[tokio::test]
async fn errors_of_the_api_are_passed_on_if_they_are_public() {
    let api = |error: Value| error_of(move || Reply::json(&json!({ "error": error })));
    assert_eq!(api(json!({"code": "x", "info": "bad thing"})).await, "Mapdata error: bad thing");
    assert_eq!(api(json!({"code": "x"})).await, "Mapdata error: x");
    assert_eq!(error_of(|| Reply::Http(500, b"oops".to_vec())).await, "oops");
    let hidden = "The MediaWiki API answered with the status 503";
    assert_eq!(error_of(|| Reply::Http(503, b"connect to db1.internal:3306".to_vec())).await, hidden);
    assert_eq!(error_of(|| Reply::Http(503, vec![b'x'; 1 << 20])).await, "503: http_error");
}

#[tokio::test]
async fn a_wiki_that_does_not_answer_is_an_error_in_time() {
    let started = Instant::now();
    let silent = WikiServer::start(|_| Reply::Nothing).await;
    let late = features_within(&silent, "_a", Duration::from_millis(300)).await.unwrap_err();
    assert_eq!(late, "The MediaWiki API did not answer in time");
    let gone = "The MediaWiki API is not available";
    assert_eq!(error_of(|| Reply::Bytes(Vec::new())).await, gone);
    assert_eq!(error_of(|| Reply::Bytes(b"garbage\r\n\r\n".to_vec())).await, gone);
    assert_eq!(error_of(|| Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".to_vec())).await, gone);
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = WikiServer::with_groups(json!({"_a": [line()]})).await;
    let to = format!("http://{}/w/api.php", other.address);
    let message = error_of(move || Reply::Redirect(to.clone())).await;
    assert_eq!(message, "The answer of the MediaWiki API is not valid");
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn groups_that_are_not_geojson_are_told_in_the_words_of_the_original() {
    for (group, expected) in [
        (json!([null]), "Bad GeoJSON - is null"),
        (json!(["x"]), "Bad GeoJSON - unknown javascript type \"string\""),
        (json!([{"a": 1}]), "Bad GeoJSON - object has no \"type\" property"),
        (json!([{"type": "Nope"}]), "Bad GeoJSON - unknown \"type\" property \"Nope\""),
        (json!([{"type": "FeatureCollection"}]), "Bad GeoJSON - unknown \"type\" property \"FeatureCollection\""),
        ((0..20).fold(line(), |inner, _| json!([inner])), "Bad GeoJSON - nested too deeply"),
    ] {
        assert_eq!(group_error(group).await, expected);
    }
}

#[tokio::test]
async fn what_a_page_may_hold_is_bounded() {
    let large = "The map data of the page is too large";
    let external = json!({"type": "ExternalData", "service": "page", "url": "x"});
    assert_eq!(group_error(vec![point(1.0, json!({})); 10_001].into()).await, large);
    assert_eq!(group_error(vec![external; 101].into()).await, large);
    let long = json!({"type": "LineString", "coordinates": vec![[1, 2]; 500_001]});
    assert_eq!(group_error(long).await, large);
    assert_eq!(error_of(|| Reply::Http(200, vec![b' '; 5 << 20])).await, large);
    let endless = || Reply::Bytes([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b' '; 5 << 20]].concat());
    assert_eq!(error_of(endless).await, large);
}
