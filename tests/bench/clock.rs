//! Wall and CPU time of a piece of work, and the memory of this process.

use std::fs;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

/// Figures of a piece of work done again and again, in milliseconds.
#[derive(Debug, Default)]
pub struct Figures {
    pub wall: Vec<f64>,
    pub cpu: Vec<f64>,
}

/// Milliseconds of CPU that this thread has had.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

impl Figures {
    /// Does it and notes what it took.
    pub fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), cpu());
        let done = work();
        self.cpu.push(cpu() - before);
        self.wall.push(start.elapsed().as_secs_f64() * 1e3);
        done
    }

    /// The line, with what else is to be said.
    pub fn line(self, more: Value) -> Value {
        let mut line =
            json!({ "wall_ms": self.wall, "cpu_ms": self.cpu, "peak_kib": memory("VmHWM:") });
        if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
            line.extend(more);
        }
        line
    }
}

/// Memory of this process in KiB, as the system says it: `VmHWM:` the most there was, `VmRSS:` now;
/// 0 where it does not.
pub fn memory(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
