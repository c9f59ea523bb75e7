//! Images: in memory ([`Bitmap`]), decoding ([`decode`](decode())), encoding ([`encode`](encode())), sprites, and image
//! files: pixels and vector pictures.
//!
//! Encoding is deterministic: the same pixels and the same [`ImageEncoding`] give the same bytes on every machine.

mod alpha;
mod bitmap;
mod decode;
mod encode;
mod error;
pub mod files;
mod histogram;
pub(crate) mod hsl;
mod jpeg;
mod median_cut;
mod palette;
pub mod pin;
mod png;
pub mod sprite;
pub mod vector;
mod webp;

pub use alpha::{over, premultiplied, straight};
pub use bitmap::{Bitmap, BitmapError};
pub use decode::{DecodeError, decode, decode_png, media_type};
pub use encode::{ImageEncoding, encode};
pub use error::EncodeError;

pub(crate) use alpha::divided_by_255;
