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

pub(crate) use filter::KeyFilter;
pub(crate) use found::CacheState;
pub(crate) use keep::{Keep, Made};
pub(crate) use kept::{Remember, Weigh};
pub(crate) use key::{CacheKey, GlyphKey, TileKey};
pub(crate) use single_flight::SingleFlight;
pub(crate) use store::Cache;
pub(crate) use wait::{Miss, Wait};

#[cfg(test)]
mod tests;
