//! Kartotherian's keys: `services[].conf`.

use super::{Form, Key, KeySection, Shape, Unknown};
use crate::config::templates::Braces;

/// `services[].conf`
pub static CONF: KeySection = KeySection {
    name: "conf",
    about: "The tile service (`services[].conf`).",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("port", Shape::Integer(1, 65535), "Public port.").or("6533"),
        Key::new("interface", Shape::Text(Form::Address), "Address of the public port; all addresses by default.").or("0.0.0.0"),
        Key::new("cors", Shape::Either(&[Shape::Off, Shape::Text(Form::HeaderValue)]), "Value of `Access-Control-Allow-Origin`; `false` sends none.").or("*"),
        Key::new("csp", Shape::Either(&[Shape::Off, Shape::Text(Form::HeaderValue)]), "Value of `Content-Security-Policy`; `false` sends none.").or("default-src 'self'; object-src 'none'; media-src 'none'; style-src 'self'; frame-ancestors 'self'"),
        Key::new("cache", Shape::Text(Form::HeaderValue), "`Cache-Control` of the built-in page and its files; by default, clients ask each time whether they changed."),
        Key::new("sources", Shape::Sources, "The sources: a mapping, a file with one, or a list of both; if a name occurs twice, the last one is used. Files are relative to the file that names them.").required(),
        Key::new("variables", Shape::Variables, "Values for `{var: name}`: a mapping, a file with one, or a list of both. If a name occurs twice, the last one is used."),
        Key::new("allSourcesPublic", Shape::Bool, "Makes every source public, regardless of its `public`.").or("false"),
        Key::new("defaultHeaders", Shape::Map(&Shape::Text(Form::HeaderValue)), "Default headers of replies, unless the source has them."),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Headers of replies that replace those of the source.").also(&["overrideHeaders"]),
        Key::new("requestHandlers", Shape::List(&Shape::Text(Form::Handler)), "Which of `geoshapes`, `maki` (markers) and `snapshot` (static images) are enabled, by the last part of the module name; all by default."),
        Key::new("allowedDomains", Shape::Map(&Shape::OneOrMore(&Shape::Text(Form::Host))), "Scheme → domains from whose pages static images may load map data."),
        Key::new("geoshapes", Shape::Section(&GEOSHAPES), "The database and services for `/geoshape`, `/geoline` and `/geopoint`; without it they are disabled."),
        Key::new("mwapi_req", Shape::Free(Braces::Request), "Request template for the MediaWiki API; by default a `POST` to `/w/api.php` of the wiki. Its expressions may use `request.params.domain`, `request.params.protocol`, `request.query`, `request.headers.user-agent`, `request.headers.x-client-ip` and `request.headers.x-forwarded-for`, and the functions `default`, `merge` and `strip`."),
        Key::new("user_agent", Shape::Text(Form::HeaderValue), "`User-Agent` of requests to the MediaWiki API (`{{user-agent}}` in `mwapi_req`); karto's own by default."),
        Key::new("versioned_maps", Shape::Bool, "Whether static images may show the map data of a revision (`revid`); otherwise, that of the newest one.").or("true"),
        Key::unused("rewrite_local_service_url", "Map services in map data are always answered in the process."),
        Key::unused("userAgentContact", "User agent of the Node service."),
        Key::new("restbase_req", Shape::Free(Braces::Request), "Request template for RESTBase; not used by karto's handlers."),
        Key::new("karto", Shape::Section(&super::karto::KARTO), "karto's own settings."),
        Key::unused("modules", "JavaScript modules of tile sources, which are built into karto."),
        Key::unused("spec", "OpenAPI file; karto generates the description for `/?spec`."),
        Key::unused("max_body_size", "Request bodies of the Node service; karto accepts none."),
        Key::unused("compression_level", "Compression of the Node service."),
        Key::unused("salt", "Of the service template."),
        Key::unused("views", "Of the service template."),
        Key::unused("proxy", "Outgoing proxy of the Node service."),
        Key::unused("no_proxy_list", "Outgoing proxy of the Node service."),
        Key::unused("no_proxy", "Outgoing proxy of the Node service."),
        Key::unused("name", "Name of the Node service."),
        Key::unused("version", "Version of the Node service."),
        Key::unused("log_header_whitelist", "Headers logged by the Node service."),
        Key::unused("worker_heap_limit_mb", "Limit of a Node process."),
        Key::unused("markerBackend", "Of the Node marker handler."),
    ],
};

