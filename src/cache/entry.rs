//! One kept value and its ages.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use crate::settings::FreshnessSettings;

use super::Found;

/// What a computation hands to the cache.
#[derive(Debug, Clone)]
pub struct Made<V> {
    /// The value.
    pub value: V,
    /// Whether and how long it may be kept.
    pub keep: Keep,
}

/// What the maker says about keeping its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// As the configuration says.
    AsConfigured,
    /// Fresh for this long at most, and no longer than the configuration says.
    AtMost(Duration),
    /// Not at all.
    Never,
}

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Kept and fresh.
    Hit,
    /// Past its freshness; a renewal runs in the background.
    Stale,
    /// Past its freshness, and the renewal failed.
    StaleIfError,
    /// Made for this request, or for one that asked at the same time.
    Made,
}

impl State {
    /// The word for headers, logs and metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Stale => "stale",
            Self::StaleIfError => "stale-if-error",
            Self::Made => "miss",
        }
    }
}

/// How old a value is, in the terms of its source's freshness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    Fresh,
    Stale,
    OnlyIfError,
    Gone,
}

pub(super) struct Entry<V> {
    pub value: V,
    made: Instant,
    /// What the maker allows, if it said anything.
    at_most: Option<Duration>,
    lifetime: Duration,
    /// Milliseconds after `made` before which no renewal is tried.
    paused_until: AtomicU64,
}

impl<V: Clone> Entry<V> {
    /// `None` when the value may not be kept at all.
    pub fn new(made: Made<V>, policy: &FreshnessSettings, zoom: u8) -> Option<Self> {
        let at_most = match made.keep {
            Keep::AsConfigured => None,
            Keep::AtMost(limit) => Some(limit),
            Keep::Never => return None,
        };
        let fresh = fresh_for(policy, zoom, at_most);
        let lifetime = fresh.saturating_add(policy.stale_while_revalidate.max(policy.stale_if_error));
        let keeps = !lifetime.is_zero();
        keeps.then(|| Self { value: made.value, made: Instant::now(), at_most, lifetime, paused_until: 0.into() })
    }

    pub fn age(&self, policy: &FreshnessSettings, zoom: u8) -> Age {
        let fresh = fresh_for(policy, zoom, self.at_most);
        match self.made.elapsed().checked_sub(fresh) {
            None => Age::Fresh,
            Some(past) if past < policy.stale_while_revalidate => Age::Stale,
            Some(past) if past < policy.stale_if_error => Age::OnlyIfError,
            Some(_) => Age::Gone,
        }
    }

    pub fn found(&self, state: State) -> Found<V> {
        Found { value: self.value.clone(), state, age: self.made.elapsed() }
    }

    pub fn pause_renewal(&self, pause: Duration) {
        let until = self.made.elapsed() + pause;
        self.paused_until.store(u64::try_from(until.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub fn renewal_is_paused(&self) -> bool {
        self.made.elapsed().as_millis() < u128::from(self.paused_until.load(Ordering::Relaxed))
    }
}

fn fresh_for(policy: &FreshnessSettings, zoom: u8, at_most: Option<Duration>) -> Duration {
    let by_zoom = policy.by_zoom.iter().find(|(first, last, _)| (*first..=*last).contains(&zoom));
    let configured = by_zoom.map_or(policy.fresh, |(_, _, fresh)| *fresh);
    at_most.map_or(configured, |limit| configured.min(limit))
}

/// How long moka keeps an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lifetime(pub Duration);

/// Tells moka the lifetime of each entry.
pub(super) struct Expire;

impl<K, V> moka::Expiry<K, Arc<Entry<V>>> for Expire {
    fn expire_after_create(&self, _: &K, entry: &Arc<Entry<V>>, _: Instant) -> Option<Duration> {
        Some(entry.lifetime)
    }

    fn expire_after_update(&self, _: &K, entry: &Arc<Entry<V>>, _: Instant, _: Option<Duration>) -> Option<Duration> {
        Some(entry.lifetime)
    }
}

impl<K, E> moka::Expiry<K, (E, Lifetime)> for Expire {
    fn expire_after_create(&self, _: &K, refusal: &(E, Lifetime), _: Instant) -> Option<Duration> {
        Some(refusal.1.0)
    }

    fn expire_after_update(&self, _: &K, refusal: &(E, Lifetime), _: Instant, _: Option<Duration>) -> Option<Duration> {
        Some(refusal.1.0)
    }
}
