//! The methods of a response that is read, and of an element of its list of errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::way;
use crate::catalog::{Held, Meaning, Reading};
use crate::targets::rust::{Module, value};

/// The method with the codes that an error can have.
pub(super) fn candidates(scope: &Reading) -> TokenStream {
    if !scope.has_code && !scope.has_code_in_list {
        return quote!();
    }
    quote! {
        /// The codes that what was sent belongs to. There are several if it does not tell them apart, and none if this version
        /// does not know it.
        #[must_use]
        pub fn candidates(&self) -> &[ErrorCode] {
            &self.candidates
        }
    }
}

/// The method with the code as the catalog knows it.
pub(super) fn known_code(scope: &Reading) -> TokenStream {
    let code = if scope.has_code || scope.has_code_in_list {
        quote!(self.code.as_ref()?.known())
    } else {
        quote!(None)
    };
    let doc = if scope.has_code_in_list {
        " The code, if this catalog has it. It is the code of the first error in the list."
    } else {
        " The code, if this catalog has it."
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn known_code(&self) -> Option<ErrorCode> {
            #code
        }
    }
}

/// The methods with an argument and with a field of the catalog, wherever it was sent.
pub(super) fn of_arg(module: &Module, scope: &Reading) -> TokenStream {
    let has_args = scope.meanings.contains(&Meaning::Args);
    let args = placed(module, scope, |held| match held {
        Held::Arg(name) => Some(name),
        _ => None,
    });
    let other = if has_args {
        quote!(self.args.as_ref()?.get(name).and_then(JsonValue::present))
    } else {
        quote!(None)
    };
    let arg = (has_args || !args.is_empty()).then(|| {
        let body = if args.is_empty() {
            other
        } else {
            quote! {
                match name {
                    #(#args)*
                    _ => #other,
                }
            }
        };
        quote! {
            /// The argument with this name, wherever it was sent.
            #[must_use]
            pub fn arg(&self, name: &str) -> Option<&JsonValue> {
                #body
            }
        }
    });
    let fields = placed(module, scope, |held| match held {
        Held::CodeField(name) => Some(name),
        _ => None,
    });
    let field = (!fields.is_empty()).then(|| {
        quote! {
            /// The field of the catalog with this name, wherever it was sent.
            #[must_use]
            pub fn field(&self, name: &str) -> Option<&JsonValue> {
                match name {
                    #(#fields)*
                    _ => None,
                }
            }
        }
    });
    quote!(#arg #field)
}

/// The functions that tell an error from a success by the constants of the envelope.
pub(super) fn tells_error(module: &Module, scope: &Reading) -> TokenStream {
    let wire = &module.catalog.wire;
    let (mut are_there, mut are_other) = (Vec::new(), Vec::new());
    for (member, value) in wire.tells() {
        let found = way(wire, scope, member, &quote!(json), &quote!(Some(json)));
        let value = value::constant(value);
        are_there.push(quote!(#found.is_some_and(|found| *found == #value.into())));
        are_other.push(quote!(#found.is_some_and(|found| *found != #value.into())));
    }
    if are_there.is_empty() {
        return quote!();
    }
    quote! {
        /// Whether a body says that it is an error.
        fn tells_error(json: &JsonValue) -> bool {
            #(#are_there)&&*
        }

        /// Whether a body says that it is no error.
        fn tells_success(json: &JsonValue) -> bool {
            #(#are_other)||*
        }
    }
}

/// The arms of a `match` on the name of what has a place of its own.
fn placed(
    module: &Module,
    scope: &Reading,
    name_of: impl Fn(&Held) -> Option<&String>,
) -> Vec<TokenStream> {
    let members = scope.members.iter();
    let placed = members.filter_map(|member| Some((name_of(&member.content)?, *member)));
    let arms = placed.map(|(name, member)| {
        let (json, whole) = (quote!(self.json), quote!(Some(&self.json)));
        let found = way(&module.catalog.wire, scope, member, &json, &whole);
        quote!(#name => #found.and_then(JsonValue::present),)
    });
    arms.collect()
}

/// The body of `Display`: the code and the message, as far as they were sent.
pub(super) fn shown(module: &Module, scope: &Reading) -> TokenStream {
    let code = scope.has_code || scope.has_code_in_list;
    let message = scope.meanings.contains(&Meaning::Message);
    let first = || {
        let element = Reading::of_element(module.catalog)?;
        element.meanings.contains(&Meaning::Message).then(|| {
            quote! {
                if let Some(message) = self.errors.first().and_then(|error| error.message.as_ref()) {
                    return OneLine(message).fmt(f);
                }
            }
        })
    };
    let own = match (code, message) {
        (true, true) => quote! {
            match (&self.code, &self.message) {
                (Some(code), Some(message)) => return write!(f, "{}: {}", OneLine(code.as_str()), OneLine(message)),
                (Some(code), None) => return code.fmt(f),
                (None, Some(message)) => return message.fmt(f),
                (None, None) => {}
            }
        },
        (true, false) => quote! {
            if let Some(code) = &self.code {
                return OneLine(code.as_str()).fmt(f);
            }
        },
        (false, true) => quote! {
            if let Some(message) = &self.message {
                return OneLine(message).fmt(f);
            }
        },
        (false, false) => quote!(),
    };
    let of_list = first().unwrap_or_default();
    quote! {
        #own
        #of_list
        f.write_str("an error without a code")
    }
}
