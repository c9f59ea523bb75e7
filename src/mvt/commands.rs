//! Geometry: the command stream of a feature (specification 2.1, section 4.3), decoded lazily.

use super::{
    GeometryError,
    wire::{VarintError, unzigzag, varint},
};
use crate::deadline::checkpoint;

/// The type of a geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryType {
    /// Allowed by the specification, but without a meaning.
    Unknown = 0,
    /// One or more points.
    Point = 1,
    /// One or more lines.
    Line = 2,
    /// One or more polygons, each an exterior ring (positive area, `y` down) followed by its holes (negative area).
    Polygon = 3,
}

/// A drawing command of a geometry. Positions are absolute, in MVT units of the layer, with `y` down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// A point, or the start of a line or ring.
    MoveTo(i32, i32),
    /// The next vertex.
    LineTo(i32, i32),
    /// Closes the ring.
    ClosePath,
}

/// Iterator over the [`Command`]s of one feature.
///
/// Before an error or the end, points consist of MoveTo only, lines are `(MoveTo LineTo+)+`, and rings are `(MoveTo
/// LineTo LineTo+ ClosePath)+`. The iterator ends after an error. Geometry of unknown type only has to be decodable.
///
/// Two deviations are accepted, because real encoders produce them: several MoveTo commands in a multipoint, and a
/// MoveTo of points with a count larger than the number of points that follow (mvt-fixtures 057). An incomplete point
/// is an error.
#[derive(Debug, Clone)]
pub struct Commands<'a> {
    rest: &'a [u8],
    kind: GeometryType,
    /// The current command, and the number of repetitions left.
    command: u32,
    count: u32,
    x: i32,
    y: i32,
    /// Vertices since the last MoveTo, which determine which commands may follow.
    vertices: u32,
    open: bool,
    started: bool,
    done: bool,
}

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

impl<'a> Commands<'a> {
    /// Decodes `packed`, the geometry field of a feature of the given type.
    pub(super) fn new(packed: &'a [u8], kind: GeometryType) -> Self {
        Self {
            rest: packed,
            kind,
            command: 0,
            count: 0,
            x: 0,
            y: 0,
            vertices: 0,
            open: false,
            started: false,
            done: false,
        }
    }

    #[inline]
    fn number(&mut self) -> Result<u32, GeometryError> {
        match varint(&mut self.rest) {
            Ok(n) => u32::try_from(n).map_err(|_| GeometryError::Overflow),
            Err(VarintError::Truncated) => Err(GeometryError::Truncated),
            Err(VarintError::Overflow) => Err(GeometryError::Overflow),
        }
    }

    #[inline]
    fn offset(&mut self, from: i32) -> Result<i32, GeometryError> {
        // A 32-bit zigzag number fits into `i32`.
        let delta = unzigzag(u64::from(self.number()?)) as i32;
        from.checked_add(delta).ok_or(GeometryError::Overflow)
    }

    /// Whether the current line or ring may end here.
    fn may_end(&self) -> bool {
        match self.kind {
            GeometryType::Unknown | GeometryType::Point => true,
            GeometryType::Line => self.vertices >= 2,
            GeometryType::Polygon => !self.open,
        }
    }

    /// Reads and checks the next command integer. Returns `Ok(false)` at the end of the stream.
    fn command(&mut self) -> Result<bool, GeometryError> {
        if self.rest.is_empty() {
            return match (self.started, self.may_end()) {
                (false, _) => Err(GeometryError::Empty),
                (true, false) => Err(GeometryError::Truncated),
                (true, true) => Ok(false),
            };
        }
        let integer = self.number()?;
        let (command, count) = (integer & 7, integer >> 3);
        let allowed = match command {
            MOVE_TO => match self.kind {
                GeometryType::Unknown | GeometryType::Point => true,
                GeometryType::Line => (!self.started || self.vertices >= 2) && count <= 1,
                GeometryType::Polygon => !self.open && count <= 1,
            },
            LINE_TO => match self.kind {
                GeometryType::Unknown => true,
                GeometryType::Point => false,
                GeometryType::Line => self.vertices > 0,
                GeometryType::Polygon => self.open,
            },
            CLOSE_PATH => match self.kind {
                GeometryType::Unknown => true,
                GeometryType::Point | GeometryType::Line => false,
                GeometryType::Polygon => self.open && self.vertices >= 3,
            },
            other => return Err(GeometryError::UnknownCommand(other)),
        };
        if count == 0 || (command == CLOSE_PATH && count != 1) {
            return Err(GeometryError::Count(count));
        }
        if !allowed {
            return Err(GeometryError::Order);
        }
        self.started = true;
        (self.command, self.count) = (command, count);
        Ok(true)
    }

    #[inline]
    fn step(&mut self) -> Result<Option<Command>, GeometryError> {
        if self.count > 0 && self.rest.is_empty() && self.kind == GeometryType::Point && self.vertices > 0 {
            return Ok(None);
        }
        if self.count == 0 && !self.command()? {
            return Ok(None);
        }
        self.count -= 1;
        if self.command == CLOSE_PATH {
            self.open = false;
            return Ok(Some(Command::ClosePath));
        }
        self.x = self.offset(self.x)?;
        self.y = self.offset(self.y)?;
        if self.command == MOVE_TO {
            self.vertices = 1;
            self.open = true;
            Ok(Some(Command::MoveTo(self.x, self.y)))
        } else {
            self.vertices = self.vertices.saturating_add(1);
            Ok(Some(Command::LineTo(self.x, self.y)))
        }
    }
}

impl Iterator for Commands<'_> {
    type Item = Result<Command, GeometryError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        checkpoint(1);
        let step = self.step();
        if !matches!(step, Ok(Some(_))) {
            self.done = true;
        }
        step.transpose()
    }
}
