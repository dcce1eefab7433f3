//! Specs that attack: a document is untrusted input. Whatever stands in it, generating ends soon, refuses with a place
//! or writes a project that compiles, and touches nothing outside of that project.

mod accepted;
mod attack;
mod newer;
mod refused;
