//! How a client tells which code an error has, by what was sent of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::parts::{self, piece};
use super::syntax::{Piece, parse};
use crate::catalog::{BLANK_PROBLEM_TYPE, Meaning};

/// A value that identifies an error, or narrows down which it is.
pub(super) struct Trait {
    pub(super) meaning: Meaning,
    /// The field of `Identity`.
    pub(super) field: proc_macro2::Ident,
}

/// The values that the envelope sends, those first that decide.
pub(super) fn traits(module: &Module) -> Vec<Trait> {
    let identifying = module.catalog.identifying().into_iter();
    let traits = identifying.map(|meaning| Trait {
        meaning,
        field: super::syntax::ident(match meaning.row().word {
            "type" => "error_type",
            word => word,
        }),
    });
    traits.collect()
}

/// `Identity`, which is what was sent of an error.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    let traits = traits(module);
    let fields = traits.iter().map(|found| {
        let field = &found.field;
        let kind = kind(found.meaning);
        quote!(#field: #kind)
    });
    let (others, decisive): (Vec<&Trait>, Vec<&Trait>) = traits
        .iter()
        .partition(|found| found.meaning == Meaning::Type);
    let is_decided = (!decisive.is_empty()).then(|| quote!(let _ = codes.get_or_insert_default();));
    let decisive = decisive.iter().map(|found| rule(module, found.meaning));
    let others = others.iter().map(|found| rule(module, found.meaning));
    let has_text = traits.iter().any(|found| found.meaning != Meaning::Number);
    let (declared, used) = if has_text {
        (quote!(<'a>), quote!(<'_>))
    } else {
        (quote!(), quote!())
    };
    let statuses = if module.has_statuses() {
        quote!(code.statuses().contains(&status))
    } else {
        quote!(code.status() == status)
    };
    let texts = traits.iter().filter_map(|found| {
        let field = &found.field;
        Some(match found.meaning {
            Meaning::Code | Meaning::ProblemType => quote!(self.#field.map(str::to_owned)),
            Meaning::Number => quote!(self.#field.map(|number| number.to_string())),
            _ => return None,
        })
    });
    let texts: Vec<TokenStream> = texts.collect();
    let (receiver, text) = match texts.split_first() {
        Some((first, others)) => (
            quote!(&self,),
            quote!(#first #(.or_else(|| #others))*.map(Open::Unknown)),
        ),
        None => (quote!(), quote!(None)),
    };
    let mut made = parse(quote! {
        /// What was sent to identify an error.
        struct Identity #declared {
            #(#fields,)*
            status: Option<u16>,
        }

        impl Identity #used {
            /// The codes that it fits. What comes first decides, and the rest only narrows it down: a newer server may have given
            /// a code another type or status.
            fn candidates(&self) -> Vec<ErrorCode> {
                let mut codes = None;
                #(#decisive)*
                #is_decided
                #(#others)*
                narrow(&mut codes, self.status, |code, status| #statuses);
                codes.unwrap_or_default()
            }

            /// The code, if only one of them fits. Otherwise the value that was sent, as text.
            fn code(#receiver candidates: &[ErrorCode]) -> Option<Open<ErrorCode>> {
                match candidates {
                    &[code] => Some(Open::Known(code)),
                    _ => #text,
                }
            }
        }
    });
    made.push(piece(module, parts::NARROW));
    made
}

fn kind(meaning: Meaning) -> TokenStream {
    if meaning == Meaning::Number {
        quote!(Option<i64>)
    } else {
        quote!(Option<&'a str>)
    }
}

/// The statement that keeps the codes with a value.
fn rule(module: &Module, meaning: Meaning) -> TokenStream {
    match meaning {
        Meaning::Code if module.shares_codes() => {
            quote!(narrow(&mut codes, self.code, |code, name| code.sent_as() == name);)
        }
        Meaning::Code => quote! {
            narrow(&mut codes, self.code.map(ErrorCode::find), |code, found| Some(code) == found);
        },
        Meaning::Number => {
            quote!(narrow(&mut codes, self.number, |code, number| code.number() == Some(number));)
        }
        Meaning::ProblemType => {
            let has = if module.all_have_doc_urls() {
                quote!(code.doc_url() == uri)
            } else {
                quote!(code.doc_url() == Some(uri))
            };
            quote! {
                let problem_type = self.problem_type.filter(|uri| *uri != #BLANK_PROBLEM_TYPE);
                narrow(&mut codes, problem_type, |code, uri| #has);
            }
        }
        _ => {
            quote!(narrow(&mut codes, self.error_type, |code, name| code.error_type().as_str() == name);)
        }
    }
}
