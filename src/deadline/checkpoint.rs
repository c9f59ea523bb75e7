//! Checkpoints, at which a job looks at the clock.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

use super::Ticket;

/// Units of work between two looks at the clock: about a millisecond.
const UNITS: usize = 1 << 16;

thread_local! {
    /// Units left until the next look at the clock.
    static LEFT: Cell<usize> = const { Cell::new(UNITS) };
    /// The ticket of the job that the thread runs.
    static TICKET: RefCell<Option<Ticket>> = const { RefCell::new(None) };
}

/// The request for a job was canceled, or its deadline has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("canceled: the caller has left or the deadline has passed")]
pub struct Over;

/// Runs `job` until it ends or its `ticket` is over. Calls may be nested; the innermost ticket counts.
pub fn until_over<T>(ticket: &Ticket, job: impl FnOnce() -> T) -> Result<T, Over> {
    let _scope = Scope(TICKET.replace(Some(ticket.clone())));
    // A job that starts late ends at once.
    LEFT.set(0);
    match catch_unwind(AssertUnwindSafe(job)) {
        Ok(result) => Ok(result),
        Err(reason) if reason.is::<Over>() => Err(Over),
        Err(panic) => resume_unwind(panic),
    }
}

/// Counts `units` of work of about ten nanoseconds: vertices, edges, a few pixels. From time to time it looks at the
/// clock, and does not return if the ticket of the job is over. Outside of jobs it does nothing.
#[inline]
pub(crate) fn checkpoint(units: usize) {
    match LEFT.get().checked_sub(units) {
        Some(left) => LEFT.set(left),
        None => look(),
    }
}

#[cold]
fn look() {
    LEFT.set(UNITS);
    let is_over = TICKET.with_borrow(|ticket| ticket.as_ref().is_some_and(Ticket::is_over));
    // A destructor that runs during a panic must not unwind again.
    if is_over && !std::thread::panicking() {
        resume_unwind(Box::new(Over));
    }
}

/// Restores the ticket of the enclosing job.
struct Scope(Option<Ticket>);

impl Drop for Scope {
    fn drop(&mut self) {
        TICKET.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_job_without_an_end_ends_with_its_ticket() {
        let soon = Ticket::until(Instant::now() + Duration::from_millis(10));
        let endless = || -> () {
            loop {
                checkpoint(1);
            }
        };
        assert_eq!(until_over(&soon, endless), Err(Over));
    }

    #[test]
    fn the_innermost_ticket_counts_and_the_outer_one_returns() {
        let (over, endless) = (Ticket::until(Instant::now()), Ticket::endless());
        let work = || (0..4).for_each(|_| checkpoint(UNITS));
        let outer = until_over(&endless, || {
            assert_eq!(until_over(&over, work), Err(Over));
            work();
        });
        assert_eq!(outer, Ok(()));
        assert_eq!(until_over(&over, || until_over(&endless, work)), Ok(Ok(())));
        work();
    }

    #[test]
    fn a_panic_remains_a_panic() {
        let panic = catch_unwind(|| until_over(&Ticket::endless(), || panic!("a bug")));
        assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"a bug"));
    }
}
