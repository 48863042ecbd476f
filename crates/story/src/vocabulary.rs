//! Enums whose variants are words of a file or of a style sheet.

/// Declares an enum with a word for each variant, a constant with all variants in this order, and
/// the method that returns a variant's word. All three come from one list, so none lacks a variant.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$of_enum:meta])*
        pub enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident = $word:literal,)*
        }
        $(#[$of_all:meta])*
        pub const ALL;
        $(#[$of_word:meta])*
        pub fn $method:ident;
    ) => {
        $(#[$of_enum])*
        pub enum $name {
            $($(#[$of_variant])* $variant,)*
        }

        impl $name {
            $(#[$of_all])*
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            $(#[$of_word])*
            #[must_use]
            pub const fn $method(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}
