//! The invoices.

/// The errors of this service.
pub mod errors {
    #![allow(missing_docs, reason = "a catalog need not describe everything")]
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

use errors::{ErrorOf, operations};

/// Pays an invoice.
///
/// # Errors
///
/// `invoice_paid`, or what every operation may return.
pub fn pay(id: u32) -> Result<(), ErrorOf<operations::PostInvoicesIdPayments>> {
    if id == 0 {
        return Err(ErrorOf::internal_error());
    }
    Err(ErrorOf::invoice_paid())
}
