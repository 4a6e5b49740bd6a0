//! The errors of two APIs, generated from the catalogs in `catalog/`.
//!
//! ```
//! use generated::reseller::{ApiError, ErrorCode, ErrorType};
//!
//! let error = ApiError::reseller_store_not_found("rst_invalid").with_request_id("req_abc123def456");
//! assert_eq!(error.code(), ErrorCode::ResellerStoreNotFound);
//! assert_eq!(error.error_type(), ErrorType::NotFoundError);
//! assert_eq!(error.status(), 404);
//! assert_eq!(error.to_string(), "No reseller store found with ID rst_invalid");
//! ```
//!
//! What an operation returns is checked when it is compiled. This is one of its errors:
//!
//! ```
//! use generated::reseller::{ErrorOf, operations::GetStore};
//!
//! fn get_store(id: &str) -> Result<(), ErrorOf<GetStore>> {
//!     Err(ErrorOf::reseller_store_not_found(id))
//! }
//! ```
//!
//! And this is none of them:
//!
//! ```compile_fail,E0277
//! use generated::reseller::{ErrorOf, operations::GetStore};
//!
//! fn get_store(id: &str) -> Result<(), ErrorOf<GetStore>> {
//!     Err(ErrorOf::email_taken())
//! }
//! ```

/// The errors of `catalog/errors.yaml`.
pub mod reseller {
    include!(concat!(env!("OUT_DIR"), "/reseller.rs"));
}

/// The errors of `catalog/payments/errors.yaml`.
pub mod payments {
    include!(concat!(env!("OUT_DIR"), "/payments.rs"));
}
