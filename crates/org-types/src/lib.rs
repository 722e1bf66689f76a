//! The types and operations of AWS Organizations.
