//! karto's own section, `conf.karto`.

use super::{Form, Key, KeySection, Shape, Unknown};
use crate::settings::Rasterizer;

/// `karto`
pub static KARTO: KeySection = KeySection {
    name: "karto",
    about: "Settings that Kartotherian does not have. All have defaults.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("admin", Shape::Section(&ADMIN), "The second port: `/live`, `/ready`, `/metrics`, cache purge."),
        Key::new("cache", Shape::Section(&CACHE), "The tile cache, and how long tiles stay fresh."),
        Key::new(
            "memory",
            Shape::Bytes,
            "Memory of the process: cache, pictures that are drawn, answers on their way. By default four fifths of what the container may use, or 1 GiB if it has no limit. See [capacity.md](capacity.md#memory).",
        ),
        Key::new("render", Shape::Section(&RENDER), "Drawing."),
        Key::new("limits", Shape::Section(&LIMITS), "Limits on requests and connections."),
        Key::new("staticMaps", Shape::Section(&STATIC_MAPS), "Static maps: pictures of any size, with overlays."),
        Key::new("traces", Shape::Section(&TRACES), "OpenTelemetry traces; disabled unless `endpoint` is set."),
        Key::new("log", Shape::Section(&LOG), "The form of the log, in addition to `logging`."),
        Key::new("metrics", Shape::Section(&METRICS), "Metrics in addition to karto's own."),
        Key::new(
            "answers",
            Shape::Section(&ANSWERS),
            "Status codes for cases in which those of Kartotherian are questionable.",
        ),
        Key::new(
            "trustedProxies",
            Shape::List(&Shape::Text(Form::Network)),
            "Proxies whose `Forwarded` and `X-Forwarded-*` headers are trusted: addresses or networks. None by default.",
        ),
        Key::new("publicUrl", Shape::Text(Form::HttpUrl), "Public base URL of the service, for URLs in info.json."),
        Key::new(
            "fonts",
            Shape::OneOrMore(&Shape::Text(Form::Path)),
            "Folders and files with fonts, in addition to the built-in ones.",
        ),
        Key::new(
            "staticFiles",
            Shape::Map(&Shape::Text(Form::Path)),
            "Path in URLs (`/static`) → folder whose files are served there. Such paths are files even if a source has the same name; those of karto's own pages (`/static/karto/…`) stay karto's. Files and folders whose names start with a dot, files of more than 16 MiB, and links that lead out of the folder are not served.",
        ),
        Key::new(
            "styleSubstitutes",
            Shape::Map(&Shape::Text(Form::Path)),
            "npm module or source name → MapLibre style that is drawn instead of a `tmstyle://` project.",
        ),
    ],
};

/// `karto.admin`
pub static ADMIN: KeySection = KeySection {
    name: "karto.admin",
    about: "The second port, for operators and probes.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("enabled", Shape::Bool, "Whether the admin port is enabled.").or("true"),
        Key::new("interface", Shape::Text(Form::Address), "Address of the admin port.").or("127.0.0.1"),
        Key::new("port", Shape::Integer(1, 65535), "Number of the admin port.").or("6534"),
        Key::new(
            "unreadyOnOutage",
            Shape::Bool,
            "Whether `/ready` returns to 503 if all public sources become unavailable. By default, a process that has been ready stays ready and serves cached tiles, so that an outage of the database does not take all processes out of service at once.",
        )
        .or("false"),
    ],
};

/// `karto.cache`
pub static CACHE: KeySection = KeySection {
    name: "karto.cache",
    about: "The tile cache. The freshness set here is the default for all sources; each can override it in its own `cache`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "maxBytes",
            Shape::Bytes,
            "Memory for tiles; 0 disables the cache. By default half of `karto.memory`.",
        ),
        Key::new("maxNegativeBytes", Shape::Bytes, "Memory for entries about tiles that do not exist.").or("8MiB"),
        Key::new(
            "fresh",
            Shape::Duration { milliseconds: false },
            "How long a cached tile is served without a refresh.",
        )
        .or("1h"),
        Key::new(
            "zooms",
            Shape::List(&Shape::Section(&ZOOMS)),
            "Different times for some zooms; the first entry that includes the zoom is used.",
        ),
        Key::new(
            "staleWhileRevalidate",
            Shape::Duration { milliseconds: false },
            "How long after `fresh` a tile is served while a refresh runs.",
        )
        .or("1h"),
        Key::new(
            "staleIfError",
            Shape::Duration { milliseconds: false },
            "How long after `fresh` a tile is served if the refresh fails.",
        )
        .or("1d"),
        Key::new("negative", Shape::Duration { milliseconds: false }, "How long the absence of a tile is cached.")
            .or("30s"),
    ],
};

