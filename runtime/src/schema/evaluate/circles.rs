//! Whether schemas lead back to themselves.

use super::run::NodeId;

/// What leads to what.
#[derive(Debug, Default)]
pub(super) struct Circles {
    next: Vec<Vec<NodeId>>,
    from: Option<NodeId>,
}

impl Circles {
    /// What comes now is within this schema.
    pub fn from(&mut self, id: NodeId) {
        self.from = Some(id);
    }

    pub fn leads_to(&mut self, id: NodeId) {
        self.next.resize_with(self.next.len().max(id + 1), Vec::new);
        if let Some(from) = self.from {
            self.next[from].push(id);
        }
    }

    /// Takes away what nothing leads to until nothing is left, or only circles and what they lead to.
    pub fn are_there(&self) -> bool {
        let mut ways = vec![0_usize; self.next.len()];
        self.next.iter().flatten().for_each(|id| ways[*id] += 1);
        let mut free: Vec<NodeId> = (0..ways.len()).filter(|id| ways[*id] == 0).collect();
        let mut taken = 0;
        while let Some(id) = free.pop() {
            taken += 1;
            for next in &self.next[id] {
                ways[*next] -= 1;
                if ways[*next] == 0 {
                    free.push(*next);
                }
            }
        }
        taken < ways.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(ways: &[(NodeId, NodeId)]) -> bool {
        let mut circles = Circles::default();
        circles.leads_to(0);
        for (from, to) in ways {
            circles.from(*from);
            circles.leads_to(*to);
        }
        circles.are_there()
    }

    #[test]
    fn two_ways_to_one_schema_are_no_circle() {
        assert!(!circles(&[]));
        assert!(!circles(&[(0, 1), (0, 2), (1, 3), (2, 3)]));
        assert!(circles(&[(0, 0)]));
        assert!(circles(&[(0, 1), (1, 2), (2, 1), (2, 3)]));
    }
}
