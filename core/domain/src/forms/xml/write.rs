//! Writing a document as XML text.

use super::document::{Document, XmlId, XmlKind};
use super::traverse::Visit;

/// How a document is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Exactly the texts it has.
    Compact,
    /// Elements that hold only elements on lines of their own, two spaces deeper each.
    Indented,
}

/// Appends text with what may not stand in an element replaced.
pub(super) fn escape_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

/// Appends text with what may not stand in an attribute replaced.
pub(super) fn escape_attribute(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

impl Document {
    /// The document as text, with an XML declaration.
    #[must_use]
    pub fn to_xml(&self, style: Style) -> String {
        let mut out = String::from("<?xml version=\"1.0\"?>\n");
        let mut writer = Writer { document: self, style, out: &mut out, depth: 0, inline: None };
        writer.write(Self::ROOT);
        if style == Style::Indented && !out.ends_with('\n') {
            out.push('\n');
        }
        out
    }

    /// One element with what is below it as text, without a declaration. Namespaces that are
    /// declared above it are not written.
    #[must_use]
    pub fn element_xml(&self, element: XmlId, style: Style) -> String {
        let mut out = String::new();
        Writer { document: self, style, out: &mut out, depth: 0, inline: None }.write(element);
        out
    }

    fn only_elements(&self, id: XmlId) -> bool {
        self.children(id).all(|child| match self.kind(child) {
            XmlKind::Text(text) => text.trim().is_empty(),
            _ => true,
        }) && self.children(id).any(|child| !matches!(self.kind(child), XmlKind::Text(_)))
    }
}

struct Writer<'a> {
    document: &'a Document,
    style: Style,
    out: &'a mut String,
    depth: usize,
    /// The element whose text must be kept as it is.
    inline: Option<XmlId>,
}

impl Writer<'_> {
    fn write(&mut self, top: XmlId) {
        for visit in self.document.visits(top) {
            match visit {
                Visit::Enter(id) => self.enter(id),
                Visit::Leave(id) => self.leave(id),
            }
        }
    }

    fn laid_out(&self) -> bool {
        self.style == Style::Indented && self.inline.is_none()
    }

    fn line(&mut self) {
        if self.laid_out() && !self.out.is_empty() {
            if !self.out.ends_with('\n') {
                self.out.push('\n');
            }
            self.out.extend(std::iter::repeat_n("  ", self.depth));
        }
    }

    fn enter(&mut self, id: XmlId) {
        match self.document.kind(id) {
            XmlKind::Document => {}
            XmlKind::Text(text) => {
                if !self.laid_out() || !text.trim().is_empty() {
                    escape_text(self.out, text);
                }
            }
            XmlKind::Comment(text) => {
                self.line();
                // "--" may not stand in a comment.
                let text = text.replace("--", "- -");
                let text = if text.ends_with('-') { text + " " } else { text };
                self.out.push_str(&format!("<!--{text}-->"));
            }
            XmlKind::Instruction { target, text } => {
                self.line();
                let space = if text.is_empty() { "" } else { " " };
                let text = text.replace("?>", "? >");
                self.out.push_str(&format!("<?{target}{space}{text}?>"));
            }
            XmlKind::Element => self.open(id),
        }
    }

    fn open(&mut self, id: XmlId) {
        self.line();
        self.out.push('<');
        self.name(id);
        for (prefix, uri) in self.document.declarations(id) {
            self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            self.out.push_str(prefix);
            self.out.push_str("=\"");
            escape_attribute(self.out, uri);
            self.out.push('"');
        }
        for attribute in self.document.attributes(id) {
            self.out.push(' ');
            self.out.push_str(&attribute.name.qualified());
            self.out.push_str("=\"");
            escape_attribute(self.out, attribute.value);
            self.out.push('"');
        }
        let empty = self.document.first_child(id).is_none();
        self.out.push_str(if empty { "/>" } else { ">" });
        self.depth += 1;
        if !empty && self.inline.is_none() && !self.document.only_elements(id) {
            self.inline = Some(id);
        }
    }

    fn name(&mut self, id: XmlId) {
        let name = self.document.name(id);
        if !name.prefix.is_empty() {
            self.out.push_str(&name.prefix);
            self.out.push(':');
        }
        self.out.push_str(&name.local);
    }

    fn leave(&mut self, id: XmlId) {
        if !self.document.is_element(id) {
            return;
        }
        self.depth -= 1;
        if self.document.first_child(id).is_none() {
            return;
        }
        if self.inline.is_none() {
            self.line();
        }
        self.out.push_str("</");
        self.name(id);
        self.out.push('>');
        if self.inline == Some(id) {
            self.inline = None;
        }
    }
}