/// `cache` of one source.
pub static SOURCE_CACHE: KeySection = KeySection {
    name: "sources.*.cache",
    about: "How long tiles of this source stay fresh; the defaults are in `karto.cache`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "fresh",
            Shape::Duration { milliseconds: false },
            "How long a cached tile is served without a refresh.",
        ),
        Key::new(
            "zooms",
            Shape::List(&Shape::Section(&ZOOMS)),
            "Different times for some zooms; the first entry that includes the zoom is used.",
        ),
        Key::new(
            "staleWhileRevalidate",
            Shape::Duration { milliseconds: false },
            "How long after `fresh` a tile is served while a refresh runs.",
        ),
        Key::new(
            "staleIfError",
            Shape::Duration { milliseconds: false },
            "How long after `fresh` a tile is served if the refresh fails.",
        ),
        Key::new("negative", Shape::Duration { milliseconds: false }, "How long the absence of a tile is cached."),
    ],
};

/// An entry of `zooms` in `cache`.
pub static ZOOMS: KeySection = KeySection {
    name: "cache.zooms[]",
    about: "Freshness of a range of zooms.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("from", Shape::Integer(0, 26), "First zoom.").or("0"),
        Key::new("to", Shape::Integer(0, 26), "Last zoom.").or("26"),
        Key::new(
            "fresh",
            Shape::Duration { milliseconds: false },
            "How long a cached tile is served without a refresh.",
        )
        .required(),
    ],
};

/// `karto.render`
pub static RENDER: KeySection = KeySection {
    name: "karto.render",
    about: "Drawing.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("workers", Shape::Integer(1, 1024), "Threads that draw; by default, the number of CPUs."),
        Key::new(
            "queue",
            Shape::Integer(1, 1_000_000),
            "Maximum number of tiles waiting to be drawn; further ones are answered with 503.",
        )
        .or("256"),
        Key::new(
            "deadline",
            Shape::Duration { milliseconds: false },
            "Maximum time for waiting and drawing, per tile.",
        )
        .or("30s"),
        Key::new(
            "metatile",
            Shape::Choice(&["1", "2", "4"]),
            "Tiles per side of a metatile: these are drawn together.",
        )
        .or("2"),
        Key::new("rasterizer", Shape::Choice(&Rasterizer::NAMES), "The rasterizer for pixels.").or("tiny-skia"),
    ],
};

/// `karto.limits`
pub static LIMITS: KeySection = KeySection {
    name: "karto.limits",
    about: "Limits on requests and connections.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("requestTimeout", Shape::Duration { milliseconds: false }, "Maximum time for a request.").or("60s"),
        Key::new(
            "patience",
            Shape::Duration { milliseconds: false },
            "How long a request waits for its tile. If it takes longer, the request is answered with 503 and the work continues in the background, for later requests.",
        )
        .or("4.5s"),
        Key::new(
            "queueTime",
            Shape::Duration { milliseconds: false },
            "How long work (drawing, fetching) may be expected to wait for its turn. If it would wait longer, the request is refused with 503 at once. Each client may have one job waiting in any case, and clients take turns.",
        )
        .or("1s"),
        Key::new(
            "clientHeader",
            Shape::Text(Form::HeaderName),
            "Header with which trusted proxies identify the client, such as an API key. Clients share the capacity fairly. By default, they are identified by address; behind trusted proxies, by `X-Forwarded-For`.",
        ),
        Key::new(
            "connections",
            Shape::Integer(1, 1_000_000),
            "Maximum number of open connections; fewer if the process may not open as many files. At the limit, the connections that have been without a request for the longest time are closed to make room for new ones. A change takes effect only at startup.",
        )
        .or("10000"),
        Key::new(
            "connectionsPerClient",
            Shape::Integer(1, 1_000_000),
            "Maximum number of open connections of one client: an IPv4 address or a /64 network of IPv6. At the limit, its own idle connections are closed first. It does not apply to `trustedProxies`.",
        )
        .or("1000"),
        Key::new(
            "backlog",
            Shape::Integer(1, 65_535),
            "How many connections may wait to be accepted. The system may allow fewer (`net.core.somaxconn`). A change takes effect only at startup.",
        )
        .or("4096"),
        Key::new(
            "sendTimeout",
            Shape::Duration { milliseconds: false },
            "A client that takes less than 64 KiB of its response in this time is disconnected. While more than three quarters of `responseBytes` are in use, it has a sixth of the time.",
        )
        .or("30s"),
        Key::new(
            "sendBuffer",
            Shape::Bytes,
            "Size of the system's buffer for the response of a connection. A change takes effect only at startup.",
        )
        .or("128KiB"),
        Key::new(
            "responseBytes",
            Shape::Bytes,
            "Memory for response bodies that clients are reading. A body that several clients read counts once; bodies of at most 16 KiB do not count. If it is used up, requests with larger bodies are answered with 503; one client may use half of it. The bodies of requests may use a quarter of this in addition. By default a third of the memory that the cache leaves.",
        ),
        Key::new("requests", Shape::Integer(1, 1_000_000), "Maximum number of concurrent requests.").or("2000"),
        Key::new("tileBytes", Shape::Bytes, "Maximum size of a vector tile from a source, decompressed.").or("16MiB"),
    ],
};

