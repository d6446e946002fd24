//! The programme's own forms on both engines, through our own conversion to XForms.

use std::fs;
use std::path::PathBuf;

use super::compare;
use super::engines::{Engines, root};

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn both_engines_agree_on_the_forms_of_the_programme() {
    let engines = Engines::from_environment();
    let room = tempfile::tempdir().unwrap();
    let mut forms = Vec::new();
    for entry in fs::read_dir(root().join("programme/forms")).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "xlsx") {
            let form = room.path().join(path.file_stem().unwrap()).with_extension("xml");
            fs::write(&form, engines.we_convert(&path)).unwrap();
            forms.push(form);
        }
    }
    assert!(!forms.is_empty());
    forms.sort();
    let (theirs, ours) = (engines.javarosa_walks(&forms), engines.we_walk(&forms));
    let mut text = String::new();
    for (at, form) in forms.iter().enumerate() {
        assert_eq!(theirs[at]["ok"], true, "{}: {}", form.display(), theirs[at]["error"]);
        for difference in compare::lines("walk", &theirs[at], &ours[at]) {
            text.push_str(&format!("{}: {difference}\n", form.display()));
        }
    }
    assert!(text.is_empty(), "{text}");
}
