//! What is asked, and what comes of the answers.

use super::{
    wiki::{Asked, Reply},
    *,
};

#[tokio::test]
async fn the_api_is_asked_as_the_original_asks_it() {
    let server = WikiServer::with_groups(json!({})).await;
    let client = ClientInfo { ip: Some("192.0.2.7".parse().unwrap()) };
    let deadline = Instant::now() + Duration::from_secs(10);
    let api = mapdata(&server);
    for query in ["title=Foo bar", "title=x&revid=12"] {
        let request = request(&format!("domain=EN.wikipedia.org:80&groups=_a,_b&{query}"));
        assert_eq!(api.features(&request, &client, deadline).await.unwrap(), Vec::<Value>::new());
    }
    let asked = server.asked();
    let fields = |asked: &Asked| asked.form.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>();
    let query = |page| {
        [
            "format=json",
            "action=query",
            "formatversion=2",
            page,
            "prop=mapdata",
            "mpdlimit=max",
            "mpdgroups[0]=_a",
            "mpdgroups[1]=_b",
        ]
    };
    assert_eq!(fields(&asked[0]), query("titles=Foo bar"));
    assert_eq!(fields(&asked[1]), query("revids=12"));
    assert!(asked[0].head.starts_with("POST /w/api.php HTTP/1.1"), "{}", asked[0].head);
    let headers = ["host", "content-type", "x-client-ip"].map(|name| asked[0].header(name).unwrap_or_default());
    assert_eq!(headers, ["en.wikipedia.org", "application/x-www-form-urlencoded", "192.0.2.7"]);
    assert!(asked[0].header("user-agent").is_some_and(|agent| agent.starts_with("karto/")));
}

#[tokio::test]
async fn groups_become_features_in_painting_order() {
    let geometry = json!({"type": "Point", "coordinates": [0.0, 15.0]});
    let server = WikiServer::with_groups(json!({
        "_a": [point(10.0, json!({})), {"type": "FeatureCollection", "features": [line(), point(30.0, json!({}))]}, geometry],
        "_b": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.0, 20.0]}, "properties": null},
        "_null": null,
        "_empty": [],
        "_nothing": [{"type": "Feature", "properties": {}, "geometry": null}],
        "_expanded": {"type": "ExternalData", "service": "page", "url": "x", "features": [point(5.0, json!({}))]},
        "_other": [line()],
    }))
    .await;
    let found = features(&server, "_a,_missing,_null,_b,_empty,_nothing,_expanded").await.unwrap();
    let expected: Vec<_> = [30.0, 20.0, 15.0, 10.0, 5.0].map(|lat| point(lat, json!({}))).to_vec();
    assert_eq!(found, [vec![line()], expected].concat());
    assert_eq!(features(&server, "_missing").await.unwrap(), Vec::<Value>::new());
}

#[tokio::test]
async fn pages_are_asked_from_the_wiki_that_has_them() {
    let url = "https://commons.wikimedia.org/w/api.php?format=json&formatversion=2&action=jsondata&title=New York.map";
    let page =
        |url: &str| json!({"type": "ExternalData", "service": "page", "url": url, "properties": {"fill": "#f00"}});
    let groups =
        json!({"_a": [page(url)], "_evil": [page(&url.replace("commons.wikimedia.org", "evil.example")), line()]});
    let server = WikiServer::start(move |asked| match asked.field("action") {
        Some("jsondata") => Reply::json(&json!({"jsondata": {"license": "x", "data": {"type": "FeatureCollection",
            "features": [line(), {"type": "ExternalData", "service": "page", "url": "https://commons.wikimedia.org/w/api.php?action=jsondata&title=Other.map"}]}}})),
        _ => Reply::groups(&groups),
    })
    .await;
    assert_eq!(features(&server, "_a").await.unwrap(), [line()]);
    assert_eq!(features(&server, "_evil").await.unwrap(), [line()]);
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one page, whose own external data is not loaded, and nothing for the other host");
    assert_eq!(asked[1].header("host"), Some("commons.wikimedia.org"));
    let fields: Vec<_> = asked[1].form.iter().map(|(key, value)| format!("{key}={value}")).collect();
    assert_eq!(fields, ["format=json", "action=jsondata", "formatversion=2", "title=New York.map"]);
}

#[tokio::test]
async fn parts_that_fail_are_left_out() {
    let page = |title: &str| {
        let url = format!("https://commons.wikimedia.org/w/api.php?action=jsondata&title={title}");
        json!({"type": "ExternalData", "service": "page", "url": url})
    };
    let shape =
        json!({"type": "ExternalData", "service": "geoshape", "url": "https://maps.wikimedia.org/geoshape?ids=Q1"});
    let group =
        json!([page("500"), page("hang"), page("html"), page("null"), page("bad"), page("reset"), shape, 1, line()]);
    let mut group = group;
    group.as_array_mut().unwrap().retain(|item| !item.is_number());
    let server = WikiServer::start(move |asked| match asked.field("title") {
        Some("500") => Reply::Http(500, b"oops".to_vec()),
        Some("hang") => Reply::Nothing,
        Some("html") => Reply::Http(200, b"<html>".to_vec()),
        Some("null") => Reply::json(&json!({"jsondata": {"data": null}})),
        Some("bad") => Reply::json(&json!({"jsondata": {"data": {"type": "Nope"}}})),
        Some("reset") => Reply::Bytes(Vec::new()),
        _ => Reply::groups(&json!({"_a": group})),
    })
    .await;
    assert_eq!(features_within(&server, "_a", Duration::from_secs(6)).await.unwrap(), [line()]);
}
