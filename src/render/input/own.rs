//! A style's own data: features and images, inline or in files next to the style. They are read once, when the style is
//! loaded.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use serde_json::Value as Json;

use super::{GeoJson, GeoJsonError};
use crate::{
    bounded_file,
    image::{self, Bitmap, DecodeError},
    style::{
        Source, SourceData, Style,
        source::{FeatureData, FeatureSource},
    },
};

/// Maximum size of a file, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Maximum size of a file that is embedded into style documents for browsers, in bytes.
const MAX_CARRIED: usize = 2 << 20;

/// Features and images by source name.
#[derive(Debug, Default)]
pub struct OwnData {
    /// GeoJSON sources.
    pub features: BTreeMap<String, GeoJson>,
    /// `image` sources.
    pub images: BTreeMap<String, Arc<Bitmap>>,
    /// The sources as documents for browsers contain them: the content of files is embedded. Sources with large files
    /// are left out.
    pub carried: BTreeMap<String, Json>,
}

/// Why one of the style's own sources has no data.
#[derive(Debug, thiserror::Error)]
pub enum OwnDataError {
    /// The data is on a server; karto does not fetch it.
    #[error("its data is at {0}, and karto does not fetch it from servers: put the file next to the style")]
    Elsewhere(String),
    /// The file cannot be read.
    #[error("{path}: {problem}")]
    File {
        /// The file.
        path: String,
        /// The cause.
        problem: std::io::Error,
    },
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is not GeoJSON.
    #[error(transparent)]
    GeoJson(#[from] GeoJsonError),
    /// It is not an image.
    #[error("not an image: {0}")]
    Image(#[from] DecodeError),
}

impl OwnData {
    /// Reads all own data of `style`, whose file is in `folder`. Returns the errors with the names of their sources.
    pub fn load(style: &Style, folder: &Path) -> (Self, Vec<(String, OwnDataError)>) {
        let (mut all, mut problems) = (Self::default(), Vec::new());
        for (name, source) in &style.sources {
            let read = match &source.data {
                SourceData::GeoJson(features) => all.features(name, source, features, folder),
                SourceData::Image(_) => all.image(name, source, folder),
                _ => Ok(()),
            };
            problems.extend(read.err().map(|problem| (name.clone(), problem)));
        }
        (all, problems)
    }

    fn features(
        &mut self,
        name: &str,
        source: &Source,
        features: &FeatureSource,
        folder: &Path,
    ) -> Result<(), OwnDataError> {
        let (data, size) = match &features.data {
            Some(FeatureData::Address(address)) => {
                let bytes = file(address, folder)?;
                (serde_json::from_slice(&bytes)?, bytes.len())
            }
            // The style contains it already.
            Some(FeatureData::Inline(data)) => (data.clone(), 0),
            None => (Json::Null, 0),
        };
        self.features.insert(name.to_owned(), GeoJson::of_source(features, &data)?);
        self.carry(name, source, "data", size, || data);
        Ok(())
    }

    fn image(&mut self, name: &str, source: &Source, folder: &Path) -> Result<(), OwnDataError> {
        let bytes = file(source.own_address().unwrap_or_default(), folder)?;
        self.images.insert(name.to_owned(), Arc::new(image::decode(&bytes)?));
        let address = || {
            format!("data:{};base64,{}", image::media_type(&bytes).unwrap_or("image/jpeg"), BASE64.encode(&bytes))
                .into()
        };
        self.carry(name, source, "url", bytes.len(), address);
        Ok(())
    }

    fn carry(&mut self, name: &str, source: &Source, key: &str, size: usize, value: impl FnOnce() -> Json) {
        if size <= MAX_CARRIED {
            let mut json = source.document.clone();
            json.insert(key.to_owned(), value());
            self.carried.insert(name.to_owned(), json.into());
        }
    }
}

fn file(address: &str, folder: &Path) -> Result<Vec<u8>, OwnDataError> {
    let Some(path) = Source::file_beside(address, folder) else {
        return Err(OwnDataError::Elsewhere(address.chars().take(200).collect()));
    };
    let failed = |problem| OwnDataError::File { path: path.display().to_string(), problem };
    bounded_file::read(&path, MAX_BYTES).map_err(failed)
}
