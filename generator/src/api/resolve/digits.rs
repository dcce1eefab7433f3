//! Numbers in schemas that have more digits than documents are published with.

use routewright::schema::number::Num;

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Map, Node};

/// The keywords that compare values with a number.
const COMPARING: &[&str] =
    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "const", "default"];

impl<'d> Resolver<'d> {
    /// Warns of a number that is taken for another one, because not all of its digits are kept.
    pub(super) fn check_digits(&mut self, map: &'d Map) {
        let single = COMPARING.iter().filter_map(|key| map.get(*key)).map(|member| &member.value);
        let listed = map.get("enum").and_then(|member| member.value.as_seq()).unwrap_or_default();
        for node in single.chain(listed) {
            self.check_number(node);
        }
    }

    fn check_number(&mut self, node: &'d Node) {
        let Kind::Number(number) = &node.kind else { return };
        let written = self.document.sources.slice(node.place);
        // YAML has more ways to write a number than JSON; those that are none of JSON are short.
        let is_json = written.parse::<serde_json::Number>().is_ok();
        if is_json && Num::written(written) != Num::of(number) {
            let message = format!("not all digits of this number are kept: it is taken for {number}");
            self.push(Diagnostic::warning(node.place, message).help("values are compared with that number"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::schema_problems;

    #[test]
    fn a_number_that_is_taken_for_another_one_is_told_of() {
        for schema in [
            "{maximum: 123456789012345678901}",
            "{minimum: 0.1234567890123456789}",
            "{const: 18446744073709551616}",
            "{enum: [1, -9223372036854775809]}",
        ] {
            let told = schema_problems(schema);
            assert!(told.len() == 1 && told[0].contains("not all digits"), "{schema}: {told:?}");
        }
        let kept = "{maximum: 18446744073709551615, minimum: -9223372036854775808, multipleOf: 0.10, const: 1e23, enum: [0x1F]}";
        assert_eq!(schema_problems(kept), [""; 0]);
    }
}
