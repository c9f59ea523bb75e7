//! A cache in memory. Concurrent requests for the same key share one computation (single flight), and stale values are
//! served while they are refreshed.
//!
//! The cache is generic: values report their size in bytes ([`Weigh`]), and errors whether they may be cached
//! ([`Remember`]). [`SingleFlight`] can be used alone, for results that are shared but not cached.

mod entry;
mod expiry;
mod filter;
mod found;
mod keep;
mod kept;
mod key;
mod origin;
mod single_flight;
mod store;
mod wait;

pub(crate) use filter::KeyFilter;
pub(crate) use found::CacheState;
pub(crate) use keep::{Keep, Made};
pub(crate) use kept::{Remember, Weigh};
pub(crate) use key::{CacheKey, FileKey, GlyphKey, MarkerKey, Resource, StaticMapKey, TileKey};
pub(crate) use origin::DataAge;
pub(crate) use single_flight::SingleFlight;
pub(crate) use store::Cache;
pub(crate) use wait::{Miss, Wait};

#[cfg(test)]
mod tests;
