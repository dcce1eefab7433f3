//! Holds numbers against the keywords of a table.

use std::cmp::Ordering;

use super::context::Context;
use super::table::Check;
use crate::schema::number::Num;
use crate::schema::{Reason, format};

/// A number, as it is held against keywords.
pub(super) struct Held<'a> {
    /// As it was written.
    written: Num<'a>,
    /// The float that is nearest to it. It decides mostly, and that is faster.
    nearest: f64,
    /// Whether a handler gets that float, and it may be another number: what a handler gets has to fit, too.
    is_rounded: bool,
}

impl<'a> Held<'a> {
    /// A number that a handler gets as it was written.
    #[inline]
    pub(super) fn exact(written: Num<'a>) -> Self {
        Self { written, nearest: written.nearest(), is_rounded: false }
    }

    /// A number of which a handler gets the nearest float.
    #[inline]
    pub(super) fn float(written: Num<'a>) -> Self {
        Self { is_rounded: !written.is_float(), ..Self::exact(written) }
    }

    /// Notes the keywords that it breaks, and says whether there are none.
    pub(super) fn check(&self, checks: &[Check], cx: &mut Context) -> bool {
        let mut fits = true;
        for check in checks {
            if self.breaks(check)
                && let Some(reason) = reason(check)
            {
                cx.fail(reason);
                fits = false;
            }
        }
        fits
    }

    #[inline]
    fn breaks(&self, check: &Check) -> bool {
        match check {
            Check::Minimum(bound) => self.stands(bound, Ordering::is_lt),
            Check::Maximum(bound) => self.stands(bound, Ordering::is_gt),
            Check::ExclusiveMinimum(bound) => self.stands(bound, Ordering::is_le),
            Check::ExclusiveMaximum(bound) => self.stands(bound, Ordering::is_ge),
            Check::MultipleOf(step) => self.leaves_a_rest(*step),
            Check::Format(name) => self.is_beyond(name),
            _ => false,
        }
    }

    /// Most numbers have bounds alone, which take a few steps as long as what this needs is kept out of their way.
    #[inline(never)]
    fn leaves_a_rest(&self, step: Num<'_>) -> bool {
        self.any(|number| !number.is_multiple_of(step))
    }

    /// The same of a format.
    #[inline(never)]
    fn is_beyond(&self, format: &str) -> bool {
        self.any(|number| format::is_number(format, number) == Some(false))
    }

    /// Whether it stands to a bound as it should not.
    #[inline]
    fn stands(&self, bound: &Num<'_>, is_wrong: fn(Ordering) -> bool) -> bool {
        let near = bound.nearest();
        if self.nearest < near {
            is_wrong(Ordering::Less)
        } else if self.nearest > near {
            is_wrong(Ordering::Greater)
        } else {
            self.stands_close(bound, is_wrong)
        }
    }

    /// The same, where the floats do not tell.
    #[cold]
    #[inline(never)]
    fn stands_close(&self, bound: &Num<'_>, is_wrong: fn(Ordering) -> bool) -> bool {
        self.any(|number| number.partial_cmp(bound).is_some_and(is_wrong))
    }

    /// Whether something is so of what was written, or of what is kept.
    fn any(&self, is_so: impl Fn(Num<'_>) -> bool) -> bool {
        is_so(self.written) || (self.is_rounded && is_so(Num::Float(self.nearest)))
    }
}

/// Why a number that breaks a keyword is wrong.
#[cold]
fn reason(check: &Check) -> Option<Reason> {
    Some(match check {
        Check::Minimum(bound) => Reason::Minimum(*bound),
        Check::Maximum(bound) => Reason::Maximum(*bound),
        Check::ExclusiveMinimum(bound) => Reason::ExclusiveMinimum(*bound),
        Check::ExclusiveMaximum(bound) => Reason::ExclusiveMaximum(*bound),
        Check::MultipleOf(step) => Reason::MultipleOf(*step),
        Check::Format(name) => Reason::Format((*name).into()),
        _ => return None,
    })
}
