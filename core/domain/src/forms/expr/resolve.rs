//! Names to nodes, functions to their arity: a syntax tree becomes an [`Expr`].
//!
//! Asks a [`Names`] what a name means where the expression stands, so the same code serves forms
//! from spreadsheets and, later, from XForms.

use super::parser::{Syntax, SyntaxKind};
use super::{Expr, ExprError, ExprKind, Function, Operator, Reference, Type};
use crate::forms::problem::Rule;

/// What a name or path stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A node of the form.
    Node(Reference),
    /// The question itself.
    Own,
    /// A column of the choice list.
    Column(String),
}

/// What names mean at the place of an expression.
pub trait Names {
    /// The node named `${name}`.
    ///
    /// # Errors
    /// [`Rule::UnknownReference`] or [`Rule::AmbiguousReference`].
    fn reference(&self, name: &str) -> Result<Reference, Rule>;

    /// The target of a path such as `../b` or `/data/g/b`.
    ///
    /// # Errors
    /// [`Rule::UnknownReference`] if it leads nowhere.
    fn path(&self, absolute: bool, steps: &[String]) -> Result<Target, Rule>;

    /// Is the node a repeat?
    fn is_repeat(&self, reference: &Reference) -> bool;

    /// In how many repeats the node lies, itself not counted.
    fn depth(&self, reference: &Reference) -> usize;
}

/// Binds all names in `tree`.
pub(super) fn resolve(tree: &Syntax, names: &dyn Names) -> Result<Expr, ExprError> {
    let fail = |rule| ExprError { span: tree.span, rule };
    let kind = match &tree.kind {
        SyntaxKind::Number(number) => ExprKind::Number(*number),
        SyntaxKind::Text(text) => ExprKind::Text(text.clone()),
        SyntaxKind::Reference(name) => ExprKind::Reference(names.reference(name).map_err(fail)?),
        SyntaxKind::Path(absolute, steps) => match names.path(*absolute, steps).map_err(fail)? {
            Target::Node(reference) => ExprKind::Reference(reference),
            Target::Own => ExprKind::Own,
            Target::Column(name) => ExprKind::Column(name),
        },
        SyntaxKind::Negate(inner) => ExprKind::Negate(Box::new(resolve(inner, names)?)),
        SyntaxKind::Binary(operator, left, right) => {
            let (left, right) = (resolve(left, names)?, resolve(right, names)?);
            if *operator == Operator::Union {
                for side in [&left, &right] {
                    need_node(side, "|")?;
                }
            }
            ExprKind::Binary(*operator, Box::new(left), Box::new(right))
        }
        SyntaxKind::Call(name, arguments) => return call(tree, name, arguments, names),
    };
    Ok(Expr { span: tree.span, kind })
}

fn call(
    tree: &Syntax,
    name: &str,
    arguments: &[Syntax],
    names: &dyn Names,
) -> Result<Expr, ExprError> {
    let fail = |rule| ExprError { span: tree.span, rule };
    let function = Function::named(name).ok_or_else(|| {
        fail(if Function::comes_later(name) {
            Rule::NotYet(format!("{name}()"))
        } else {
            Rule::UnknownFunction(name.to_owned())
        })
    })?;
    if !function.accepts(arguments.len()) {
        let (name, takes) = (function.name(), function.takes());
        return Err(fail(Rule::WrongArity { name, takes, found: arguments.len() }));
    }
    let mut resolved = Vec::with_capacity(arguments.len());
    for (index, argument) in arguments.iter().enumerate() {
        let quoted = (function == Function::ChoiceName && index == 1).then(|| quoted(argument));
        resolved.push(match quoted.flatten() {
            Some(reference) => resolve(&reference, names)?,
            None => resolve(argument, names)?,
        });
    }
    check_arguments(function, &mut resolved, names)?;
    Ok(Expr { span: tree.span, kind: ExprKind::Call(function, resolved) })
}

/// `jr:choice-name(x, '${q}')` quotes its question, because ODK looks it up while filling in.
fn quoted(argument: &Syntax) -> Option<Syntax> {
    let SyntaxKind::Text(text) = &argument.kind else { return None };
    let name = text.trim().strip_prefix("${")?.strip_suffix('}')?.trim().to_owned();
    Some(Syntax { span: argument.span, kind: SyntaxKind::Reference(name) })
}

fn check_arguments(
    function: Function,
    arguments: &mut [Expr],
    names: &dyn Names,
) -> Result<(), ExprError> {
    match function {
        Function::Count | Function::CountNonEmpty | Function::Sum => {
            need_node(&arguments[0], function.name())
        }
        Function::Position => {
            arguments.first().map_or(Ok(()), |a| need_repeat(a, names, "position"))
        }
        Function::ChoiceName => need_node(&arguments[1], function.name()),
        Function::IndexedRepeat => {
            need_node(&arguments[0], function.name())?;
            need_repeat(&arguments[1], names, function.name())?;
            open_repeat(arguments, names)
        }
        _ => Ok(()),
    }
}

/// The rows of the named repeat are counted out, so they must not be taken from the own row.
fn open_repeat(arguments: &mut [Expr], names: &dyn Names) -> Result<(), ExprError> {
    let ExprKind::Reference(repeat) = arguments[1].kind.clone() else { return Ok(()) };
    let span = arguments[0].span;
    if let ExprKind::Reference(node) = &mut arguments[0].kind {
        if names.depth(node) != names.depth(&repeat) + 1 {
            let rule = Rule::NotYet("indexed-repeat() over nested repeats".to_owned());
            return Err(ExprError { span, rule });
        }
        node.fixed = repeat.fixed;
        node.many = true;
    }
    Ok(())
}

fn need_node(argument: &Expr, name: &'static str) -> Result<(), ExprError> {
    let node = matches!(argument.kind, ExprKind::Reference(_)) || argument.gives() == Type::Nodes;
    let rule = Rule::WrongArgument { name, expected: "a question or repeat" };
    if node { Ok(()) } else { Err(ExprError { span: argument.span, rule }) }
}

fn need_repeat(argument: &Expr, names: &dyn Names, name: &'static str) -> Result<(), ExprError> {
    match &argument.kind {
        ExprKind::Reference(reference) if names.is_repeat(reference) => Ok(()),
        _ => {
            let rule = Rule::WrongArgument { name, expected: "a repeat" };
            Err(ExprError { span: argument.span, rule })
        }
    }
}
