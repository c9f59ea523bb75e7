//! Reads files up to a size. The size that the file system reports is not relied on: devices and pipes report none, and
//! a file may grow.

use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

/// The bytes of the file at `path`. It is an error of the kind [`ErrorKind::FileTooLarge`] if there are more than
/// `limit`.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(io::Error::new(ErrorKind::FileTooLarge, format!("larger than {limit} bytes"))),
        false => Ok(bytes),
    }
}

/// Like [`read`], for text in UTF-8.
pub(crate) fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?).map_err(|error| io::Error::new(ErrorKind::InvalidData, error.utf8_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_report_no_size_are_limited_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text");
        std::fs::write(&path, "äö").unwrap();
        assert_eq!(read_text(&path, 4).unwrap(), "äö");
        assert_eq!(read(&path, 3).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read(Path::new("/dev/zero"), 1000).unwrap_err().kind(), ErrorKind::FileTooLarge);
        std::fs::write(&path, b"\xff").unwrap();
        assert_eq!(read_text(&path, 4).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
