//! Drawn sources: `style://` and `tmstyle://`.

mod carto;
mod encoding;
mod location;
mod maplibre;
mod project;
mod project_info;
mod stand_in;

pub use carto::carto;
pub use maplibre::maplibre;
pub use stand_in::mention_stand_ins;
