//! The part of the parser that reads location paths, their steps and predicates.

use super::ast::{
    AXES, Axis, Expr, ExprError, ExprKind, ExprRule, LocationPath, LocationStep, NodeTest,
    PathStart, Span,
};
use super::lexer::Token;
use super::parser::{Grown, Parser, is_node_type};
use crate::forms::xml::XmlName;

fn any_below(span: Span) -> LocationStep {
    let (axis, test) = (Axis::DescendantOrSelf, NodeTest::Node);
    LocationStep { span, axis, test, predicates: Vec::new() }
}

impl Parser<'_> {
    pub(super) fn path_expression(&mut self) -> Result<Grown, ExprError> {
        let begin = self.span();
        if let Some(primary) = self.primary()? {
            return self.after_primary(begin.start, primary);
        }
        let (mut steps, mut height) = (Vec::new(), 1);
        let start = if self.takes("//") {
            steps.push(any_below(begin));
            self.steps(&mut steps, &mut height)?;
            PathStart::Root
        } else if self.takes("/") {
            if self.begins_step() {
                self.steps(&mut steps, &mut height)?;
            }
            PathStart::Root
        } else if self.begins_step() {
            self.steps(&mut steps, &mut height)?;
            PathStart::Here
        } else {
            return Err(self.expected("a value"));
        };
        let kind = ExprKind::Path(LocationPath { start, steps, direct: None });
        let height = self.taller(height)?;
        Ok((Expr { span: self.since(begin.start), kind }, height))
    }

    fn after_primary(&mut self, start: usize, primary: Grown) -> Result<Grown, ExprError> {
        let (mut expr, mut height) = primary;
        if *self.peek() == Token::Sign("[") {
            self.must_be_nodes(&expr)?;
            let predicates = self.predicates(&mut height)?;
            let kind = ExprKind::Filter(Box::new(expr), predicates);
            height = self.taller(height)?;
            expr = Expr { span: self.since(start), kind };
        }
        let begin = self.span();
        let deep = self.takes("//");
        if !deep && !self.takes("/") {
            return Ok((expr, height));
        }
        self.must_be_nodes(&expr)?;
        let mut steps = if deep { vec![any_below(begin)] } else { Vec::new() };
        self.steps(&mut steps, &mut height)?;
        let kind = ExprKind::Path(LocationPath {
            start: PathStart::Value(Box::new(expr)),
            steps,
            direct: None,
        });
        height = self.taller(height)?;
        Ok((Expr { span: self.since(start), kind }, height))
    }

    fn must_be_nodes(&self, expr: &Expr) -> Result<(), ExprError> {
        match expr.gives() {
            super::ast::Gives::Nodes | super::ast::Gives::Any => Ok(()),
            _ => Err(self.expected("an operator or the end")),
        }
    }

    fn begins_step(&self) -> bool {
        matches!(
            self.peek(),
            Token::Name(_) | Token::AnyIn(_) | Token::Sign("*" | "." | ".." | "@")
        )
    }

    fn steps(
        &mut self,
        steps: &mut Vec<LocationStep>,
        height: &mut usize,
    ) -> Result<(), ExprError> {
        loop {
            let step = self.step(height)?;
            steps.push(step);
            let between = self.span();
            if self.takes("//") {
                steps.push(any_below(between));
            } else if !self.takes("/") {
                return Ok(());
            }
        }
    }

    fn step(&mut self, height: &mut usize) -> Result<LocationStep, ExprError> {
        let start = self.span().start;
        let dots = match self.peek() {
            Token::Sign(".") => Some(Axis::Itself),
            Token::Sign("..") => Some(Axis::Parent),
            _ => None,
        };
        let (axis, test) = match dots {
            Some(axis) => {
                self.at += 1;
                (axis, NodeTest::Node)
            }
            None => {
                let axis = self.axis()?;
                (axis, self.test()?)
            }
        };
        let predicates = self.predicates(height)?;
        Ok(LocationStep { span: self.since(start), axis, test, predicates })
    }

    fn axis(&mut self) -> Result<Axis, ExprError> {
        if self.takes("@") {
            return Ok(Axis::Attribute);
        }
        let (Token::Name(name), Token::Sign("::")) = (self.peek(), self.peek_next()) else {
            return Ok(Axis::Child);
        };
        let found = AXES.iter().find(|(_, text)| text == name);
        let (axis, _) = found.ok_or_else(|| ExprError {
            span: self.span(),
            rule: ExprRule::UnknownAxis(name.clone()),
        })?;
        self.at += 2;
        Ok(*axis)
    }

    fn test(&mut self) -> Result<NodeTest, ExprError> {
        let test = match self.peek() {
            Token::Sign("*") => NodeTest::Any,
            Token::AnyIn(prefix) => NodeTest::AnyIn(prefix.as_str().into()),
            Token::Name(name) if *self.peek_next() == Token::Sign("(") => {
                if !is_node_type(name) {
                    return Err(self.expected("a name"));
                }
                let name = name.clone();
                return self.node_type(&name);
            }
            Token::Name(name) => {
                let (prefix, local) = name.split_once(':').unwrap_or(("", name));
                NodeTest::Name(XmlName::new(prefix, local, ""))
            }
            _ => return Err(self.expected("a name")),
        };
        self.at += 1;
        Ok(test)
    }

    fn node_type(&mut self, name: &str) -> Result<NodeTest, ExprError> {
        self.at += 2;
        let test = match name {
            "text" => NodeTest::Text,
            "comment" => NodeTest::Comment,
            "node" => NodeTest::Node,
            _ => {
                let target = match self.peek() {
                    Token::Text(text) => Some(text.as_str().into()),
                    _ => None,
                };
                self.at += usize::from(target.is_some());
                NodeTest::Instruction(target)
            }
        };
        self.need(")", "\")\"")?;
        Ok(test)
    }

    fn predicates(&mut self, height: &mut usize) -> Result<Vec<Expr>, ExprError> {
        let mut predicates = Vec::new();
        while self.takes("[") {
            let (predicate, tall) = self.expression(0)?;
            *height = (*height).max(tall + 1);
            predicates.push(predicate);
            self.need("]", "\"]\"")?;
        }
        Ok(predicates)
    }
}
