//! Pixels → PNG, JPEG, WebP bytes.
