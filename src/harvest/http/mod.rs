//! Requests to public sources, within limits: who may be asked, how often, how long, how much.
//!
//! Read `client` first; `address` refuses private networks, `hosts` keeps the pace, `robots` and `retry` do what a
//! host asks for.

mod address;
mod client;
mod hosts;
mod retry;
mod robots;

pub use client::{Answer, Client, HttpParams, Request, Response, Validators};
