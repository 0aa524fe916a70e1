//! 计算方法：each mechanism by itself, a pure function of figures. One file, one mechanism. None of them rounds.

pub mod band;
pub mod cap;
pub mod deduct;
pub mod fixed;
pub mod per_unit;
pub mod ratio;
pub mod threshold;
pub mod top_up;
