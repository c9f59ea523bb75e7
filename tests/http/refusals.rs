//! Rejected requests, with their messages and the order of the checks.

use crate::harness::Karto;

#[tokio::test]
async fn every_rejected_request_has_its_message() {
    let karto = Karto::simple().await;
    for (path, message) in [
        ("/nosuch/0/0/0.png", "Unknown source"),
        ("/Map/info.json", "Unknown source"),
        ("/map.x/1/0/0.png", "Unknown source"),
        ("/map//1/0/0.png", "Unknown source"),
        ("/map/1/0/0/0.png", "Unknown source"),
        ("/tree/0/0/0.gif", "Source is not public"),
        ("/tree/info.json", "Source is not public"),
        ("/secret/info.json", "Source info is not public"),
        ("/map/0/0/0.PNG", "Format PNG is not known"),
        ("/map/0/0/0.jpg", "Format jpg is not known"),
        ("/pbf/0/0/0.mvt", "Format mvt is not known"),
        ("/map/99/0/0.xyz", "Format xyz is not known"),
        ("/map/99/0/0.png", "invalid zoom"),
        ("/map/27/0/0.png", "invalid zoom"),
        ("/map/99999999999999999999999/0/0.png", "invalid zoom"),
        ("/map/4/0/0@9x.png", "Maximum zoom is 3"),
        ("/pbf/0/0/0@2x.pbf", "Scaling is not enabled for this source"),
        ("/map/1/9/0@1.30x.png", "This scaling is not allowed for this source. Allowed: \"1.3,2\""),
        ("/map/1/0/0@1x.png", "This scaling is not allowed for this source. Allowed: \"1.3,2\""),
        ("/map/1/2/0.png?lang=1", "x,y coordinates are not valid, or not allowed for this zoom"),
        ("/map/1/0/99999999999999999999999.png", "x,y coordinates are not valid, or not allowed for this zoom"),
        ("/map/1/0/0.json?lang=en1", "lang param is not valid"),
        ("/map/1/0/0.json?lang=en+", "lang param is not valid"),
        ("/map/1/0/0.json?lang=en&lang=de", "lang param is not valid"),
        ("/map/1/0/0.json?lang[]=en", "lang param is not valid"),
        ("/map/1/0/0.json?lang=en%00", "lang param is not valid"),
        ("/map/1/0/0.json?lang=<script>", "lang param is not valid"),
    ] {
        let reply = karto.get(path).await;
        assert_eq!(reply.json(), message, "{path}");
        assert_eq!(reply.status, 400, "{path}");
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(reply.header("cache-control"), Some("public, s-maxage=30, max-age=30"));
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    }
}

#[tokio::test]
async fn javascript_names_are_ordinary_names() {
    let karto = Karto::simple().await;
    for lang in ["constructor", "__proto__", "toString"] {
        assert_eq!(karto.get(&format!("/map/1/0/0.json?lang={lang}")).await.status, 200);
    }
    assert_eq!(karto.get("/hasOwnProperty/1/0/0.png").await.json(), "Unknown source");
}

#[tokio::test]
async fn leading_zeros_and_one_trailing_slash_are_accepted() {
    let karto = Karto::simple().await;
    let plain = karto.get("/pbf/1/0/1.pbf").await;
    for path in ["/pbf/01/00/0001.pbf", "/pbf/1/0/1.pbf/", "/pb%66/1/0/1.pbf"] {
        assert_eq!(karto.get(path).await.body, plain.body, "{path}");
    }
    assert_eq!(karto.get("/pbf/1/0/1.pbf//").await.status, 404);
}

#[tokio::test]
async fn an_unknown_path_gets_the_page_of_kartotherian() {
    let karto = Karto::simple().await;
    let reply = karto.get("/metrics").await;
    assert_eq!(reply.status, 404);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(reply.header("content-security-policy"), Some("default-src 'none'"));
    assert!(reply.text().contains("<pre>Cannot GET /metrics</pre>") && reply.body.len() == 146);
    let odd = karto.get("/<script>alert(1)</script>").await;
    assert_eq!(odd.status, 404);
    assert!(odd.text().contains("<pre>Cannot GET /%3Cscript%3Ealert(1)%3C/script%3E</pre>"), "{}", odd.text());
}

#[tokio::test]
async fn methods_are_get_head_and_options() {
    let karto = Karto::simple().await;
    let options = karto.ask("OPTIONS", "/nosuch/1/0/0.png", &[("Origin", "https://example.org")]).await;
    assert_eq!((options.status, options.text()), (200, "GET,HEAD"));
    assert_eq!(options.header("allow"), Some("GET,HEAD"));
    assert_eq!(karto.ask("OPTIONS", "/metrics", &[]).await.status, 404);
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let reply = karto.ask(method, "/map/1/0/0.json", &[("Content-Length", "0")]).await;
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD, OPTIONS"));
        assert_eq!(karto.ask(method, "/metrics", &[("Content-Length", "0")]).await.status, 404);
    }
    let unknown = karto.ask("FOO", "/map/1/0/0.json", &[]).await;
    assert_eq!((unknown.status, unknown.body.len()), (400, 0));
}
