//! Finds unsupported claims in cosmetic marketing copy.

pub mod check;
pub mod diagnostic;
pub mod evidence;
pub mod fix;
pub mod rule_tests;
pub mod suppression;
