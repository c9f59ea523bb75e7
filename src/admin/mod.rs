//! The second port: liveness, readiness, metrics, purge.
