//! Formatted text.

use super::{convert, evaluator::Evaluator};
use crate::style::{
    Formatted, Section, SectionAlign,
    expression::{
        failure::Failure,
        node::{FormatNode, Node},
        value::{Compound, Value},
    },
};

impl<'a> Evaluator<'a, '_> {
    pub(super) fn concat(&mut self, nodes: &'a [Node]) -> Result<String, Failure> {
        let mut text = String::new();
        for node in nodes {
            text.push_str(&self.eval(node)?.into_text());
        }
        Ok(text)
    }

    pub(super) fn format(&mut self, sections: &'a [FormatNode]) -> Result<Compound, Failure> {
        let sections = sections.iter().map(|s| self.section(s)).collect::<Result<_, _>>()?;
        Ok(Compound::Formatted(Formatted { sections }))
    }

    fn section(&mut self, node: &'a FormatNode) -> Result<Section, Failure> {
        let mut section = convert::to_section(self.eval(&node.content)?);
        section.align = match &node.vertical_align {
            Some(align) => SectionAlign::parse(&self.string(align)?),
            None => None,
        };
        if section.image.is_some() {
            return Ok(section);
        }
        section.scale = node.scale.as_ref().map(|scale| self.number(scale)).transpose()?;
        if let Some(font) = &node.font {
            section.fonts = self.eval(font)?.as_compound().and_then(font_names);
        }
        if let Some(color) = &node.color
            && let Value::Color(color) = self.eval(color)?
        {
            section.color = Some(color);
        }
        Ok(section)
    }
}

fn font_names(list: &Compound) -> Option<Vec<String>> {
    let Compound::List(names) = list else { return None };
    Some(names.iter().map(|name| name.borrowed().into_text().into_owned()).collect())
}
