//! Circles of a directed graph: its strongly connected components of more than one node.

/// The circles among `nodes` nodes, each sorted.
///
/// Two nodes are in one circle if each can be reached from the other. Graphs here have at most some
/// hundred nodes, so that reaching is simply tried from each, which is easier to follow than Tarjan's way.
pub(super) fn circles(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut next = vec![Vec::new(); nodes];
    for (from, to) in edges {
        next[*from].push(*to);
    }
    let reached: Vec<Vec<bool>> = (0..nodes).map(|start| reached(start, &next)).collect();
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for (node, from_node) in reached.iter().enumerate() {
        if circles.iter().any(|circle| circle.contains(&node)) {
            continue;
        }
        let mutual = |other: &usize| from_node[*other] && reached[*other][node];
        let circle: Vec<usize> = (0..nodes).filter(mutual).collect();
        if circle.len() > 1 {
            circles.push(circle);
        }
    }
    circles
}

/// Which nodes can be reached from one by at least one edge.
fn reached(start: usize, next: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = next[start].clone();
    while let Some(node) = open.pop() {
        if !reached[node] {
            reached[node] = true;
            open.extend(&next[node]);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_is_a_circle() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 5)];
        assert_eq!(circles(6, &edges), [vec![0, 1, 2], vec![3, 4]]);
    }
}
