//! Which operation returns which code.

use super::error_of::Errors;

/// A part of the API that can return the error that `C`, a type in [`codes`], stands for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not return `{C}`",
    label = "not among the codes of `{Self}`",
    note = "the codes of an operation are listed in the section `operations` of the catalog"
)]
pub trait Returns<C>: Errors {}
