//! Samples of code: what programs that handle errors are made of, and how languages write it.

pub(super) mod languages;
pub(super) mod samples;
