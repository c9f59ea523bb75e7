//! The byte stream below HTTP. It makes unusual but harmless request targets valid, and closes connections whose client
//! does not read.
//!
//! Kartotherian answers `GET /<b>` and `?lang=<script>` like any other request; strict URI parsers reject them before a
//! handler sees them. Therefore the few bytes that Kartotherian's server accepts although they are not allowed in a URI
//! are percent-encoded in request lines as they are read. The real parser runs after this one.
//!
//! Heads that the parser accepts, but that another server could understand in another way, get an illegal byte where they
//! go wrong, so that the parser answers 400 and closes the connection: lines that do not end with CR and LF, continued
//! lines, and bodies whose length is given twice or not certain.

mod framing;
mod pace;
mod scanner;
mod watched;

pub(super) use watched::WatchedStream;
