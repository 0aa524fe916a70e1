//! 计算方法：each mechanism by itself, a pure function of figures. One file, one mechanism.
//!
//! Each takes a value that is known exactly or lies in a range, and gives the exact least and most that it can
//! become. None of them rounds.

pub mod band;
pub mod cap;
pub mod deduct;
pub mod discretion;
pub mod fixed;
pub mod per_unit;
pub mod ratio;
pub mod round;
pub mod threshold;
pub mod top_up;
