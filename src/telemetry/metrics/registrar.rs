//! Creates and registers metrics in one step.

use prometheus_client::{
    metrics::{family::Family, histogram::Histogram},
    registry::{Metric, Registry, Unit},
};

/// Times by labels, in seconds.
pub(super) type Times<L> = Family<L, Histogram, fn() -> Histogram>;

/// A registry that is being filled.
pub(super) struct Registrar(pub Registry);

impl Registrar {
    /// A new metric, registered under `name`.
    pub(super) fn metric<M: Metric + Clone + Default>(&mut self, name: &str, help: &str) -> M {
        let metric = M::default();
        self.0.register(name, help, metric.clone());
        metric
    }

    /// Like [`Registrar::metric`], with a unit, which becomes the suffix of the name.
    pub(super) fn metric_in<M: Metric + Clone + Default>(&mut self, unit: Unit, name: &str, help: &str) -> M {
        let metric = M::default();
        self.0.register_with_unit(name, help, unit, metric.clone());
        metric
    }

    /// New histograms of times, registered under `name`.
    pub(super) fn times<L: Clone + std::hash::Hash + Eq>(&mut self, name: &str, help: &str) -> Times<L>
    where
        Times<L>: Metric,
    {
        let times = Times::new_with_constructor(histogram as fn() -> Histogram);
        self.0.register_with_unit(name, help, Unit::Seconds, times.clone());
        times
    }
}

/// The buckets range from a cached response (0.1 ms) to a slow request (30 s).
fn histogram() -> Histogram {
    Histogram::new([
        0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
    ])
}
