//! What jobs cost, estimated from earlier jobs of the same kind.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    settings::SourceId,
    tile::{Format, Scale},
};

/// A kind of job. All parts are configured, so clients cannot create more kinds than the configuration has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CostKey {
    /// The source.
    pub(crate) source: SourceId,
    /// The format.
    pub(crate) format: Format,
    /// The scale.
    pub(crate) scale: Scale,
    /// The zoom.
    pub(crate) zoom: u8,
}

/// How much a new cost counts against the known one.
const NEWEST: f64 = 0.2;

/// The known costs per unit: per pixel of a picture, or per tile that is fetched.
#[derive(Debug, Default)]
pub(crate) struct CostModel {
    seconds: Mutex<HashMap<CostKey, f64>>,
}

impl CostModel {
    /// The expected cost of a job of so many `units`: that of earlier ones of its kind, or `otherwise`.
    pub(crate) fn estimate(&self, key: &CostKey, units: f64, otherwise: Duration) -> Duration {
        let known = self.seconds.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied();
        known.and_then(|seconds| Duration::try_from_secs_f64(seconds * units).ok()).unwrap_or(otherwise)
    }

    /// A job of so many `units` took `took`. A dear job counts at once, a cheap one little by little: a client that found
    /// the dear tiles must not pass as cheap.
    pub(crate) fn learn(&self, key: CostKey, units: f64, took: Duration) {
        let took = took.as_secs_f64() / units.max(1.0);
        let mut seconds = self.seconds.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seconds.entry(key).or_insert(took);
        let share = if took > *known * 4.0 { 0.5 } else { NEWEST };
        *known += (took - *known) * share;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_follow_what_jobs_took() {
        let costs = CostModel::default();
        let key = CostKey { source: "a".into(), format: Format::Png, scale: Scale::ONE, zoom: 3 };
        let (ms, estimate) = (Duration::from_millis, |units| costs.estimate(&key, units, Duration::from_millis(7)));
        assert_eq!(estimate(1.0), ms(7));
        costs.learn(key.clone(), 1.0, ms(10));
        assert_eq!(estimate(4.0), ms(40));
        costs.learn(key.clone(), 2.0, ms(40));
        assert_eq!(estimate(1.0), ms(12));
        costs.learn(key.clone(), 1.0, ms(1012));
        assert_eq!(estimate(1.0), ms(512), "a dear one counts at once");
    }
}
