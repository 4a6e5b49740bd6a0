//! What several tests share.

/// Numbers below what is asked for (xorshift), the same in every run.
pub(crate) fn random(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    }
}
