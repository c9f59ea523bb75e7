//! Images: PNG, JPEG, WebP and SVG.
#![no_main]

use karto::image::files::ImageFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(file) = ImageFile::parse(data) {
        file.size();
    }
});
