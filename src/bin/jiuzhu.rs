//! 救助 at a prompt.
fn main() {}
