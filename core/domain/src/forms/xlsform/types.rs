//! The question types by name: which control asks them and what their bind says by itself.
//!
//! Only names and attributes; what a type's parameters mean is in [`super::questions`].

/// What a type brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TypeInfo {
    /// The element in the body; empty if nothing is shown.
    pub(super) tag: &'static str,
    /// The upload's kind of file, or empty.
    pub(super) media: &'static str,
    /// Attributes of the bind.
    pub(super) bind: &'static [(&'static str, &'static str)],
    /// A hint for all questions of the type.
    pub(super) hint: Option<&'static str>,
}

type Group = (&'static [&'static str], TypeInfo);

const fn shown(tag: &'static str, bind: &'static [(&'static str, &'static str)]) -> TypeInfo {
    TypeInfo { tag, media: "", bind, hint: None }
}

const fn upload(media: &'static str) -> TypeInfo {
    TypeInfo { tag: "upload", media, bind: &[("type", "binary")], hint: None }
}

const fn number(
    constraint: &'static [(&'static str, &'static str)],
    hint: &'static str,
) -> TypeInfo {
    TypeInfo { tag: "input", media: "", bind: constraint, hint: Some(hint) }
}

/// A property of the phone that is filled in without asking.
macro_rules! property {
    ($name:literal) => {
        shown("", &[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", $name)])
    };
}

static TYPES: &[Group] = &[
    (
        &["text", "string", "q string", "add text prompt", "select one external"],
        shown("input", &[("type", "string")]),
    ),
    (&["integer", "int", "q int", "add integer prompt"], shown("input", &[("type", "int")])),
    (&["decimal", "q decimal", "add decimal prompt"], shown("input", &[("type", "decimal")])),
    (&["date", "q date", "add date prompt"], shown("input", &[("type", "date")])),
    (&["time"], shown("input", &[("type", "time")])),
    (
        &[
            "dateTime",
            "datetime",
            "q dateTime",
            "q date time",
            "date time",
            "add date time prompt",
            "add dateTime prompt",
        ],
        shown("input", &[("type", "dateTime")]),
    ),
    (
        &["note", "q note", "add note prompt"],
        shown("input", &[("readonly", "true()"), ("type", "string")]),
    ),
    (&["barcode", "q barcode", "add barcode prompt"], shown("input", &[("type", "barcode")])),
    (
        &["geopoint", "q geopoint", "location", "q location", "gps", "add location prompt"],
        shown("input", &[("type", "geopoint")]),
    ),
    (&["geotrace", "q geotrace"], shown("input", &[("type", "geotrace")])),
    (&["geoshape", "q geoshape"], shown("input", &[("type", "geoshape")])),
    (
        &["select one", "select one using", "q select1", "add select one prompt using"],
        shown("select1", &[("type", "string")]),
    ),
    (
        &[
            "select all that apply",
            "select all that apply from",
            "select multiple from",
            "select multiple using",
            "q select",
            "add select multiple prompt using",
        ],
        shown("select", &[("type", "string")]),
    ),
    (&["rank"], shown("odk:rank", &[("type", "odk:rank")])),
    (&["range"], shown("range", &[("type", "int")])),
    (&["photo", "image", "q picture", "q image", "add image prompt"], upload("image/*")),
    (&["audio", "q audio", "add audio prompt"], upload("audio/*")),
    (&["video", "q video", "add video prompt"], upload("video/*")),
    (&["file", "add file prompt"], upload("application/*")),
    (&["osm"], upload("osm/*")),
    (
        &["acknowledge", "q acknowledge", "add acknowledge prompt"],
        shown("trigger", &[("type", "string")]),
    ),
    (&["trigger"], shown("trigger", &[])),
    (&["background-geopoint"], shown("trigger", &[("type", "geopoint")])),
    (
        &["calculate", "q calculate", "add calculate prompt", "hidden"],
        shown("", &[("type", "string")]),
    ),
    (&["audit", "background-audio"], shown("", &[("type", "binary")])),
    (&["start-geopoint"], shown("", &[("type", "geopoint")])),
    (&["xml-external", "csv-external"], shown("", &[])),
    (&["start", "start time", "get start time"], TIME_START),
    (&["end", "end time", "get end time"], TIME_END),
    (
        &["today", "get today"],
        shown("", &[("jr:preload", "date"), ("type", "date"), ("jr:preloadParams", "today")]),
    ),
    (&["deviceid", "imei", "device id", "get device id"], property!("deviceid")),
    (&["phonenumber", "get phone number"], property!("phonenumber")),
    (&["simserial", "sim id", "get sim id"], property!("simserial")),
    (&["subscriberid", "subscriber id", "get subscriber id"], property!("subscriberid")),
    (&["username"], property!("username")),
    (&["email"], property!("email")),
    (&["uri:deviceid"], property!("uri:deviceid")),
    (&["uri:phonenumber"], property!("uri:phonenumber")),
    (&["uri:simserial"], property!("uri:simserial")),
    (&["uri:subscriberid"], property!("uri:subscriberid")),
    (&["uri:username"], property!("uri:username")),
    (&["uri:email"], property!("uri:email")),
    (&["percentage"], shown("input", &[("type", "int"), ("constraint", "0 <= . and . <= 100")])),
    (
        &["number of days in last month"],
        number(&[("type", "int"), ("constraint", "0 <= . and . <= 31")], "Enter a number 0-31."),
    ),
    (
        &["number of days in last six months"],
        number(&[("type", "int"), ("constraint", "0 <= . and . <= 183")], "Enter a number 0-183."),
    ),
    (
        &["number of days in last year"],
        number(&[("type", "int"), ("constraint", "0 <= . and . <= 365")], "Enter a number 0-365."),
    ),
    (
        &["phone number"],
        number(&[("type", "string"), ("constraint", "regex(., '^\\d*$')")], "Enter numbers only."),
    ),
];

const TIME_START: TypeInfo =
    shown("", &[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "start")]);
const TIME_END: TypeInfo =
    shown("", &[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "end")]);

