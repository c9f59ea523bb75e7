//! Draws markers, kept in the cache of the service.

use std::{sync::Arc, time::Instant};

use crate::{
    cache::{CacheKey, Wait},
    image::{self, ImageEncoding, pin},
    render::{self, DisplayItem, DisplayList, PictureItem, Resources},
    service::{
        error::TileError,
        run::run,
        stored::{BodyCache, StoredBody, UNCHANGING},
    },
    work::{Class, Runner},
};

use super::job::MarkerJob;

/// As Kartotherian's markers, which have a palette.
const ENCODING: ImageEncoding = ImageEncoding::Png8 { colors: 256, merge: true };

/// Draws markers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct MarkerEngine {
    cache: BodyCache,
    runner: Arc<Runner>,
}

impl MarkerEngine {
    pub(crate) fn new(cache: BodyCache, runner: Arc<Runner>) -> Self {
        Self { cache, runner }
    }

    /// The image of a marker, from the cache or drawn now.
    pub(crate) async fn image(&self, job: MarkerJob, deadline: Instant) -> Result<StoredBody, TileError> {
        let key = CacheKey::from(job.key());
        let make = || {
            let runner = self.runner.clone();
            async move { run(&runner, Class::Drawing, deadline, move |_| drawn(job)).await?.map(Into::into) }
        };
        Ok(self.cache.get(&key, &UNCHANGING, Wait::until(deadline), make).await?.value)
    }
}

/// Draws a marker and encodes it.
fn drawn(MarkerJob { pin, double }: MarkerJob) -> Result<StoredBody, TileError> {
    let scale = if double { 2 } else { 1 };
    let [width, height] = pin.size().map(|side| side * scale);
    let scale = f64::from(scale);
    let transform = [scale, 0.0, 0.0, scale, 0.0, 0.0];
    let item = PictureItem { picture: pin::picture(&pin, scale), transform, opacity: 1.0 };
    let list = DisplayList { width, height, items: vec![DisplayItem::Picture(item)] };
    let bitmap = render::paint(&list, &Resources::default()).map_err(TileError::render)?;
    let bytes = image::encode(&bitmap, ENCODING).map_err(TileError::render)?;
    Ok(StoredBody::image(bytes.into(), "image/png"))
}
