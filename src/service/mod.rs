//! The assembly: Settings → sources, pools, caches, fonts → running → drained.
