//! Tiles written byte by byte, to test encodings that no encoder writes.

/// A varint.
pub(crate) fn varint(mut n: u64) -> Vec<u8> {
    let mut out = vec![];
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
    out
}

/// A length-delimited field.
pub(crate) fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(content.len() as u64), content.to_vec()].concat()
}

/// A varint field.
pub(crate) fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

/// A packed field.
pub(crate) fn packed(field: u64, numbers: &[u32]) -> Vec<u8> {
    bytes(field, &numbers.iter().flat_map(|n| varint(u64::from(*n))).collect::<Vec<_>>())
}

/// A tile with one version 2 layer `name` that has these fields besides.
pub(crate) fn layer(name: &str, fields: &[Vec<u8>]) -> Vec<u8> {
    bytes(3, &[number(15, 2), bytes(1, name.as_bytes()), fields.concat()].concat())
}

/// A feature with these fields.
pub(crate) fn feature(fields: &[Vec<u8>]) -> Vec<u8> {
    bytes(2, &fields.concat())
}
