//! A cursor over SQL, which collects pieces.

use super::SqlPiece;

/// A position in a layer's SQL, with the pieces before it.
#[derive(Debug, Default)]
pub(super) struct SqlCursor<'a> {
    /// The text after the position.
    pub(super) rest: &'a str,
    /// The number of characters before the position.
    pub(super) at: usize,
    /// The text since the last piece.
    pub(super) text: String,
    pieces: Vec<SqlPiece>,
}

impl<'a> SqlCursor<'a> {
    /// The start of `sql`.
    pub(super) fn new(sql: &'a str) -> Self {
        Self { rest: sql, ..Self::default() }
    }

    /// Ends the text and adds `piece`; returns its index.
    pub(super) fn push(&mut self, piece: SqlPiece) -> usize {
        self.flush();
        self.pieces.push(piece);
        self.pieces.len() - 1
    }

    /// Replaces the pieces at `indices`.
    pub(super) fn replace(&mut self, indices: &[usize], piece: &SqlPiece) {
        for index in indices {
            if let Some(old) = self.pieces.get_mut(*index) {
                *old = piece.clone();
            }
        }
    }

    /// All pieces.
    pub(super) fn finish(mut self) -> Vec<SqlPiece> {
        self.flush();
        self.pieces
    }

    /// Adds the next `length` bytes to the text.
    pub(super) fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.text.push_str(taken);
        self.at += taken.chars().count();
        self.rest = rest;
    }

    /// Skips the next `length` bytes.
    pub(super) fn skip(&mut self, length: usize) {
        let (skipped, rest) = self.rest.split_at(length);
        self.at += skipped.chars().count();
        self.rest = rest;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(SqlPiece::Text(std::mem::take(&mut self.text)));
        }
    }
}
