//! Circles of sources that read from each other.

/// A source on a circle, and which of its references leads on: indices into `edges`, and into the item there.
pub(crate) type Step = (usize, usize);

/// The circles in a graph, each once, from its first vertex in the order of a depth-first search. `edges` has the targets
/// of every vertex; `None` for a target that does not exist.
///
/// Every circle shares at least one vertex with one that is found, so that a graph without any is free of circles.
pub(crate) fn cycles(edges: &[Vec<Option<usize>>]) -> Vec<Vec<Step>> {
    let mut states = vec![State::Unseen; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        // Vertices on the way from `start`, each with the next edge to follow.
        let mut path: Vec<Step> = Vec::new();
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
    fn circles_are_found_once_and_with_the_edges_that_close_them() {
        assert_eq!(cycles(&[vec![Some(1)], vec![None, Some(2)], vec![]]), Vec::<Vec<Step>>::new());
        assert_eq!(cycles(&[vec![Some(0)]]), [[(0, 0)]]);
        assert_eq!(cycles(&[vec![Some(1)], vec![None, Some(2)], vec![Some(0)]]), [[(0, 0), (1, 1), (2, 0)]]);
        assert_eq!(cycles(&[vec![Some(1)], vec![Some(2)], vec![Some(1)]]), [[(1, 0), (2, 0)]], "without the way to it");
    }
}
