//! Draws markers, kept in the cache of the service.

use crate::{
    cache::{CacheKey, Wait},
    image::{self, ImageEncoding, pin},
    render::{self, DisplayItem, DisplayList, PictureItem, Resources},
    service::{
        caller::Caller,
        drawing::Drawing,
        error::TileError,
        stored::{BodyCache, StoredBody, UNCHANGING},
    },
};

use super::job::MarkerJob;

/// As Kartotherian's markers, which have a palette.
const ENCODING: ImageEncoding = ImageEncoding::Png8 { colors: 256, merge: true };

/// Draws markers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct MarkerEngine {
    cache: BodyCache,
    drawing: Drawing,
}

impl MarkerEngine {
    pub(crate) fn new(cache: BodyCache, drawing: Drawing) -> Self {
        Self { cache, drawing }
    }

    /// The image of a marker, from the cache or drawn now.
    pub(crate) async fn image(&self, job: MarkerJob, caller: Caller) -> Result<StoredBody, TileError> {
        let key = CacheKey::from(job.key());
        let make = || {
            let drawing = self.drawing.clone();
            async move { drawing.run_small("markers", caller, move || drawn(job)).await?.map(Into::into) }
        };
        Ok(self.cache.get(&key, &UNCHANGING, Wait::until(caller.deadline), make).await?.value)
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
    Ok(StoredBody::image(&bytes, "image/png"))
}
