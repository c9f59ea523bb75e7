//! Types of properties whose values are keywords.

/// Defines an enum for each list of words.
macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $crate::style::PropertyValue for $name {
            fn from_value(value: $crate::style::expression::Value<'_>) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn words() -> &'static [&'static str] {
                &[$($word),*]
            }
        }
    )*};
}

pub(in crate::style) use keywords;