/// `karto.staticMaps`
pub static STATIC_MAPS: KeySection = KeySection {
    name: "karto.staticMaps",
    about: "Static maps: `/<source>/static/…`, and the addresses of tileserver-gl and Mapbox. The limits apply to `/img`, too.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "enabled",
            Shape::Bool,
            "Whether these addresses are served, for all public styles whose `static` is not `false`.",
        )
        .or("true"),
        Key::new("pixels", Shape::Integer(1, 67_108_864), "Maximum number of pixels of a picture, after scaling.")
            .or("16777216"),
        Key::new("points", Shape::Integer(1, 10_000_000), "Maximum number of points of all lines and areas.")
            .or("100000"),
        Key::new("markers", Shape::Integer(0, 100_000), "Maximum number of markers and texts.").or("1000"),
        Key::new("bodyBytes", Shape::Bytes, "Maximum size of the body of a POST request.").or("1MiB"),
        Key::new("deadline", Shape::Duration { milliseconds: false }, "Maximum time for fetching and drawing.")
            .or("30s"),
        Key::new("icons", Shape::Text(Form::Path), "Folder with the images of markers: SVG, PNG, JPEG or WebP."),
        Key::new(
            "attribution",
            Shape::Bool,
            "Whether the attribution of the source is drawn unless a request has `attribution=false`.",
        )
        .or("true"),
        Key::new(
            "errorPictures",
            Shape::Bool,
            "Whether errors are answered with a picture that shows the message, rather than with text.",
        )
        .or("false"),
    ],
};

/// `karto.traces`
pub static TRACES: KeySection = KeySection {
    name: "karto.traces",
    about: "OpenTelemetry traces. Changes take effect only at startup.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "endpoint",
            Shape::Text(Form::HttpUrl),
            "Where spans are sent, as OTLP over HTTP: `http://collector:4318/v1/traces`. If it is not set, no spans are sent.",
        ),
        Key::new(
            "ratio",
            Shape::Number(0.0, 1.0),
            "Fraction of requests that is traced. Requests with a `traceparent` follow its sampled flag instead.",
        )
        .or("1"),
    ],
};

/// `karto.log`
pub static LOG: KeySection = KeySection {
    name: "karto.log",
    about: "The form of the log. Changes take effect only at startup.",
    unknown: Unknown::Refused,
    keys: &[Key::new(
        "format",
        Shape::Choice(&["auto", "json", "text", "bunyan"]),
        "`json`: JSON lines; `text`: for people; `auto`: text on a terminal, otherwise JSON; `bunyan`: JSON lines with the field names of Kartotherian's log, see [monitoring.md](monitoring.md#logs).",
    )
    .or("auto")],
};

/// `karto.metrics`
pub static METRICS: KeySection = KeySection {
    name: "karto.metrics",
    about: "Metrics in addition to karto's own. Changes take effect only at startup.",
    unknown: Unknown::Refused,
    keys: &[Key::new(
        "wikimediaNames",
        Shape::Bool,
        "Whether `/metrics` also has Kartotherian's metrics under the names that Wikimedia's dashboards read, see [monitoring.md](monitoring.md#names-of-kartotherian).",
    )
    .or("false")],
};

/// `karto.answers`
pub static ANSWERS: KeySection = KeySection {
    name: "karto.answers",
    about: "Status codes for cases in which those of Kartotherian are questionable.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "missingTile",
            Shape::Choice(&["empty", "no-content", "error"]),
            "Reply for a vector tile that does not exist: `empty` is 200 without content, `no-content` 204, `error` 400.",
        )
        .or("empty"),
        Key::new(
            "upstreamErrorsAs5xx",
            Shape::Bool,
            "Whether failures of sources are answered with 502, 503 or 504, instead of 400 as in Kartotherian.",
        )
        .or("false"),
    ],
};
