//! Bounds that leave no value between them.

use super::Resolver;
use crate::api::Schema;
use crate::load::Map;

impl<'d> Resolver<'d> {
    /// Warns of a least that is more than the most: such a schema accepts nothing of its kind.
    pub(super) fn check_bounds(&mut self, map: &'d Map, schema: &Schema) {
        let lengths = [
            ("minLength", schema.min_length, "maxLength", schema.max_length, "text"),
            ("minItems", schema.min_items, "maxItems", schema.max_items, "array"),
            ("minProperties", schema.min_properties, "maxProperties", schema.max_properties, "object"),
        ];
        for (least_name, least, most_name, most, what) in lengths {
            if let (Some(least), Some(most)) = (least, most)
                && least > most
            {
                self.warn_of_bounds(
                    map,
                    (least_name, &least.to_string()),
                    (most_name, &most.to_string()),
                    what,
                );
            }
        }
        if let (Some(least), Some(most)) = (&schema.minimum, &schema.maximum)
            && least.as_f64() > most.as_f64()
        {
            let (least, most) = (least.to_string(), most.to_string());
            self.warn_of_bounds(map, ("minimum", &least), ("maximum", &most), "number");
        }
    }

    fn warn_of_bounds(&mut self, map: &'d Map, least: (&str, &str), most: (&str, &str), what: &str) {
        let Some(member) = map.get(least.0) else { return };
        let message = format!("no {what} fits both {} {} and {} {}", least.0, least.1, most.0, most.1);
        self.warn(member.value.place, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::schema_problems;

    #[test]
    fn the_least_is_not_more_than_the_most() {
        assert_eq!(
            schema_problems("{minItems: 2, maxItems: 1}"),
            ["12: warning: no array fits both minItems 2 and maxItems 1"]
        );
        assert_eq!(
            schema_problems("{minimum: 1.5, maximum: 1}"),
            ["11: warning: no number fits both minimum 1.5 and maximum 1"]
        );
        assert_eq!(schema_problems("{minLength: 1, maxLength: 1, minimum: 0, maximum: 0}"), [""; 0]);
    }
}
