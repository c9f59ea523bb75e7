//! The built-in pages and files. They are rendered and compressed once, at the first request for one of them, on the
//! threads for CPU work.

mod doc;
mod files;
mod root;

pub(super) use files::exists;

use std::sync::Arc;

use tokio::sync::OnceCell;

use crate::service::{Service, StoredBody, TileError};

use super::spec;

use files::Files;

/// The built-in pages and files; empty until the first request for one of them.
#[derive(Default)]
pub(super) struct Pages(OnceCell<WrittenPages>);

/// All built-in pages and files.
pub(super) struct WrittenPages {
    /// `/?spec`
    pub(super) spec: StoredBody,
    /// `/?doc`
    pub(super) doc: StoredBody,
    /// `/`
    pub(super) root: StoredBody,
    /// The files by path.
    pub(super) files: Files,
}

impl Pages {
    /// The pages and files for `service`; renders them at the first call.
    pub(super) async fn written(&self, service: &Arc<Service>) -> Result<&WrittenPages, TileError> {
        let write = || async {
            let owned = service.clone();
            service.off_thread(move || WrittenPages::write(&owned)).await
        };
        self.0.get_or_try_init(write).await
    }
}

impl WrittenPages {
    fn write(service: &Service) -> Self {
        let spec = spec::spec(service);
        Self {
            doc: StoredBody::text(doc::write(&spec).as_bytes(), "text/html; charset=utf-8"),
            spec: StoredBody::text(spec.to_string().as_bytes(), "application/json; charset=utf-8"),
            root: StoredBody::text(root::write(service).as_bytes(), "text/html; charset=utf-8"),
            files: Files::pack(),
        }
    }
}
