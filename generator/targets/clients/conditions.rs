//! What the parts of a client depend on.

use super::places::{Places, Reads, constants, values_of, without_param};
use crate::catalog::{Arg, Catalog, ListLayout, Meaning, Reading};

/// The conditions of the parts, as a catalog meets them.
pub(super) struct Conditions<'c> {
    catalog: &'c Catalog,
    scopes: Vec<Places>,
}

impl<'c> Conditions<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let scopes = [
            Some(Places::in_response(catalog)),
            Places::in_element(catalog),
        ];
        Self {
            catalog,
            scopes: scopes.into_iter().flatten().collect(),
        }
    }

    pub(super) fn hold(&self, condition: &str) -> bool {
        let catalog = self.catalog;
        let any = |has: &dyn Fn(&Places) -> bool| self.scopes.iter().any(has);
        let by = |meaning| catalog.identifying().contains(&meaning);
        let reads = |wanted: &dyn Fn(Reads) -> bool| {
            let values = values_of(catalog);
            values.iter().any(|(value, _)| wanted(value.reads))
        };
        match condition {
            "args" => self.has_args(),
            "body_status" => catalog.wire.sends(Meaning::Status),
            "by_code" => by(Meaning::Code),
            "by_code_alone" => self.is_by_code_alone(),
            "by_number" => by(Meaning::Number),
            "by_param" => *catalog.wire.layout() != ListLayout::Array,
            "by_problem_type" => by(Meaning::ProblemType),
            "by_type" => by(Meaning::Type),
            "code_in_list" => Reading::of_response(catalog).has_code_in_list,
            "exception_types" => !catalog.types.is_empty() && catalog.wire.sends(Meaning::Type),
            "errors" => any(&|places| !places.errors.is_empty()),
            "integers" => reads(&|reads| matches!(reads, Reads::Integer | Reads::Duration)),
            "is_decided" => {
                let identifying = catalog.identifying();
                identifying.iter().any(|meaning| *meaning != Meaning::Type)
            }
            "optional_values" => reads(&|reads| reads != Reads::Text),
            "operations" => !catalog.operations.is_empty(),
            "param_of_key" => without_param(catalog).is_some(),
            "present" => self.has_args() || self.hold("sent_fields"),
            "retryable" => catalog.wire.sends(Meaning::Retryable),
            "retry_after" => catalog.wire.sends(Meaning::RetryAfter),
            "reads_request_id" => catalog.wire.sends(Meaning::RequestId),
            "sent_fields" => any(&|places| !places.fields.is_empty()),
            "type" => catalog.wire.sends(Meaning::Type),
            "typed_args" => {
                let mut args = catalog.codes.iter().flat_map(|code| &code.args);
                self.has_args() && args.any(Arg::is_sent)
            }
            "whole" => self.hold("integers") || self.hold("typed_args"),
            "values" => !values_of(catalog).is_empty(),
            "tells_error" => !constants(catalog).is_empty(),
            // The parts are errcat's own, and a test asks for each of their conditions.
            _ => unreachable!("no such condition: {condition}"),
        }
    }

    fn has_args(&self) -> bool {
        let mut scopes = self.scopes.iter();
        scopes.any(|places| !places.args.is_empty() || !places.placed_args.is_empty())
    }

    /// Whether each code is sent under a name of its own, and nothing else identifies an error.
    fn is_by_code_alone(&self) -> bool {
        let codes = &self.catalog.codes;
        let decisive = self.catalog.identifying();
        let mut decisive = decisive.iter().filter(|meaning| **meaning != Meaning::Type);
        decisive.next() == Some(&Meaning::Code)
            && decisive.next().is_none()
            && codes.iter().all(|code| code.name.wire() == code.name.key())
    }
}
