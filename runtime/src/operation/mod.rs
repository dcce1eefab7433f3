//! Operations: what they say about themselves, and how a request becomes one.

mod table;

pub use table::{
    Document, Location, Media, Method, Mounted, MountedOperation, OperationInfo, Part, RequestBody, Requirement,
    ResponseInfo, Status,
};
