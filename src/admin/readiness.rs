//! Readiness: whether this process should get requests, and the state of its dependencies.
//!
//! A process is ready if it is not draining and at least one public source is usable. (Kartotherian is ready without
//! any usable source. If all sources were required, one failing upstream would make all processes unready.)
//!
//! A process that has been ready stays ready if its sources fail, and reports `degraded`: the sources fail for all
//! processes at the same time, and if all were unready, not even cached tiles could be served. With
//! `karto.admin.unreadyOnOutage`, it becomes unready.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::{
    service::{Current, ServedSource, Service},
    telemetry::{Event, event},
};

/// How long the results of probes are cached, so that frequent health checks do not load the database.
const PROBE_TTL: Duration = Duration::from_secs(5);
/// The timeout of a probe.
const PROBE_TIMEOUT: Duration = Duration::from_secs(3);

/// The problem of each source; `None` if it is up.
pub(super) type SourceStates = BTreeMap<String, Option<String>>;

/// Determines readiness by probing the sources.
pub(super) struct Readiness {
    service: Arc<Current<Service>>,
    draining: CancellationToken,
    last: Mutex<Option<LastProbes>>,
    /// Whether the process has ever been ready.
    latched: AtomicBool,
}

/// A report, with its time and its service.
struct LastProbes {
    when: Instant,
    of: Weak<Service>,
    report: Arc<SourceStates>,
}

/// The current state.
pub(super) struct ReadinessVerdict {
    /// Whether the process should get requests.
    pub(super) ready: bool,
    /// Whether the process is stopping.
    pub(super) draining: bool,
    /// Whether each public source is usable.
    pub(super) usable: BTreeMap<String, bool>,
    /// The results of the probes.
    pub(super) report: Arc<SourceStates>,
}

impl ReadinessVerdict {
    /// Whether the process is ready although some public source is unusable.
    pub(super) fn is_degraded(&self) -> bool {
        self.ready && self.usable.values().any(|usable| !*usable)
    }
}

impl Readiness {
    pub(super) fn new(service: Arc<Current<Service>>, draining: CancellationToken) -> Self {
        Self { service, draining, last: Mutex::new(None), latched: AtomicBool::new(false) }
    }

    /// The current state. Results of probes are cached for [`PROBE_TTL`].
    pub(super) async fn verdict(&self) -> ReadinessVerdict {
        let service = self.service.get();
        let draining = self.draining.is_cancelled();
        let report = self.report(&service).await;
        let public = service.public_sources();
        let usable: BTreeMap<_, _> =
            public.map(|source| (source.settings.id.to_string(), is_usable(&service, source, &report))).collect();
        let any = usable.is_empty() || usable.values().any(|usable| *usable);
        if any {
            self.latched.store(true, Ordering::Relaxed);
        }
        let stays = self.latched.load(Ordering::Relaxed) && !service.settings().karto.admin.unready_on_outage;
        ReadinessVerdict { ready: !draining && (any || stays), draining, usable, report }
    }

    /// The cached report, or a new one. Concurrent callers share its probes.
    async fn report(&self, service: &Arc<Service>) -> Arc<SourceStates> {
        let mut last = self.last.lock().await;
        if let Some(last) = last.as_ref()
            && last.when.elapsed() < PROBE_TTL
            && std::ptr::eq(last.of.as_ptr(), Arc::as_ptr(service))
        {
            return last.report.clone();
        }
        // Probe only sources that read no other source: the others work if these do.
        let leaves = service.sources().iter().filter(|s| s.source.is_some() && s.settings.kind.references().is_empty());
        let sources = join_all(leaves.map(|source| probe(source)));
        let (sources, shapes) = tokio::join!(sources, probe_shapes(service));
        let report: SourceStates = sources.into_iter().chain(shapes).collect();
        let report = Arc::new(report);
        *last = Some(LastProbes { when: Instant::now(), of: Arc::downgrade(service), report: report.clone() });
        report
    }
}

/// Whether all sources that `source` depends on are up.
fn is_usable(service: &Service, source: &ServedSource, report: &SourceStates) -> bool {
    let is_down = |source: &&ServedSource| report.get(&*source.settings.id).is_some_and(Option::is_some);
    !service.sources().with_inputs(source).iter().any(is_down)
}

async fn probe(served: &ServedSource) -> (String, Option<String>) {
    let id = served.settings.id.to_string();
    let Some(source) = &served.source else { return (id, None) };
    let problem = problem(source.probe()).await;
    event::SourceProbed { source: &id, problem: problem.as_deref() }.emit();
    (id, problem)
}

/// Probes the tables of shapes, if there are any. No source depends on them, so they never make a process unready.
async fn probe_shapes(service: &Service) -> Option<(String, Option<String>)> {
    let problem = problem(service.shapes()?.geoshapes().probe()).await;
    event::SourceProbed { source: event::SHAPES, problem: problem.as_deref() }.emit();
    Some((event::SHAPES.to_owned(), problem))
}

/// The problems that `probe` finds, in one line.
async fn problem<P: ToString>(probe: impl Future<Output = Vec<P>>) -> Option<String> {
    match tokio::time::timeout(PROBE_TIMEOUT, probe).await {
        Ok(problems) if problems.is_empty() => None,
        Ok(problems) => Some(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
        Err(_) => Some(format!("no answer within {} s", PROBE_TIMEOUT.as_secs())),
    }
}
