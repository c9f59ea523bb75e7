//! `/`, `/?spec`, `/?doc`, and the files that these pages load.

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};

use crate::service::StoredBody;

use super::{
    errors,
    pages::WrittenPages,
    reply::{self, Reply, set},
    request_parts::RequestParts,
    site::Site,
};

/// The `Content-Security-Policy` of the built-in pages: they load only from karto itself.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                           connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// `/`: the page with the maps.
pub(super) async fn page(site: &Site, request: &RequestParts<'_>) -> Reply {
    html(site, request, |pages| &pages.root).await
}

/// `/?spec`: the OpenAPI description.
pub(super) async fn spec(site: &Site, request: &RequestParts<'_>) -> Reply {
    match site.pages().await {
        Ok(pages) => reply::recoded(&site.service, request, &pages.spec, HeaderMap::new()).await,
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}

/// `/?doc`: the description as a page, or a file that Kartotherian's page (Swagger UI) loads as `/?doc&path=…`.
pub(super) async fn doc(site: &Site, request: &RequestParts<'_>) -> Reply {
    match request.query.get("path").map(|path| path.trim_start_matches('/')) {
        None | Some("" | "index.html") => html(site, request, |pages| &pages.doc).await,
        Some("swagger-ui.css") => asset(site, request, "/static/karto/swagger-ui.css").await,
        Some("index.css") => asset(site, request, "/static/karto/doc.css").await,
        Some("swagger-ui.js" | "swagger-ui-bundle.js") => {
            asset(site, request, "/static/karto/swagger-ui-bundle.js").await
        }
        Some("swagger-initializer.js") => asset(site, request, "/static/karto/doc.js").await,
        Some("swagger-ui-standalone-preset.js") => {
            reply::plain(StatusCode::OK, "text/javascript; charset=utf-8", "// This page needs no preset.\n")
        }
        Some(_) => reply::error(StatusCode::NOT_FOUND, "File not found"),
    }
}

/// The embedded file at `path`.
pub(super) async fn asset(site: &Site, request: &RequestParts<'_>, path: &str) -> Reply {
    match site.pages().await {
        Ok(pages) => match pages.files.get(path) {
            Some(body) => revalidated(site, request, body).await,
            None => errors::not_found(request.method, request.path),
        },
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}

/// A built-in page, with a policy that lets it load its own files even if the configured policy does not.
async fn html(site: &Site, request: &RequestParts<'_>, page: fn(&WrittenPages) -> &StoredBody) -> Reply {
    match site.pages().await {
        Ok(pages) => {
            let mut reply = revalidated(site, request, page(pages)).await;
            reply.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
            reply
        }
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}

/// A reply that clients may store, but must revalidate before each use by its `ETag` unless the configuration allows more.
async fn revalidated(site: &Site, request: &RequestParts<'_>, body: &StoredBody) -> Reply {
    let mut headers = HeaderMap::new();
    let configured = site.service.settings().server.page_caching.as_deref();
    set(&mut headers, CACHE_CONTROL, configured.unwrap_or("public, max-age=0"));
    reply::undated(reply::recoded(&site.service, request, body, headers).await)
}
