//! The columns of a layer's rows: checks of required columns, and the choice of properties.

use std::collections::BTreeMap;

use super::{
    configured::{ConfiguredLayer, ConfiguredRows},
    layer::PropertyColumn,
    layer_error::LayerFault,
};

/// A column of a layer's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    /// The name of its type without schema: `int4`, `text`, `geometry` …
    pub kind: String,
}

impl Column {
    /// The columns of a prepared statement.
    pub(super) fn all_of(statement: &tokio_postgres::Statement) -> Vec<Self> {
        let column = |c: &tokio_postgres::Column| Self { name: c.name().to_owned(), kind: c.type_().name().to_owned() };
        statement.columns().iter().map(column).collect()
    }

    /// The type of the field in TileJSON; `None` if the column does not become a field, or becomes fields with unknown
    /// names (`jsonb`). `numeric` is a string in configured queries, and a number in queries that karto writes.
    fn field_type(&self, is_query: bool) -> Option<&'static str> {
        match self.kind.as_str() {
            "bool" => Some("Boolean"),
            "int2" | "int4" | "int8" | "float4" | "float8" => Some("Number"),
            "numeric" if !is_query => Some("Number"),
            "geometry" | "geography" | "raster" | "bytea" | "jsonb" => None,
            _ => Some("String"),
        }
    }

    /// Whether the column of a table becomes a property if the configuration names no fields.
    fn is_property(&self) -> bool {
        !matches!(self.kind.as_str(), "geometry" | "geography" | "raster" | "bytea")
    }
}

/// Checks that the columns for geometry and id exist and have suitable types.
pub(super) fn check(layer: &ConfiguredLayer, columns: &[Column]) -> Result<(), LayerFault> {
    let s = &layer.settings;
    let find = |name: &str| columns.iter().find(|column| column.name == name);
    let Some(geometry) = find(&s.geometry) else {
        return Err(LayerFault::NoGeometry { name: s.geometry.clone(), columns: names(columns) });
    };
    if geometry.kind != "geometry" {
        return Err(LayerFault::NotGeometry { name: s.geometry.clone(), kind: geometry.kind.clone() });
    }
    let Some(id_field) = &s.id_field else { return Ok(()) };
    match find(id_field) {
        None => Err(LayerFault::NoId { name: id_field.clone(), columns: names(columns) }),
        Some(id) if matches!(id.kind.as_str(), "int2" | "int4" | "int8") => Ok(()),
        Some(id) => Err(LayerFault::NotAnInteger { name: id_field.clone(), kind: id.kind.clone() }),
    }
}

/// The columns of a table or function that become properties: those that the configuration names, or all.
pub(super) fn properties(layer: &ConfiguredLayer, columns: &[Column]) -> Result<Vec<PropertyColumn>, LayerFault> {
    let s = &layer.settings;
    let exists = |name: &str| columns.iter().any(|column| column.name == name);
    if let Some(missing) = s.fields.keys().find(|name| !exists(name)) {
        return Err(LayerFault::NoField { name: missing.clone(), columns: names(columns) });
    }
    let wanted = |column: &&Column| {
        let is_id = s.id_field.as_deref() == Some(&column.name);
        is_id || if s.fields.is_empty() { column.is_property() } else { s.fields.contains_key(&column.name) }
    };
    let chosen = columns.iter().filter(|column| column.name != s.geometry).filter(wanted);
    let property = |column: &Column| PropertyColumn { name: column.name.clone(), numeric: column.kind == "numeric" };
    Ok(chosen.map(property).collect())
}

/// The fields of the layer in info.json, by name: those that the configuration names, or all.
pub(super) fn fields(layer: &ConfiguredLayer, columns: &[Column]) -> BTreeMap<String, String> {
    if !layer.settings.fields.is_empty() {
        return layer.settings.fields.clone();
    }
    let id = layer.settings.id_field.as_deref();
    let is_query = matches!(layer.rows, ConfiguredRows::Sql(_));
    let properties = columns.iter().filter(|column| Some(column.name.as_str()) != id);
    properties.filter_map(|column| Some((column.name.clone(), column.field_type(is_query)?.to_owned()))).collect()
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
}
