//! What XPath has and ODK's own engine refuses when a form is loaded.
//!
//! The evaluator knows all of XPath 1.0; a form that relied on it would open nowhere else.

use crate::forms::problem::Rule;
use crate::forms::xpath::{
    Axis, Expr, ExprKind, ExprRule, Function, Gives, LocationStep, NodeTest, Operator, PathStart,
    Span,
};

/// Everything in an expression that no ODK phone knows, with where it stands.
pub(super) fn refused(tree: &Expr) -> Vec<(Span, Rule)> {
    let mut found = Vec::new();
    tree.walk(&mut |one| {
        let what = match &one.kind {
            ExprKind::Named(name) => {
                found.push((one.span, Rule::UnknownReference(name.to_string())));
                return;
            }
            ExprKind::Binary(Operator::Union, ..) => "|",
            ExprKind::Filter(..) => "a predicate after a value",
            ExprKind::Call(function, arguments) => match function {
                Function::Last
                | Function::Id
                | Function::LocalName
                | Function::NamespaceUri
                | Function::Name
                | Function::Lang => function.text(),
                Function::Instance if instance_name(arguments).is_none() => {
                    "instance() of a computed name"
                }
                Function::ChoiceName if arguments[1].gives() == Gives::Nodes => {
                    "jr:choice-name() of a path without quotes"
                }
                _ => return,
            },
            ExprKind::Path(path) => {
                let strange = path.steps.iter().filter(|step| !is_plain(step));
                found.extend(strange.map(|step| (step.span, Rule::NotInOdk(step_text(step)))));
                match &path.start {
                    PathStart::Value(value) if !starts_path(value) => "a path after a value",
                    _ => return,
                }
            }
            _ => return,
        };
        found.push((one.span, Rule::NotInOdk(what.to_owned())));
    });
    found
}

fn is_plain(step: &LocationStep) -> bool {
    match step.axis {
        Axis::Child => matches!(step.test, NodeTest::Name(_) | NodeTest::Any),
        Axis::Attribute => matches!(step.test, NodeTest::Name(_)),
        Axis::Itself | Axis::Parent => step.test == NodeTest::Node,
        _ => false,
    }
}

fn step_text(step: &LocationStep) -> String {
    match (&step.test, step.axis) {
        (NodeTest::Node, Axis::DescendantOrSelf) => "//".to_owned(),
        (NodeTest::Text, _) => "text()".to_owned(),
        (NodeTest::Comment, _) => "comment()".to_owned(),
        (_, axis) => format!("{}::", axis.text()),
    }
}

fn starts_path(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::Call(Function::Instance | Function::Current, _))
}

/// The name in `instance('name')`.
pub(super) fn instance_name(arguments: &[Expr]) -> Option<&str> {
    match arguments.first().map(|one| &one.kind) {
        Some(ExprKind::Text(name)) => Some(name),
        _ => None,
    }
}

/// A mistake in an expression in the words of the form's author.
pub(super) fn in_words(rule: ExprRule) -> Rule {
    match rule {
        ExprRule::TooLong | ExprRule::TooDeep => Rule::ExpressionTooLarge,
        ExprRule::BadCharacter(letter) => Rule::BadCharacter(letter),
        ExprRule::OpenText => Rule::OpenText,
        ExprRule::Expected { expected, found } => Rule::Expected { expected, found },
        ExprRule::UnknownFunction(name) => Rule::UnknownFunction(name),
        ExprRule::Arity { function, takes, found } => {
            Rule::WrongArity { name: function, takes, found }
        }
        ExprRule::NotNodes { function } => {
            Rule::WrongArgument { name: function, expected: "a question or repeat" }
        }
        ExprRule::Variable(name) => Rule::Variable(name),
        ExprRule::UnknownAxis(name) => Rule::UnknownAxis(name),
        ExprRule::BadPattern(why) => Rule::BadPattern(why),
    }
}
