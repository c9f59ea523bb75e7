//! Command-line options that override the files.

use super::LoadOptions;
use crate::settings::{Settings, SourceKind};

/// Applies `options` to `settings`.
pub(super) fn apply(options: &LoadOptions, settings: &mut Settings) {
    settings.server.port = options.port.unwrap_or(settings.server.port);
    settings.server.interface = options.interface.unwrap_or(settings.server.interface);
    let admin = &mut settings.karto.admin;
    admin.interface = options.admin_interface.unwrap_or(admin.interface);
    admin.port = options.admin_port.unwrap_or(admin.port);
    settings.karto.fonts.extend_from_slice(&options.fonts);
    if let Some(url) = &options.database_url {
        for source in &mut settings.sources {
            if let SourceKind::Postgis(postgis) = &mut source.kind {
                postgis.hosts = vec![url.clone()];
            }
        }
    }
}
