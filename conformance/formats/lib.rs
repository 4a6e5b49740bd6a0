//! Has a manifest with what is fetched.
