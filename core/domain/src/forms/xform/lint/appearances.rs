//! Which appearance fits which control.

use super::near::near;
use crate::forms::definition::{
    Appearance, Control, ControlKind, DataType, Definition, MediaKind, NodeId,
};
use crate::forms::problem::Rule;

/// Words of other clients that change nothing for ours and are no mistake: Enketo's grid widths.
fn is_grid(word: &str) -> bool {
    word.strip_prefix('w')
        .is_some_and(|rest| rest.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)))
}

/// Words that some client knows besides ODK's list.
const FOREIGN: [&str; 5] = ["no-collapse", "page", "dynamic", "streetview", "randomized"];

/// What is wrong with an appearance of a control, if anything.
pub(super) fn judge(form: &Definition, control: &Control, appearance: &Appearance) -> Option<Rule> {
    if let Appearance::Unknown(word) = appearance {
        if is_grid(word) || FOREIGN.contains(&word.as_str()) {
            return None;
        }
        let near = near(word, Appearance::names());
        return Some(Rule::UnknownAppearance { name: word.clone(), near });
    }
    if let Appearance::External(_) = appearance {
        let what = "ex:".to_owned();
        return Some(Rule::OneClient { what, client: "ODK Collect" });
    }
    let data = control.node.map_or(DataType::Untyped, |node: NodeId| form.node(node).data);
    if fits(appearance, &control.kind, data) {
        return None;
    }
    let kind = kind_name(&control.kind, data);
    Some(Rule::AppearanceMisfit { name: appearance.to_string(), kind })
}

fn fits(appearance: &Appearance, kind: &ControlKind, data: DataType) -> bool {
    use Appearance as A;
    use ControlKind as C;
    let date = matches!(data, DataType::Date | DataType::DateTime);
    let number = matches!(data, DataType::Integer | DataType::Long | DataType::Decimal);
    let geo = matches!(data, DataType::Geopoint | DataType::Geotrace | DataType::Geoshape);
    let text = !date && !number && !geo && !matches!(data, DataType::Time | DataType::Barcode);
    let input = matches!(kind, C::Input | C::Secret);
    let select = matches!(kind, C::Select1 | C::Select);
    match appearance {
        A::Numbers | A::Multiline | A::Url | A::Masked => input && text,
        A::ThousandsSeparator => input && (number || text),
        A::Bearing => input && data == DataType::Decimal,
        A::Counter => input && data == DataType::Integer,
        A::Vertical | A::NoTicks | A::Picker | A::Rating => matches!(kind, C::Range(_)),
        A::New | A::NewFront | A::Draw | A::Annotate | A::Signature => {
            matches!(kind, C::Upload(_)) || matches!(appearance, A::NewFront) && input
        }
        A::NoCalendar | A::MonthYear | A::Year => input && date,
        A::Ethiopian | A::Coptic | A::Islamic | A::BikramSambat | A::Myanmar | A::Persian => {
            input && date
        }
        A::PlacementMap | A::Maps => input && geo,
        A::HiddenAnswer => input,
        A::Printer(_) => input && text,
        A::HideInput => input && geo || matches!(kind, C::Select1),
        A::Minimal | A::Search => select || matches!(kind, C::Rank),
        A::Quick => matches!(kind, C::Select1),
        A::Columns | A::ColumnsPack | A::ColumnsOf(_) | A::NoButtons | A::ImageMap => select,
        A::Likert | A::Map => matches!(kind, C::Select1),
        A::Label | A::List | A::ListNoLabel => select,
        A::FieldList | A::TableList => matches!(kind, C::Group | C::Repeat),
        A::External(_) | A::Unknown(_) => true,
    }
}

fn kind_name(kind: &ControlKind, data: DataType) -> &'static str {
    match kind {
        ControlKind::Body => "body",
        ControlKind::Group => "group",
        ControlKind::Repeat => "repeat",
        ControlKind::Select1 => "select_one",
        ControlKind::Select => "select_multiple",
        ControlKind::Rank => "rank",
        ControlKind::Range(_) => "range",
        ControlKind::Trigger => "acknowledge",
        ControlKind::Upload(MediaKind::Image) => "image",
        ControlKind::Upload(MediaKind::Audio) => "audio",
        ControlKind::Upload(MediaKind::Video) => "video",
        ControlKind::Upload(_) => "file",
        ControlKind::Input | ControlKind::Secret => match data {
            DataType::Integer | DataType::Long => "integer",
            DataType::Decimal => "decimal",
            DataType::Date => "date",
            DataType::Time => "time",
            DataType::DateTime => "dateTime",
            DataType::Geopoint => "geopoint",
            DataType::Geotrace => "geotrace",
            DataType::Geoshape => "geoshape",
            DataType::Barcode => "barcode",
            _ => "text",
        },
    }
}
