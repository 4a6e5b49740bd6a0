//! The hash by which names are found. errcat fills the tables with the same function.

/// The hash of a name: eight bytes at a time, the last of them filled up with zeros. It is the one that rustc uses for its own
/// tables; the upper bits are the best mixed.
pub(super) fn hash(name: &str) -> u64 {
    let mut hash = 0_u64;
    for chunk in name.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn names_that_differ_a_little_are_apart() {
        let names = (0..10_000).map(|number| format!("thing_{number}_failed"));
        let places: HashSet<u64> = names.map(|name| super::hash(&name) >> (64 - 14)).collect();
        // 10,000 keys in 16,384 places: a random function leaves about 7,500 of them different.
        assert!(places.len() > 6_500, "{}", places.len());
    }
}
