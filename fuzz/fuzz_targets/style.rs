//! MapLibre styles.
#![no_main]

use karto::{
    diagnostic::SourceFile,
    style::{load, mentions},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = SourceFile::new("style.json", text);
    let (style, problems) = load(&file);
    for problem in &problems {
        if let Some(span) = problem.span {
            file.line_column(span.start);
        }
    }
    mentions(&file);
    drop(style);
});
