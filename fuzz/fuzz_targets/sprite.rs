//! Sprites: an index, and after the first byte 0xff an image.
#![no_main]

use karto::image::sprite::Sprites;
use karto_fuzz::halves;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (index, image) = halves(data);
    let _ = Sprites::default().add("default", ("sprite.json", index), ("sprite.png", image));
});
