//! Common headers, and configured headers.

use crate::harness::Karto;

#[tokio::test]
async fn every_routed_reply_has_the_common_headers() {
    let karto = Karto::serve("cors: https://wiki.test\ncsp: \"default-src 'self'\"", crate::harness::SOURCES).await;
    for path in ["/pbf/1/0/0.pbf", "/map/info.json", "/robots.txt", "/_info", "/nosuch/1/0/0.png", "/map/9/0/0.png"] {
        let reply = karto.get(path).await;
        for (name, value) in [
            ("access-control-allow-origin", "https://wiki.test"),
            ("access-control-allow-headers", "accept, x-requested-with, content-type"),
            ("access-control-expose-headers", "etag"),
            ("x-xss-protection", "1; mode=block"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "SAMEORIGIN"),
            ("content-security-policy", "default-src 'self'"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
        assert!(reply.header("server").is_none() && reply.header("x-powered-by").is_none());
        assert!(reply.header("server-timing").unwrap().contains("total;dur="), "{path}");
    }
    let bare = Karto::serve("cors: false\ncsp: false", crate::harness::SOURCES).await;
    let reply = bare.get("/robots.txt").await;
    assert!(reply.header("access-control-allow-origin").is_none());
    assert!(reply.header("content-security-policy").is_none());
}

#[tokio::test]
async fn configured_headers_have_the_precedence_of_kartotherian() {
    let conf = "defaultHeaders: {Cache-Control: server-default, X-A: server}\noverrideHeaders: {X-Over: server, X-Both: server}";
    let sources = "
  plain:
    public: true
    formats: [pbf]
    uri: 'file://{tiles}?filetype=pbf'
    defaultHeaders: {Cache-Control: 'public, max-age=900', Content-Type: text/plain}
    overrideHeaders: {X-Both: source}
";
    let karto = Karto::serve(conf, sources).await;
    for path in ["/plain/1/0/0.pbf", "/plain/info.json"] {
        let reply = karto.get(path).await;
        assert_eq!(reply.header("cache-control"), Some("public, max-age=900"), "{path}");
        assert_eq!(reply.header("x-a"), Some("server"));
        assert_eq!(reply.header("x-over"), Some("server"));
        assert_eq!(reply.header("x-both"), Some("source"));
        assert_ne!(reply.header("content-type"), Some("text/plain"), "what the tile says beats defaults");
    }
    let error = karto.get("/plain/99/0/0.pbf").await;
    assert_eq!(error.header("cache-control"), Some("public, s-maxage=30, max-age=30"));
    assert_eq!(error.header("x-over"), None);
}

#[tokio::test]
async fn a_request_id_is_kept_or_generated() {
    let karto = Karto::simple().await;
    let given = karto.get_with("/robots.txt", &[("X-Request-Id", "abc-123")]).await;
    assert_eq!(given.header("x-request-id"), Some("abc-123"));
    let (one, two) = (karto.get("/robots.txt").await, karto.get("/robots.txt").await);
    assert_ne!(one.header("x-request-id").unwrap(), two.header("x-request-id").unwrap());
    let long = "x".repeat(500);
    let odd = karto.get_with("/robots.txt", &[("X-Request-Id", &long)]).await;
    assert_ne!(odd.header("x-request-id"), Some(long.as_str()));
}

#[tokio::test]
async fn services_tell_about_themselves() {
    let karto = Karto::simple().await;
    assert_eq!(karto.get("/ROBOTS.txt").await.text(), "User-agent: *\nDisallow: /");
    let all = karto.get("/_INFO/").await.json();
    let keys: Vec<_> = all.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["name", "version", "description", "home", "homepage", "revision", "config"]);
    assert_eq!(karto.get("/_info/name").await.json(), serde_json::json!({"name": "karto"}));
    let home = karto.get("/_info/home").await;
    assert_eq!((home.status, home.header("location")), (301, all["home"].as_str()));
}

#[tokio::test]
async fn facts_about_the_service_have_the_paths_and_methods_of_kartotherian() {
    let karto = Karto::simple().await;
    let (json, text) = (Some("application/json; charset=utf-8"), Some("text/plain; charset=utf-8"));
    let page = Some("text/html; charset=utf-8");
    for (method, path, status, kind) in [
        ("GET", "/_info", 200, json),
        ("GET", "/_info/", 200, json),
        ("HEAD", "/_info", 200, json),
        ("GET", "/_info?x=1", 200, json),
        ("GET", "/_INFO/NAME", 200, json),
        ("GET", "/_info/name/", 200, json),
        ("GET", "/_info/version", 200, json),
        ("HEAD", "/_info/version", 200, json),
        ("OPTIONS", "/_info", 200, page),
        ("OPTIONS", "/_info/name", 200, page),
        ("POST", "/_info", 405, json),
        ("DELETE", "/_info/version", 405, json),
        ("GET", "/_info/home", 301, None),
        ("GET", "/_info/home/", 301, None),
        ("HEAD", "/_info/home", 301, None),
        ("POST", "/_info/home", 301, None),
        ("DELETE", "/_info/home", 301, None),
        ("OPTIONS", "/_info/home", 301, None),
        ("GET", "/_info//", 404, page),
        ("GET", "//_info", 404, page),
        ("GET", "/_info/description", 404, page),
        ("GET", "/_info/name/x", 404, page),
        ("GET", "/_infos", 404, page),
        ("POST", "/_info/other", 404, page),
        ("GET", "/robots.txt", 200, text),
        ("HEAD", "/robots.txt", 200, text),
        ("GET", "/Robots.TXT/?x", 200, text),
        ("OPTIONS", "/robots.txt", 200, page),
        ("POST", "/robots.txt", 405, json),
        ("GET", "/robots.txt/x", 404, page),
    ] {
        let reply = karto.ask(method, path, &[]).await;
        assert_eq!((reply.status, reply.header("content-type")), (status, kind), "{method} {path}");
        assert!(method != "HEAD" || reply.body.is_empty(), "{method} {path}");
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{method} {path}");
    }
}

#[tokio::test]
async fn each_of_the_common_headers_can_be_turned_off() {
    let cors = ["access-control-allow-origin", "access-control-allow-headers", "access-control-expose-headers"];
    let csp = ["content-security-policy", "x-xss-protection", "x-content-type-options", "x-frame-options"];
    for (conf, has_cors, has_csp) in [
        ("", true, true),
        ("cors: false", false, true),
        ("csp: false", true, false),
        ("cors: false\ncsp: false", false, false),
        ("cors: 'https://wiki.test'\ncsp: sandbox", true, true),
    ] {
        let karto = Karto::serve(conf, crate::harness::SOURCES).await;
        for path in ["/pbf/1/0/0.pbf", "/map/info.json", "/robots.txt", "/nosuch/1/0/0.png"] {
            let reply = karto.get(path).await;
            assert!(cors.iter().all(|name| reply.header(name).is_some() == has_cors), "{conf}: {path}");
            assert!(csp.iter().all(|name| reply.header(name).is_some() == has_csp), "{conf}: {path}");
        }
    }
}

#[tokio::test]
async fn configured_headers_replace_the_common_ones() {
    let conf = "defaultHeaders: {Access-Control-Allow-Origin: default, X-Frame-Options: DENY}\noverrideHeaders: {Content-Security-Policy: sandbox}";
    let sources = "
  plain:
    public: true
    formats: [pbf]
    uri: 'file://{tiles}?filetype=pbf'
    headers: {Access-Control-Expose-Headers: '*', Content-Type: application/x-protobuf}
";
    let karto = Karto::serve(conf, sources).await;
    let tile = karto.get("/plain/1/0/0.pbf").await;
    for (name, value) in [
        ("access-control-allow-origin", "default"),
        ("x-frame-options", "DENY"),
        ("content-security-policy", "sandbox"),
        ("access-control-expose-headers", "*"),
        ("content-type", "application/x-protobuf"),
    ] {
        assert_eq!(tile.header(name), Some(value));
    }
    let other = karto.get("/robots.txt").await;
    assert_eq!(other.header("access-control-allow-origin"), Some("*"), "only of tiles and info.json");
}

#[tokio::test]
async fn the_caching_of_the_page_and_its_files_can_be_configured() {
    let karto = Karto::serve("cache: 'public, max-age=86400'", crate::harness::SOURCES).await;
    for path in ["/", "/static/karto/page.js"] {
        assert_eq!(karto.get(path).await.header("cache-control"), Some("public, max-age=86400"), "{path}");
    }
    assert_eq!(karto.get("/pbf/1/0/0.pbf").await.header("cache-control"), None);
}

#[tokio::test]
async fn the_root_page_loads_no_external_files() {
    let karto = Karto::serve("csp: \"default-src 'none'\"", crate::harness::SOURCES).await;
    let page = karto.get("/").await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(page.plain()).unwrap();
    assert!(!html.contains("http://") && !html.contains("https://"), "loads from elsewhere");
    assert!(html.contains("map/info.json") && html.contains("pbf/0/0/0.pbf") && !html.contains("tree"), "{html}");
    for part in html.split(['"', '#']).filter(|part| part.starts_with("static/")) {
        let asset = karto.get(&format!("/{part}")).await;
        assert_eq!(asset.status, 200, "{part}");
        assert_eq!(asset.header("cache-control"), Some("public, max-age=0"));
        let tag = asset.header("etag").unwrap();
        assert_eq!(karto.get_with(&format!("/{part}"), &[("If-None-Match", tag)]).await.status, 304);
    }
    assert_eq!(karto.get("/static/karto/../page.js").await.status, 404);
}

#[tokio::test]
async fn the_page_of_the_description_has_the_files_of_kartotherian() {
    let karto = Karto::simple().await;
    let page = karto.get("/?doc").await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    for (path, kind, content) in [
        ("", "text/html", "swagger-ui-bundle.js"),
        ("swagger-ui.css", "text/css", ".swagger-ui"),
        ("/swagger-ui.js", "text/javascript", "SwaggerUIBundle"),
        ("swagger-ui-bundle.js", "text/javascript", "SwaggerUIBundle"),
        ("swagger-initializer.js", "text/javascript", "SwaggerUIBundle("),
        ("swagger-ui-standalone-preset.js", "text/javascript", ""),
        ("index.css", "text/css", "body"),
    ] {
        let reply = karto.get(&format!("/?doc&path={path}")).await;
        assert_eq!((reply.status, reply.header("content-encoding")), (200, None), "{path}");
        assert!(reply.header("content-type").unwrap().starts_with(&format!("{kind}; charset=utf-8")), "{path}");
        assert!(reply.text().contains(content), "{path}");
    }
    let unknown = karto.get("/?doc&path=../../package.json").await;
    assert_eq!((unknown.status, unknown.header("content-type")), (404, Some("application/json; charset=utf-8")));
}
