//! `Args`: the arguments of an error, for envelopes that send them.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let derive = module.options.has(Integration::Serde).then(|| {
        quote! {
            #[derive(::serde::Serialize, ::serde::Deserialize)]
            #[serde(untagged)]
        }
    });
    let mut made = parse(quote! {
        /// An argument of an error.
        #[derive(Clone, Debug, PartialEq)]
        #derive
        #allow
        pub enum Arg {
            /// `true` or `false`.
            Boolean(bool),
            /// A whole number.
            Integer(i64),
            /// A number.
            Number(f64),
            /// Text.
            Text(String),
        }

        /// The arguments of an error, in the order of the catalog.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Args(Vec<(std::borrow::Cow<'static, str>, Arg)>);

        #allow
        impl Args {
            /// The argument with this name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<&Arg> {
                self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
            }

            /// All arguments with their names.
            pub fn iter(&self) -> impl Iterator<Item = (&str, &Arg)> {
                self.0.iter().map(|(name, value)| (&**name, value))
            }
        }
    });
    if module.options.has(Integration::Serde) {
        made.extend(parse(quote! {
            impl ::serde::Serialize for Args {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_map(self.iter())
                }
            }

            impl<'de> ::serde::Deserialize<'de> for Args {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    /// A newer server may send what this version has no type for.
                    #[derive(::serde::Deserialize)]
                    #[serde(untagged)]
                    enum Value {
                        Known(Arg),
                        Other(::serde::de::IgnoredAny),
                    }

                    struct Visitor;

                    impl<'de> ::serde::de::Visitor<'de> for Visitor {
                        type Value = Args;

                        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                            f.write_str("an object")
                        }

                        fn visit_map<A: ::serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Args, A::Error> {
                            let mut args = Vec::new();
                            while let Some((name, value)) = map.next_entry::<String, Value>()? {
                                if let Value::Known(value) = value {
                                    args.push((name.into(), value));
                                }
                            }
                            Ok(Args(args))
                        }
                    }

                    deserializer.deserialize_map(Visitor)
                }
            }
        }));
    }
    made
}
