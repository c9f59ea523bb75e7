//! Drawn sources: `style://` and `tmstyle://`.

mod carto;
mod encoding;
mod location;
mod maplibre;
mod project;
mod project_info;
mod substitute;

pub(super) use carto::carto;
pub(super) use maplibre::maplibre;
