//! Finding codes by what was sent of them.

use super::code::ErrorCode;

/// Keeps the codes that have a value, if it was sent and any of them has it.
fn narrow<V: Copy>(
    codes: &mut Option<Vec<ErrorCode>>,
    value: Option<V>,
    has: impl Fn(ErrorCode, V) -> bool,
) {
    let Some(value) = value else { return };
    match codes {
        None => {
            let all = ErrorCode::ALL.iter().copied();
            *codes = Some(all.filter(|code| has(*code, value)).collect());
        }
        Some(codes) if codes.len() > 1 && codes.iter().any(|code| has(*code, value)) => {
            codes.retain(|code| has(*code, value));
        }
        Some(_) => {}
    }
}
