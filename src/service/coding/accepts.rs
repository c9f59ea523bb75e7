//! Content negotiation: the coding that a client gets.

use crate::source::Encoding;

/// The client's weight of each content coding, in thousandths; 0 means not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accepts {
    /// gzip.
    pub(crate) gzip: u16,
    /// br.
    pub(crate) brotli: u16,
    /// zstd.
    pub(crate) zstd: u16,
    /// Not compressed.
    pub(crate) identity: u16,
}

impl Accepts {
    /// A client that names no coding. It prefers uncompressed bodies.
    pub(crate) const SILENT: Self = Self { gzip: 1, brotli: 0, zstd: 0, identity: 1000 };

    /// The coding of the response, for a body that is stored as `kept`.
    ///
    /// With equal weights, the stored coding (nearly always gzip) is chosen, because it costs nothing. Brotli and zstd
    /// are used for clients that prefer them to gzip.
    pub(crate) fn choose(self, kept: Encoding) -> Encoding {
        let order = [
            (self.weight(kept), kept),
            (self.gzip, Encoding::Gzip),
            (self.zstd, Encoding::Zstd),
            (self.brotli, Encoding::Brotli),
            (self.identity, Encoding::Identity),
        ];
        // Bodies are stored uncompressed if compression is not worth it: do not compress them unless identity is
        // refused.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_wins_and_ties_go_to_the_stored_coding() {
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
}
