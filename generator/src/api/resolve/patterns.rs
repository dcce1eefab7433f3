//! Regular expressions that cannot be run.

use routewright::schema::pattern::Pattern;

use super::Resolver;
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Kind, Map};

impl<'d> Resolver<'d> {
    /// Warns of expressions that are none, or that are too large: servers hold nothing against them.
    pub(super) fn check_patterns(&mut self, map: &'d Map) {
        if let Some(node) = map.get("pattern").map(|member| &member.value)
            && let Kind::String(source) = &node.kind
        {
            self.check_pattern(source, node.place, "every text passes");
        }
        let members = map.get("patternProperties").and_then(|member| member.value.as_map());
        for (source, member) in members.into_iter().flatten() {
            self.check_pattern(source, member.key, "it holds for no member");
        }
    }

    fn check_pattern(&mut self, source: &'d str, place: Place, effect: &str) {
        if self.patterns.contains(source) {
            return;
        }
        match Pattern::check(source) {
            Ok(()) => _ = self.patterns.insert(source),
            Err(reason) => {
                let message = format!("this regular expression cannot be used: {reason}");
                let help = format!("write it as JavaScript does; until then, {effect}");
                self.push(Diagnostic::warning(place, message).help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::schema_problems;

    #[test]
    fn a_pattern_that_cannot_be_run_is_told_of_wherever_it_is() {
        for schema in [
            "{pattern: '['}",
            "{patternProperties: {'(': {}}}",
            "{not: {pattern: 'a{2,1}'}}",
            "{if: {pattern: '+'}, then: {}}",
            "{propertyNames: {pattern: '\\p{Nothing}'}}",
        ] {
            let told = schema_problems(schema);
            assert!(told.len() == 1 && told[0].contains("cannot be used"), "{schema}: {told:?}");
        }
        let fine = r"{pattern: '^(?=a)[a-z]{2,5}\d$', patternProperties: {'^x-': {}}}";
        assert_eq!(schema_problems(fine), [""; 0]);
    }
}
