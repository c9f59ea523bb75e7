//! Admission: which requests may cause work, and in which order.
//!
//! A request that is not answered from the cache enters a [`Lane`](lane::Lane) before anything is fetched or drawn for it. The lane
//! lets as many jobs begin as its resource can work on, and keeps the others in a fair queue: clients take turns, weighed
//! by the cost of their jobs. A job that would wait too long is refused at once. So an overload costs the refused
//! requests microseconds, the database sees only work that will be used, and a client with dear requests waits behind
//! its own jobs only.
//!
//! There is one lane for drawing, limited by the threads that draw, and one for each source that reads from outside,
//! limited by its connections. Costs are estimated from earlier jobs of the same kind.

mod client;
mod cost;
mod drain_rate;
mod drawing;
mod fair_queue;
mod fetching;
mod lane;
mod turn;

pub(crate) use client::ClientKey;
pub(super) use cost::CostKey;
pub(super) use drawing::DrawingTurns;
pub(super) use fetching::FetchingTurns;
pub(super) use turn::Turn;
