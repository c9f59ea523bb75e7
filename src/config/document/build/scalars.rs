//! Scalars and tags.

use std::borrow::Cow;

use saphyr_parser::{ScalarStyle, Tag};

use super::builder::Builder;
use crate::{
    config::document::{DocumentNode, Kind, Scalar, scalar},
    diagnostic::{Code, Diagnostic, Span},
};

impl Builder<'_, '_> {
    pub(super) fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<Cow<'_, Tag>>,
        span: Span,
    ) -> DocumentNode {
        let plain = style == ScalarStyle::Plain;
        let core = tag.as_deref().filter(|t| t.is_yaml_core_schema());
        self.refuse_custom(tag.as_deref(), span);
        let as_text = core.is_some_and(|t| t.suffix == "str") || !plain && core.is_none();
        let value = if as_text { Some(scalar::ScalarValue::Text) } else { scalar::resolve(&text) };
        let kind = match value {
            Some(value) => Kind::Scalar(Scalar { text: text.into_owned(), value, plain }),
            None => Kind::Null,
        };
        let mut span = span;
        if let Some(written) = self.text.get(span.range()) {
            // The parser ends block scalars where the next token starts; trailing whitespace does not belong to them.
            span.end = span.start + written.trim_end().len() as u32;
        }
        DocumentNode { span, kind, origin: None }
    }

    pub(super) fn refuse_custom(&mut self, tag: Option<&Tag>, span: Span) {
        let Some(tag) = tag.filter(|t| !t.is_yaml_core_schema()) else { return };
        self.diagnostics.push(
            Diagnostic::error(Code::YamlStructure, span, format!("the tag `{tag}` has no meaning here"))
                .cause("tags like this are resolved by another tool (Ansible, CloudFormation, Compose …) before karto reads the file")
                .help("run the tool that resolves it, or remove the tag"),
        );
    }
}
