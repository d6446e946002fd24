//! Chapter four: three problems from registration to follow-up, each by its own people.

use serde_json::{Value, json};

use super::cast::{Cast, FORUMS, SIDES};
use super::chapter_field::{Seen, fill};
use super::stage::{Player, Stage, hold, text};
use crate::exit::CliError;

/// What came into the register.
#[derive(Debug)]
pub struct Register {
    /// Licensing, environment, revenue.
    pub problems: Vec<String>,
}

/// What is told of one problem.
struct Tale<'a> {
    forum: usize,
    number: &'a str,
    track: &'a str,
    kind: &'a str,
    area: &'a str,
    basis: &'a str,
    cites: &'a str,
    follow_up: &'a str,
    statement: &'a str,
}

/// Licensing, environment, revenue.
fn tales<'a>(seen: &'a Seen, revenue: &'a str) -> [Tale<'a>; 3] {
    [
        Tale {
            forum: 2,
            number: "74-02",
            track: "L",
            kind: "L07",
            area: "74.09.12.2001",
            basis: "evidence",
            cites: &seen.gate,
            follow_up: "inspect",
            statement: "Dugaan tidak ada papan izin di pintu masuk",
        },
        Tale {
            forum: 2,
            number: "74-01",
            track: "E",
            kind: "E04",
            area: "74.09.12",
            basis: "evidence",
            cites: &seen.sea,
            follow_up: "letter",
            statement: "Dugaan air laut keruh di dekat tempat kerja",
        },
        Tale {
            forum: 0,
            number: "11-01",
            track: "R",
            kind: "R02",
            area: "11.15.02",
            basis: "document",
            cites: revenue,
            follow_up: "budget",
            statement: "Dugaan bagi hasil tidak terlacak di anggaran",
        },
    ]
}

