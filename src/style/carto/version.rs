//! The two dialects of CartoCSS.

/// Which carto a project is compiled like: they differ in a few results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CartoVersion {
    /// carto 0.18, with the properties of Mapnik 3.0.6. TM2 projects (`project.yml`) are written for it.
    V0,
    /// carto 1.2, with the properties of Mapnik 3.0.22. Projects as `.mml` are written for it.
    V1,
}

impl CartoVersion {
    /// Whether the last definition of a variable counts, and not the first.
    pub(super) fn last_variable_counts(self) -> bool {
        self == Self::V1
    }

    /// Whether the key of a filter may be an expression.
    pub(super) fn expression_keys(self) -> bool {
        self == Self::V1
    }

    /// Whether `husl()` and `husla()` exist.
    pub(super) fn has_husl(self) -> bool {
        self == Self::V0
    }

    /// Whether the name of a layer counts before its id.
    pub(super) fn layer_name_counts(self) -> bool {
        self == Self::V0
    }

    /// Whether properties for whole symbolizers (`line: none`) are not inherited.
    pub(super) fn has_whole_symbolizers(self) -> bool {
        self == Self::V1
    }

    /// Whether filters are not decoded as XML when Mapnik reads them, because carto writes them as CDATA.
    pub(super) fn filters_are_verbatim(self) -> bool {
        self == Self::V1
    }

    /// Whether carto writes rules without any symbolizer as empty styles.
    pub(super) fn keeps_empty_rules(self) -> bool {
        self == Self::V1
    }
}
