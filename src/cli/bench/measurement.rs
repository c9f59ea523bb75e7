//! The result of loading one server.

use std::time::Duration;

use super::load::{LoadPlan, LoadResult};

/// The generator is taken to be the limit above this part of the CPU time that it can use.
const SATURATED: f64 = 0.9;

/// The generator is late if it was by more than this.
const LATE: Duration = Duration::from_millis(100);

/// How one server answered.
#[derive(Debug)]
pub(super) struct Measurement {
    /// The URL.
    pub(super) name: String,
    /// How requests were sent.
    pub(super) plan: LoadPlan,
    /// What came of them.
    pub(super) result: LoadResult,
    /// What the server used, if its processes are known.
    pub(super) server: Option<ServerUsage>,
    /// The CPU cores that the generator used, on average.
    pub(super) generator_cores: f64,
    /// The CPU cores that the generator can use.
    pub(super) generator_limit: f64,
}

/// What the processes of a server used.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServerUsage {
    /// CPU cores, on average.
    pub(super) cores: f64,
    /// The most memory in RAM, in bytes.
    pub(super) resident: u64,
}

impl Measurement {
    /// Responses per second.
    pub(super) fn throughput(&self) -> f64 {
        self.result.tally.latency.total() as f64 / self.seconds()
    }

    /// Megabytes of bodies per second.
    pub(super) fn megabytes(&self) -> f64 {
        self.result.tally.bytes as f64 / 1e6 / self.seconds()
    }

    /// The server's CPU time per response, in milliseconds.
    pub(super) fn server_milliseconds(&self) -> Option<f64> {
        let throughput = self.throughput();
        self.server.filter(|_| throughput > 0.0).map(|server| server.cores * 1000.0 / throughput)
    }

    /// Whether every request had a response.
    pub(super) fn is_complete(&self) -> bool {
        self.result.tally.failed() == 0 && self.result.unsent == 0 && self.result.tally.latency.total() > 0
    }

    /// Why the figures may not be the server's.
    pub(super) fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let (used, limit) = (self.generator_cores, self.generator_limit);
        if used > limit * SATURATED {
            doubts.push(format!(
                "the generator used {used:.2} of {limit:.0} cores: it, not the server, may be the limit"
            ));
        }
        let together = used + self.server.map_or(0.0, |server| server.cores);
        if self.server.is_some() && used <= limit * SATURATED && together > limit * 0.95 {
            doubts.push(format!("generator and server used all {limit:.0} cores: they slowed each other down"));
        }
        if self.result.lag > LATE {
            let lag = self.result.lag.as_millis();
            doubts.push(format!("the generator was up to {lag} ms late; that is part of the latencies"));
        }
        if self.result.unsent > 0 {
            let unsent = self.result.unsent;
            doubts.push(format!("{unsent} requests were due but not sent: all connections were busy"));
        }
        doubts
    }

    fn seconds(&self) -> f64 {
        self.plan.duration.as_secs_f64()
    }
}
