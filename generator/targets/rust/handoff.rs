//! What the modules of several catalogs in one server tell each other. They share no crate, so they speak in types of
//! the standard library.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let mut made = parse(quote! {
        /// The id of a request, with what it is: an `envelope` leaves it among the request's extensions, for that of
        /// another catalog further inside.
        #allow
        type SharedId = (&'static str, std::sync::Arc<str>);

        #allow
        const SHARED_ID: &str = "the id of this request";
    });
    let has_extensions = [Integration::Axum, Integration::Actix, Integration::Salvo]
        .iter()
        .any(|framework| module.options.has(*framework));
    if has_extensions {
        made.extend(parse(quote! {
            /// What a response is, and its status: an error of a catalog has it among its extensions, by which an
            /// `envelope` knows the errors of every catalog, not only of its own.
            #allow
            type Sent = (&'static str, u16);

            const SENT: &str = "an error of a catalog";

            /// Whether a response with this status and mark is a catalog's error, whose status nobody changed since.
            #allow
            fn is_sent(sent: Option<&Sent>, status: u16) -> bool {
                sent.is_some_and(|sent| *sent == (SENT, status))
            }
        }));
    }
    made
}
