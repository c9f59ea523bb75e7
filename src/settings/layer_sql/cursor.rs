//! The text that is still to be read, and the pieces made of what has been read.

use super::SqlPiece;

/// A place in a layer's SQL.
#[derive(Debug, Default)]
pub(super) struct SqlCursor<'a> {
    /// What follows.
    pub(super) rest: &'a str,
    /// Characters before it.
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

    /// Keeps the next `length` bytes as text.
    pub(super) fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.text.push_str(taken);
        self.at += taken.chars().count();
        self.rest = rest;
    }

    /// Leaves the next `length` bytes out.
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
