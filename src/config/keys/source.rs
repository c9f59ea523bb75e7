//! The keys that all kinds of sources have.

use super::{Form, Key, KeySection, Shape, Unknown};
use crate::config::templates::Braces;

/// One entry of `sources`.
pub static SOURCE: KeySection = KeySection {
    name: "sources.*",
    about: "One source. Its name is the first part of its URLs: a letter, followed by letters, digits, `-` and `_`.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("uri", Shape::Text(Form::SourceUri), "The URI of the source; its scheme is the kind of source, see below.").required(),
        Key::new("params", Shape::Params, "Parameters of the kind, see below. Except for `http` and `https`, they may also be in the query of the `uri`.").also(&["param"]),
        Key::new("pathname", Shape::Text(Form::Path), "Replaces the path of the `uri`."),
        Key::new("public", Shape::Bool, "Whether clients may request its tiles.").or("false"),
        Key::new("publicinfo", Shape::Bool, "Whether its info.json is served.").or("true"),
        Key::new("formats", Shape::OneOrMore(&Shape::Choice(&["pbf", "mvt", "png", "jpeg", "jpg", "webp", "svg", "json", "headers"])), "Formats it is served in; `pbf` for vector sources and `png`, `jpeg`, `webp`, `json`, `headers` for drawn ones by default."),
        Key::new("scales", Shape::OneOrMore(&Shape::Number(0.001, 8.0)), "Allowed scales in addition to 1 (`@2x`)."),
        Key::new("minzoom", Shape::Integer(0, 26), "Minimum zoom served."),
        Key::new("maxzoom", Shape::Integer(0, 26), "Maximum zoom served."),
        Key::new("static", Shape::Bool, "Whether static maps may use it. If it is not set, `/img` may not, and karto's own addresses may."),
        Key::new("maxwidth", Shape::Integer(1, 16384), "Maximum width of a static image."),
        Key::new("maxheight", Shape::Integer(1, 16384), "Maximum height of a static image."),
        Key::new("defaultHeaders", Shape::Map(&Shape::Text(Form::HeaderValue)), "Default headers of replies, unless the source has them."),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Headers of replies that replace those of the source.").also(&["overrideHeaders"]),
        Key::new("setInfo", Shape::Free(Braces::Free), "Replaces the info.json of the source."),
        Key::new("overrideInfo", Shape::Free(Braces::Free), "Merged into the info.json; null deletes a key."),
        Key::new("cache", Shape::Section(&super::karto::SOURCE_CACHE), "How long tiles stay fresh."),
        Key::new("karto", Shape::Section(&SOURCE_KARTO), "A MapLibre style that is drawn instead of a `tmstyle://` project."),
        Key::new("yaml", Shape::Loader, "The CartoCSS project of a `tmstyle://` source: `project.yml`, or `.mml` as YAML or JSON."),
        Key::new("yamlSetParams", Shape::Section(&SET_PARAMS), "Parameters that override those of the project."),
        Key::new("yamlLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these vector layers are drawn."),
        Key::new("yamlExceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These vector layers are not drawn."),
        Key::unused("yamlSetDataSource", "Data sources of Mapnik layers: karto takes all layers from `source`."),
        Key::new("yamlSetAttrs", Shape::Map(&Shape::Text(Form::Any)), "Attributes that replace those of the map, such as `buffer-size` and `background-color`."),
        Key::new("xml", Shape::Loader, "The Mapnik XML of a `tmstyle://` source."),
        Key::new("xmlSetParams", Shape::Section(&SET_PARAMS), "Parameters that override those of the style."),
        Key::new("xmlLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these vector layers are drawn."),
        Key::new("xmlExceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These vector layers are not drawn."),
        Key::unused("xmlSetDataSource", "Data sources of Mapnik layers: karto takes all layers from `source`."),
        Key::new("xmlSetAttrs", Shape::Map(&Shape::Text(Form::Any)), "Attributes that replace those of the map, such as `buffer-size` and `background-color`."),
    ],
};

/// `yamlSetParams`/`xmlSetParams`
pub static SET_PARAMS: KeySection = KeySection {
    name: "sources.*.yamlSetParams",
    about: "Parameters that override those of a style project.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("source", Shape::Reference, "The source whose vector tiles are drawn.").required(),
        Key::new("minzoom", Shape::Integer(0, 26), "In info.json."),
        Key::new("maxzoom", Shape::Integer(0, 26), "In info.json."),
        Key::new("format", Shape::Text(Form::Any), "Pixel format of PNGs, as in Mapnik: `png8:m=h`, `png32`."),
        Key::new("attribution", Shape::Text(Form::Any), "In info.json."),
        Key::new("description", Shape::Text(Form::Any), "In info.json."),
        Key::unused("scale", "Of the project."),
    ],
};

/// `karto` of one source.
pub static SOURCE_KARTO: KeySection = KeySection {
    name: "sources.*.karto",
    about: "A MapLibre style that is drawn instead of a `tmstyle://` project.",
    unknown: Unknown::Refused,
    keys: &[
        Key::new("style", Shape::Text(Form::Path), "A MapLibre style.").required(),
        Key::new(
            "tileSize",
            Shape::Choice(&["256", "512"]),
            "Size, in CSS pixels, of a vector tile at the requested zoom.",
        )
        .or("256"),
    ],
};
