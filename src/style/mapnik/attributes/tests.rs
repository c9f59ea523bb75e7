use super::AttributeReader;
use crate::{
    diagnostic::Diagnostics,
    style::{
        BlendMode, Color, Property,
        expression::{Context, Keys},
        mapnik::map::{Attribute, MapnikSymbolizer},
    },
};

/// What `read` returns for a symbolizer with one attribute, and the messages.
fn read_with<T>(name: &str, value: &str, read: impl FnOnce(&mut AttributeReader<'_>) -> T) -> (T, Vec<String>) {
    let attribute = Attribute { name: name.to_owned(), value: value.to_owned(), span: None };
    let element =
        MapnikSymbolizer { element: "LineSymbolizer".to_owned(), attributes: vec![attribute], ..Default::default() };
    let (mut keys, mut problems) = (Keys::default(), Diagnostics::default());
    let mut reader = AttributeReader {
        element: &element,
        font_sets: &[],
        keys: &mut keys,
        problems: &mut problems,
        asked: Vec::new(),
    };
    let found = read(&mut reader);
    reader.report_unknown();
    let messages = problems.iter().map(|it| it.message.clone()).collect();
    (found, messages)
}

fn value<T: crate::style::PropertyValue>(property: &Property<T>) -> T {
    property.get(&Context::at_zoom(0.0))
}

#[test]
fn numbers_may_be_expressions() {
    for (text, number) in [("2.5", 2.5), ("1 + 2", 3.0), ("[no]", 0.0), ("'4'", 4.0)] {
        let (found, messages) = read_with("stroke-width", text, |reader| reader.number("stroke-width", 1.0));
        assert_eq!((value(&found), messages), (number, Vec::new()), "{text}");
    }
}

#[test]
fn invalid_values_are_reported() {
    let (found, messages) = read_with("stroke-width", "wide", |reader| reader.number("stroke-width", 1.0));
    assert_eq!(value(&found), 1.0);
    assert_eq!(messages, ["invalid value of `stroke-width`: `wide`: a number is expected"]);
    let (_, messages) = read_with("stroke", "#ggg", |reader| reader.color("stroke", Color::BLACK));
    assert_eq!(messages, ["invalid value of `stroke`: `#ggg`: a color is expected"]);
    let (_, messages) = read_with("clip", "[a] ==", |reader| reader.flag("clip", true));
    assert_eq!(messages, ["`clip` has an invalid expression: a value is expected after a comparison"]);
}

#[test]
fn unknown_attributes_are_reported_with_the_nearest() {
    let (_, messages) = read_with("strok-width", "1", |reader| reader.number("stroke-width", 1.0));
    assert_eq!(messages, ["unknown attribute `strok-width` of `LineSymbolizer`"]);
}

#[test]
fn modes_have_the_words_of_mapnik() {
    assert_eq!(read_with("comp-op", "multiply", |it| it.blend()), (BlendMode::Multiply, Vec::new()));
    assert_eq!(read_with("comp-op", "dst_out", |it| it.blend()), (BlendMode::DestinationOut, Vec::new()));
    let (_, messages) = read_with("comp-op", "multply", |it| it.blend());
    assert!(messages.iter().all(|it| it.ends_with("did you mean `multiply`?")), "{messages:?}");
}

#[test]
fn transformations_are_lists_as_in_svg() {
    let matrix = |text: &str| {
        let (found, messages) = read_with("transform", text, |reader| reader.transform("transform"));
        found.map(|it| it.matrix(&Context::at_zoom(0.0))).ok_or(messages)
    };
    assert_eq!(matrix("translate(1 2), scale(2)"), Ok([2.0, 0.0, 0.0, 2.0, 1.0, 2.0]));
    assert_eq!(matrix("matrix(1,2,3,4,5,6)"), Ok([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]));
    assert_eq!(matrix("translate(min(1, 2), [x] + 3)"), Ok([1.0, 0.0, 0.0, 1.0, 1.0, 3.0]));
    let expected = ["invalid value of `transform`: `rotat(1)` is no transformation; did you mean `rotate`?".to_owned()];
    assert_eq!(matrix("rotat(1)"), Err(expected.to_vec()));
}
