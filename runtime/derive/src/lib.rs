//! The derive macros of routewright.
