use std::path::Path;

use super::read_xml;
use crate::{
    diagnostic::{Diagnostics, SourceFiles},
    style::mapnik::{MapnikFilter, MapnikMap},
};

/// The map in the first of `files`, and the problems with the texts of their places.
fn read(files: &[(&str, &str)]) -> (Option<MapnikMap>, Vec<(String, String)>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let (mut sources, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let map = read_xml(&folder.path().join(files[0].0), &mut sources, &mut problems);
    let place = |span| sources.slice(span).to_owned();
    (map, problems.iter().map(|it| (it.message.clone(), it.span.map(place).unwrap_or_default())).collect())
}

#[test]
fn maps_have_styles_rules_and_layers() {
    let text = r#"<?xml version="1.0"?>
<Map background-color="white"><FontSet name="f"><Font face-name="A"/><Font face-name="B"/></FontSet>
<Style name="s" filter-mode="first"><Rule><MinScaleDenominator> 5 </MinScaleDenominator>
  <Filter>[a] &lt; 1</Filter><TextSymbolizer size="8"><![CDATA[[a]]]><Format size="3">[b]</Format> + 'c' </TextSymbolizer>
</Rule><Rule><ElseFilter/></Rule></Style>
<Datasource name="base"><Parameter name="type">postgis</Parameter></Datasource>
<Layer name="l" status="on"><StyleName>s</StyleName><Datasource base="base"><Parameter name="table">t</Parameter></Datasource></Layer>
</Map>"#;
    let (map, problems) = read(&[("map.xml", text)]);
    assert_eq!(problems, Vec::new());
    let map = map.expect("a map");
    assert_eq!(map.font_sets[0].faces, ["A", "B"]);
    let [first, second] = &map.styles[0].rules[..] else { panic!("two rules") };
    assert_eq!((&first.filter, first.min_scale), (&MapnikFilter::Expression("[a] < 1".into()), Some(5.0)));
    assert_eq!(second.filter, MapnikFilter::Else);
    let label = &first.symbolizers[0];
    assert_eq!(label.text.as_ref().map(|it| it.value.as_str()), Some("[a]"));
    let parts: Vec<_> =
        label.children.iter().map(|it| (it.element.as_str(), it.text.as_ref().unwrap().value.as_str())).collect();
    assert_eq!(parts, [("Format", "[b]"), ("Text", "+ 'c'")]);
    let parameters: Vec<_> = map.layers[0].data_source.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(parameters, ["postgis", "t"]);
}

#[test]
fn entities_and_includes_are_files() {
    let main = "<!DOCTYPE Map [<!ENTITY % all SYSTEM \"inc/all.inc\">\n%all;\n<!ENTITY width '2'>]>\n\
                <Map srs=\"&merc;\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">&layer;<xi:include href=\"inc/style.xml\"/></Map>";
    let all = "<!ENTITY merc \"+proj=merc\"><!ENTITY layer SYSTEM \"layer.inc\">";
    let layer = "<?xml version=\"1.0\"?><Layer name=\"l\" statu=\"on\"><StyleNam>s</StyleNam></Layer>";
    let style = "<Include><Style name=\"s\"><Rule/></Style></Include>";
    let files = [("map.xml", main), ("inc/all.inc", all), ("inc/layer.inc", layer), ("inc/style.xml", style)];
    let (map, problems) = read(&files);
    let map = map.expect("a map");
    assert_eq!(map.attributes[0].value, "+proj=merc");
    assert_eq!((map.layers[0].name.as_str(), map.styles[0].name.as_str()), ("l", "s"));
    // The place is in the file of the entity.
    assert_eq!(problems, [("unknown element `StyleNam` in `Layer`".to_owned(), "<StyleNam>".to_owned())]);
}

#[test]
fn problems_have_places() {
    let (map, problems) = read(&[("map.xml", "<Map>\n<Style><Rule></Map>")]);
    assert!(map.is_none());
    assert_eq!(problems[0].0, "invalid XML: expected 'Rule' tag, not 'Map'");
    let (map, problems) = read(&[("map.xml", "<Maps/>")]);
    assert!(map.is_none());
    assert_eq!(problems[0], ("the outermost element of a map is `Map`, not `Maps`".into(), "<Maps/>".into()));
    let outside = "<!DOCTYPE Map [<!ENTITY a SYSTEM \"/etc/hostname\">]><Map>&a;</Map>";
    let (map, problems) = read(&[("map.xml", outside)]);
    assert!(map.is_none());
    assert!(problems[0].0.ends_with("is outside of the folder of the map"), "{problems:?}");
}

#[test]
fn nesting_is_bounded() {
    let own = "<!DOCTYPE Map [<!ENTITY a SYSTEM \"map.inc\">]><Map>&a;</Map>";
    let (_, problems) = read(&[("map.xml", own), ("map.inc", "&a;&a;")]);
    assert_eq!(problems[0].0, "entities are nested deeper than 10");
    let laughs = (0..30).fold("<!DOCTYPE Map [<!ENTITY e0 'ha'>".to_owned(), |text, at| {
        format!("{text}<!ENTITY e{} '&e{at};&e{at};&e{at};'>", at + 1)
    });
    let (map, problems) = read(&[("map.xml", &format!("{laughs}]><Map>&e30;</Map>"))]);
    assert!(map.is_none() && problems.len() == 1, "{problems:?}");
    let deep = format!("<Map>{}{}</Map>", "<Include>".repeat(5000), "</Include>".repeat(5000));
    assert_eq!(read(&[("map.xml", &deep)]).1.len(), 1);
}
