//! Events of shapes (`/geoshape`, `/geoline`, `/geopoint`).

use tracing::{error, info, warn};

use super::Event;
use crate::telemetry::metrics::{FailureLabels, ShapeLabels, metrics};

/// How the shapes are called as a source in metrics. It is not the id of a source.
pub const SHAPES: &str = "/geoshape";

/// A request for shapes failed.
#[derive(Debug)]
pub struct ShapesFailed<'a> {
    /// `geoshape`, `geoline` or `geopoint`.
    pub kind: &'static str,
    /// The class of the failure.
    pub reason: &'static str,
    /// The cause, for operators. It may name internal hosts, but contains no secrets.
    pub detail: &'a str,
}

impl Event for ShapesFailed<'_> {
    fn emit(&self) {
        warn!(kind = self.kind, reason = self.reason, "shapes failed: {}", self.detail);
        metrics().shape_failures.get_or_create(&ShapeLabels { kind: self.kind, reason: self.reason }).inc();
    }
}

/// A request for shapes was answered without any, because the database failed.
#[derive(Debug)]
pub struct ShapesMissing<'a> {
    /// `geoshape` or `geoline`.
    pub kind: &'static str,
    /// The cause, for operators.
    pub detail: &'a str,
}

impl Event for ShapesMissing<'_> {
    fn emit(&self) {
        error!(kind = self.kind, "the database failed, so the answer has no shapes: {}", self.detail);
        metrics().shape_failures.get_or_create(&ShapeLabels { kind: self.kind, reason: "database" }).inc();
    }
}

/// The tables of shapes were checked at the start.
#[derive(Debug)]
pub struct ShapeTablesChecked<'a> {
    /// The problem; `None` if they can be read. Failed checks are repeated until they succeed.
    pub problem: Option<&'a str>,
}

impl Event for ShapeTablesChecked<'_> {
    fn emit(&self) {
        match self.problem {
            None => info!("the tables of shapes can be read"),
            Some(problem) => error!("the tables of shapes cannot be read, retrying: {problem}"),
        }
        let labels = FailureLabels { source: SHAPES.to_owned(), reason: "describe" };
        metrics().source_up.get_or_create(&labels).set(i64::from(self.problem.is_none()));
    }
}
