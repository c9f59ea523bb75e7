//! The byte stream below HTTP: makes unusual but harmless request targets legal, and ends connections whose client does
//! not read.
//!
//! Kartotherian answers `GET /<b>` and `?lang=<script>` like any other request; strict URI parsers refuse
//! them before a handler sees them. So the few bytes that are not allowed raw in a URI but that its server
//! let pass are percent-encoded in request lines on their way in. Nothing else is touched, and since the
//! real parser runs behind this one, a confused client can only spoil its own bytes. (Bodies are not
//! followed: the public port takes none and closes the connection of a request that brings one.)

mod scanner;
mod watched;

pub(super) use watched::WatchedStream;
