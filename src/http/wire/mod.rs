//! The byte stream below HTTP. It makes unusual but harmless request targets valid, and closes connections whose client
//! does not read.
//!
//! Kartotherian answers `GET /<b>` and `?lang=<script>` like any other request; strict URI parsers reject them before a
//! handler sees them. Therefore the few bytes that Kartotherian's server accepts although they are not allowed in a URI
//! are percent-encoded in request lines as they are read. Nothing else is changed, and the real parser runs after this
//! one, so a malformed request affects only its own connection. (Bodies are not tracked: the public port closes the
//! connection of a request with a body.)

mod pace;
mod scanner;
mod watched;

pub(super) use watched::WatchedStream;
