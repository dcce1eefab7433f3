//! What is told of a value that has none of several shapes: what is wrong with it for the nearest of them.

use std::collections::HashSet;

use serde_json::Value;

use super::failure::{Failure, Failures};
use super::reason::Reason;

/// How far a value is from a shape.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    /// It is no value of that type at all.
    of_another_type: bool,
    /// So many members that name the shape name another one.
    other_names: usize,
    /// So much is wrong.
    failures: usize,
}

/// What is wrong with the value at `here` for the nearest of the shapes that were tried; nothing when none is nearer than
/// another and they have nothing in common.
pub(crate) fn nearest(tried: &[Failures], here: &str) -> Option<Failures> {
    let distances: Vec<Distance> = tried.iter().map(|failures| distance(failures, here)).collect();
    let least = *distances.iter().min()?;
    if least.of_another_type {
        return allowed(tried, here).map(|reason| at(here, reason));
    }
    let with = |wanted: &dyn Fn(&Distance) -> bool| -> Vec<&Failures> {
        tried.iter().zip(&distances).filter(|(_, distance)| wanted(distance)).map(|(of, _)| of).collect()
    };
    if least.other_names > 0
        && let Some(told) = other_names(&with(&|distance| !distance.of_another_type), here)
    {
        return Some(told);
    }
    match with(&|distance| *distance == least)[..] {
        [only] if !only.is_empty() => Some(only.clone()),
        [first, ref others @ ..] => common(first, others),
        [] => None,
    }
}

fn distance(failures: &Failures, here: &str) -> Distance {
    let mut distance = Distance { of_another_type: false, other_names: 0, failures: failures.total() };
    for failure in failures.iter() {
        match depth(failure, here) {
            0 if is_name(&failure.reason) || matches!(failure.reason, Reason::Type(_)) => {
                distance.of_another_type = true;
            }
            1 if is_name(&failure.reason) => distance.other_names += 1,
            _ => {}
        }
    }
    distance
}

fn depth(failure: &Failure, here: &str) -> usize {
    failure.pointer.get(here.len()..).unwrap_or_default().matches('/').count()
}

fn is_name(reason: &Reason) -> bool {
    matches!(reason, Reason::Const(_) | Reason::Enum(_) | Reason::Discriminator(_))
}

/// The types or the values that would be right at `here`, if that is all that the shapes have against the value.
fn allowed(tried: &[Failures], here: &str) -> Option<Reason> {
    let mut types: Vec<&'static str> = Vec::new();
    let mut named = Vec::new();
    for failures in tried {
        let failure = failures.iter().find(|failure| depth(failure, here) == 0)?;
        match &failure.reason {
            Reason::Type(more) => {
                for name in more {
                    if !types.contains(name) {
                        types.push(*name);
                    }
                }
            }
            reason if is_name(reason) => named.push(reason),
            _ => return None,
        }
    }
    match (types.is_empty(), named.is_empty()) {
        (false, true) => Some(Reason::Type(types)),
        (true, false) => Some(names(&named)),
        _ => None,
    }
}

/// What would be right for members that name the shape, where every shape that is of the value's type is named by them.
fn other_names(tried: &[&Failures], here: &str) -> Option<Failures> {
    let (first, others) = tried.split_first()?;
    let mut told = Failures::new();
    for failure in first.iter().filter(|failure| depth(failure, here) == 1 && is_name(&failure.reason)) {
        let others = others.iter().map(|failures| named_at(&failure.pointer, failures));
        if let Some(others) = others.collect::<Option<Vec<_>>>() {
            let reasons = [&[&failure.reason][..], &others].concat();
            told.add(names(&reasons), || failure.pointer.clone());
        }
    }
    (!told.is_empty()).then_some(told)
}

fn named_at<'f>(pointer: &str, failures: &'f Failures) -> Option<&'f Reason> {
    let named = |failure: &&Failure| failure.pointer == pointer && is_name(&failure.reason);
    failures.iter().find(named).map(|failure| &failure.reason)
}

/// One of all that several reasons would take.
fn names(reasons: &[&Reason]) -> Reason {
    let mut seen = HashSet::new();
    let values = reasons.iter().flat_map(|reason| match reason {
        Reason::Const(only) => vec![only.clone()],
        Reason::Enum(allowed) => allowed.clone(),
        Reason::Discriminator(tags) => tags.iter().map(|tag| Value::from(*tag)).collect(),
        _ => Vec::new(),
    });
    Reason::Enum(values.filter(|value| seen.insert(value.to_string())).collect())
}

/// What is wrong for all of several shapes.
fn common(first: &Failures, others: &[&Failures]) -> Option<Failures> {
    let mut told = Failures::new();
    for failure in first.iter().filter(|failure| others.iter().all(|other| other.contains(failure))) {
        told.add(failure.reason.clone(), || failure.pointer.clone());
    }
    (!told.is_empty()).then_some(told)
}

fn at(here: &str, reason: Reason) -> Failures {
    let mut failures = Failures::new();
    failures.add(reason, || here.into());
    failures
}
