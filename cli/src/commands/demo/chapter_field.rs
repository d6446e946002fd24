//! Chapter two: two observations offline, two phones that edit apart, one conflict resolved.

use serde_json::json;

use super::cast::Cast;
use super::photos::{GATE, SEA, take};
use super::stage::{Player, Stage, hold, text};
use crate::exit::CliError;

/// What was observed.
#[derive(Debug)]
pub struct Seen {
    /// F02 at sea.
    pub sea: String,
    /// F01 at a gate without a licence board.
    pub gate: String,
    /// What the monitor agreed to.
    pub consent: String,
}

pub fn play(stage: &mut Stage, cast: &Cast) -> Result<Seen, CliError> {
    stage.step("She is asked, purpose by purpose, and agrees: each answer is a signed entry");
    let consent = text(&stage.act(&cast.phone_1, &["consent", "open"])?, "record")?;
    for purpose in ["purpose=collect", "purpose=msf"] {
        stage.act(&cast.phone_1, &["consent", "give", &consent, purpose, "method=tap"])?;
    }
    let now_ms = chrono::Utc::now().timestamp_millis();
    // The tide that she saw, and the other one.
    let tides = if stage.seed.is_multiple_of(2) { ("low", "high") } else { ("high", "low") };
    let sea = at_sea(stage, cast, now_ms, tides.0)?;
    let gate = at_the_gate(stage, cast, now_ms)?;
    in_a_closed_area(stage, cast)?;

    stage.step("First contact: both phones enrol and sync");
    let first = stage.act(&cast.phone_1, &["sync"])?;
    let (sent, originals) = (&first["sent"], &first["originals"]);
    stage
        .say(&format!("   phone 1: {sent} entries with a receipt, {originals} originals received"));
    stage.act(&cast.phone_2, &["sync"])?;
    edit_apart(stage, cast, &sea, tides.1)?;
    Ok(Seen { sea, gate, consent })
}

fn at_sea(stage: &mut Stage, cast: &Cast, now_ms: i64, tide: &str) -> Result<String, CliError> {
    stage.step("At sea, offline: F02 with two photos of 12 megapixels");
    let seed = stage.seed;
    let (here, near) = (SEA.moved(seed, 1), SEA.moved(seed, 2));
    let murky = take(stage, "murky.jpg", here, 20_000, now_ms)?;
    let clear = take(stage, "clear.jpg", near, -5_000, now_ms)?;
    let answers = json!({
        "vantage": "water", "ptype": "E04", "murky_photo": murky, "clear_photo": clear,
        "faces": "none", "target_how": "map", "pos_self": here.geopoint(6),
        "pos_target": SEA.moved(seed, 9).geopoint(0), "fish_drop": "less", "tide": tide, "risk": "ok",
    });
    let sea = fill(stage, &cast.phone_1, "F02", &answers)?;
    stage.say("   posisi pemotret and posisi yang difoto are two answers; the fix came 20 s after the shutter");
    Ok(sea)
}

fn at_the_gate(stage: &mut Stage, cast: &Cast, now_ms: i64) -> Result<String, CliError> {
    stage.step("At a gate without a licence board, offline: F01");
    let gate = GATE.moved(stage.seed, 3);
    let wide = take(stage, "gate-wide.jpg", gate, 0, now_ms)?;
    let close = take(stage, "gate-close.jpg", gate, 1_000, now_ms)?;
    let answers = json!({
        "vantage": "road", "ptype": "L07", "photo_wide": wide, "photo_close": close, "faces": "none",
        "target_how": "here", "pos_self": gate.geopoint(5), "board": "no", "posts": "no", "risk": "quiet",
    });
    fill(stage, &cast.phone_1, "F01", &answers)
}

fn in_a_closed_area(stage: &mut Stage, cast: &Cast) -> Result<(), CliError> {
    stage.step("Inside a closed area the form stops, and nothing is written");
    let answers = stage.write("stop.json", json!({"vantage": "stop"}).to_string().as_bytes())?;
    let answers = answers.to_string_lossy().into_owned();
    let (said, code) = stage.try_act(&cast.phone_1, &["fill", "F01", "--answers", &answers])?;
    hold(code == 5 && said["error"] == "form_stopped", "a stopped form must not be signed")?;
    stage.say("   “Keluar dulu ke tempat aman. Tidak ada yang dicatat.”");
    Ok(())
}

/// Different fields, then one field; then the monitor settles it.
fn edit_apart(stage: &mut Stage, cast: &Cast, sea: &str, other: &str) -> Result<(), CliError> {
    stage.step("Both go offline and edit different fields: it merges by itself");
    edit(stage, &cast.phone_1, sea, "rain_yesterday=no")?;
    edit(stage, &cast.phone_2, sea, "fish_drop=same")?;
    meet(stage, cast)?;
    hold(conflicts(stage, &cast.phone_1)?.is_empty(), "different fields merge")?;
    stage.say("   hujan kemarin? on phone 1, hasil ikan on phone 2: both stand");

    stage.step("Both edit the same field: a conflict, which survives an unrelated edit");
    edit(stage, &cast.phone_1, sea, &format!("tide={other}"))?;
    edit(stage, &cast.phone_2, sea, "tide=unknown")?;
    meet(stage, cast)?;
    edit(stage, &cast.phone_2, sea, "rain_yesterday=yes")?;
    meet(stage, cast)?;
    let open = conflicts(stage, &cast.phone_1)?;
    hold(open.len() == 1, "the conflict is still there")?;
    stage.say(&format!("   {}: {}", open[0]["path"], open[0]["values"]));

    stage.step("The monitor resolves it; all ends are equal");
    let path = text(&open[0], "path")?;
    stage.act(&cast.phone_1, &["resolve", sea, &path, other])?;
    meet(stage, cast)?;
    hold(conflicts(stage, &cast.phone_2)?.is_empty(), "resolved on both phones")?;
    let one = text(&stage.act(&cast.phone_1, &["digest"])?, "digest")?;
    let two = text(&stage.act(&cast.phone_2, &["digest"])?, "digest")?;
    hold(one == two, "both phones fold to the same")?;
    stage.say(&format!("   SHA-256 of all folded records: {one}"));
    Ok(())
}

/// Fills a form and finalises it; returns the record.
pub fn fill(
    stage: &Stage,
    who: &Player,
    form: &str,
    answers: &serde_json::Value,
) -> Result<String, CliError> {
    let file = stage.write(&format!("{form}.json"), answers.to_string().as_bytes())?;
    let file = file.to_string_lossy().into_owned();
    text(&stage.act(who, &["fill", form, "--answers", &file])?, "record")
}

fn edit(stage: &Stage, who: &Player, record: &str, set: &str) -> Result<(), CliError> {
    stage.act(who, &["edit", record, "--set", set]).map(drop)
}

/// Both phones sync, twice each, so that each has what the other sent.
pub fn meet(stage: &Stage, cast: &Cast) -> Result<(), CliError> {
    for phone in [&cast.phone_1, &cast.phone_2, &cast.phone_1, &cast.phone_2] {
        stage.act(phone, &["sync"])?;
    }
    Ok(())
}

fn conflicts(stage: &Stage, who: &Player) -> Result<Vec<serde_json::Value>, CliError> {
    Ok(stage.act(who, &["conflicts"])?.as_array().cloned().unwrap_or_default())
}
