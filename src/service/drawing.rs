//! Draws pictures on the threads for drawing, and refuses for a while those whose thread did not come back.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    cache::Resource,
    telemetry::{Event, event},
    work::{Class, Runner, Ticket},
};

use super::{
    admission::DrawingTurns,
    caller::Caller,
    error::TileError,
    run::{public_error, run},
};

/// How long a picture is refused.
const REFUSED_FOR: Duration = Duration::from_secs(300);

/// The most pictures that are refused at a time; the oldest one is forgotten.
const MOST_REFUSED: usize = 64;

/// Draws pictures. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    runner: Arc<Runner>,
    refused: Arc<RefusedPictures>,
    /// A job begins when it is its client's turn.
    pub(super) turns: DrawingTurns,
}

impl Drawing {
    pub(crate) fn new(runner: Arc<Runner>, turns: DrawingTurns) -> Self {
        Self { runner, refused: Arc::default(), turns }
    }

    /// Runs `job`, which draws `picture` of a source.
    ///
    /// If the thread does not come back even seconds after the deadline, which is a bug, the picture is refused for a while
    /// with the error of a deadline: every request for it would cost a thread.
    pub(crate) async fn draw<T: Send + 'static>(
        &self,
        source: &str,
        picture: Resource,
        deadline: Instant,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, TileError> {
        if self.refused.contains(&picture) {
            return Err(TileError::Timeout);
        }
        let (refused, source) = (self.refused.clone(), source.to_owned());
        let on_lost = move || {
            event::DrawingLost { source: &source, picture: &format!("{picture:?}") }.emit();
            refused.add(picture);
        };
        let done = self.runner.run_watched(Class::Drawing, deadline, on_lost, job).await;
        done.map_err(|error| public_error(error, Class::Drawing))
    }

    /// Runs `job`, which draws a small picture that belongs to no source, when it is its client's turn.
    pub(crate) async fn run_small<T: Send + 'static>(
        &self,
        what: &str,
        caller: Caller,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, TileError> {
        let mut turn = self.turns.begin_small(what, caller).await?;
        turn.fetched();
        let work = move |_: &Ticket| {
            let _turn = turn;
            job()
        };
        self.run(caller.deadline, work).await
    }

    /// Runs `job`, whose time does not depend on data.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, TileError> {
        run(&self.runner, Class::Drawing, deadline, job).await
    }
}

/// The pictures that are refused, with the time until then; the oldest one first.
#[derive(Debug, Default)]
struct RefusedPictures(Mutex<VecDeque<(Resource, Instant)>>);

impl RefusedPictures {
    fn add(&self, picture: Resource) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_REFUSED {
            all.pop_front();
        }
        all.push_back((picture, Instant::now() + REFUSED_FOR));
    }

    fn contains(&self, picture: &Resource) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        while all.front().is_some_and(|(_, until)| *until <= now) {
            all.pop_front();
        }
        all.iter().any(|(refused, _)| refused == picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::GlyphKey;

    fn picture(first: u32) -> Resource {
        Resource::Glyphs(GlyphKey { stack: "a".into(), first })
    }

    #[test]
    fn a_limited_number_of_pictures_is_refused() {
        let refused = RefusedPictures::default();
        (0..=MOST_REFUSED as u32).for_each(|i| refused.add(picture(i)));
        assert!(!refused.contains(&picture(0)), "the oldest one is forgotten");
        assert!(refused.contains(&picture(1)) && refused.contains(&picture(MOST_REFUSED as u32)));
    }
}
