//! Parameters of a statement: typed values that depend on the tile.

use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::tile::{Bounds, EARTH_HALF_CIRCUMFERENCE, TileId};

/// A buffer in MVT units, with the extent (MVT units per tile side).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margin {
    pub buffer: u32,
    pub extent: u32,
}

/// A parameter of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Param {
    /// The square of the tile.
    Square,
    /// The square, expanded by a buffer.
    Grown(Margin),
    /// The square, expanded by a buffer but clipped at the edge of the world, where other reference systems wrap
    /// around.
    GrownInWorld(Margin),
    /// The column of the tile.
    X,
    /// The row of the tile.
    Y,
}

impl Param {
    /// The SQL name of the type.
    pub(super) fn sql_type(self) -> &'static str {
        match self {
            Self::Square | Self::Grown(_) | Self::GrownInWorld(_) => "geometry",
            Self::X | Self::Y => "int4",
        }
    }

    /// The value for `tile`.
    pub(super) fn value(self, tile: TileId) -> ParamValue {
        let grown = |margin: Margin| {
            let square = tile.bounds();
            square.grown(square.width() * f64::from(margin.buffer) / f64::from(margin.extent.max(1)))
        };
        match self {
            Self::Square => ParamValue::Rectangle(tile.bounds()),
            Self::Grown(margin) => ParamValue::Rectangle(grown(margin)),
            Self::GrownInWorld(margin) => {
                let (b, edge) = (grown(margin), EARTH_HALF_CIRCUMFERENCE);
                ParamValue::Rectangle(Bounds {
                    min_x: b.min_x.max(-edge),
                    min_y: b.min_y.max(-edge),
                    max_x: b.max_x.min(edge),
                    max_y: b.max_y.min(edge),
                })
            }
            // Both are below 2²⁶.
            Self::X => ParamValue::Int(i32::try_from(tile.x()).unwrap_or(i32::MAX)),
            Self::Y => ParamValue::Int(i32::try_from(tile.y()).unwrap_or(i32::MAX)),
        }
    }
}

/// The value of a parameter.
#[derive(Debug, Clone, Copy)]
pub(super) enum ParamValue {
    /// A polygon in EPSG:3857.
    Rectangle(Bounds),
    /// An `int4`.
    Int(i32),
}

/// The type of a polygon with a reference system in EWKB (PostGIS, `doc/ZMSgeoms.txt`).
const EWKB_POLYGON: u32 = 3 | 0x2000_0000;
const WEB_MERCATOR: u32 = 3857;

impl ToSql for ParamValue {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Int(value) => out.put_i32(*value),
            Self::Rectangle(b) => {
                out.put_u8(1);
                out.put_u32_le(EWKB_POLYGON);
                out.put_u32_le(WEB_MERCATOR);
                out.put_u32_le(1);
                out.put_u32_le(5);
                let west_first = [(b.min_x, b.min_y), (b.min_x, b.max_y), (b.max_x, b.max_y), (b.max_x, b.min_y)];
                for (x, y) in west_first.into_iter().chain([(b.min_x, b.min_y)]) {
                    out.put_f64_le(x);
                    out.put_f64_le(y);
                }
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::INT4 || ty.name() == "geometry"
    }

    to_sql_checked!();
}
