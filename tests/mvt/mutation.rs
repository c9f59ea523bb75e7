//! Invalid bytes cause no panics and no endless loops, and do not decode to more data than they can contain.

use karto::mvt::{Command, JsonDetail, Tile, edit::overzoom, to_json};

use crate::wire::{bytes, feature, layer, number, packed};

/// xorshift64*: the same numbers on every run.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below
    }
}

fn sample() -> Vec<u8> {
    let ring = [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15];
    [
        layer(
            "water",
            &[
                feature(&[number(1, 300), packed(2, &[0, 0, 1, 1]), number(3, 3), packed(4, &ring)]),
                bytes(3, b"name"),
                bytes(3, b"name_"),
                bytes(4, &bytes(1, "Ægir".as_bytes())),
                bytes(4, &[0x19, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]),
                number(5, 4096),
            ],
        ),
        layer(
            "road",
            &[
                feature(&[packed(4, &[9, 4, 4, 18, 0, 16, 16, 0]), number(3, 2)]),
                feature(&[number(3, 1), packed(4, &[17, 10, 14, 3, 9])]),
            ],
        ),
    ]
    .concat()
}

/// Reads all parts of a tile, and returns their number.
fn walk(data: &[u8]) -> usize {
    let Ok(tile) = Tile::decode(data) else { return 0 };
    let mut seen = 0;
    for layer in &tile.layers {
        for feature in &layer.features {
            seen += layer.tags(feature).count();
            assert_eq!(layer.tags(feature).count(), feature.tags().count(), "every tag has its key and value");
            let commands: Vec<_> = feature.geometry().collect();
            assert!(commands.iter().rev().skip(1).all(Result::is_ok), "after an error comes nothing");
            let moves = commands.iter().filter(|c| matches!(c, Ok(Command::MoveTo(..)))).count();
            assert!(moves <= commands.len());
            seen += commands.len();
        }
    }
    let json = to_json(&tile, JsonDetail::Full).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    for (dz, column, row) in [(0, 0, 0), (1, 1, 0), (26, 3, 5)] {
        let cut = overzoom(&tile, dz, column, row);
        let cut = Tile::decode(&cut).unwrap();
        cut.check_geometries().unwrap();
    }
    seen
}

#[test]
fn truncated_tiles_are_rejected_or_read_partially_without_panics() {
    let whole = sample();
    assert_eq!(walk(&whole), 2 + 10 + 3 + 2);
    for end in 0..whole.len() {
        walk(&whole[..end]);
    }
}

#[test]
fn mutated_tiles_never_panic_and_hold_no_more_than_their_bytes() {
    let whole = sample();
    let mut dice = Dice(20_261_123);
    let extremes = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0x08, 0x1a];
    for _ in 0..20_000 {
        let mut data = whole.clone();
        for _ in 0..=dice.next(4) {
            let at = dice.next(data.len());
            match dice.next(5) {
                0 => data[at] ^= 1 << dice.next(8),
                1 => data[at] = extremes[dice.next(extremes.len())],
                2 => data.insert(at, extremes[dice.next(extremes.len())]),
                3 if data.len() > 1 => drop(data.remove(at)),
                _ => {
                    let from = dice.next(data.len());
                    let length = dice.next(12).min(data.len() - from);
                    let piece = data[from..from + length].to_vec();
                    data.splice(at..at, piece);
                }
            }
        }
        assert!(walk(&data) <= 2 * data.len());
    }
}
