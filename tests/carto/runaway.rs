//! Projects whose selectors have too many combinations are errors within seconds.

use karto::{
    diagnostic::{Code, Diagnostics, SourceFiles},
    style::carto::{CartoProject, compile},
};

#[test]
fn too_many_combinations_of_filters_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let rules: String = (0..40).map(|i| format!("#a[k{i} > {i}] {{ line-width: {i}; line-color: red }}\n")).collect();
    let zooms: String =
        (0..40).map(|i| format!("#a[k{i} > 0][zoom >= {}] {{ line-opacity: 0.5 }}\n", i % 20)).collect();
    std::fs::write(folder.path().join("project.yml"), "layers: [a]\nstyles: [style.mss]\n").unwrap();
    std::fs::write(folder.path().join("style.mss"), rules + &zooms).unwrap();
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let project = CartoProject::read(folder.path(), &mut files, &mut diagnostics).unwrap();
    assert!(compile(&project, None, &files, &mut diagnostics).is_none());
    assert!(diagnostics.iter().any(|d| d.code == Code::TooLarge && d.message.contains("`a`")));
}
