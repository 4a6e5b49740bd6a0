//! Parts of generated files that stand in the repository as they are, with lines that only some catalogs have.

/// Returns the lines of a part. The lines between `if name` and `end`, each behind the mark, are there if the condition holds,
/// and those between `if no name` and `end` if it does not.
pub(super) fn lines<'t>(
    part: &'t str,
    mark: &'static str,
    holds: &dyn Fn(&str) -> bool,
) -> impl Iterator<Item = &'t str> {
    let mut conditions: Vec<bool> = Vec::new();
    part.lines().filter(move |line| {
        let Some(directive) = line.trim_start().strip_prefix(mark) else {
            return !conditions.contains(&false);
        };
        match directive.trim_start().strip_prefix("if ") {
            Some(condition) => conditions.push(match condition.strip_prefix("no ") {
                Some(condition) => !holds(condition),
                None => holds(condition),
            }),
            None => {
                conditions.pop();
            }
        }
        false
    })
}
