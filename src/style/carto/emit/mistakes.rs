//! Explains errors in declarations and filters.

use crate::{
    diagnostic::{Code, Diagnostic, quoted},
    spelling::did_you_mean,
    style::carto::{
        filter::CartoFilter,
        reference::{CartoProperty, ReferenceTable, ValueType},
        syntax::CartoDeclaration,
        value::NodeRef,
    },
};

/// An unknown property.
pub(super) fn property(declaration: &CartoDeclaration, reference: &ReferenceTable) -> Diagnostic {
    let name = &declaration.name;
    if declaration.is_variable() {
        return Diagnostic::error(
            Code::StyleProperty,
            declaration.name_span,
            format!("`{name}` is defined within a block"),
        )
        .cause("variables are global: carto takes this for a property")
        .help("move the definition out of all blocks");
    }
    Diagnostic::error(Code::StyleProperty, declaration.name_span, format!("there is no property `{name}`"))
        .suggest(did_you_mean(name, reference.property_names()))
        .help("correct the name, or remove the declaration")
}

/// A wrong value.
pub(super) fn value(declaration: &CartoDeclaration, property: &CartoProperty, items: &[NodeRef]) -> Diagnostic {
    let name = &declaration.name;
    let given = items.first();
    let word = given.and_then(|g| g.keyword());
    let expected = property.value_type.description();
    let message = match word {
        Some(word) => format!("`{name}` cannot be `{word}`"),
        None => format!("`{name}` has a value of the wrong type"),
    };
    let choices: &[&str] = match &property.value_type {
        ValueType::Choice(words) => words,
        _ => &[],
    };
    let given = given.map_or("none", |g| g.type_name());
    let kind = match given {
        "float" => "number",
        "uri" => "file",
        "value" | "expression" => "list",
        other => other,
    };
    Diagnostic::error(Code::StyleValue, declaration.value.span, message)
        .cause(format!("it must be {expected}; this is a {kind}"))
        .suggest(word.and_then(|word| did_you_mean(word, choices.iter().copied())))
        .help("correct the value, or remove the declaration")
}

/// A property that only the map has.
pub(super) fn map_only(declaration: &CartoDeclaration) -> Diagnostic {
    let name = &declaration.name;
    Diagnostic::error(Code::StyleProperty, declaration.name_span, format!("`{name}` is a property of the map"))
        .cause("layers do not have it")
        .help(format!("write it as `Map {{ {name}: …; }}`"))
}

/// A property that the map does not have.
pub(super) fn not_of_map(declaration: &CartoDeclaration, reference: &ReferenceTable) -> Diagnostic {
    let name = &declaration.name;
    Diagnostic::error(Code::StyleProperty, declaration.name_span, format!("the map has no property `{name}`"))
        .suggest(did_you_mean(name, reference.map_keys()))
        .cause("`Map { … }` is about the whole map; properties of layers belong into blocks such as `#layer { … }`")
}

/// A symbolizer without a property that it needs.
pub(super) fn missing(declaration: &CartoDeclaration, symbolizer: &str, property: &str) -> Diagnostic {
    let message = format!("`{property}` is missing");
    Diagnostic::error(Code::StyleProperty, declaration.name_span, message)
        .cause(format!("the {symbolizer} that `{}` belongs to is drawn only with it, and for some features there is none", declaration.name))
        .help(format!("add `{property}` to a selector that covers all of these features and zoom levels, or limit this declaration to where there is one"))
}

/// A bare word in a filter.
pub(super) fn filter_word(filter: &CartoFilter, word: &str, reference: &ReferenceTable) -> Diagnostic {
    let words: Vec<_> = reference.filter_words().collect();
    Diagnostic::error(Code::StyleExpression, filter.span, format!("`{word}` has no meaning in a filter"))
        .cause(format!("without quotes, only numbers and {} can be compared with", quoted(&words)))
        .help(format!("write the text in quotes: `'{word}'`"))
}

/// An operator and a value that do not fit.
pub(super) fn filter_operator(filter: &CartoFilter, value: &str) -> Diagnostic {
    let operator = filter.comparison.symbol();
    let needed = if filter.comparison.is_numeric() { "a number" } else { "a text in quotes" };
    Diagnostic::error(Code::StyleExpression, filter.span, format!("`{operator}` cannot compare with `{value}`"))
        .cause(format!("it needs {needed}"))
        .help("use `=` and `!=` for texts, `=~` for patterns, and `<`, `<=`, `>`, `>=` for numbers")
}
