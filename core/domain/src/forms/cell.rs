//! Where in a form something stands, in the words of the file that its author sees: sheet, row and
//! column of an XLSForm, line and column of an XForm.

/// A sheet of an XLSForm, or the text of an XForm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The file as a whole.
    File,
    /// Questions, groups and repeats.
    Survey,
    /// Choice lists.
    Choices,
    /// Title, id, version, default language.
    Settings,
    /// Lists of things that outlive a submission.
    Entities,
    /// Choice lists that clients keep in a file of their own.
    ExternalChoices,
    /// Tags of OpenStreetMap; nobody reads them any more.
    Osm,
    /// The XML of an XForm.
    Xml,
}

impl Sheet {
    /// All sheets of a form.
    pub const ALL: [Self; 6] = [
        Self::Survey,
        Self::Choices,
        Self::Settings,
        Self::Entities,
        Self::ExternalChoices,
        Self::Osm,
    ];

    /// The name as it stands on the tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Survey => "survey",
            Self::Choices => "choices",
            Self::Settings => "settings",
            Self::Entities => "entities",
            Self::ExternalChoices => "external_choices",
            Self::Osm => "osm",
            Self::Xml => "XForm",
        }
    }
}

/// Where in a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The sheet.
    pub sheet: Sheet,
    /// The row as a spreadsheet counts: the header is 1. 0: the sheet as a whole. Of XML, the line.
    pub row: u32,
    /// The column's index from 0, and its header. Of XML, the column in the line, and the path of
    /// the element or attribute.
    pub column: Option<(usize, String)>,
    /// The character in the cell or expression, counted from 1.
    pub character: Option<usize>,
}

impl CellPlace {
    /// The address a spreadsheet shows, such as `F5`, or `line:column` of XML; empty if the place
    /// is the whole file or sheet.
    #[must_use]
    pub fn cell(&self) -> String {
        match &self.column {
            Some((index, _)) if self.sheet == Sheet::Xml => format!("{}:{}", self.row, index + 1),
            Some((index, _)) if self.row > 0 => format!("{}{}", letters(*index), self.row),
            _ => String::new(),
        }
    }
}

fn letters(index: usize) -> String {
    let (head, last) = (index / 26, index % 26);
    let letter = char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last]);
    if head == 0 { letter.to_string() } else { format!("{}{letter}", letters(head - 1)) }
}
