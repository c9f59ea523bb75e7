//! Mapbox Vector Tiles: decode, encode, edit.
