//! Style and tiles → display list → pixels, on a fixed worker pool.
