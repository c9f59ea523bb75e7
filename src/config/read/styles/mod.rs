//! Drawn sources: `style://` and `tmstyle://`.

mod carto;
mod encoding;
mod location;
mod maplibre;
mod project;
mod project_info;
mod stand_in;

pub(super) use carto::carto;
pub(super) use maplibre::maplibre;
pub(crate) use stand_in::mention_stand_ins;