/// `conf.geoshapes`
pub static GEOSHAPES: KeySection = KeySection {
    name: "conf.geoshapes",
    about: "Geometries of Wikidata items from an OpenStreetMap database.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new(
            "url",
            Shape::Text(Form::DatabaseUrl),
            "Connection URL, instead of the next five keys; preferably `{ env(NAME) }`.",
        ),
        Key::new("host", Shape::Text(Form::Host), "Host of the database.").or("localhost"),
        Key::new("port", Shape::Integer(1, 65535), "Port of the database.").or("5432"),
        Key::new("database", Shape::Text(Form::Any), "Name of the database. This or `url` is required."),
        Key::new("user", Shape::Text(Form::MayBeEmpty), "User name; if it is empty, the database's default."),
        Key::new(
            "password",
            Shape::Secret,
            "Password; give it as `{ env(NAME) }`. If it and `user` are empty, there is no password.",
        ),
        Key::new(
            "polygonTable",
            Shape::Text(Form::SqlName),
            "Table with areas, for `/geoshape`: columns `wikidata` (text) and `geometry`, in any number of rows per item.",
        )
        .or("wikidata_relation_polygon"),
        Key::new(
            "lineTable",
            Shape::Text(Form::SqlName),
            "Table with lines, for `/geoline`, with the same columns: the members of relations, one per row.",
        )
        .or("wikidata_relation_members"),
        Key::new("table", Shape::Text(Form::SqlName), "Not read: Kartotherian reads the other two tables, too."),
        Key::new("pointTable", Shape::Text(Form::SqlName), "Not read."),
        Key::new("poolSize", Shape::Integer(1, 1000), "Maximum number of connections.").or("10"),
        Key::new("maxidcount", Shape::Integer(1, 10_000), "Maximum number of ids in a request.").or("500"),
        Key::new(
            "wikidataQueryService",
            Shape::Either(&[Shape::Off, Shape::Text(Form::HttpUrl)]),
            "SPARQL endpoint for `?query=` and for the coordinates of `/geopoint`; `false` disables both.",
        )
        .or("https://query.wikidata.org/bigdata/namespace/wdq/sparql"),
        Key::new(
            "allowUserQueries",
            Shape::Bool,
            "Whether requests may select how shapes are simplified, with `?sql=` and `?arg1=`.",
        )
        .or("false"),
        Key::new("enableGeopoints", Shape::Bool, "Whether `/geopoint` is enabled.").or("false"),
        Key::new("coordinatePredicateId", Shape::Text(Form::Any), "Wikidata property with the coordinates, in SPARQL.")
            .or("wdt:P625"),
        Key::new(
            "mw_api",
            Shape::Section(&MW_API),
            "MediaWiki API that cleans the properties of `?query=`. The default is the URL of `mwapi_req` if it has no placeholders, otherwise `https://en.wikipedia.org/w/api.php`; with the header `Host: en.wikipedia.org`.",
        ),
        Key::unused("userAgent", "User agent of the Node handler."),
        Key::unused("queries", "SQL of the Node handler."),
        Key::unused("sparqlHeaders", "Headers of the Node handler."),
        Key::unused("floatPrecision", "Precision of the Node handler."),
    ],
};

/// `conf.geoshapes.mw_api`
pub static MW_API: KeySection = KeySection {
    name: "conf.geoshapes.mw_api",
    about: "MediaWiki API that cleans map data.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("uri", Shape::Text(Form::HttpUrl), "URL of the API.").required(),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Headers of the request."),
        Key::unused("method", "Method of the request."),
        Key::unused("body", "Body of the request."),
    ],
};
