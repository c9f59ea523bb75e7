//! Fonts, and the glyph files of styles.
#![no_main]

use karto::text::{FontSet, glyph_file, stack_of};
use karto_fuzz::file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let path = file("fonts/font.ttf", data);
    let folder = path.parent().expect("a folder").to_owned();
    let (fonts, _) = FontSet::load([], &[folder]);
    let names: Vec<String> = fonts.names().into_iter().map(str::to_owned).collect();
    for name in names {
        if let Some(stack) = stack_of(&fonts, &name) {
            glyph_file(&fonts, &stack, 0);
        }
    }
    let mut ranges = FontSet::default();
    let content = data.to_vec();
    ranges.add_ranges(Some("Font"), Box::new(move |_| Some(content.clone())));
    if let Some(stack) = stack_of(&ranges, "Font") {
        glyph_file(&ranges, &stack, 0);
    }
});
