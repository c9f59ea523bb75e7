//! Cycles in graphs of sources.

/// A vertex on a cycle and its edge to the next vertex: an index into `edges`, and an index into the targets there.
pub(crate) type CycleStep = (usize, usize);

/// Finds cycles in a graph by depth-first search. Each starts at the vertex that is visited first. `edges` has the
/// targets of each vertex; `None` for a target that does not exist.
///
/// Not all cycles are found, but each shares a vertex with one that is found; if none is found, there are no cycles.
pub(crate) fn cycles(edges: &[Vec<Option<usize>>]) -> Vec<Vec<CycleStep>> {
    let mut states = vec![State::Unseen; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        // The vertices on the path from `start`, each with the next edge to follow.
        let mut path: Vec<CycleStep> = Vec::new();
        if states.get(start) == Some(&State::Unseen) {
            path.push((start, 0));
        }
        while let Some((at, next)) = path.pop() {
            let Some(state) = states.get_mut(at) else { continue };
            let Some(target) = edges.get(at).and_then(|targets| targets.get(next)) else {
                *state = State::Done;
                continue;
            };
            *state = State::OnPath;
            path.push((at, next + 1));
            let Some(target) = *target else { continue };
            match states.get(target) {
                Some(State::Unseen) => path.push((target, 0)),
                Some(State::OnPath) => {
                    let ring = path.iter().skip_while(|(vertex, _)| *vertex != target);
                    found.push(ring.map(|(vertex, next)| (*vertex, next.saturating_sub(1))).collect());
                }
                _ => {}
            }
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    OnPath,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_once_with_their_edges() {
        assert_eq!(cycles(&[vec![Some(1)], vec![None, Some(2)], vec![]]), Vec::<Vec<CycleStep>>::new());
        assert_eq!(cycles(&[vec![Some(0)]]), [[(0, 0)]]);
        assert_eq!(cycles(&[vec![Some(1)], vec![None, Some(2)], vec![Some(0)]]), [[(0, 0), (1, 1), (2, 0)]]);
        assert_eq!(cycles(&[vec![Some(1)], vec![Some(2)], vec![Some(1)]]), [[(1, 0), (2, 0)]], "without the way to it");
    }
}
