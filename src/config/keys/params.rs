//! The `params` of each kind of source.

use super::{Form, Key, Section, Shape, Unknown};

macro_rules! params {
    ($(#[$doc:meta])* $name:ident, $title:literal, $about:literal, [$($key:expr),* $(,)?]) => {
        $(#[$doc])*
        pub static $name: Section =
            Section { name: $title, about: $about, unknown: Unknown::Refused, keys: &[$($key),*] };
    };
}

params! {
    /// `postgis://`
    POSTGIS, "postgis://", "Vector tiles made by PostGIS. The connection is given as `uri: postgis://user:password@host:port/database`, as `url`, or in parts.", [
        Key::new("url", Shape::Text(Form::DatabaseUrl), "Connection URL, best as `{ env(KARTO_DATABASE_URL) }`."),
        Key::new("host", Shape::Text(Form::Host), "Host of the database."),
        Key::new("hosts", Shape::List(&Shape::Text(Form::Host)), "Primary and replicas (`host` or `host:port`): reads are spread over them."),
        Key::new("port", Shape::Integer(1, 65535), "Port of the database.").or("5432"),
        Key::new("database", Shape::Text(Form::Any), "Name of the database.").also(&["dbname"]),
        Key::new("user", Shape::Text(Form::Any), "User name."),
        Key::new("password", Shape::Secret, "Password; give it as `{ env(NAME) }`."),
        Key::new("pool_size", Shape::Integer(1, 1000), "Connections kept per host.").or("8").also(&["poolSize", "max_connections"]),
        Key::new("pool_timeout", Shape::Duration { milliseconds: true }, "How long a request waits for a connection.").or("5s").also(&["poolTimeout"]),
        Key::new("statement_timeout", Shape::Duration { milliseconds: true }, "Longest time for one tile's query.").or("20s").also(&["statementTimeout"]),
        Key::new("plan_cache_mode", Shape::Choice(&["auto", "force_generic_plan", "force_custom_plan"]), "PostgreSQL's setting of that name.").or("force_generic_plan").also(&["planCacheMode"]),
        Key::new("minzoom", Shape::Integer(0, 26), "Lowest zoom with tiles.").or("0"),
        Key::new("maxzoom", Shape::Integer(0, 26), "Deepest zoom with tiles.").or("15"),
        Key::new("bounds", Shape::List(&Shape::Number(-180.0, 180.0)), "West, south, east, north of the data in degrees; the whole world unless set."),
        Key::new("layers", Shape::List(&Shape::Section(&POSTGIS_LAYER)), "The layers, in tile order.").required(),
    ]
}

params! {
    /// One entry of `layers` of `postgis://`.
    POSTGIS_LAYER, "postgis:// layers[]", "One layer of a PostGIS source: its rows come from `sql`, `table` or `function`.", [
        Key::new("id", Shape::Text(Form::Any), "Layer name in the tile.").required().also(&["name"]),
        Key::new("sql", Shape::Text(Form::Sql), "Query with `!BBOX!`, `!ZOOM!`, `!SCALE_DENOMINATOR!`, `!PIXEL_WIDTH!` and the like; its geometry column is made by `ST_AsMVTGeom`."),
        Key::new("table", Shape::Text(Form::SqlName), "Table whose columns become fields."),
        Key::new("function", Shape::Text(Form::SqlName), "Function `(bbox geometry, zoom int)` that returns rows."),
        Key::new("srid", Shape::Integer(1, 999_999), "SRID of the table's geometry; looked up unless set."),
        Key::new("minzoom", Shape::Integer(0, 26), "Lowest zoom of the layer; that of the source unless set.").also(&["min_zoom"]),
        Key::new("maxzoom", Shape::Integer(0, 26), "Deepest zoom of the layer; that of the source unless set.").also(&["max_zoom"]),
        Key::new("buffer", Shape::Integer(0, 8192), "Buffer around the tile in units of `extent`.").or("128"),
        Key::new("extent", Shape::Integer(256, 32768), "Units per tile side.").or("4096"),
        Key::new("geometry", Shape::Text(Form::SqlName), "Geometry column.").or("geom").also(&["geometry_field"]),
        Key::new("id_field", Shape::Text(Form::SqlName), "Column that becomes the id of features.").also(&["idField"]),
        Key::new("fields", Shape::Map(&Shape::Text(Form::Any)), "Field → type for info.json; found out unless set."),
    ]
}

params! {
    /// `http://` and `https://`
    HTTP, "http://, https://", "Tiles of another server; the `uri` is a template with `{z}`, `{x}` and `{y}` (or `{-y}` for TMS rows), and may have `{lang}`, `{scale}` and `{format}`.", [
        Key::new("timeout", Shape::Duration { milliseconds: true }, "Whole time for one answer.").or("30s"),
        Key::new("retries", Shape::Integer(0, 10), "Further tries after a connection error, a time-out, or 502, 503, 504.").or("1"),
        Key::new("maxBytes", Shape::Bytes, "Largest answer accepted.").or("16MiB"),
        Key::new("pool", Shape::Integer(1, 10_000), "Idle connections kept per host.").or("64").also(&["poolSize"]),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Extra request headers."),
    ]
}

params! {
    /// `mbtiles://`
    MBTILES, "mbtiles://", "An MBTiles file: `mbtiles://path`.", [
        Key::new("path", Shape::Text(Form::Path), "The file, when the `uri` does not name it."),
    ]
}

params! {
    /// `pmtiles://`
    PMTILES, "pmtiles://", "A PMTiles archive: `pmtiles://path`, `pmtiles://https://…` (range requests), or `pmtiles:///embedded/world`.", [
        Key::new("path", Shape::Text(Form::Path), "The file, when the `uri` does not name it."),
    ]
}

params! {
    /// `file://`
    FILE, "file://", "A folder tree `zoom/column/row.extension`: `file://path?filetype=pbf`.", [
        Key::new("filetype", Shape::Choice(&["pbf", "mvt", "png", "jpg", "jpeg", "webp"]), "File name extension.").or("png"),
        Key::new("path", Shape::Text(Form::Path), "The folder, when the `uri` does not name it."),
    ]
}

params! {
    /// `overzoom://`
    OVERZOOM, "overzoom://", "Where the source has no tile, cuts it out of the nearest tile above.", [
        Key::new("source", Shape::Reference, "Whose tiles are cut.").required(),
        Key::new("maxzoom", Shape::Integer(0, 26), "Deepest zoom answered.").or("19"),
        Key::new("sourceMaxzoom", Shape::Integer(0, 26), "Deepest zoom asked of the source; its own unless set."),
    ]
}

params! {
    /// `json2tags://`
    JSON2TAGS, "json2tags://", "Turns a tag with a JSON object of translations into one tag per language.", [
        Key::new("source", Shape::Reference, "Whose tiles are changed.").required(),
        Key::new("tag", Shape::Text(Form::Any), "The tag with the local name.").or("name"),
        Key::new("multiTag", Shape::Text(Form::Any), "The tag with the JSON object; `tag` and `_` unless set."),
    ]
}

params! {
    /// `babel://`
    BABEL, "babel://", "Keeps one name per feature, in the language of the request.", [
        Key::new("source", Shape::Reference, "Whose tiles are changed.").required(),
        Key::new("tag", Shape::Text(Form::Any), "The tag with the local name.").or("name"),
        Key::new("multiTag", Shape::Text(Form::Any), "Prefix of the tags with translations; `tag` and `_` unless set."),
        Key::new("combineName", Shape::Bool, "Adds the local name in parentheses.").or("false"),
        Key::new("defaultLanguage", Shape::Text(Form::Language), "Language of requests that name none; `local` leaves tiles as they are.").or("local"),
        Key::new("languageMap", Shape::Either(&[Shape::Text(Form::Path), Shape::Map(&Shape::OneOrMore(&Shape::Text(Form::Language)))]), "Another table of fallbacks than the built-in one: a JSON file, or language → languages."),
    ]
}

params! {
    /// `mirror://`
    MIRROR, "mirror://", "Answers from one source and sends a copy of the requests to a second one.", [
        Key::new("source", Shape::Reference, "Who answers.").required(),
        Key::new("secondarySource", Shape::Reference, "Who gets a copy of the requests.").required(),
        Key::new("enableMirror", Shape::Bool, "Whether copies are sent.").or("true"),
        Key::new("loadBalancer", Shape::Section(&LOAD_BALANCER), "When copies pause."),
    ]
}

params! {
    /// `loadBalancer` of `mirror://`.
    LOAD_BALANCER, "mirror:// loadBalancer", "Copies pause while too many of them fail.", [
        Key::new("bucketSize", Shape::Duration { milliseconds: true }, "Length of one bucket of the window.").or("10s"),
        Key::new("totalBuckets", Shape::Integer(1, 10_000), "Buckets in the window.").or("6"),
        Key::new("threshold", Shape::Number(0.0, 1.0), "Share of failures above which copies pause.").or("0.5"),
    ]
}

params! {
    /// `layers://`, `layermixer://`
    LAYERS, "layers://, layermixer://", "A tile whose layers come from several sources.", [
        Key::new("sources", Shape::List(&Shape::Section(&LAYERS_PART)), "The parts, in tile order; of layers with one name the first wins.").required(),
    ]
}

params! {
    /// One entry of `sources` of `layers://`.
    LAYERS_PART, "layers:// sources[]", "One source, and which of its layers are taken.", [
        Key::new("source", Shape::Reference, "Whose layers.").required(),
        Key::new("layers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these; all unless set."),
        Key::new("except", Shape::OneOrMore(&Shape::Text(Form::Any)), "Not these.").also(&["exceptLayers"]),
        Key::new("rename", Shape::Map(&Shape::Text(Form::Any)), "Old name → new name."),
    ]
}

params! {
    /// `style://`
    STYLE, "style://", "A drawn source: `style://path.json` with a MapLibre style.", [
        Key::new("style", Shape::Text(Form::Path), "The style, when the `uri` does not name it."),
        Key::new("source", Shape::Reference, "The source that stands for every vector source of the style."),
        Key::new("sources", Shape::Map(&Shape::Reference), "Vector source of the style → karto's source."),
        Key::new("tileSize", Shape::Choice(&["256", "512"]), "CSS pixels that a vector tile of the request's zoom covers: 512 as MapLibre, 256 as Mapnik has it.").or("512"),
        Key::new("layers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these layers are drawn (of the style, or vector layers)."),
        Key::new("exceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These layers are not drawn."),
        Key::new("png", Shape::Either(&[Shape::Choice(&["palette", "truecolour", "truecolor"]), Shape::Section(&PNG)]), "How PNGs are written.").or("palette"),
        Key::new("jpegQuality", Shape::Integer(1, 100), "Quality of JPEGs.").or("85"),
        Key::new("jpegChroma", Shape::Choice(&["4:2:0", "4:4:4"]), "Colour samples of JPEGs: `4:2:0` keeps a quarter of them, `4:4:4` all, which keeps coloured text sharp.").or("4:2:0"),
        Key::new("webpQuality", Shape::Integer(1, 100), "Quality of WebPs, which are then lossy; without it they are lossless."),
    ]
}

params! {
    /// `png` of `style://`.
    PNG, "style:// png", "PNGs with a palette.", [
        Key::new("colours", Shape::Integer(2, 256), "Most colours.").or("256").also(&["colors"]),
    ]
}

params! {
    /// `tmstyle://`
    TMSTYLE, "tmstyle://", "A drawn source with a CartoCSS project (`yaml:`). Until karto draws these projects, a stand-in is drawn: `karto.style` of the source, `karto.styleSubstitutes`, `--style-substitute`, or a built-in style.", [
        Key::new("style", Shape::Text(Form::Path), "A MapLibre style that is drawn instead."),
        Key::new("png", Shape::Either(&[Shape::Choice(&["palette", "truecolour", "truecolor"]), Shape::Section(&PNG)]), "How PNGs are written.").or("palette"),
        Key::new("jpegQuality", Shape::Integer(1, 100), "Quality of JPEGs.").or("85"),
        Key::new("jpegChroma", Shape::Choice(&["4:2:0", "4:4:4"]), "Colour samples of JPEGs: `4:2:0` keeps a quarter of them, `4:4:4` all, which keeps coloured text sharp.").or("4:2:0"),
        Key::new("webpQuality", Shape::Integer(1, 100), "Quality of WebPs, which are then lossy; without it they are lossless."),
    ]
}
