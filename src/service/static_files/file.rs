//! An opened file.

use std::{
    io::{self, SeekFrom},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};

use crate::service::{body_memory::BodyMemory, error::TileError};

use super::media_type::is_text;

/// A file that may be served.
#[derive(Debug)]
pub(crate) struct StaticFile {
    pub(super) file: File,
    /// Its path in the URL, which names it in the cache.
    pub(super) name: Arc<str>,
    /// Its size in bytes.
    pub(crate) len: u64,
    /// When it was last changed.
    pub(crate) modified: SystemTime,
    /// The value of `Content-Type`.
    pub(crate) content_type: Arc<str>,
}

impl StaticFile {
    /// Whether it is worth compressing.
    pub(crate) fn is_text(&self) -> bool {
        is_text(&self.content_type)
    }

    /// Whether it holds vector tiles or glyphs, which may be compressed already.
    pub(crate) fn is_protobuf(&self) -> bool {
        &*self.content_type == "application/x-protobuf"
    }

    /// The weak validator of the file, as Express writes it: size and time.
    pub(crate) fn etag(&self) -> String {
        format!("W/\"{:x}-{:x}\"", self.len, self.milliseconds())
    }

    /// The time of the last change in milliseconds since 1970.
    pub(super) fn milliseconds(&self) -> u128 {
        self.modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis())
    }

    /// Its path in the URL.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Like [`StaticFile::read`], counting in `memory` while it reads; an error if there is no room.
    pub(crate) async fn read_counted(
        &mut self,
        first: u64,
        count: u64,
        memory: &BodyMemory,
    ) -> Result<Bytes, TileError> {
        let _hold = memory.room(usize::try_from(count).unwrap_or(usize::MAX))?;
        self.read(first, count).await.map_err(|_| TileError::Lost)
    }

    /// The bytes from `first` on, at most `count` of them.
    async fn read(&mut self, first: u64, count: u64) -> io::Result<Bytes> {
        self.file.seek(SeekFrom::Start(first)).await?;
        let mut bytes = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
        (&mut self.file).take(count).read_to_end(&mut bytes).await?;
        Ok(bytes.into_boxed_slice().into())
    }
}
