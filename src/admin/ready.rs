//! `/ready`: whether this process should get requests, and the state of everything it depends on.
//!
//! Ready means: not draining, and at least one public source can be asked. The original was ready with
//! no usable source at all; demanding all sources would take every process out for one bad upstream.
//!
//! A process that has been ready stays so when its sources go away, and says `degraded`: the sources are gone for
//! the other processes too, and without any of them even what they have kept could not be served. Only
//! `karto.admin.unreadyOnOutage` takes it out.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Json, extract::State, http::StatusCode};
use futures_util::future::join_all;
use serde_json::{Map, Value, json};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::{
    service::{Current, Published, Service},
    telemetry::{Event, event},
};

use super::Admin;

/// Probe results are believed this long, so that health checks of many do not load the database.
const BELIEVED: Duration = Duration::from_secs(5);
/// A probe that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(3);

/// Source → what is wrong with it, nothing when it is up.
type Report = BTreeMap<String, Option<String>>;

/// Knows how the sources are.
pub struct Readiness {
    service: Arc<Current<Service>>,
    draining: CancellationToken,
    last: Mutex<Option<Believed>>,
    /// Whether it has ever been ready.
    latched: AtomicBool,
}

/// A report, when it was made, and of which service.
struct Believed {
    when: Instant,
    of: Weak<Service>,
    report: Arc<Report>,
}

impl Readiness {
    pub fn new(service: Arc<Current<Service>>, draining: CancellationToken) -> Self {
        Self { service, draining, last: Mutex::new(None), latched: AtomicBool::new(false) }
    }

    /// The last report, or a new one; whoever asks meanwhile waits for the same probes.
    async fn report(&self, service: &Arc<Service>) -> Arc<Report> {
        let mut last = self.last.lock().await;
        if let Some(believed) = last.as_ref()
            && believed.when.elapsed() < BELIEVED
            && std::ptr::eq(believed.of.as_ptr(), Arc::as_ptr(service))
        {
            return believed.report.clone();
        }
        // Only what reads from the outside is probed: steps are as well as what they read.
        let leaves = service.sources().filter(|s| s.source.is_some() && s.settings.kind.references().is_empty());
        let report: Report = join_all(leaves.map(probe)).await.into_iter().collect();
        let report = Arc::new(report);
        *last = Some(Believed { when: Instant::now(), of: Arc::downgrade(service), report: report.clone() });
        report
    }
}

/// Whether everything `source` reads, directly or not, is up.
fn is_usable(service: &Service, source: &Published, report: &Report) -> bool {
    let mut seen = BTreeSet::new();
    let mut ways = vec![source.settings.id.clone()];
    while let Some(id) = ways.pop() {
        if report.get(&*id).is_some_and(Option::is_some) {
            return false;
        }
        if seen.insert(id.clone())
            && let Some(source) = service.sources().find(|other| other.settings.id == id)
        {
            ways.extend(source.settings.kind.references());
        }
    }
    true
}

async fn probe(source: &Arc<Published>) -> (String, Option<String>) {
    let id = source.settings.id.to_string();
    let Some(asked) = &source.source else { return (id, None) };
    let problem = match tokio::time::timeout(PATIENCE, asked.probe()).await {
        Ok(problems) if problems.is_empty() => None,
        Ok(problems) => Some(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
        Err(_) => Some(format!("no answer within {} s", PATIENCE.as_secs())),
    };
    event::SourceProbed { source: &id, problem: problem.as_deref() }.emit();
    (id, problem)
}

/// 200 or 503, with the state of every dependency.
pub async fn ready(State(admin): State<Admin>) -> (StatusCode, Json<Value>) {
    let readiness = &admin.readiness;
    let service = readiness.service.get();
    let draining = readiness.draining.is_cancelled();
    let report = readiness.report(&service).await;
    let public: BTreeMap<&str, bool> =
        service.public_sources().map(|source| (&*source.settings.id, is_usable(&service, source, &report))).collect();
    let usable = public.is_empty() || public.values().any(|usable| *usable);
    if usable {
        readiness.latched.store(true, Ordering::Relaxed);
    }
    let stays = readiness.latched.load(Ordering::Relaxed) && !service.settings().karto.admin.unready_on_outage;
    let ready = !draining && (usable || stays);
    let degraded = ready && public.values().any(|usable| !*usable);
    let dependencies: Map<String, Value> = report
        .iter()
        .map(|(id, problem)| {
            let state = match problem {
                None => json!({ "up": true }),
                Some(problem) => json!({ "up": false, "problem": problem }),
            };
            (id.clone(), state)
        })
        .collect();
    let body = json!({
        "ready": ready, "degraded": degraded, "draining": draining, "usable": public, "dependencies": dependencies,
    });
    (if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(body))
}
