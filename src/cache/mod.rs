//! Answers kept in memory: found by key, made once however many clients ask at the same time, served stale while
//! they are renewed.
//!
//! The cache does not know what it keeps: a value says how many bytes it takes ([`Weigh`]), an error says whether it
//! may be remembered ([`Remember`]). [`SingleFlight`] also works alone, for results that are shared but not kept.

mod entry;
mod expiry;
mod filter;
mod found;
mod keep;
mod kept;
mod key;
mod single_flight;
mod store;
mod wait;

pub use filter::KeyFilter;
pub use found::{CacheState, Found};
pub use keep::{Keep, Made};
pub use kept::{Remember, Weigh};
pub use key::{CacheKey, GlyphKey, Resource, TileKey};
pub use single_flight::SingleFlight;
pub use store::Cache;
pub use wait::{Miss, Wait};

#[cfg(test)]
mod tests;
