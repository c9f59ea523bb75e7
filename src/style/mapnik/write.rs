//! Writes a map as Mapnik XML, as carto does.

use super::{Attribute, MapnikFilter, MapnikMap, MapnikRule, MapnikSymbolizer};

/// The Mapnik XML of a map.
pub fn write_xml(map: &MapnikMap) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE Map[]>\n<Map");
    attributes(&map.attributes, &mut out);
    out.push_str(">\n");
    parameters("Parameters", &map.parameters, 1, &mut out);
    for set in &map.font_sets {
        out.push_str(&format!("  <FontSet name=\"{}\">\n", escaped(&set.name)));
        for face in &set.faces {
            out.push_str(&format!("    <Font face-name=\"{}\" />\n", escaped(face)));
        }
        out.push_str("  </FontSet>\n");
    }
    for style in &map.styles {
        out.push_str(&format!("  <Style name=\"{}\"", escaped(&style.name)));
        attributes(&style.attributes, &mut out);
        out.push_str(">\n");
        for rule in &style.rules {
            write_rule(rule, &mut out);
        }
        out.push_str("  </Style>\n");
    }
    for layer in &map.layers {
        out.push_str(&format!("  <Layer name=\"{}\"", escaped(&layer.name)));
        attributes(&layer.attributes, &mut out);
        out.push_str(">\n");
        for style in &layer.styles {
            out.push_str(&format!("    <StyleName>{}</StyleName>\n", escaped(style)));
        }
        parameters("Datasource", &layer.data_source, 2, &mut out);
        out.push_str("  </Layer>\n");
    }
    out.push_str("</Map>\n");
    out
}

fn write_rule(rule: &MapnikRule, out: &mut String) {
    out.push_str("    <Rule>\n");
    for (element, scale) in [("MaxScaleDenominator", rule.max_scale), ("MinScaleDenominator", rule.min_scale)] {
        if let Some(scale) = scale {
            out.push_str(&format!("      <{element}>{scale}</{element}>\n"));
        }
    }
    match &rule.filter {
        MapnikFilter::None => {}
        MapnikFilter::Expression(text) => out.push_str(&format!("      <Filter>{}</Filter>\n", escaped(text))),
        MapnikFilter::Else => out.push_str("      <ElseFilter />\n"),
        MapnikFilter::Also => out.push_str("      <AlsoFilter />\n"),
    }
    for symbolizer in &rule.symbolizers {
        write_element(symbolizer, 3, out);
    }
    out.push_str("    </Rule>\n");
}

fn write_element(element: &MapnikSymbolizer, level: usize, out: &mut String) {
    let indent = "  ".repeat(level);
    out.push_str(&format!("{indent}<{}", element.element));
    attributes(&element.attributes, out);
    if element.text.is_none() && element.children.is_empty() {
        out.push_str(" />\n");
        return;
    }
    out.push('>');
    if let Some(text) = &element.text {
        out.push_str(&escaped(&text.value));
    }
    if !element.children.is_empty() {
        out.push('\n');
        for child in &element.children {
            write_element(child, level + 1, out);
        }
        out.push_str(&indent);
    }
    out.push_str(&format!("</{}>\n", element.element));
}

fn parameters(element: &str, list: &[Attribute], level: usize, out: &mut String) {
    if list.is_empty() {
        return;
    }
    let indent = "  ".repeat(level);
    out.push_str(&format!("{indent}<{element}>\n"));
    for Attribute { name, value, .. } in list {
        let (name, value) = (escaped(name), escaped(value));
        out.push_str(&format!("{indent}  <Parameter name=\"{name}\">{value}</Parameter>\n"));
    }
    out.push_str(&format!("{indent}</{element}>\n"));
}

fn attributes(list: &[Attribute], out: &mut String) {
    for Attribute { name, value, .. } in list {
        out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
}

/// Text as it may be in XML, in attributes too. Characters that XML cannot have are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::write_xml;
    use crate::style::mapnik::{Attribute, MapnikMap};

    #[test]
    fn values_are_escaped() {
        let attribute = Attribute { name: "srs".into(), value: "<\"&'".into(), span: None };
        let map = MapnikMap { attributes: vec![attribute], ..MapnikMap::default() };
        assert!(write_xml(&map).contains("<Map srs=\"&lt;&quot;&amp;'\">"));
    }
}
