//! The frameworks: what each needs to make responses of errors, and to let none escape the envelope.

mod actix;
mod axum;
mod poem;
mod rocket;
mod salvo;

use proc_macro2::TokenStream;

use super::syntax::Piece;
use super::{Module, allow_unused, body, http, request, syntax};
use crate::options::Integration;

/// What a framework adds.
struct Framework {
    integration: Integration,
    items: fn(&Module) -> Vec<Piece>,
    /// How it makes a response of an `ErrorOf`: as of the error in it.
    error_of: fn() -> TokenStream,
}

const FRAMEWORKS: [Framework; 5] = [
    Framework {
        integration: Integration::Axum,
        items: axum::items,
        error_of: axum::error_of,
    },
    Framework {
        integration: Integration::Actix,
        items: actix::items,
        error_of: actix::error_of,
    },
    Framework {
        integration: Integration::Poem,
        items: poem::items,
        error_of: poem::error_of,
    },
    Framework {
        integration: Integration::Salvo,
        items: salvo::items,
        error_of: salvo::error_of,
    },
    Framework {
        integration: Integration::Rocket,
        items: rocket::items,
        error_of: rocket::error_of,
    },
];

/// What the framework of the module adds, if it has one.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    if !module.has_framework() {
        return Vec::new();
    }
    let mut items = request::answering(module);
    if let Some(framework) = framework(module) {
        items.extend((framework.items)(module));
    }
    items
}

/// How the framework makes a response of an error that is one of some.
pub(super) fn error_of(module: &Module) -> Vec<Piece> {
    framework(module).map_or_else(Vec::new, |framework| syntax::parse((framework.error_of)()))
}

fn framework(module: &Module) -> Option<&'static Framework> {
    let mut all = FRAMEWORKS.iter();
    all.find(|framework| module.options.has(framework.integration))
}
