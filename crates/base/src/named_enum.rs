//! Enums whose variants have a name in files and reports, written once.
//!
//! A crate that defines one needs `serde` and `schemars` among its dependencies.

/// Defines an enum, the list of its variants, and the one name of each that TOML, JSON, the command line and messages
/// share.
#[macro_export]
macro_rules! named_enum {
    ($(#[$meta:meta])* pub enum $Name:ident { $($(#[$about:meta])* $Variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $Name {
            $($(#[$about])* #[serde(rename = $name)] $Variant,)+
        }

        impl $Name {
            /// All variants, in order.
            pub const ALL: &'static [$Name] = &[$($Name::$Variant),+];

            /// The name in files and reports.
            pub fn name(self) -> &'static str {
                match self {
                    $($Name::$Variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.name())
            }
        }
    };
}
