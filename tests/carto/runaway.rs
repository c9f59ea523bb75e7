//! Projects whose selectors have too many combinations are errors within seconds.

use karto::{
    diagnostic::{Code, Diagnostics, SourceFiles},
    style::carto::{CartoProject, compile},
};

fn compiled(style: &str) -> Diagnostics {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("project.yml"), "layers: [a]\nstyles: [style.mss]\n").unwrap();
    std::fs::write(folder.path().join("style.mss"), style).unwrap();
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let project = CartoProject::read(folder.path(), &mut files, &mut diagnostics).unwrap();
    compile(&project, None, &files, &mut diagnostics);
    diagnostics
}

#[test]
fn variables_of_variables_that_stand_for_too_much_are_an_error() {
    let variables = |of: fn(usize) -> String| {
        (1..60).fold("@v0: \"text\";\n".to_owned(), |text, i| format!("{text}@v{i}: {};\n", of(i - 1)))
    };
    let texts = variables(|i| format!("%(\"%s%s\", @v{i}, @v{i})"));
    let lists = variables(|i| format!("@v{i}, @v{i}"));
    for variables in [texts, lists] {
        let diagnostics = compiled(&format!("{variables}#a {{ text-name: \"[n]\"; text-face-name: @v59 }}"));
        let too_much = diagnostics.iter().filter(|d| d.message.contains("too many values")).count();
        assert_eq!(too_much, 1);
    }
}

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
