/// The candidate that looks most like what was written, if one is close enough to be a slip.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let target: Vec<char> = written.chars().take(MAX_LENGTH + 1).collect();
    if target.is_empty() || target.len() > MAX_LENGTH {
        return None;
    }
    let allowed = (target.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let limit = best.map_or(allowed, |(distance, _)| distance.saturating_sub(1));
        if let Some(distance) = distance(&target, candidate, limit) {
            if distance == 0 {
                return Some(candidate);
            }
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Longer names are not compared: nobody can see the slip, and the time is better spent.
const MAX_LENGTH: usize = 120;

/// The number of slips between two words, when at most `limit`: a character too much, too few, another one, two swapped, or
/// the wrong case (which costs nothing but the exact match).
fn distance(target: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().take(MAX_LENGTH + 1).collect();
    if candidate.len() > MAX_LENGTH || target.len().abs_diff(candidate.len()) > limit {
        return None;
    }
    let same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let mut before = vec![0; candidate.len() + 1];
    let mut previous: Vec<usize> = (0..=candidate.len()).collect();
    for (i, &a) in target.iter().enumerate() {
        let mut current = vec![i + 1; candidate.len() + 1];
        for (j, &b) in candidate.iter().enumerate() {
            let replace = previous[j] + usize::from(!same(a, b));
            let mut cost = replace.min(previous[j + 1] + 1).min(current[j] + 1);
            if i > 0 && j > 0 && same(a, candidate[j - 1]) && same(target[i - 1], b) {
                cost = cost.min(before[j - 1] + 1);
            }
            current[j + 1] = cost;
        }
        before = std::mem::replace(&mut previous, current);
    }
    let distance = *previous.last()?;
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_slips() {
        let names = ["Post", "Posts", "Comment"];
        assert_eq!(closest("Pots", names), Some("Post"));
        assert_eq!(closest("post", names), Some("Post"));
        assert_eq!(closest("Comments", names), Some("Comment"));
        assert_eq!(closest("Pet", ["Pets", "Dog"]), Some("Pets"));
    }

    #[test]
    fn stays_silent_when_nothing_is_close() {
        assert_eq!(closest("User", ["Post", "Comment"]), None);
        assert_eq!(closest("", ["Post"]), None);
        assert_eq!(closest(&"x".repeat(10_000), ["Post"]), None);
    }
}
