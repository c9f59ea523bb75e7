//! karto's own section, `conf.karto`.

use super::{Form, Key, Section, Shape, Unknown};

/// `karto`
pub static KARTO: Section = Section {
    name: "karto",
    about: "What Kartotherian has no key for. Everything has a default.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("admin", Shape::Section(&ADMIN), "The second port: `/live`, `/ready`, `/metrics`, cache purge."),
        Key::new("cache", Shape::Section(&CACHE), "The tile cache, and how long answers stay fresh."),
        Key::new("render", Shape::Section(&RENDER), "Drawing."),
        Key::new("limits", Shape::Section(&LIMITS), "Limits on what one client can ask."),
        Key::new("traces", Shape::Section(&TRACES), "OpenTelemetry traces; none are made unless an `endpoint` is set."),
        Key::new("answers", Shape::Section(&ANSWERS), "What to answer where the original is questionable."),
        Key::new(
            "trustedProxies",
            Shape::List(&Shape::Text(Form::Network)),
            "Proxies whose `Forwarded` and `X-Forwarded-*` headers are believed: addresses or networks. None unless set.",
        ),
        Key::new(
            "publicUrl",
            Shape::Text(Form::HttpUrl),
            "Base URL of the service as clients see it, for the addresses in info.json.",
        ),
        Key::new(
            "fonts",
            Shape::OneOrMore(&Shape::Text(Form::Path)),
            "Folders and files with fonts, besides those in the binary.",
        ),
        Key::new(
            "styleSubstitutes",
            Shape::Map(&Shape::Text(Form::Path)),
            "npm module or source name → MapLibre style that is drawn instead of a `tmstyle://` project.",
        ),
    ],
};

/// `karto.admin`
pub static ADMIN: Section = Section {
    name: "karto.admin",
    about: "The second port, for operators and probes.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("enabled", Shape::Bool, "Whether the port is opened.").or("true"),
        Key::new("interface", Shape::Text(Form::Address), "Its address.").or("127.0.0.1"),
        Key::new("port", Shape::Integer(1, 65535), "Its number.").or("6534"),
        Key::new(
            "unreadyOnOutage",
            Shape::Bool,
            "Whether `/ready` turns to 503 again when no public source can be asked any more. Unless set, a process that has been ready stays so and serves what it has kept: an outage of the database must not take all processes out at once.",
        )
        .or("false"),
    ],
};

/// `karto.cache`
pub static CACHE: Section = Section {
    name: "karto.cache",
    about: "The tile cache. Freshness given here holds for every source that does not say otherwise in its own `cache`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("maxBytes", Shape::Bytes, "Memory for tiles; 0 turns the cache off.").or("256MiB"),
        Key::new("maxNegativeBytes", Shape::Bytes, "Memory for answers that say there is no such tile.").or("8MiB"),
        Key::new("fresh", Shape::Duration { milliseconds: false }, "How long a tile is served without asking again.")
            .or("1h"),
        Key::new(
            "zooms",
            Shape::List(&Shape::Section(&ZOOMS)),
            "Other times for some zooms; the first entry that holds the zoom wins.",
        ),
        Key::new(
            "staleWhileRevalidate",
            Shape::Duration { milliseconds: false },
            "Past `fresh`, served for this long while one refresh runs.",
        )
        .or("1h"),
        Key::new(
            "staleIfError",
            Shape::Duration { milliseconds: false },
            "Past `fresh`, served for this long when a refresh fails.",
        )
        .or("1d"),
        Key::new(
            "negative",
            Shape::Duration { milliseconds: false },
            "How long it is believed that there is no such tile.",
        )
        .or("30s"),
    ],
};

/// `cache` of one source.
pub static SOURCE_CACHE: Section = Section {
    name: "sources.*.cache",
    about: "How long answers of this source stay fresh; what is not set here comes from `karto.cache`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("fresh", Shape::Duration { milliseconds: false }, "How long a tile is served without asking again."),
        Key::new(
            "zooms",
            Shape::List(&Shape::Section(&ZOOMS)),
            "Other times for some zooms; the first entry that holds the zoom wins.",
        ),
        Key::new(
            "staleWhileRevalidate",
            Shape::Duration { milliseconds: false },
            "Past `fresh`, served for this long while one refresh runs.",
        ),
        Key::new(
            "staleIfError",
            Shape::Duration { milliseconds: false },
            "Past `fresh`, served for this long when a refresh fails.",
        ),
        Key::new(
            "negative",
            Shape::Duration { milliseconds: false },
            "How long it is believed that there is no such tile.",
        ),
    ],
};

/// An entry of `zooms` in `cache`.
pub static ZOOMS: Section = Section {
    name: "cache.zooms[]",
    about: "Freshness of some zooms.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("from", Shape::Integer(0, 26), "First zoom.").or("0"),
        Key::new("to", Shape::Integer(0, 26), "Last zoom.").or("26"),
        Key::new("fresh", Shape::Duration { milliseconds: false }, "How long a tile is served without asking again.")
            .required(),
    ],
};

/// `karto.render`
pub static RENDER: Section = Section {
    name: "karto.render",
    about: "Drawing.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("workers", Shape::Integer(1, 1024), "Threads that draw; as many as CPUs unless set."),
        Key::new(
            "queue",
            Shape::Integer(1, 1_000_000),
            "Tiles that may wait to be drawn; further ones are answered with 503.",
        )
        .or("256"),
        Key::new("deadline", Shape::Duration { milliseconds: false }, "Longest wait and work for one tile.").or("30s"),
        Key::new("metatile", Shape::Choice(&["1", "2", "4"]), "Tiles per side that are drawn together.").or("2"),
    ],
};

/// `karto.limits`
pub static LIMITS: Section = Section {
    name: "karto.limits",
    about: "Limits on what one client can ask.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("requestTimeout", Shape::Duration { milliseconds: false }, "Whole time for one request.").or("60s"),
        Key::new(
            "patience",
            Shape::Duration { milliseconds: false },
            "How long a request waits for its tile. What takes longer is answered with 503 and goes on in the background, for those who ask again.",
        )
        .or("4.5s"),
        Key::new("connections", Shape::Integer(1, 1_000_000), "Connections open at once.").or("10000"),
        Key::new("requests", Shape::Integer(1, 1_000_000), "Requests worked on at once.").or("2000"),
        Key::new("tileBytes", Shape::Bytes, "Largest vector tile accepted from a source, decompressed.").or("16MiB"),
    ],
};

/// `karto.traces`
pub static TRACES: Section = Section {
    name: "karto.traces",
    about: "OpenTelemetry traces. A change takes effect when karto starts.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "endpoint",
            Shape::Text(Form::HttpUrl),
            "Where spans are sent, as OTLP over HTTP: `http://collector:4318/v1/traces`. Nothing is sent unless it is set.",
        ),
        Key::new(
            "ratio",
            Shape::Number(0.0, 1.0),
            "Which share of the requests is traced; those whose `traceparent` says so always are.",
        )
        .or("1"),
    ],
};

/// `karto.answers`
pub static ANSWERS: Section = Section {
    name: "karto.answers",
    about: "What to answer where the original is questionable.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new(
            "missingTile",
            Shape::Choice(&["empty", "no-content", "error"]),
            "A vector tile that does not exist: `empty` is 200 without content, `no-content` 204, `error` 400.",
        )
        .or("empty"),
        Key::new(
            "upstreamErrorsAs5xx",
            Shape::Bool,
            "Failures of sources are answered with 502, 503 or 504 instead of the original's 400.",
        )
        .or("false"),
    ],
};
