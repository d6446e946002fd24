//! What the author of a form is told, and where.

use super::*;

fn told(survey: &str, choices: &str) -> Vec<String> {
    compile(survey, choices).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_missing_choice_list_is_named_with_its_cell() {
    let told = told("type,name,label\nselect_one fruit,a,A\n", "list_name,name,label\nx,y,Z\n");
    assert_eq!(
        told,
        [
            "survey, row 2, column \"type\" (A2): there is no choice list \"fruit\". Add it to the sheet choices, or correct the name"
        ]
    );
}

#[test]
fn all_problems_of_the_sheets_come_at_once_in_reading_order() {
    let problems = compile(
        "type,name,label,relevant,constraint\n\
         select_uno x,a,A,,\n\
         integer,a,A,,\n\
         integer,1c,C,${nobody} = 1,\n\
         begin_group,g,G,,\n\
         range,d,D,,\n",
        "list_name,name,label\nl,a b,X\nl,c,X\nl,c,Y\n",
    )
    .unwrap_err();
    let codes: Vec<(&str, String)> =
        problems.iter().map(|p| (p.rule.code(), p.place.cell())).collect();
    let found: Vec<(&str, &str)> = codes.iter().map(|(c, p)| (*c, p.as_str())).collect();
    let want = [
        ("unknown_type", "A2"),
        ("duplicate_name", "B3"),
        ("bad_name", "B4"),
        ("unknown_reference", "D4"),
        ("never_closed", "B5"),
        ("duplicate_choice", "B4"),
    ];
    assert_eq!(found, want);
}

#[test]
fn all_problems_of_the_expressions_come_at_once_in_reading_order() {
    let problems = compile(
        "type,name,label,relevant,constraint\n\
         integer,a,A,,\n\
         integer,b,B,${a} >,. > foo(1)\n\
         integer,c,C,round() = 1,\n",
        "",
    )
    .unwrap_err();
    let codes: Vec<(&str, String)> =
        problems.iter().map(|p| (p.rule.code(), p.place.cell())).collect();
    let found: Vec<(&str, &str)> = codes.iter().map(|(c, p)| (*c, p.as_str())).collect();
    assert_eq!(found, [("expected", "D3"), ("unknown_function", "E3"), ("wrong_arity", "D4")]);
}

#[test]
fn a_mistake_in_an_expression_is_named_with_its_character() {
    let told = told("type,name,label,relevant\ntext,a,A,${b} = 1\n", "");
    assert!(told[0].starts_with(
        "survey, row 2, column \"relevant\" (D2), character 1: no question is named \"b\""
    ));
}

#[test]
fn a_circle_names_its_cells() {
    let told = told(
        "type,name,label,relevant,calculation\n\
         calculate,a,,,${b} + 1\n\
         calculate,b,,,${c}\n\
         calculate,c,,,${a}\n\
         text,free,Bebas,,\n",
        "",
    );
    assert_eq!(told.len(), 1);
    for cell in ["survey E2 (a)", "survey E3 (b)", "survey E4 (c)"] {
        assert!(told[0].contains(cell), "{}", told[0]);
    }
}

#[test]
fn a_group_that_hides_what_decides_about_it_is_a_circle() {
    let told = told(
        "type,name,label,relevant\nbegin_group,g,G,${a} = 1\ninteger,a,A,\nend_group,,,\n",
        "",
    );
    assert!(told[0].contains("in a circle"), "{told:?}");
}

#[test]
fn a_public_value_is_not_made_from_a_personal_one() {
    let survey = |personal: &str| {
        format!(
            "type,name,label,calculation,bind::saksi:personal\n\
             text,name,Nama,,yes\ncalculate,greeting,,\"concat('Hai ', ${{name}})\",{personal}\n"
        )
    };
    assert!(told(&survey(""), "")[0].contains("personal question \"name\""));
    assert!(compile(&survey("yes"), "").is_ok());
}

#[test]
fn a_default_that_is_no_value_of_its_type_is_blank_and_told() {
    for row in ["integer,x,X,dua", "date,x,X,2026-02-30"] {
        let form = compile(&format!("type,name,label,default\n{row}\n"), "").unwrap();
        let told: Vec<String> = form.warnings.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|t| t.contains("the default is not a value")), "{row}: {told:?}");
        assert_eq!(form.find("x").unwrap().initial, None, "{row}");
    }
}

