//! `karto check --connect`: builds the service and probes its sources.

use crate::{
    config::LoadedConfig,
    service::{self, Service},
    settings::{Place, Settings},
    source::SourceError,
};

/// Builds the service of `loaded` and probes its sources. Failures are added to `loaded` as diagnostics.
pub(super) fn try_out(loaded: &mut LoadedConfig) -> std::io::Result<()> {
    let Some(settings) = loaded.settings.clone() else { return Ok(()) };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for trial in runtime.block_on(problems(settings)) {
        match trial {
            Trial::Fails(place, id, problem) => loaded.add_trial(&place, &id, problem),
            Trial::Lacks(place, id, problem) => loaded.add_absence(&place, &id, &problem),
        }
    }
    // A task may still wait for a server that never responds; its result is no longer needed.
    runtime.shutdown_background();
    Ok(())
}

/// A failure or a missing part: place, source and message.
enum Trial {
    /// It does not work.
    Fails(Place, String, String),
    /// It works, but a part is unavailable.
    Lacks(Place, String, String),
}

/// All failures.
async fn problems(settings: Settings) -> Vec<Trial> {
    let service = match Service::build(settings.clone()).await {
        Ok(service) => service,
        Err(errors) => return errors.into_iter().map(|error| of_build(error, &settings)).collect(),
    };
    // Probing sources that read other sources would report the same problems again.
    let leaves = service.sources().iter().filter(|s| s.settings.kind.references().is_empty());
    let trials = leaves.filter_map(|published| {
        let source = published.source.clone()?;
        let (place, id) = (published.settings.place.clone(), published.settings.id.to_string());
        Some(async move {
            let problems = source.probe().await;
            if !problems.is_empty() {
                let fails = |p: SourceError| Trial::Fails(place.clone(), id.clone(), p.to_string());
                return problems.into_iter().map(fails).collect::<Vec<_>>();
            }
            let lacks = |p: SourceError| Trial::Lacks(place.clone(), id.clone(), p.to_string());
            source.absent().await.into_iter().map(lacks).collect()
        })
    });
    let trials = futures_util::future::join_all(trials);
    let (trials, shapes) = tokio::join!(trials, of_shapes(&service));
    trials.into_iter().flatten().chain(shapes).collect()
}

/// The problems of the tables of shapes.
async fn of_shapes(service: &Service) -> Vec<Trial> {
    let (Some(shapes), Some(settings)) = (service.shapes(), &service.settings().handlers.geoshapes) else {
        return Vec::new();
    };
    let fails = |problem| Trial::Fails(settings.place.clone(), "geoshapes".to_owned(), format!("geoshapes: {problem}"));
    shapes.geoshapes().probe().await.into_iter().map(fails).collect()
}

fn of_build(error: service::ServiceBuildError, settings: &Settings) -> Trial {
    let words =
        |place: Place, id: String, problem: String| Trial::Fails(place, id.clone(), format!("source {id}: {problem}"));
    match error {
        service::ServiceBuildError::Source(error) => {
            words(error.place, error.source_id.to_string(), error.problem.to_string())
        }
        service::ServiceBuildError::Shapes { place, problem } => {
            Trial::Fails(place, "geoshapes".to_owned(), format!("geoshapes: {problem}"))
        }
        service::ServiceBuildError::Style { place, source_id, error } => words(place, source_id, error.to_string()),
        other => {
            let file = settings.files.first().cloned().unwrap_or_default();
            Trial::Fails(Place { file, line: 1, column: 1 }, String::new(), other.to_string())
        }
    }
}
