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

/// What our pages may load: only from here.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                           connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// `/`: the maps.
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

/// `/?doc`: the description as a page, or what the original's page (Swagger UI) loaded as `/?doc&path=…`.
pub(super) async fn doc(site: &Site, request: &RequestParts<'_>) -> Reply {
    match request.query.get("path").map(|path| path.trim_start_matches('/')) {
        None | Some("" | "index.html") => html(site, request, |pages| &pages.doc).await,
        Some("swagger-ui.css" | "index.css") => asset(site, request, "/static/karto/doc.css").await,
        Some(
            "swagger-ui.js" | "swagger-ui-bundle.js" | "swagger-ui-standalone-preset.js" | "swagger-initializer.js",
        ) => reply::plain(StatusCode::OK, "text/javascript; charset=utf-8", "// This page needs no script.\n"),
        Some(_) => reply::error(StatusCode::NOT_FOUND, "File not found"),
    }
}

/// The file at `path`.
pub(super) async fn asset(site: &Site, request: &RequestParts<'_>, path: &str) -> Reply {
    match site.pages().await {
        Ok(pages) => match pages.files.get(path) {
            Some(body) => revalidated(site, request, body).await,
            None => errors::not_found(request.method, request.path),
        },
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}

/// A page of ours, with the policy that lets it load its own files even if the configured policy does not.
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

/// A text that clients may keep, but must ask for again each time: by its tag, as its age is not known.
async fn revalidated(site: &Site, request: &RequestParts<'_>, body: &StoredBody) -> Reply {
    let mut headers = HeaderMap::new();
    set(&mut headers, CACHE_CONTROL, "public, max-age=0");
    reply::undated(reply::recoded(&site.service, request, body, headers).await)
}
