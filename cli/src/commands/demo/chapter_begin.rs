//! Chapter one: a project, its hub, its people; two phones join by card without a network.

use std::net::TcpListener;

use super::cast::Cast;
use super::stage::{Player, Stage, hold, text};
use crate::exit::CliError;

/// A port that is free now. (The hub takes it a moment later.)
fn free_port() -> Result<u16, CliError> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(CliError::input)?;
    Ok(listener.local_addr().map_err(CliError::input)?.port())
}

pub fn play(stage: &mut Stage) -> Result<Cast, CliError> {
    let (project, admin) = begin(stage)?;

    stage.step("Everybody gets a card and a key of their own");
    let join = |name: &str, role: &str| join(stage, &admin, name, role, "*");
    let officer = join("officer", "CSO")?;
    let supervisor = join("supervisor", "SUP")?;
    let evaluation = join("evaluation", "MEL")?;
    let secretary = join("secretary", "SEC")?;
    let chairs = super::cast::SIDES.iter().map(|side| join(&format!("chair-{side}"), "CHR"));
    let chairs = chairs.collect::<Result<_, _>>()?;
    let institution = join("institution", "INS")?;
    let community = join("community", "COM")?;
    let protection = join("protection", "DPO")?;
    stage.say("   officer, supervisor, M&E officer, secretary, three co-chairs, an institution's focal point,");
    stage.say("   a community representative, a data protection officer: ten keys, no names in the journal");

    publish(stage, &officer)?;

    stage.step("A monitor's two phones join by card, without a network");
    let phone_1 = join_offline(stage, &admin, "phone-1", None)?;
    let phone_2 = join_offline(stage, &admin, "phone-2", Some(&phone_1.member))?;
    hold(phone_1.member == phone_2.member, "two phones, one person")?;
    stage.say(&format!(
        "   one person ({}…), two logs; the hub has not heard of them yet",
        &phone_1.member[..8]
    ));
    Ok(Cast {
        project,
        officer,
        supervisor,
        evaluation,
        secretary,
        chairs,
        institution,
        community,
        protection,
        phone_1,
        phone_2,
    })
}

/// Makes the project and starts its hub; answers the project's id and the administrator.
fn begin(stage: &mut Stage) -> Result<(String, Player), CliError> {
    stage.step("A project begins, and its hub starts");
    let port = free_port()?;
    let (hub_dir, genesis) = (stage.path("hub"), stage.path("genesis.json"));
    let (hub_dir, genesis) =
        (hub_dir.to_string_lossy().into_owned(), genesis.to_string_lossy().into_owned());
    let url = format!("http://127.0.0.1:{port}");
    let made = stage.run(&[
        "project",
        "new",
        "--hub-dir",
        &hub_dir,
        "--name",
        "Saksi Tambang (demo)",
        "--province",
        "11",
        "--province",
        "64",
        "--province",
        "74",
        "--hub-url",
        &url,
        "--genesis",
        &genesis,
    ])?;
    let project = text(&made, "project")?;
    stage.start_hub(&stage.path("hub"), port)?;
    let admin = Player { home: stage.path("admin"), member: text(&made, "admin")? };
    stage.act(&admin, &["project", "admin", "--genesis", &genesis])?;
    stage.say(&format!("   project {project}\n   hub {} (this machine only)", stage.hub_url()));

    Ok((project, admin))
}

fn publish(stage: &mut Stage, officer: &Player) -> Result<(), CliError> {
    stage.step("The forms of the programme are checked and published");
    for form in ["F01", "F02", "F03"] {
        let file = stage.programme(&format!("forms/{form}.xlsx")).to_string_lossy().into_owned();
        stage.run(&["form", "check", &file])?;
        stage.act(officer, &["form", "publish", &file])?;
    }
    for kind in ["licences", "villages"] {
        let file = stage.programme(&format!("demo/{kind}.geojson")).to_string_lossy().into_owned();
        let source = "--source=made up for the demo";
        stage.act(officer, &["dataset", "add", kind, &file, source])?;
    }
    stage.act(officer, &["sync"])?;
    Ok(())
}

fn join(
    stage: &Stage,
    admin: &Player,
    name: &str,
    role: &str,
    province: &str,
) -> Result<Player, CliError> {
    let card = text(&stage.act(admin, &["invite", role, province])?, "card")?;
    let mut player = Player { home: stage.path(name), member: String::new() };
    player.member = text(&stage.act(&player, &["join", &card])?, "member")?;
    stage.act(&player, &["sync"])?;
    Ok(player)
}

fn join_offline(
    stage: &Stage,
    admin: &Player,
    name: &str,
    member: Option<&str>,
) -> Result<Player, CliError> {
    let invite = ["invite", "MON", "*"];
    let invited = match member {
        Some(member) => stage.act(admin, &[&invite[..], &["--member", member]].concat())?,
        None => stage.act(admin, &invite)?,
    };
    let card = text(&invited, "card")?;
    let mut player = Player { home: stage.path(name), member: String::new() };
    let file = stage.path(&format!("{name}.saksi.zip")).to_string_lossy().into_owned();
    stage.act(admin, &["project", "file", &file])?;
    let joined = stage.act(&player, &["join", &card, "--project-file", &file])?;
    player.member = text(&joined, "member")?;
    Ok(player)
}
