//! The API and the pages: an engine behind an HTTP server.
//!
//! **Owns** the addresses, the rules of HTTP (status, caching, negotiation, limits, header fields), problem
//! details, and the replacement of the serving generation by a newer one. **In** come requests; **out** go views of
//! [`crate::report`] as JSON, and pages made from the same views. **Does not know** how anything is computed: a
//! handler reads its parameters, asks the engine and writes the view, as the command line does.
//!
//! # The way of a request
//!
//! 1. `server` accepts a connection if a permit is free, and hyper reads the head of the request from it, within a
//!    limit of bytes and of time.
//! 2. `router` chooses the handler by the path. Around it lie the layers of `middleware`, from the outside in:
//!    response headers, request id, access log, admission (sizes, rate limit, token, requests in flight, timeout)
//!    and compression.
//! 3. `extract` takes what the handler needs out of the request: a `RequestContext`
//!    with the generation that serves at this moment, the segment of the path, and the typed query.
//! 4. The handler in `api` or `pages` passes a closure to `respond`. If the `ResponseCache` of the
//!    generation has the body, the closure is dropped; else it runs on a blocking thread, as many at once as there
//!    are worker threads, asks the engine and serialises the view.
//! 5. `respond` adds the entity tag and turns the response into a 304 if the client has it already. An error on the
//!    way is a `Problem`, which becomes a document or a page.
//! 6. On the way out, compression puts the cached compressed bytes in the place of the body, the log gets its line,
//!    and hyper writes the response.
//!
//! # Order of reading
//!
//! `server`, `router`, `middleware/mod.rs`, `state`, `extract`, `respond`; then one resource from `api/` to `pages/`,
//! such as `api/partners.rs` and `pages/partners.rs`. Handlers depend on extractors and responders, those on the
//! state, never the other way.

mod api;
mod base_path;
mod compared_generations;
mod connections;
mod content_coding;
mod cost;
mod extract;
mod header_names;
mod lookup;
mod middleware;
mod negotiation;
mod openapi;
mod outline_cache;
mod pages;
mod params;
mod problem;
mod query_string;
mod ranking_params;
mod readiness;
mod reload;
mod respond;
mod response_cache;
mod router;
mod server;
mod state;
mod turns;

pub use server::{ServeError, serve};
pub use state::{OpenedFor, Opener};
