//! What the generator made of the blog's spec, with credentials that nobody asks for here.

#[path = "../../../runtime/examples/blog/src/generated/v1/mod.rs"]
#[rustfmt::skip]
pub mod v1;

pub mod auth {
    #[derive(Debug)]
    pub struct BearerAuth {}

    #[derive(Debug)]
    pub struct WebhookSignature {}
}
