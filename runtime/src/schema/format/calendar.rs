//! `date`, `time`, `date-time` (RFC 3339 section 5.6) and `duration` (its appendix A).

pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) =
        (number(&bytes[..4]), number(&bytes[5..7]), number(&bytes[8..]))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    is_date(date) && rest.starts_with(['T', 't']) && is_time(&rest[1..])
}

pub(super) fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 9 || bytes[2] != b':' || bytes[5] != b':' {
        return false;
    }
    let (Some(hour), Some(minute), Some(second)) =
        (number(&bytes[..2]), number(&bytes[3..5]), number(&bytes[6..8]))
    else {
        return false;
    };
    let mut rest = &bytes[8..];
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        rest = &fraction[digits..];
    }
    let Some(offset) = offset(rest) else { return false };
    if hour > 23 || minute > 59 {
        return false;
    }
    // A leap second is the last one of a day in UTC.
    let in_utc = (i64::from(hour * 60 + minute) - offset).rem_euclid(24 * 60);
    second < 60 || (second == 60 && in_utc == 24 * 60 - 1)
}

/// The minutes that local time is ahead of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, rest) = match text {
        [b'Z' | b'z'] => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    if rest.len() != 5 || rest[2] != b':' {
        return None;
    }
    let (hour, minute) = (number(&rest[..2])?, number(&rest[3..])?);
    (hour < 24 && minute < 60).then(|| sign * i64::from(hour * 60 + minute))
}

pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    if let Some(weeks) = rest.strip_suffix('W') {
        return digits(weeks);
    }
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    match time {
        None => units(date, "YMD"),
        Some(time) => units(time, "HMS") && (date.is_empty() || units(date, "YMD")),
    }
}

/// One or more of the units, in their order and without a gap between them.
fn units(text: &str, order: &str) -> bool {
    let mut next: Option<usize> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(unit) = rest[length..].chars().next() else { return false };
        let Some(index) = order.find(unit) else { return false };
        if length == 0 || next.is_some_and(|next| next != index) {
            return false;
        }
        next = Some(index + 1);
        rest = &rest[length + 1..];
    }
    next.is_some()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days() {
        assert!(
            is_date("2024-02-29")
                && is_date("2000-02-29")
                && !is_date("1900-02-29")
                && !is_date("2023-02-29")
        );
    }

    #[test]
    fn leap_seconds() {
        assert!(is_time("23:59:60Z") && is_time("01:29:60+01:30") && !is_time("22:59:60Z"));
    }

    #[test]
    fn text_that_is_not_ascii_is_no_panic() {
        assert!(!is_date_time("1963-06-1৪T00:00:00Z") && !is_duration("P৪Y") && !is_time("1৪:00:00Z"));
    }

    #[test]
    fn durations() {
        assert!(is_duration("P4DT12H30M5S") && is_duration("P2W") && is_duration("PT36H"));
        assert!(
            !is_duration("P1Y2D") && !is_duration("PT") && !is_duration("P1Y2W") && !is_duration("PT0.5S")
        );
    }
}
