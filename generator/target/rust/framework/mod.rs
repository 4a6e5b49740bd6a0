//! The frameworks: what each needs to make responses of errors, and to let none escape the envelope.

mod actix;
mod axum;
mod poem;
mod rocket;
mod salvo;

use super::syntax::Piece;
use super::{Module, allow_unused, body, http, request, syntax};
use crate::options::Integration;

type Items = fn(&Module) -> Vec<Piece>;

/// What each of them adds.
const FRAMEWORKS: [(Integration, Items); 5] = [
    (Integration::Axum, axum::items),
    (Integration::Actix, actix::items),
    (Integration::Poem, poem::items),
    (Integration::Salvo, salvo::items),
    (Integration::Rocket, rocket::items),
];

/// What the framework of the module adds, if it has one.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    if !module.has_framework() {
        return Vec::new();
    }
    let mut items = request::answering(module);
    for (integration, of_framework) in FRAMEWORKS {
        if module.options.has(integration) {
            items.extend(of_framework(module));
        }
    }
    items
}
