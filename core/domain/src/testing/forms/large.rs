//! Forms of a size: the shapes whose figures `./x bench forms` holds.

use std::fmt::Write as _;

use super::document;

pub use super::autopsy::verbal_autopsy;

/// `<data>` with these leaves, and the binds, as the inside of a model.
fn model(leaves: &str, binds: &str) -> String {
    format!("<instance><data id=\"large\" version=\"1\">{leaves}</data></instance>\n{binds}")
}

/// A whole-number question `h` and `links` calculations, each from the one before.
#[must_use]
pub fn chain(links: usize) -> String {
    let mut leaves = "<h/>".to_owned();
    let mut binds = "<bind nodeset=\"/data/h\" type=\"int\"/>\n".to_owned();
    let mut before = "h".to_owned();
    for n in 1..=links {
        let _ = write!(leaves, "<c{n}/>");
        let _ = writeln!(
            binds,
            "<bind nodeset=\"/data/c{n}\" type=\"int\" calculate=\" /data/{before} + 1\"/>"
        );
        before = format!("c{n}");
    }
    document(&model(&leaves, &binds), "<input ref=\"/data/h\"><label>Head</label></input>\n")
}

/// `questions` texts, each asked only if the one before is answered.
#[must_use]
pub fn relevance_chain(questions: usize) -> String {
    let (mut leaves, mut binds, mut body) = (String::new(), String::new(), String::new());
    for n in 0..questions {
        let before = if n == 0 { "true()".to_owned() } else { format!(" /data/q{} != ''", n - 1) };
        let _ = write!(leaves, "<q{n}/>");
        let _ =
            writeln!(binds, "<bind nodeset=\"/data/q{n}\" type=\"string\" relevant=\"{before}\"/>");
        let _ = writeln!(body, "<input ref=\"/data/q{n}\"><label>Question {n}</label></input>");
    }
    document(&model(&leaves, &binds), &body)
}

/// A repeat `r` of a question `a` with two calculations in each row, and one sum over all rows.
#[must_use]
pub fn repeats() -> String {
    let leaves = "<r jr:template=\"\"><a/><b/><c/></r><total/>";
    let binds = "<bind nodeset=\"/data/r/a\" type=\"int\"/>
<bind nodeset=\"/data/r/b\" type=\"int\" calculate=\" ../a *2\"/>
<bind nodeset=\"/data/r/c\" type=\"int\" calculate=\"position(..)+ ../b \"/>
<bind nodeset=\"/data/total\" type=\"int\" calculate=\"sum( /data/r/b )\"/>
";
    let body = "<group ref=\"/data/r\"><label>Rows</label><repeat nodeset=\"/data/r\"><input ref=\"/data/r/a\"><label>A</label></input></repeat></group>\n";
    document(&model(leaves, binds), body)
}

/// `questions` whole numbers `q0…`, and `links` calculations `c0…` in a chain from `q0`, each of
/// which adds one more question.
#[must_use]
pub fn many_questions(questions: usize, links: usize) -> String {
    let (mut leaves, mut binds, mut body) = (String::new(), String::new(), String::new());
    for n in 0..questions {
        let _ = write!(leaves, "<q{n}/>");
        let _ = writeln!(binds, "<bind nodeset=\"/data/q{n}\" type=\"int\"/>");
        let _ = writeln!(body, "<input ref=\"/data/q{n}\"><label>Question {n}</label></input>");
    }
    for n in 0..links {
        let other = (n + 1) * questions / (links + 1);
        let before = if n == 0 { "q0".to_owned() } else { format!("c{}", n - 1) };
        let _ = write!(leaves, "<c{n}/>");
        let sum = format!("coalesce( /data/{before} , 0) + coalesce( /data/q{other} , 0)");
        let _ = writeln!(binds, "<bind nodeset=\"/data/c{n}\" type=\"int\" calculate=\"{sum}\"/>");
    }
    document(&model(&leaves, &binds), &body)
}

/// A district `d` is typed, a village `v` is chosen among those of `file` whose `column` stands so
/// (`operator` is `=`, `!=`, `<`, `>` or `starts-with`) to it.
#[must_use]
pub fn cascade(file: &str, column: &str, operator: &str) -> String {
    let filter = match operator {
        "starts-with" => format!("starts-with({column}, /data/d )"),
        "and" => format!("{column} = /data/d  and name != ''"),
        "or" => format!("{column} = /data/d  or {column} = concat( /data/d , 'x')"),
        _ => format!("{column} {} /data/d ", operator.replace('<', "&lt;").replace('>', "&gt;")),
    };
    let head = format!("<instance id=\"list\" src=\"jr://file-csv/{file}\"/>\n");
    let binds = "<bind nodeset=\"/data/d\" type=\"string\"/>\n<bind nodeset=\"/data/v\" type=\"string\"/>\n";
    let body = format!(
        "<input ref=\"/data/d\"><label>District</label></input>
<select1 ref=\"/data/v\"><label>Village</label><itemset nodeset=\"instance('list')/root/item[{filter}]\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>
"
    );
    let inside = format!(
        "<instance><data id=\"large\" version=\"1\"><d/><v/></data></instance>\n{head}{binds}"
    );
    document(&inside, &body)
}

/// The list of a [`cascade`]: `rows` items `v…` in a hundredth as many districts `d…`.
#[must_use]
pub fn cascade_csv(rows: usize) -> String {
    let mut csv = "name,label,district\n".to_owned();
    let districts = (rows / 100).max(1);
    for n in 0..rows {
        let _ = writeln!(csv, "v{n},Village number {n},d{}", n % districts);
    }
    csv
}