/// The type of that name.
pub(super) fn find(name: &str) -> Option<TypeInfo> {
    TYPES.iter().find(|(names, _)| names.contains(&name)).map(|(_, info)| *info)
}

/// Names that authors write today, to ask whether one of them was meant.
pub(super) fn common() -> impl Iterator<Item = &'static str> {
    let others = [
        "select_one",
        "select_multiple",
        "select_one_from_file",
        "select_multiple_from_file",
        "select_one_external",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
    ];
    let names = TYPES.iter().flat_map(|(names, _)| names.iter().copied());
    names.filter(|name| !name.contains(' ')).chain(others)
}

/// Older names of types, and the one that is kept.
pub(super) fn current(name: &str) -> &str {
    match name {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        name => name,
    }
}

/// How a select is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Select<'a> {
    /// The name in [`find`]'s table.
    pub(super) kind: &'static str,
    pub(super) list: &'a str,
    pub(super) or_other: bool,
    pub(super) from_file: bool,
    /// The parameters of a file are known by this spelling only.
    pub(super) file_parameters: bool,
}

/// `select_one list`, in all its spellings.
pub(super) fn select(text: &str) -> Option<Select<'_>> {
    const ONE: &str = "select one";
    const ALL: &str = "select all that apply";
    let commands = [
        ("add select one prompt using", ONE),
        ("add select multiple prompt using", ALL),
        ("select all that apply from", ALL),
        ("select one from", ONE),
        ("select1", ONE),
        ("select_one", ONE),
        ("select one", ONE),
        ("select_multiple", ALL),
        ("select all that apply", ALL),
        ("select_one_external", "select one external"),
        ("select_one_from_file", ONE),
        ("select_multiple_from_file", ALL),
        ("select one from file", ONE),
        ("select multiple from file", ALL),
        ("rank", "rank"),
    ];
    commands.into_iter().find_map(|(command, kind)| {
        let rest = text.strip_prefix(command)?.strip_prefix(' ')?;
        let (list, other) = rest.split_once(' ').map_or((rest, None), |(l, o)| (l, Some(o)));
        let or_other =
            other.map(|other| ["or specify other", "or_other", "or other"].contains(&other));
        let fits = !list.is_empty() && or_other != Some(false);
        let from_file = command.ends_with("file");
        fits.then_some(Select {
            kind,
            list,
            or_other: or_other.is_some(),
            from_file,
            file_parameters: command.ends_with("_from_file"),
        })
    })
}

/// What holds other rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Group,
    Repeat,
    Loop,
}

impl Container {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        }
    }
}

/// `begin_group`, `begin loop over list` and the like: what begins, and the list after it.
pub(super) fn begin(text: &str) -> Option<(Container, Option<&str>)> {
    let rest = text.strip_prefix("begin")?.strip_prefix([' ', '_'])?;
    let (container, tail) = container(rest)?;
    if tail.is_empty() {
        return Some((container, None));
    }
    let tail = tail.strip_prefix(' ')?;
    let list = tail.strip_prefix("over ").filter(|list| !list.is_empty()).unwrap_or(tail);
    (!list.is_empty() && !list.contains(' ')).then_some((container, Some(list)))
}

/// `end_group` and the like.
pub(super) fn end(text: &str) -> Option<Container> {
    let rest = text.strip_prefix("end")?.strip_prefix([' ', '_'])?;
    container(rest).filter(|(_, tail)| tail.is_empty()).map(|(container, _)| container)
}

fn container(text: &str) -> Option<(Container, &str)> {
    let names = [
        ("group", Container::Group),
        ("lgroup", Container::Repeat),
        ("repeat", Container::Repeat),
        ("looped group", Container::Repeat),
        ("loop", Container::Loop),
    ];
    let found = names.iter().find_map(|(name, kind)| Some((*kind, text.strip_prefix(name)?)));
    found.filter(|(_, tail)| tail.is_empty() || tail.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selects_are_read_in_all_spellings() {
        let found = select("select one from colours or_other").unwrap();
        assert_eq!((found.kind, found.list, found.or_other), ("select one", "colours", true));
        assert!(select("select_one").is_none());
        assert!(select("select_one a b").is_none());
        assert_eq!(begin("begin loop over columns"), Some((Container::Loop, Some("columns"))));
        assert_eq!(begin("begin_group"), Some((Container::Group, None)));
        assert_eq!(end("end looped group"), Some(Container::Repeat));
    }
}
