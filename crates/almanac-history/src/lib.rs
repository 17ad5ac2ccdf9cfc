//! Git: when files last changed, and the one writer.
