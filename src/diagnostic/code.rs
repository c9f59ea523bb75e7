//! The stable codes of diagnostics. The meaning of a code never changes. The reference in `docs/configuration.md` is
//! generated from this list.

macro_rules! codes {
    ($($name:ident $id:literal $title:literal)*) => {
        /// The kind of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All codes, ascending.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code: `K` and four digits.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// A description of this kind of diagnostic, in one sentence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    FileUnreadable "K0001" "A configuration file cannot be read."
    FileTooLarge "K0002" "A configuration file is too large, or there are too many of them."
    FileNotText "K0003" "A configuration file is not UTF-8 text."
    YamlSyntax "K0101" "The file is not valid YAML."
    YamlStructure "K0102" "Valid YAML of a kind that a configuration does not use."
    DuplicateKey "K0103" "A key is set twice in one mapping."
    TooLarge "K0104" "The document has too many values or is nested too deeply."
    TemplateLeftover "K0201" "Template text that no template engine has replaced."
    TemplateResidue "K0202" "The output of a template engine for a missing value."
    NoValue "K0203" "A key without a value (YAML null)."
    Empty "K0204" "An empty string where a value is required."
    UnknownPlaceholder "K0205" "A tile or request template with an unknown placeholder."
    UnknownVariable "K0301" "A variable that is not defined."
    UnsetEnvironment "K0302" "An environment variable that is not set."
    BadSubstitution "K0303" "A substitution (`{ref}`, `{var}`, `{env}`, `{npm}`) with invalid syntax."
    Overridden "K0304" "A source or variable is defined again later; the later definition is used."
    UnknownKey "K0401" "An unknown key."
    WrongType "K0402" "A value of the wrong type."
    OutOfRange "K0403" "A number that is out of range."
    NotAChoice "K0404" "A word that is not one of the allowed values."
    MissingKey "K0405" "A required key is missing."
    BadUri "K0406" "A URI that cannot be used."
    UnknownScheme "K0407" "A source of an unknown kind."
    Contradiction "K0408" "Values that contradict each other."
    NoService "K0409" "No tile service is configured in the file."
    NotUsed "K0410" "Accepted for compatibility, but without effect in karto."
    BadText "K0411" "A string in the wrong format."
    UnknownReference "K0501" "A source refers to one that does not exist."
    Cycle "K0502" "Sources that refer to each other in a cycle."
    RouteConflict "K0503" "Two sources, or a source and a built-in route, have the same path."
    BadSourceId "K0504" "A source name that cannot be part of a URL path."
    NoSources "K0505" "There are no sources, or none that is public."
    MissingFile "K0601" "A file or folder that does not exist."
    WrongFile "K0602" "A file or folder of the wrong kind."
    MissingPackage "K0603" "An npm package, or a file in it, that is not installed."
    StyleInvalid "K0701" "A style that cannot be read, or lacks a required part."
    StyleLayer "K0702" "A style uses a layer that its source does not have."
    StyleFont "K0703" "A style uses a font that does not exist."
    StyleProperty "K0704" "A style with an unknown property."
    StyleValue "K0705" "A property of a style with a value of the wrong type or out of range."
    StyleExpression "K0706" "An expression or filter of a style that cannot be evaluated."
    StyleSource "K0707" "A layer of a style whose source is missing, incomplete, or of the wrong kind."
    StyleImage "K0708" "A sprite that cannot be used, or an image that is in no sprite of the style."
    StyleNotDrawn "K0709" "Something in a style that karto does not draw."
    StyleSourceAddress "K0710" "A source of a style without a location of its data."
    StyleTooLarge "K0711" "A style, or a part of it, is too large."
    EmptySecret "K0801" "A password or other secret is empty."
    SecretInFile "K0802" "A password is written in the file itself."
    ConnectFailed "K0901" "A database or server does not respond correctly."
    WrongVersion "K0902" "The binary is not of the required version."
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_unique_and_ascending() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].id() < pair[1].id()));
    }
}
