//! The keys that all kinds of sources have.

use super::{Form, Key, Section, Shape, Unknown};
use crate::config::templates::Braces;

/// One entry of `sources`.
pub static SOURCE: Section = Section {
    name: "sources.*",
    about: "One source. Its name is the first part of its URLs: a letter, then letters, digits, `-` and `_`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("uri", Shape::Text(Form::SourceUri), "What the source is: its scheme names the kind, see below.").required(),
        Key::new("params", Shape::Params, "Parameters of the kind, see below. For every scheme but `http` and `https` they may also be written into the query of the `uri`.").also(&["param"]),
        Key::new("pathname", Shape::Text(Form::Path), "Replaces the path of the `uri`."),
        Key::new("public", Shape::Bool, "Whether outsiders may ask for it.").or("false"),
        Key::new("publicinfo", Shape::Bool, "Whether its info.json is answered.").or("true"),
        Key::new("formats", Shape::OneOrMore(&Shape::Choice(&["pbf", "mvt", "png", "jpeg", "jpg", "webp", "svg", "json", "headers"])), "Formats it is served in; `pbf` for vector sources and `png`, `jpeg`, `webp`, `json`, `headers` for drawn ones unless set."),
        Key::new("scales", Shape::OneOrMore(&Shape::Number(0.001, 8.0)), "Scales allowed besides 1 (`@2x`)."),
        Key::new("minzoom", Shape::Integer(0, 26), "Lowest zoom answered."),
        Key::new("maxzoom", Shape::Integer(0, 26), "Deepest zoom answered."),
        Key::new("static", Shape::Bool, "Whether static images (`/img`) may use it.").or("false"),
        Key::new("maxwidth", Shape::Integer(1, 16384), "Widest static image."),
        Key::new("maxheight", Shape::Integer(1, 16384), "Highest static image."),
        Key::new("defaultHeaders", Shape::Map(&Shape::Text(Form::HeaderValue)), "Headers of answers, unless the source brings them."),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Headers that replace those of the source.").also(&["overrideHeaders"]),
        Key::new("setInfo", Shape::Free(Braces::Free), "Replaces the info.json of the source."),
        Key::new("overrideInfo", Shape::Free(Braces::Free), "Laid over the info.json; null deletes a key."),
        Key::new("cache", Shape::Section(&super::karto::SOURCE_CACHE), "How long answers stay fresh."),
        Key::new("karto", Shape::Section(&SOURCE_KARTO), "What karto draws instead of a `tmstyle://` project."),
        Key::new("yaml", Shape::Loader, "The CartoCSS project (`project.yml`) of a `tmstyle://` source."),
        Key::new("yamlSetParams", Shape::Section(&SET_PARAMS), "Parameters laid over the project's own."),
        Key::new("yamlLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these vector layers are drawn."),
        Key::new("yamlExceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These vector layers are not drawn."),
        Key::unused("yamlSetDataSource", "Data sources of Mapnik layers."),
        Key::unused("yamlSetAttrs", "Attributes of a Mapnik map."),
        Key::new("xml", Shape::Loader, "The same as `yaml`, for a Mapnik XML style."),
        Key::new("xmlSetParams", Shape::Section(&SET_PARAMS), "Parameters laid over the style's own."),
        Key::new("xmlLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these vector layers are drawn."),
        Key::new("xmlExceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These vector layers are not drawn."),
        Key::unused("xmlSetDataSource", "Data sources of Mapnik layers."),
        Key::unused("xmlSetAttrs", "Attributes of a Mapnik map."),
    ],
};

/// `yamlSetParams`/`xmlSetParams`
pub static SET_PARAMS: Section = Section {
    name: "sources.*.yamlSetParams",
    about: "Parameters laid over those of a style project.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("source", Shape::Reference, "The source whose vector tiles are drawn.").required(),
        Key::unused("minzoom", "Of the project."),
        Key::unused("maxzoom", "Of the project."),
        Key::unused("format", "Output of Mapnik (`png8:m=h`)."),
        Key::unused("scale", "Of the project."),
    ],
};

/// `karto` of one source.
pub static SOURCE_KARTO: Section = Section {
    name: "sources.*.karto",
    about: "What karto draws instead of a `tmstyle://` project.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("style", Shape::Text(Form::Path), "A MapLibre style.").required(),
        Key::new(
            "tileSize",
            Shape::Choice(&["256", "512"]),
            "CSS pixels that a vector tile of the request's zoom covers.",
        )
        .or("256"),
    ],
};
