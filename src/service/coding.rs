//! Content codings (RFC 9110, section 8.4.1): which one a client gets, and packing.

use std::io::{self, Write};

use bytes::Bytes;

use crate::source::Encoding;

/// How much a client likes each coding: thousandths, 0 means refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepts {
    /// gzip.
    pub gzip: u16,
    /// br.
    pub brotli: u16,
    /// zstd.
    pub zstd: u16,
    /// No coding at all.
    pub identity: u16,
}

impl Accepts {
    /// A client that says nothing: plain text is what it surely understands. Vector tiles are gzip to it, as they
    /// always were.
    pub const SILENT: Self = Self { gzip: 1, brotli: 0, zstd: 0, identity: 1000 };

    /// The coding to answer with, for a body that is kept as `kept`.
    ///
    /// What is kept wins ties, because it costs nothing; gzip is it nearly always. brotli and zstd are
    /// made where they are liked better than gzip.
    pub fn choose(self, kept: Encoding) -> Encoding {
        let order = [
            (self.weight(kept), kept),
            (self.gzip, Encoding::Gzip),
            (self.zstd, Encoding::Zstd),
            (self.brotli, Encoding::Brotli),
            (self.identity, Encoding::Identity),
        ];
        // Small bodies are kept as they are: no coding is worth making then, unless identity is refused.
        if kept == Encoding::Identity && self.identity > 0 {
            return kept;
        }
        let (mut best, mut chosen) = (0, kept);
        for (weight, coding) in order {
            if weight > best {
                (best, chosen) = (weight, coding);
            }
        }
        chosen
    }

    fn weight(self, coding: Encoding) -> u16 {
        match coding {
            Encoding::Identity => self.identity,
            Encoding::Gzip => self.gzip,
            Encoding::Brotli => self.brotli,
            Encoding::Zstd => self.zstd,
        }
    }
}

/// The word in `Content-Encoding`; identity has none.
pub fn name(coding: Encoding) -> Option<&'static str> {
    match coding {
        Encoding::Identity => None,
        Encoding::Gzip => Some("gzip"),
        Encoding::Brotli => Some("br"),
        Encoding::Zstd => Some("zstd"),
    }
}

/// `bytes` in another coding. Levels are what a server can afford per request: gzip 6, brotli 5, zstd 9.
pub fn pack(bytes: &[u8], coding: Encoding) -> io::Result<Bytes> {
    let packed = match coding {
        Encoding::Identity => bytes.to_vec(),
        Encoding::Gzip => {
            let mut out =
                flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 2), flate2::Compression::new(6));
            out.write_all(bytes)?;
            out.finish()?
        }
        Encoding::Brotli => {
            let mut out = Vec::with_capacity(bytes.len() / 2);
            brotli::CompressorWriter::new(&mut out, 4096, 5, 22).write_all(bytes)?;
            out
        }
        Encoding::Zstd => zstd::bulk::compress(bytes, 9)?,
    };
    Ok(packed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_coding_wins_ties_and_weights_decide_otherwise() {
        let gzip_and_br = Accepts { gzip: 1000, brotli: 1000, zstd: 0, identity: 1 };
        assert_eq!(gzip_and_br.choose(Encoding::Gzip), Encoding::Gzip);
        let likes_br = Accepts { gzip: 500, ..gzip_and_br };
        assert_eq!(likes_br.choose(Encoding::Gzip), Encoding::Brotli);
        assert_eq!(likes_br.choose(Encoding::Identity), Encoding::Identity, "small bodies stay as they are");
        let only_br = Accepts { gzip: 0, brotli: 1000, zstd: 0, identity: 1 };
        assert_eq!(only_br.choose(Encoding::Gzip), Encoding::Brotli);
        let only_zstd = Accepts { gzip: 0, brotli: 0, zstd: 1000, identity: 1 };
        assert_eq!(only_zstd.choose(Encoding::Gzip), Encoding::Zstd);
        assert_eq!(Accepts::SILENT.choose(Encoding::Gzip), Encoding::Identity);
        let no_gzip = Accepts { gzip: 0, ..Accepts::SILENT };
        assert_eq!(no_gzip.choose(Encoding::Gzip), Encoding::Identity);
    }

    #[test]
    fn every_coding_can_be_undone() {
        let text = b"road road road building road ".repeat(50);
        for (coding, packing) in [
            (Encoding::Gzip, crate::mvt::Packing::Detect),
            (Encoding::Zstd, crate::mvt::Packing::Detect),
            (Encoding::Brotli, crate::mvt::Packing::Brotli),
        ] {
            let packed = pack(&text, coding).unwrap();
            assert!(packed.len() < text.len());
            assert_eq!(crate::mvt::unpack(&packed, packing, 10_000).unwrap().as_ref(), text);
        }
    }
}
