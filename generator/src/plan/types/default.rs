//! Defaults: which of them the generated types apply, and which are described only.

use std::collections::HashSet;

use serde_json::Value;

use super::Types;
use crate::api::SchemaId;
use crate::diagnostic::Diagnostic;

impl Types<'_> {
    /// Whether a default can be applied: the schema allows it, and its type surely takes it. Of others it is told why not.
    pub(super) fn applies(&mut self, id: SchemaId, value: &Value) -> bool {
        let failure = self.complaint(id, value);
        if failure.is_none() && value.is_null() {
            // That `null` stands for absence is there to see.
            return false;
        }
        let problem = if let Some(failure) = failure.or_else(|| self.mismatch(id, value)) {
            format!("the default is not what its schema allows: {failure}")
        } else if holds_object(value) && !self.ends(id, &mut Vec::new(), &mut HashSet::new()) {
            "the default is of a schema whose values may lie in each other without end".to_owned()
        } else {
            return true;
        };
        self.warn_of_default(id, problem);
        false
    }

    fn warn_of_default(&mut self, id: SchemaId, problem: String) {
        let schema = &self.schemas[id];
        let place = schema.default_at.unwrap_or(schema.place);
        // A schema is looked at once for each of its uses, and a type that does not fit was told of when it was read.
        if self.diagnostics.iter().all(|told| told.place != Some(place)) {
            self.diagnostics
                .push(Diagnostic::warning(place, problem).help("it is described, and not applied"));
        }
    }

    /// Whether no value of a schema lies in another one of it: defaults of such values would need each other without end.
    fn ends(&self, id: SchemaId, open: &mut Vec<SchemaId>, ending: &mut HashSet<SchemaId>) -> bool {
        /// How deep schemas may lie in each other.
        const DEEPEST: usize = 200;
        if open.contains(&id) || open.len() > DEEPEST {
            return false;
        }
        if ending.contains(&id) {
            return true;
        }
        open.push(id);
        let ends = self.schemas[id].parts().all(|part| self.ends(part, open, ending));
        open.pop();
        if ends {
            ending.insert(id);
        }
        ends
    }
}

fn holds_object(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(values) => values.iter().any(holds_object),
        _ => false,
    }
}
