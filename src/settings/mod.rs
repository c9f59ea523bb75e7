//! Typed settings: the result of reading a configuration without errors. Values have been checked, so users of
//! `Settings` do not need to check them again.

mod cycles;
mod everything;
mod handlers;
mod karto;
pub mod layer_sql;
mod place;
mod rasterizer;
mod reporting;
mod secret;
mod server;
mod source;
mod static_maps;

pub(crate) use cycles::cycles;
pub use everything::Settings;
pub use handlers::{GeoshapesSettings, HandlerSettings, SanitizerSettings};
pub use karto::{
    AdminSettings, AnswerSettings, CacheSettings, KartoSettings, LimitSettings, MetricsSettings, MissingTile,
    RenderSettings, StaticFolder, TraceSettings,
};
pub use place::Place;
pub use rasterizer::Rasterizer;
pub use reporting::{LogFormat, LogLevel, LogSettings, MetricsSink};
pub use secret::Secret;
pub use server::ServerSettings;
pub use source::*;
pub use static_maps::StaticMapSettings;
