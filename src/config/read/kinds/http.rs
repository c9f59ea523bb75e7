//! `http://`, `https://`

use crate::{
    config::{
        read::{fields::Fields, uri::SourceUri},
        values,
    },
    settings::HttpSettings,
};

/// The settings in the parameters `p`.
pub(super) fn http(uri: &SourceUri, source: Fields<'_>, p: Fields<'_>) -> Option<HttpSettings> {
    let info = |key: &str| {
        let zoom = source.node(key)?.get("maxzoom")?.scalar()?;
        values::integer(zoom).and_then(|z| u8::try_from(z).ok())
    };
    Some(HttpSettings {
        template: uri.rest.clone(),
        timeout: p.duration("timeout")?,
        retries: p.integer("retries")?,
        max_bytes: p.bytes("maxBytes")?.try_into().ok()?,
        pool_size: p.integer("pool")?,
        headers: p.headers("headers"),
        max_zoom: info("setInfo").or_else(|| info("overrideInfo")),
    })
}
