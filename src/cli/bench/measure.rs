//! Loads one server and watches what it uses.

use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;

use super::{
    load::{self, LoadPlan},
    measurement::{Measurement, ServerUsage},
    requests::RequestSource,
    target::BenchTarget,
    usage::{self, Usage},
};

/// The time between two looks at the memory of the server.
const LOOK: Duration = Duration::from_millis(250);

/// Loads `target` with `requests`. `pids` are the processes of the server; if there are none, they are looked for.
pub(super) async fn measure(
    target: &BenchTarget,
    requests: &RequestSource,
    plan: &LoadPlan,
    pids: &[u32],
) -> Measurement {
    let address = target.server.address;
    let pids = match pids {
        // Looking through all processes blocks.
        [] => spawn_blocking(move || usage::listeners(address)).await.unwrap_or_default(),
        pids => pids.to_vec(),
    };
    let own = vec![std::process::id()];
    let (result, server, generator) =
        tokio::join!(load::run(&target.server, requests, plan), watch(pids, plan), watch(own, plan),);
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    Measurement {
        name: target.name.clone(),
        plan: plan.clone(),
        result,
        server,
        generator_cores: generator.map_or(0.0, |generator| generator.cores),
        generator_limit: cores as f64,
    }
}

/// What `pids` use during the measured part of a load.
async fn watch(pids: Vec<u32>, plan: &LoadPlan) -> Option<ServerUsage> {
    let start = Instant::now() + plan.warm_up;
    tokio::time::sleep_until(start.into()).await;
    let (before, mut resident) = (look(&pids).await?, 0);
    let (started, mut after) = (Instant::now(), before);
    while started.elapsed() < plan.duration {
        tokio::time::sleep(LOOK.min(plan.duration.saturating_sub(started.elapsed()))).await;
        after = look(&pids).await?;
        resident = after.resident.max(resident);
    }
    let cores = after.cpu.saturating_sub(before.cpu).as_secs_f64() / started.elapsed().as_secs_f64();
    Some(ServerUsage { cores, resident })
}

async fn look(pids: &[u32]) -> Option<Usage> {
    let pids = pids.to_vec();
    spawn_blocking(move || usage::of(&pids)).await.ok()?
}
