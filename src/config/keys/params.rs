//! The `params` of each kind of source.

use super::{Form, Key, KeySection, Shape, Unknown};

macro_rules! params {
    ($(#[$doc:meta])* $name:ident, $title:literal, $about:literal, [$($key:expr),* $(,)?]) => {
        $(#[$doc])*
        pub static $name: KeySection =
            KeySection { name: $title, about: $about, unknown: Unknown::Refused, keys: &[$($key),*] };
    };
}

params! {
    /// `postgis://`
    POSTGIS, "postgis://", "Vector tiles made by PostGIS. The connection is given as `uri: postgis://user:password@host:port/database`, as `url`, or as `host`, `database` and so on.", [
        Key::new("url", Shape::Text(Form::DatabaseUrl), "Connection URL, preferably `{ env(KARTO_DATABASE_URL) }`."),
        Key::new("host", Shape::Text(Form::Host), "Host of the database."),
        Key::new("hosts", Shape::List(&Shape::Text(Form::Host)), "Primary and replicas (`host` or `host:port`); queries are spread over them."),
        Key::new("port", Shape::Integer(1, 65535), "Port of the database.").or("5432"),
        Key::new("database", Shape::Text(Form::Any), "Name of the database.").also(&["dbname"]),
        Key::new("user", Shape::Text(Form::Any), "User name."),
        Key::new("password", Shape::Secret, "Password; give it as `{ env(NAME) }`."),
        Key::new("pool_size", Shape::Integer(1, 1000), "Maximum number of connections per host.").or("8").also(&["poolSize", "max_connections"]),
        Key::new("pool_timeout", Shape::Duration { milliseconds: true }, "How long a request waits for a connection.").or("5s").also(&["poolTimeout"]),
        Key::new("statement_timeout", Shape::Duration { milliseconds: true }, "Maximum time for the query of a tile.").or("20s").also(&["statementTimeout"]),
        Key::new("plan_cache_mode", Shape::Choice(&["auto", "force_generic_plan", "force_custom_plan"]), "The PostgreSQL setting with this name.").or("force_generic_plan").also(&["planCacheMode"]),
        Key::new("minzoom", Shape::Integer(0, 26), "Minimum zoom with tiles.").or("0"),
        Key::new("maxzoom", Shape::Integer(0, 26), "Maximum zoom with tiles.").or("15"),
        Key::new("bounds", Shape::List(&Shape::Number(-180.0, 180.0)), "West, south, east and north of the data, in degrees; the whole world by default."),
        Key::new("layers", Shape::List(&Shape::Section(&POSTGIS_LAYER)), "The layers, in the order in which they appear in tiles.").required(),
    ]
}

params! {
    /// One entry of `layers` of `postgis://`.
    POSTGIS_LAYER, "postgis:// layers[]", "One layer of a PostGIS source: its rows come from `sql`, `table` or `function`.", [
        Key::new("id", Shape::Text(Form::Any), "Layer name in the tile.").required().also(&["name"]),
        Key::new("sql", Shape::Text(Form::Sql), "Query with `!BBOX!`, `!ZOOM!`, `!SCALE_DENOMINATOR!`, `!PIXEL_WIDTH!` and similar tokens, whose geometry column comes from `ST_AsMVTGeom`."),
        Key::new("table", Shape::Text(Form::SqlName), "Table whose columns become fields."),
        Key::new("function", Shape::Text(Form::SqlName), "Function `(bbox geometry, zoom int)` that returns rows."),
        Key::new("srid", Shape::Integer(1, 999_999), "SRID of the table's geometry; looked up in the database by default."),
        Key::new("minzoom", Shape::Integer(0, 26), "Minimum zoom of the layer; that of the source by default.").also(&["min_zoom"]),
        Key::new("maxzoom", Shape::Integer(0, 26), "Maximum zoom of the layer; that of the source by default.").also(&["max_zoom"]),
        Key::new("buffer", Shape::Integer(0, 8192), "Buffer around the tile in units of `extent`.").or("128"),
        Key::new("extent", Shape::Integer(256, 32768), "Units per tile side.").or("4096"),
        Key::new("geometry", Shape::Text(Form::SqlName), "Geometry column.").or("geom").also(&["geometry_field"]),
        Key::new("id_field", Shape::Text(Form::SqlName), "Column with the ids of features.").also(&["idField"]),
        Key::new("fields", Shape::Map(&Shape::Text(Form::Any)), "Field → type for info.json; determined from the database by default."),
    ]
}

params! {
    /// `http://` and `https://`
    HTTP, "http://, https://", "Tiles from another server. The `uri` is a template with `{z}`, `{x}` and `{y}` (or `{-y}` for TMS rows), and may contain `{lang}`, `{scale}` and `{format}`.", [
        Key::new("timeout", Shape::Duration { milliseconds: true }, "Maximum time for a response.").or("30s"),
        Key::new("retries", Shape::Integer(0, 10), "Retries after a connection error, a timeout, or the status 502, 503 or 504.").or("1"),
        Key::new("maxBytes", Shape::Bytes, "Maximum size of a response.").or("16MiB"),
        Key::new("pool", Shape::Integer(1, 10_000), "Maximum number of idle connections per host.").or("64").also(&["poolSize"]),
        Key::new("headers", Shape::Map(&Shape::Text(Form::HeaderValue)), "Extra request headers."),
    ]
}

params! {
    /// `mbtiles://`
    MBTILES, "mbtiles://", "An MBTiles file: `mbtiles://path`.", [
        Key::new("path", Shape::Text(Form::Path), "The file, if the `uri` does not name it."),
    ]
}

params! {
    /// `pmtiles://`
    PMTILES, "pmtiles://", "A PMTiles archive: `pmtiles://path`, `pmtiles://https://…` (range requests), or `pmtiles:///embedded/world`.", [
        Key::new("path", Shape::Text(Form::Path), "The file, if the `uri` does not name it."),
    ]
}

params! {
    /// `file://`
    FILE, "file://", "A folder tree `zoom/column/row.extension`: `file://path?filetype=pbf`.", [
        Key::new("filetype", Shape::Choice(&["pbf", "mvt", "png", "jpg", "jpeg", "webp"]), "File name extension.").or("png"),
        Key::new("path", Shape::Text(Form::Path), "The folder, if the `uri` does not name it."),
    ]
}

params! {
    /// `overzoom://`
    OVERZOOM, "overzoom://", "If the source has no tile, cuts it out of the nearest tile at a lower zoom.", [
        Key::new("source", Shape::Reference, "The source of the tiles.").required(),
        Key::new("maxzoom", Shape::Integer(0, 26), "Maximum zoom served.").or("19"),
        Key::new("sourceMaxzoom", Shape::Integer(0, 26), "Maximum zoom requested from the source; by default, that of the source."),
    ]
}

params! {
    /// `json2tags://`
    JSON2TAGS, "json2tags://", "Turns a tag with a JSON object of translations into one tag per language.", [
        Key::new("source", Shape::Reference, "The source of the tiles.").required(),
        Key::new("tag", Shape::Text(Form::Any), "The tag with the local name.").or("name"),
        Key::new("multiTag", Shape::Text(Form::Any), "The tag with the JSON object; by default, `tag` followed by `_`."),
        Key::unused("keepUncompressed", "Whether Kartotherian leaves tiles uncompressed between sources."),
    ]
}

params! {
    /// `babel://`
    BABEL, "babel://", "Keeps one name per feature, in the language of the request.", [
        Key::new("source", Shape::Reference, "The source of the tiles.").required(),
        Key::new("tag", Shape::Text(Form::Any), "The tag with the local name.").or("name"),
        Key::new("multiTag", Shape::Text(Form::Any), "Prefix of the tags with translations; by default, `tag` followed by `_`."),
        Key::new("combineName", Shape::Bool, "Adds the local name in parentheses.").or("false"),
        Key::new("defaultLanguage", Shape::Text(Form::Language), "Language of requests that name none; with `local`, tiles are not changed.").or("en"),
        Key::new("languageMap", Shape::Either(&[Shape::Text(Form::Path), Shape::Map(&Shape::OneOrMore(&Shape::Text(Form::Language)))]), "A table of fallbacks instead of the built-in one: a JSON file, or language → languages. `tag` in a list of languages stands for the local name."),
        Key::unused("keepUncompressed", "Whether Kartotherian leaves tiles uncompressed between sources."),
    ]
}

params! {
    /// `mirror://`
    MIRROR, "mirror://", "Serves tiles of one source and sends copies of the requests to a second one.", [
        Key::new("source", Shape::Reference, "The source that is served.").required(),
        Key::new("secondarySource", Shape::Reference, "The source that receives copies of the requests.").required(),
        Key::new("enableMirror", Shape::Bool, "Whether copies are sent.").or("true"),
        Key::new("loadBalancer", Shape::Section(&LOAD_BALANCER), "When to pause the copies."),
    ]
}

params! {
    /// `loadBalancer` of `mirror://`.
    LOAD_BALANCER, "mirror:// loadBalancer", "Copies are paused while too many of them fail.", [
        Key::new("bucketSize", Shape::Duration { milliseconds: true }, "Length of one bucket of the window.").or("10s"),
        Key::new("totalBuckets", Shape::Integer(1, 10_000), "Buckets in the window.").or("6"),
        Key::new("threshold", Shape::Number(0.0, 1.0), "Fraction of failures above which copies are paused.").or("0.5"),
    ]
}

params! {
    /// `layers://`, `layermixer://`
    LAYERS, "layers://, layermixer://", "A tile whose layers come from several sources.", [
        Key::new("sources", Shape::List(&Shape::Section(&LAYERS_PART)), "The parts, in the order of the layers in a tile; of layers with the same name, the first is used.").required(),
    ]
}

params! {
    /// One entry of `sources` of `layers://`.
    LAYERS_PART, "layers:// sources[]", "One source, and which of its layers are used.", [
        Key::new("source", Shape::Reference, "The source of the layers.").required(),
        Key::new("layers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Layers that are used; all by default."),
        Key::new("except", Shape::OneOrMore(&Shape::Text(Form::Any)), "Layers that are left out.").also(&["exceptLayers"]),
        Key::new("rename", Shape::Map(&Shape::Text(Form::Any)), "Old name → new name."),
    ]
}

params! {
    /// `style://`
    STYLE, "style://", "A drawn source: `style://path` with a MapLibre style (`.json`), a CartoCSS project (`project.yml`, `.mml`) or Mapnik XML (`.xml`).", [
        Key::new("style", Shape::Text(Form::Path), "The style, if the `uri` does not name it."),
        Key::new("source", Shape::Reference, "The source that replaces all vector sources of the style."),
        Key::new("sources", Shape::Map(&Shape::Reference), "Vector source of the style → karto's source."),
        Key::new("tileSize", Shape::Choice(&["256", "512"]), "Size, in CSS pixels, of a vector tile at the requested zoom: 512 for MapLibre styles and 256 for CartoCSS and Mapnik by default."),
        Key::new("layers", Shape::OneOrMore(&Shape::Text(Form::Any)), "Only these layers are drawn (of the style, or vector layers)."),
        Key::new("exceptLayers", Shape::OneOrMore(&Shape::Text(Form::Any)), "These layers are not drawn."),
        Key::new("png", Shape::Either(&[Shape::Choice(&["palette", "truecolour", "truecolor"]), Shape::Section(&PNG)]), "Pixel format of PNGs.").or("palette"),
        Key::new("jpegQuality", Shape::Integer(1, 100), "Quality of JPEGs.").or("85"),
        Key::new("jpegChroma", Shape::Choice(&["4:2:0", "4:4:4"]), "Chroma subsampling of JPEGs: `4:2:0` keeps a quarter of the color samples, `4:4:4` all of them, which keeps colored text sharp.").or("4:2:0"),
        Key::new("webpQuality", Shape::Integer(1, 100), "Quality of lossy WebPs; without it they are lossless."),
    ]
}

params! {
    /// `png` of `style://`.
    PNG, "style:// png", "PNGs with a palette.", [
        Key::new("colours", Shape::Integer(2, 256), "Maximum number of colors.").or("256").also(&["colors"]),
    ]
}

params! {
    /// `tmstyle://`
    TMSTYLE, "tmstyle://", "A drawn source with a CartoCSS project (`yaml:`) or Mapnik XML (`xml:`). A MapLibre style is drawn instead if one is named: `karto.style` of the source, `karto.styleSubstitutes`, or `--style-substitute`.", [
        Key::new("style", Shape::Text(Form::Path), "The MapLibre style that is drawn instead."),
        Key::new("png", Shape::Either(&[Shape::Choice(&["palette", "truecolour", "truecolor"]), Shape::Section(&PNG)]), "Pixel format of PNGs.").or("palette"),
        Key::new("jpegQuality", Shape::Integer(1, 100), "Quality of JPEGs.").or("85"),
        Key::new("jpegChroma", Shape::Choice(&["4:2:0", "4:4:4"]), "Chroma subsampling of JPEGs: `4:2:0` keeps a quarter of the color samples, `4:4:4` all of them, which keeps colored text sharp.").or("4:2:0"),
        Key::new("webpQuality", Shape::Integer(1, 100), "Quality of lossy WebPs; without it they are lossless."),
    ]
}
