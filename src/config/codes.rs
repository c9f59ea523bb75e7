//! The stable codes of findings. A code is never given a second meaning; the reference in
//! `docs/configuration.md` lists them from here.

/// A code with the one line that explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `K` and four digits.
    pub id: &'static str,
    /// What all findings of this code have in common.
    pub title: &'static str,
}

macro_rules! codes {
    ($($name:ident $id:literal $title:literal)*) => {
        $(#[doc = $title] pub const $name: Code = Code { id: $id, title: $title };)*
        /// All codes, ascending.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    FILE_UNREADABLE "K0001" "A configuration file cannot be read."
    FILE_TOO_LARGE "K0002" "A configuration file is too large, or there are too many of them."
    FILE_NOT_TEXT "K0003" "A configuration file is not UTF-8 text."
    YAML_SYNTAX "K0101" "The file is not valid YAML."
    YAML_STRUCTURE "K0102" "Valid YAML of a kind that a configuration does not use."
    DUPLICATE_KEY "K0103" "A key is set twice in one mapping."
    TOO_LARGE "K0104" "The document has too many values or is nested too deeply."
    TEMPLATE_LEFTOVER "K0201" "Template text that no template engine filled in."
    TEMPLATE_RESIDUE "K0202" "What a template engine leaves behind when a value is missing."
    NO_VALUE "K0203" "A key without a value (YAML null)."
    EMPTY "K0204" "An empty text where a value is needed."
    UNKNOWN_PLACEHOLDER "K0205" "A tile or request template with a placeholder that is never filled in."
    UNKNOWN_VARIABLE "K0301" "A variable that is not defined."
    UNSET_ENVIRONMENT "K0302" "An environment variable that is not set."
    BAD_SUBSTITUTION "K0303" "A substitution (`{ref}`, `{var}`, `{env}`, `{npm}`) that is written wrongly."
    OVERRIDDEN "K0304" "A source or variable is defined again in a later file; the later one counts."
    UNKNOWN_KEY "K0401" "A key that karto does not know."
    WRONG_TYPE "K0402" "A value of the wrong type."
    OUT_OF_RANGE "K0403" "A number outside its range."
    NOT_A_CHOICE "K0404" "A word that is not among those allowed."
    MISSING_KEY "K0405" "A key that must be set is missing."
    BAD_URI "K0406" "A URI that cannot be used."
    UNKNOWN_SCHEME "K0407" "A source of a kind that karto does not have."
    CONTRADICTION "K0408" "Values that contradict each other."
    NO_SERVICE "K0409" "No tile service is configured in the file."
    NOT_USED "K0410" "Accepted for compatibility, but without effect in karto."
    BAD_TEXT "K0411" "A text of the wrong form."
    UNKNOWN_REFERENCE "K0501" "A source refers to one that does not exist."
    CYCLE "K0502" "Sources that refer to each other in a circle."
    ROUTE_CONFLICT "K0503" "Two sources, or a source and a built-in route, fight for one path."
    BAD_SOURCE_ID "K0504" "A source name that cannot be part of a URL path."
    NO_SOURCES "K0505" "There are no sources, or none that is public."
    MISSING_FILE "K0601" "A file or folder that does not exist."
    WRONG_FILE "K0602" "A file or folder of the wrong kind."
    MISSING_PACKAGE "K0603" "An npm package, or a file in it, that is not installed."
    STYLE_STAND_IN "K0604" "A CartoCSS project is replaced by a stand-in style."
    STYLE_INVALID "K0701" "A style that cannot be read, or lacks a part that every style needs."
    STYLE_LAYER "K0702" "A style uses a layer that its source does not have."
    STYLE_FONT "K0703" "A style uses a font that is not there."
    STYLE_PROPERTY "K0704" "A style with a property that nothing of its kind has."
    STYLE_VALUE "K0705" "A property of a style with a value of the wrong type, or outside its range."
    STYLE_EXPRESSION "K0706" "An expression or filter of a style that cannot be evaluated."
    STYLE_SOURCE "K0707" "A layer of a style whose source is missing, incomplete, or of the wrong kind."
    STYLE_IMAGE "K0708" "A sprite that cannot be used, or an image that no sprite of the style has."
    STYLE_NOT_DRAWN "K0709" "Something in a style that karto does not draw."
    EMPTY_SECRET "K0801" "A password or other secret is empty."
    SECRET_IN_FILE "K0802" "A password is written in the file itself."
    CONNECT_FAILED "K0901" "A database or server does not answer as it should."
    WRONG_VERSION "K0902" "The binary is not of the version that was asked for."
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_unique_and_ascending() {
        assert!(super::ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
