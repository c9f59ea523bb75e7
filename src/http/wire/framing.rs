//! How long the body of a request is (RFC 9112, section 6).

/// The longest name of a field that matters here.
const NAME: usize = "transfer-encoding".len();

/// The maximum length of a value that matters here. All valid ones are shorter.
const VALUE: usize = 64;

/// Reads the fields of a head that say how long the body is, byte by byte.
#[derive(Debug, Default)]
pub(super) struct Framing {
    name: Vec<u8>,
    value: Vec<u8>,
    length: Option<u64>,
    is_chunked: bool,
}

/// The body that follows a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyLength {
    /// This many bytes.
    Bytes(u64),
    /// Chunks, whose end is not looked for.
    Chunks,
}

/// A head whose body has no certain length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ambiguous;

impl Framing {
    /// The next byte of the name of a field.
    pub(super) fn name(&mut self, byte: u8) {
        // One more than the longest name tells it apart from names that begin alike.
        if self.name.len() <= NAME {
            self.name.push(byte.to_ascii_lowercase());
        }
    }

    /// The next byte of the value of a field.
    pub(super) fn value(&mut self, byte: u8) {
        if self.value.len() <= VALUE && self.matters() {
            self.value.push(byte);
        }
    }

    /// The end of a field. Fails if the body could be understood in two ways.
    pub(super) fn end_of_field(&mut self) -> Result<(), Ambiguous> {
        let (name, value) = (std::mem::take(&mut self.name), std::mem::take(&mut self.value));
        let value = value.trim_ascii();
        match name.as_slice() {
            b"content-length" | b"transfer-encoding" if self.length.is_some() || self.is_chunked => Err(Ambiguous),
            b"content-length" => {
                let digits = std::str::from_utf8(value).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
                self.length = Some(digits.and_then(|digits| digits.parse().ok()).ok_or(Ambiguous)?);
                Ok(())
            }
            b"transfer-encoding" => {
                self.is_chunked = value.eq_ignore_ascii_case(b"chunked");
                if self.is_chunked { Ok(()) } else { Err(Ambiguous) }
            }
            _ => Ok(()),
        }
    }

    /// The end of the head: the body that follows.
    pub(super) fn end_of_head(&mut self) -> BodyLength {
        let body = if self.is_chunked { BodyLength::Chunks } else { BodyLength::Bytes(self.length.unwrap_or(0)) };
        *self = Self::default();
        body
    }

    fn matters(&self) -> bool {
        matches!(self.name.as_slice(), b"content-length" | b"transfer-encoding")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &[(&str, &str)]) -> Result<BodyLength, Ambiguous> {
        let mut framing = Framing::default();
        for (name, value) in fields {
            name.bytes().for_each(|byte| framing.name(byte));
            value.bytes().for_each(|byte| framing.value(byte));
            framing.end_of_field()?;
        }
        Ok(framing.end_of_head())
    }

    #[test]
    fn only_one_certain_length_is_accepted() {
        assert_eq!(of(&[("Host", "a")]), Ok(BodyLength::Bytes(0)));
        assert_eq!(of(&[("CONTENT-Length", " 12 ")]), Ok(BodyLength::Bytes(12)));
        assert_eq!(of(&[("Content-Length-Of-Mine", "x"), ("Content-Lengt", "y")]), Ok(BodyLength::Bytes(0)));
        assert_eq!(of(&[("transfer-encoding", " Chunked")]), Ok(BodyLength::Chunks));
        for fields in [
            &[("content-length", "1"), ("content-length", "1")][..],
            &[("content-length", "0"), ("transfer-encoding", "chunked")],
            &[("transfer-encoding", "chunked"), ("content-length", "0")],
            &[("transfer-encoding", "chunked"), ("transfer-encoding", "chunked")],
            &[("transfer-encoding", "gzip, chunked")],
            &[("transfer-encoding", "identity")],
            &[("transfer-encoding", "")],
            &[("content-length", "+1")],
            &[("content-length", "-1")],
            &[("content-length", "1, 1")],
            &[("content-length", "")],
            &[("content-length", "0x10")],
            &[("content-length", "99999999999999999999999")],
        ] {
            assert_eq!(of(fields), Err(Ambiguous), "{fields:?}");
        }
    }
}
