//! `BuildingSymbolizer`.

/// Areas drawn as houses.
#[derive(Debug, Clone, Default)]
pub struct BuildingSymbolizer;
