//! Style languages → one typed tree.
