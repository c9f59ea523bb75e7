//! Explains errors in values.

use super::{Variables, functions};
use crate::{
    diagnostic::{Code, Diagnostic, Span},
    spelling::did_you_mean,
    style::carto::{CartoVersion, reference::ReferenceTable, value::NodeRef},
};

fn wrong(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::StyleValue, span, message)
}

/// A variable that is not defined.
pub(super) fn variable(name: &str, variables: &Variables, span: Span) -> Diagnostic {
    Diagnostic::error(Code::UnknownVariable, span, format!("the variable `{name}` is not defined"))
        .suggest(did_you_mean(name, variables.names()))
        .cause("only variables outside of blocks count, in this style sheet and those that the project lists")
        .help(format!("define it outside of all blocks: `{name}: …;`"))
}

/// Values that contain themselves, or are nested too deeply.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    wrong(span, "this value contains itself, or is nested too deeply")
        .cause("variables that are defined by each other have no value")
        .help("give one of the variables a value of its own")
}

/// Variables that stand for too many values.
pub(super) fn too_much(span: Span) -> Diagnostic {
    wrong(span, "this project has too many values, or too long texts")
        .cause("a variable counts as its whole value each time that it is used")
        .help("use fewer variables in the values of others")
}

/// An unknown unit.
pub(super) fn unit(span: Span) -> Diagnostic {
    wrong(span, "this number has an unknown unit").help("use px, %, m, cm, mm, in, pt or pc, or no unit for pixels")
}

/// Something that is no value.
pub(super) fn invalid(span: Span) -> Diagnostic {
    wrong(span, "this `url(` has no closing `)`").help("put the path in quotes: `url('path')`")
}

/// A number minus or divided by a color.
pub(super) fn number_and_color(span: Span) -> Diagnostic {
    wrong(span, "a color cannot be subtracted from a number, nor divide one").help("write the color first")
}

/// Strings that are not added.
pub(super) fn strings(operator: char, span: Span) -> Diagnostic {
    wrong(span, format!("texts have no operation `{operator}`")).help("texts can be joined with `+`")
}

/// A field and a color.
pub(super) fn field_and_color(span: Span) -> Diagnostic {
    wrong(span, "a field and a color cannot be combined")
        .cause("Mapnik has no operations on colors")
        .help("write a rule with a filter for each color")
}

/// A value without operations.
pub(super) fn no_math(node: &NodeRef, span: Span) -> Diagnostic {
    wrong(span, format!("a value of type {} has no operations", node.type_name()))
        .help("operations need numbers, colors, texts in quotes or fields")
}

/// A percentage before another number.
pub(super) fn percent_first(span: Span) -> Diagnostic {
    wrong(span, "the first number is a percentage, but not the second")
        .help("write the percentage last: it is of the number before it")
}

/// A percentage as factor.
pub(super) fn percent_factor(span: Span) -> Diagnostic {
    wrong(span, "a percentage can only be added or subtracted").help("write the factor as a number: 0.5 for 50 %")
}

/// Arguments of the wrong type.
pub(super) fn arguments(name: &str, arguments: &[NodeRef], span: Span) -> Diagnostic {
    let types: Vec<_> = arguments.iter().map(|a| a.type_name()).collect();
    wrong(span, format!("`{name}()` cannot be computed with these arguments"))
        .cause(format!("they are of type {}", types.join(", ")))
        .help("functions on colors need a color first, then numbers; `rgb()` and the like need numbers")
}

/// Missing arguments.
pub(super) fn too_few_arguments(name: &str, needed: usize, given: usize, span: Span) -> Diagnostic {
    wrong(span, format!("`{name}()` needs {needed} arguments and has {given}"))
        .help("add the missing arguments, separated by commas")
}

/// A wrong number of arguments of a function of Mapnik.
pub(super) fn argument_count(name: &str, counts: &[i32], given: usize, span: Span) -> Diagnostic {
    let counts: Vec<_> = counts.iter().map(ToString::to_string).collect();
    wrong(span, format!("`{name}()` takes {} arguments and has {given}", counts.join(" or ")))
        .help("change the number of arguments, which are separated by commas")
}

/// An unknown function.
pub(super) fn function(name: &str, version: CartoVersion, reference: &ReferenceTable, span: Span) -> Diagnostic {
    let known = functions::names(version).chain(reference.function_names());
    wrong(span, format!("there is no function `{name}()`"))
        .suggest(did_you_mean(name, known))
        .help("texts with parentheses need quotes")
}
