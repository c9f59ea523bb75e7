//! Cache entries and their ages.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use crate::settings::FreshnessSettings;

use super::{
    found::{CacheState, Found},
    keep::{Keep, Made},
    origin::DataAge,
};

/// The age of a value relative to the freshness of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    Fresh,
    /// Served while it is refreshed in the background.
    Stale,
    /// Served only if the refresh fails.
    OnlyIfError,
    /// No longer served.
    Gone,
}

pub(super) struct CacheEntry<V> {
    pub(crate) value: V,
    /// When it was made; earlier if it was made from stale data, so that it is as stale as that.
    made: Instant,
    /// When the oldest of its data was read.
    read: Instant,
    /// The lifetime allowed by the backend, if it set one.
    at_most: Option<Duration>,
    /// How long the entry is kept.
    pub(crate) lifetime: Duration,
    /// Milliseconds after `made` until which no refresh is tried.
    paused_until: AtomicU64,
}

impl<V: Clone> CacheEntry<V> {
    /// `None` if the value must not be kept.
    pub(crate) fn new(made: Made<V>, policy: &FreshnessSettings, zoom: Option<u8>) -> Option<Self> {
        let at_most = match made.keep {
            Keep::AsConfigured => None,
            Keep::AtMost(limit) => Some(limit),
            Keep::Never => return None,
        };
        let fresh = fresh_for(policy, zoom, at_most);
        let lifetime = fresh.saturating_add(policy.stale_while_revalidate.max(policy.stale_if_error));
        let keeps = !lifetime.is_zero();
        let now = Instant::now();
        let stale = made.data.stale_since.and_then(|since| since.checked_sub(fresh));
        let (value, read) = (made.value, made.data.read);
        keeps.then(|| Self { value, made: stale.unwrap_or(now), read, at_most, lifetime, paused_until: 0.into() })
    }

    pub(crate) fn age(&self, policy: &FreshnessSettings, zoom: Option<u8>) -> Age {
        let fresh = fresh_for(policy, zoom, self.at_most);
        match self.made.elapsed().checked_sub(fresh) {
            None => Age::Fresh,
            Some(past) if past < policy.stale_while_revalidate => Age::Stale,
            // The limit on what is served in place of newer data is one on the age of the data.
            Some(_) if self.read.elapsed() < fresh.saturating_add(policy.stale_if_error) => Age::OnlyIfError,
            Some(_) => Age::Gone,
        }
    }

    /// The value, which is in the state `state` by `policy`.
    pub(crate) fn found(&self, state: CacheState, policy: &FreshnessSettings, zoom: Option<u8>) -> Found<V> {
        let stale_since = match state {
            CacheState::Stale | CacheState::StaleIfError => {
                self.made.checked_add(fresh_for(policy, zoom, self.at_most))
            }
            CacheState::Hit | CacheState::Made => None,
        };
        Found { value: self.value.clone(), state, data: DataAge { read: self.read, stale_since } }
    }

    /// Prevents refreshes for the duration `pause`.
    pub(crate) fn pause_renewal(&self, pause: Duration) {
        let until = self.made.elapsed() + pause;
        self.paused_until.store(u64::try_from(until.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(crate) fn renewal_is_paused(&self) -> bool {
        self.made.elapsed().as_millis() < u128::from(self.paused_until.load(Ordering::Relaxed))
    }
}

fn fresh_for(policy: &FreshnessSettings, zoom: Option<u8>, at_most: Option<Duration>) -> Duration {
    let holds = |first: u8, last: u8| zoom.is_some_and(|zoom| (first..=last).contains(&zoom));
    let by_zoom = policy.by_zoom.iter().find(|(first, last, _)| holds(*first, *last));
    let configured = by_zoom.map_or(policy.fresh, |(_, _, fresh)| *fresh);
    at_most.map_or(configured, |limit| configured.min(limit))
}
