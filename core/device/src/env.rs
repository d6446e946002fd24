//! What a phone is told by its surroundings: clocks and randomness, as a trait, so that every
//! test can say what time it is and every failure replays.
//!
//! The clocks in an entry are the device's word; nothing in this crate trusts them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use saksi_domain::journal::body::Clocks;

/// Clocks and randomness.
pub trait Env: Send + Sync {
    /// Wall clock, ms since 1970 UTC.
    fn now_ms(&self) -> i64;
    /// Offset of the zone, minutes east of UTC.
    fn zone_min(&self) -> i16;
    /// Tells boots apart; clocks of two boots are never compared.
    fn boot_id(&self) -> u64;
    /// Milliseconds since boot, sleep included.
    fn since_boot_ms(&self) -> u64;
    /// Satellite time, when a fix gave it; most adapters cannot tell.
    fn gnss_ms(&self) -> Option<i64> {
        None
    }
    /// Fills with bytes from the system's random source.
    fn random(&self, bytes: &mut [u8]);
}

impl std::fmt::Debug for dyn Env {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Env")
    }
}

/// `N` random bytes.
pub fn random_array<const N: usize>(env: &dyn Env) -> [u8; N] {
    let mut bytes = [0; N];
    env.random(&mut bytes);
    bytes
}

/// The clock readings that go into an entry; `seen_age_ms` is the writer's to fill in.
pub fn read_clocks(env: &dyn Env) -> Clocks {
    Clocks {
        wall_ms: env.now_ms(),
        zone_min: i64::from(env.zone_min()),
        boot: env.boot_id().to_be_bytes().to_vec(),
        since_boot_ms: i64::try_from(env.since_boot_ms()).unwrap_or(i64::MAX),
        seen_age_ms: None,
        gnss_ms: env.gnss_ms(),
    }
}

/// The machine this runs on. A process counts as a boot: good for the CLI; Android brings its own.
#[derive(Debug)]
pub struct SystemEnv {
    started: Instant,
    boot: u64,
    zone_min: i16,
}

impl SystemEnv {
    /// The system's clocks, in a zone of `zone_min` minutes east of UTC.
    #[must_use]
    pub fn new(zone_min: i16) -> Self {
        let mut boot = [0; 8];
        system_random(&mut boot);
        // 63 bits: what a capture record can hold.
        Self { started: Instant::now(), boot: u64::from_be_bytes(boot) >> 1, zone_min }
    }
}

fn system_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has a random source");
}

impl Env for SystemEnv {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn zone_min(&self) -> i16 {
        self.zone_min
    }

    fn boot_id(&self) -> u64 {
        self.boot
    }

    fn since_boot_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn random(&self, bytes: &mut [u8]) {
        system_random(bytes);
    }
}

/// Clocks that stand where a test or a demonstration puts them; randomness from a seed.
///
/// Never for real use: who knows the seed knows every key. Two of one seed make the same keys.
#[derive(Debug)]
pub struct ScriptedEnv {
    now_ms: AtomicI64,
    since_boot_ms: AtomicI64,
    boot: AtomicI64,
    zone_min: i16,
    random: Mutex<(u64, u64)>,
}

impl ScriptedEnv {
    /// Starts at `now_ms`, WITA, booted a minute ago.
    #[must_use]
    pub fn new(seed: u64, now_ms: i64) -> Self {
        Self {
            now_ms: AtomicI64::new(now_ms),
            since_boot_ms: AtomicI64::new(60_000),
            boot: AtomicI64::new(i64::try_from(seed >> 1).unwrap_or(1)),
            zone_min: 480,
            random: Mutex::new((seed, 0)),
        }
    }

    /// Time passes on every clock.
    pub fn advance(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
        self.since_boot_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Somebody sets the wall clock; the boot clock does not care.
    pub fn set_wall(&self, now_ms: i64) {
        self.now_ms.store(now_ms, Ordering::SeqCst);
    }

    /// The phone restarts.
    pub fn reboot(&self) {
        self.boot.fetch_add(1, Ordering::SeqCst);
        self.since_boot_ms.store(0, Ordering::SeqCst);
    }
}

impl Env for ScriptedEnv {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::SeqCst)
    }

    fn zone_min(&self) -> i16 {
        self.zone_min
    }

    fn boot_id(&self) -> u64 {
        u64::try_from(self.boot.load(Ordering::SeqCst)).unwrap_or(0)
    }

    fn since_boot_ms(&self) -> u64 {
        u64::try_from(self.since_boot_ms.load(Ordering::SeqCst)).unwrap_or(0)
    }

    fn random(&self, bytes: &mut [u8]) {
        use sha2::{Digest as _, Sha256};
        let mut state = self.random.lock().expect("no holder of this lock panics");
        for chunk in bytes.chunks_mut(32) {
            state.1 += 1;
            let block = Sha256::digest(format!("{}/{}", state.0, state.1));
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