pub fn play(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<Register, CliError> {
    stage.step("A revenue problem, from a document: F03");
    let document =
        stage.write("lra-contoh.pdf", b"%PDF-1.4\n% a made-up budget report for the demo\n")?;
    let answers = json!({
        "ptype": "R02", "fiscal_year": "2025", "gov_level": "regency", "area_code": "11.15.02.2001",
        "source_doc": "lra", "doc_file": {"file": document, "source": "document"}, "gap": "untraced", "risk": "ok",
    });
    let revenue = fill(stage, &cast.officer, "F03", &answers)?;
    stage.act(&cast.officer, &["sync"])?;

    stage.step("Three forums with seats, co-chairs and a quorum rule");
    let mut forums = Vec::new();
    for (province, name, zone) in FORUMS {
        forums.push(found(stage, cast, province, name, zone)?);
    }

    stage.step("Registered by one, validated by a second person");
    let tales = tales(seen, &revenue);
    let mut problems = Vec::new();
    for tale in &tales {
        problems.push(register(stage, cast, tale, &forums[tale.forum])?);
    }

    stage.say("   by the officer, then by the supervisor, who neither registered nor collected");

    stage.step("Tabled in quorate meetings; recommendations and commitments with due dates");
    let today = chrono::Utc::now().date_naive();
    let mut commitments = Vec::new();
    for (tale, problem) in tales.iter().zip(&problems) {
        commitments.push(meet(stage, cast, tale, problem, &forums[tale.forum], today)?);
    }

    stage.say("   minutes signed by a co-chair of each side before any commitment counts");

    stage.step("An inspection, a letter and a budget change are recorded and verified; the community confirms one");
    for ((tale, problem), commitment) in tales.iter().zip(&problems).zip(&commitments) {
        follow_up(stage, cast, tale, problem, commitment, &forums[tale.forum], today)?;
    }
    confirm(stage, cast, &problems[0], &commitments[0], &forums[2], today)?;
    stage.act(&cast.secretary, &["sync"])?;
    for problem in &problems {
        let state = stage.act(&cast.secretary, &["problem", "show", problem])?;
        stage.say(&format!("   {} {:<9} rung {}", state["number"], state["state"], state["rung"]));
    }
    Ok(Register { problems })
}

/// Signs an act, sends it, and lets everybody else see it when they sync next.
fn act(stage: &Stage, who: &Player, args: &[&str]) -> Result<String, CliError> {
    stage.act(who, &["sync"])?;
    let signed = stage.act(who, args)?;
    let synced = stage.act(who, &["sync"])?;
    let void = synced["void"].as_array().cloned().unwrap_or_default();
    hold(
        void.is_empty(),
        &format!("`{}` must count, but: {}", args.join(" "), Value::Array(void)),
    )?;
    text(&signed, "entry")
}

fn found(
    stage: &Stage,
    cast: &Cast,
    province: &str,
    name: &str,
    zone: i64,
) -> Result<String, CliError> {
    let (name, zone) = (format!("name={name}"), format!("zone_minutes={zone}"));
    let (own, day) = (format!("province={province}"), chrono::Utc::now().date_naive());
    let forum = act(
        stage,
        &cast.secretary,
        &[
            "msf",
            "found",
            "--province",
            province,
            &name,
            &own,
            &zone,
            "seats=gov_local:3,company:2,civil:4",
            "quorum_sides=government,company,civil",
            "quorum_percent=50",
        ],
    )?;
    let seats = SIDES.iter().zip(&cast.chairs).map(|(side, chair)| (*side, chair, "yes"));
    for (side, who, chair) in seats.chain([("civil", &cast.community, "no")]) {
        let (member, side) = (format!("member={}", who.member), format!("constituency={side}"));
        let (chair, from) = (format!("chair={chair}"), format!("from={day}"));
        stage.act(
            &cast.secretary,
            &["msf", "seat", &forum, &member, &side, &chair, &from, "interest=none"],
        )?;
    }
    stage.act(&cast.secretary, &["sync"])?;
    Ok(forum)
}

fn register(stage: &Stage, cast: &Cast, tale: &Tale<'_>, forum: &str) -> Result<String, CliError> {
    let province = FORUMS[tale.forum].0;
    let msf = format!("msf={forum}");
    let (track, level, competence) =
        (format!("track={}", tale.track), "level=case", "competence=local");
    let problem = act(
        stage,
        &cast.officer,
        &[
            "problem",
            "register",
            "--province",
            province,
            &format!("number={}", tale.number),
            &track,
            &format!("type={}", tale.kind),
            "min_grade=B",
            level,
            competence,
            &format!("areas={}", tale.area),
            &msf,
            "duty_bearers=Dinas ESDM Provinsi",
            "partner=mitra-demo",
            "sensitivity=msf",
            &format!("statement_id={}", tale.statement),
            "--cite",
            tale.cites,
        ],
    )?;
    let identified = format!("identified={}", chrono::Utc::now().date_naive());
    let basis = format!("basis={}", tale.basis);
    let mut args = vec![
        "problem",
        "validate",
        &problem,
        &identified,
        &track,
        level,
        competence,
        &msf,
        &basis,
        "--cite",
        tale.cites,
    ];
    if tale.basis == "evidence" {
        args.extend(["grade=A", "evidence_count=2"]);
    }
    act(stage, &cast.supervisor, &args)?;
    Ok(problem)
}

fn meet(
    stage: &Stage,
    cast: &Cast,
    tale: &Tale<'_>,
    problem: &str,
    forum: &str,
    today: chrono::NaiveDate,
) -> Result<String, CliError> {
    let province = FORUMS[tale.forum].0;
    let (msf, date) = (format!("msf={forum}"), format!("date={today}"));
    let minutes = format!("minutes={}", "ab".repeat(32));
    let sec = &cast.secretary;
    let meeting = act(
        stage,
        sec,
        &["meeting", "plan", "--province", province, &msf, &date, "--cite", forum],
    )?;
    act(
        stage,
        sec,
        &[
            "meeting",
            "hold",
            &meeting,
            &msf,
            &date,
            "attendance=gov_local:f:1,gov_local:m:1,company:m:1,civil:f:2,civil:m:1",
            "--cite",
            forum,
        ],
    )?;
    act(stage, sec, &["meeting", "minutes_draft", &meeting, &minutes])?;
    for (side, chair) in SIDES.iter().zip(&cast.chairs) {
        act(
            stage,
            chair,
            &["meeting", "minutes_sign", &meeting, &minutes, &format!("constituency={side}")],
        )?;
    }
    decide(stage, cast, problem, &meeting, [&msf, &date], today)
}

/// The problem is tabled, a recommendation made and a commitment given.
fn decide(
    stage: &Stage,
    cast: &Cast,
    problem: &str,
    meeting: &str,
    [msf, date]: [&str; 2],
    today: chrono::NaiveDate,
) -> Result<String, CliError> {
    let sec = &cast.secretary;
    let met = format!("meeting={meeting}");
    act(stage, sec, &["problem", "table", problem, &met, msf, date, "--cite", meeting])?;
    act(
        stage,
        &cast.chairs[2],
        &[
            "problem",
            "recommend",
            problem,
            &met,
            msf,
            date,
            "addressee=Dinas ESDM Provinsi",
            "text=Periksa dan umumkan hasilnya",
            "--cite",
            meeting,
        ],
    )?;
    let due = format!("due={}", today + chrono::Days::new(60));
    act(
        stage,
        &cast.chairs[0],
        &[
            "problem",
            "commit",
            problem,
            &met,
            date,
            "institution=Dinas ESDM Provinsi",
            "office=Kepala Bidang",
            "action=Memeriksa dan melapor",
            &due,
            "essential=yes",
            "source=msf",
            "--cite",
            meeting,
        ],
    )
}

fn follow_up(
    stage: &Stage,
    cast: &Cast,
    tale: &Tale<'_>,
    problem: &str,
    commitment: &str,
    forum: &str,
    today: chrono::NaiveDate,
) -> Result<(), CliError> {
    let (kind, date) = (format!("kind={}", tale.follow_up), format!("date={today}"));
    let (proof, commitment) =
        (format!("proof={}", "cd".repeat(32)), format!("commitment={commitment}"));
    let recorded = act(
        stage,
        &cast.secretary,
        &[
            "problem",
            "record_follow_up",
            problem,
            &kind,
            &date,
            "institution=Dinas ESDM Provinsi",
            "attribution=msf",
            &proof,
            &commitment,
        ],
    )?;
    let follow_up = format!("follow_up={recorded}");
    act(
        stage,
        &cast.supervisor,
        &["problem", "verify_follow_up", problem, &follow_up, "outcome=holds", "--cite", forum],
    )?;
    Ok(())
}

fn confirm(
    stage: &Stage,
    cast: &Cast,
    problem: &str,
    commitment: &str,
    forum: &str,
    today: chrono::NaiveDate,
) -> Result<(), CliError> {
    let (date, proof) = (format!("date={today}"), format!("proof={}", "ef".repeat(32)));
    let commitment = format!("commitment={commitment}");
    act(stage, &cast.institution, &["commitment", "claim_done", problem, &commitment])?;
    act(
        stage,
        &cast.supervisor,
        &[
            "commitment",
            "judge",
            problem,
            &commitment,
            "outcome=fulfilled",
            &date,
            &proof,
            "--cite",
            forum,
        ],
    )?;
    act(
        stage,
        &cast.supervisor,
        &[
            "problem",
            "resolve",
            problem,
            "method=field",
            &date,
            &proof,
            "partner=mitra-lain",
            "--cite",
            forum,
        ],
    )?;
    act(
        stage,
        &cast.community,
        &["problem", "community_confirm", problem, "agree=yes", "--cite", forum],
    )?;
    Ok(())
}
