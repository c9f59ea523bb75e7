//! Files embedded in the binary: the scripts, style and icon of the root page, and Swagger UI for the API page.

use std::collections::BTreeMap;

use crate::{service::StoredBody, source::Encoding};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Text files: path, content and media type.
const TEXTS: [(&str, &str, &str); 7] = [
    ("/static/karto/map.js", include_str!("assets/map.js"), SCRIPT),
    ("/static/karto/xray.js", include_str!("assets/xray.js"), SCRIPT),
    ("/static/karto/page.js", include_str!("assets/page.js"), SCRIPT),
    ("/static/karto/page.css", include_str!("assets/page.css"), STYLE),
    ("/static/karto/icon.svg", include_str!("assets/icon.svg"), "image/svg+xml; charset=utf-8"),
    ("/static/karto/doc.js", include_str!("assets/doc.js"), SCRIPT),
    ("/static/karto/doc.css", include_str!("assets/doc.css"), STYLE),
];

/// Texts that are embedded compressed with gzip: path, content and media type.
const PACKED: [(&str, &[u8], &str); 2] = [
    ("/static/karto/swagger-ui-bundle.js", include_bytes!("assets/swagger-ui/swagger-ui-bundle.js.gz"), SCRIPT),
    ("/static/karto/swagger-ui.css", include_bytes!("assets/swagger-ui/swagger-ui.css.gz"), STYLE),
];

const FAVICON: (&str, &[u8]) = ("/favicon.ico", include_bytes!("assets/favicon.ico"));

/// The embedded files by path.
pub(crate) struct Files(BTreeMap<&'static str, StoredBody>);

impl Files {
    /// Compresses all files.
    pub(super) fn pack() -> Self {
        let texts = TEXTS.map(|(path, text, kind)| (path, StoredBody::text(text.as_bytes(), kind)));
        let packed = PACKED.map(|(path, bytes, kind)| (path, StoredBody::new(bytes, Encoding::Gzip, kind)));
        let (path, icon) = FAVICON;
        let mut files: BTreeMap<_, _> = texts.into_iter().chain(packed).collect();
        files.insert(path, StoredBody::image(icon, "image/x-icon"));
        Self(files)
    }

    /// The file at `path`, if there is one.
    pub(crate) fn get(&self, path: &str) -> Option<&StoredBody> {
        self.0.get(path)
    }
}

/// Whether there is an embedded file at `path`.
pub(crate) fn exists(path: &str) -> bool {
    path == FAVICON.0
        || PACKED.iter().any(|(known, ..)| *known == path)
        || TEXTS.iter().any(|(known, ..)| *known == path)
}
