//! `/`: a page with a map of each public source.

use serde_json::{Value, json};

use crate::{
    http::escape::escaped,
    service::{ServedSource, Service},
};

/// Writes the page of `service`. Links are relative, so that it works under any path prefix.
pub(super) fn write(service: &Service) -> String {
    let sources: Vec<Value> = service.public_sources().map(|source| describe(service, source)).collect();
    let data = Value::Array(sources).to_string();
    let list: String = service.public_sources().map(|source| item(source)).collect();
    include_str!("assets/page.html")
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("{{list}}", &list)
        .replace("{{sources}}", &escaped(&data))
}

/// The data about a source that the page's script needs.
fn describe(service: &Service, source: &ServedSource) -> Value {
    let settings = &source.settings;
    let info = &source.info;
    let raster = settings.formats.iter().find(|format| format.is_raster() && format.name() != "svg");
    json!({
        "id": &*settings.id,
        "formats": settings.formats.iter().map(|f| f.name()).collect::<Vec<_>>(),
        "raster": raster.map(|format| format.name()),
        "scales": settings.scales.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "minzoom": settings.min_zoom.unwrap_or(0),
        "maxzoom": settings.max_zoom.unwrap_or(19),
        "languages": source.depends_on_lang,
        "info": settings.public_info,
        "style": service.has_style_json(source),
        "attribution": info.get("attribution").and_then(Value::as_str).map(plain_text),
        "center": info.get("center"),
        "bounds": info.get("bounds"),
    })
}

/// The list entry of a source that the page shows if scripts are disabled.
fn item(source: &ServedSource) -> String {
    let id = escaped(&source.settings.id);
    let formats: Vec<&str> = source.settings.formats.iter().map(|format| format.name()).collect();
    let links: String = formats.iter().map(|format| format!(" <a href=\"{id}/0/0/0.{format}\">{format}</a>")).collect();
    let info =
        if source.settings.public_info { format!(" <a href=\"{id}/info.json\">info.json</a>") } else { String::new() };
    format!("<li><b>{id}</b>{links}{info}</li>")
}

/// The text of an attribution, which is HTML from the configuration: the page shows its text without the markup.
fn plain_text(html: &str) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let entities = [("&copy;", "©"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_become_plain_text() {
        let html = "<a href='https://osm.org' target=\"_blank\">&copy; OpenStreetMap</a> &amp; friends";
        assert_eq!(plain_text(html), "© OpenStreetMap & friends");
    }
}