#[test]
fn ends_must_meet_their_beginnings() {
    for survey in ["end_group,,\n", "begin_group,g,G\nend_repeat,,\nend_group,,\n"] {
        let told = told(&format!("type,name,label\ntext,a,A\n{survey}"), "");
        assert!(told[0].contains("does not close"), "{told:?}");
    }
}

#[test]
fn functions_are_held_to_their_arguments() {
    let rows = [
        ("round()", "round() takes 1 or 2 arguments, here are 0"),
        ("if(1, 2)", "if() takes 3 arguments, here are 2"),
        ("sum(3)", "sum() needs a question or repeat here"),
    ];
    for (expression, what) in rows {
        let survey = format!("type,name,label,relevant\ntext,b,B,\ntext,a,A,\"{expression}\"\n");
        let told = told(&survey, "");
        assert!(told[0].contains(what), "{told:?}");
    }
}

#[test]
fn a_question_without_a_name_and_a_file_without_sheets_are_told() {
    let problems = import::from_csv(b"type,label\ntext,A\n", b"", b"form_title\nX\n").unwrap_err();
    assert_eq!((problems[0].rule.code(), problems[0].place.row), ("empty", 2));
    let problems = import::from_csv(b"", b"", b"").unwrap_err();
    assert!(problems[0].message("id").contains("survey"), "{problems:?}");
}

#[test]
fn a_form_with_a_missing_translation_opens_in_both_languages() {
    let form = compile(
        "type,name,label::Indonesia (id),label::English (en)\ntext,a,A,\ntext,b,B,Bee\n",
        "",
    )
    .unwrap();
    assert_eq!(form.languages, ["id", "en"]);
    assert_eq!(form.plain(&form.controls[1].label, "id"), "A");
}

#[test]
fn faults_of_formulas_are_told_beside_faults_of_the_sheets() {
    let survey = "type,name,label,relevant,constraint,calculation\n\
        integer,a,A,,. >,\n\
        txet,b,B,,,\n\
        integer,c,C,${nobody} = 1,,\n\
        calculate,d,,,,nofunction(1)\n";
    let problems =
        import::from_csv(survey.as_bytes(), b"", b"form_id,version\nT1,1\n").unwrap_err();
    let told: Vec<String> =
        problems.iter().map(|p| format!("{} {}", p.place.cell(), p.rule.code())).collect();
    assert_eq!(
        told,
        ["E2 expected", "A3 unknown_type", "D4 unknown_reference", "F5 unknown_function"]
    );
}

#[test]
fn a_text_that_one_language_lacks_is_told_with_its_cell() {
    let survey = "type,name,label::id,label::en,hint::id,hint::en\n\
        integer,a,Berapa?,How many?,Angka,A number\n\
        text,b,Siapa?,,,\n\
        text,c,,Where?,,Place\n\
        select_one l,s,Pilih,Choose,,\n";
    let choices = "list_name,name,label::id,label::en\nl,x,Satu,One\nl,y,Dua,\n";
    let form = import::from_csv(survey.as_bytes(), choices.as_bytes(), b"form_id\nT1\n").unwrap();
    let missing = form.warnings.iter().filter_map(|problem| match &problem.rule {
        crate::forms::problem::Rule::MissingTranslation { lang } => {
            Some(format!("{} {} {lang}", problem.place.sheet.name(), problem.place.cell()))
        }
        _ => None,
    });
    assert_eq!(
        missing.collect::<Vec<_>>(),
        ["survey C3 en", "survey D4 id", "survey F4 id", "choices C3 en"].map(str::to_owned)
    );
}
