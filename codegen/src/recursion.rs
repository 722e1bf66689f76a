//! Which members need a `Box`, because their structure would otherwise contain itself.

use std::collections::{HashMap, HashSet};

use crate::model::{Model, ShapeKind};

/// The members that need a `Box`.
///
/// A member needs one where its target is a structure or union that leads back to the member's
/// own through such members alone: a list or map already breaks the cycle. All members on a cycle
/// are boxed, so that it does not depend on the order of shapes which one is.
#[derive(Clone, Debug, Default)]
pub struct Recursion<'m> {
    /// The cycle that a structure or union is part of.
    cycles: HashMap<&'m str, usize>,
}

impl<'m> Recursion<'m> {
    /// Finds the cycles of a model.
    pub fn of(model: &'m Model) -> Self {
        let mut search = Search::default();
        for name in model.shapes.keys() {
            search.visit(model, name);
        }
        Self {
            cycles: search.cycles,
        }
    }

    /// Whether a member of `shape` that targets `target` needs a `Box`.
    pub fn needs_box(&self, shape: &str, target: &str) -> bool {
        let cycle = self.cycles.get(shape);
        cycle.is_some() && cycle == self.cycles.get(target)
    }
}

/// Tarjan's search for strongly connected components, without recursion so that no depth of
/// nesting overflows the stack.
#[derive(Default)]
struct Search<'m> {
    cycles: HashMap<&'m str, usize>,
    /// When each shape was first seen.
    order: HashMap<&'m str, usize>,
    /// Shapes seen whose component is not known yet.
    open: Vec<&'m str>,
    /// Shapes whose component is known.
    closed: HashSet<&'m str>,
    /// The shapes between the start and the current one.
    path: Vec<Step<'m>>,
}

struct Step<'m> {
    shape: &'m str,
    targets: Vec<&'m str>,
    /// The earliest open shape that this one leads to.
    earliest: usize,
}

impl<'m> Search<'m> {
    fn visit(&mut self, model: &'m Model, start: &'m str) {
        if self.order.contains_key(start) {
            return;
        }
        self.enter(model, start);
        while let Some(step) = self.path.last_mut() {
            match step.targets.pop() {
                None => self.leave(model),
                Some(target) => match self.order.get(target) {
                    None => self.enter(model, target),
                    Some(&order) if !self.closed.contains(target) => {
                        step.earliest = step.earliest.min(order)
                    }
                    Some(_) => {}
                },
            }
        }
    }

    fn enter(&mut self, model: &'m Model, shape: &'m str) {
        let order = self.order.len();
        self.order.insert(shape, order);
        self.open.push(shape);
        let targets = direct_targets(model, shape).collect();
        self.path.push(Step {
            shape,
            targets,
            earliest: order,
        });
    }

    fn leave(&mut self, model: &'m Model) {
        let Some(step) = self.path.pop() else { return };
        if let Some(parent) = self.path.last_mut() {
            parent.earliest = parent.earliest.min(step.earliest);
        }
        if self.order.get(step.shape) != Some(&step.earliest) {
            return;
        }
        let start = self
            .open
            .iter()
            .rposition(|shape| *shape == step.shape)
            .unwrap_or_default();
        let component = self.open.split_off(start);
        self.closed.extend(&component);
        let contains_itself = direct_targets(model, step.shape).any(|target| target == step.shape);
        if component.len() > 1 || contains_itself {
            let cycle = self.cycles.len();
            self.cycles
                .extend(component.into_iter().map(|shape| (shape, cycle)));
        }
    }
}

/// The structures and unions that a value of the shape holds without a list or map between.
fn direct_targets<'m>(model: &'m Model, shape: &str) -> impl Iterator<Item = &'m str> {
    let members = model.shapes.get(shape).and_then(|shape| shape.members());
    members
        .into_iter()
        .flat_map(|members| members.values())
        .filter_map(|member| {
            let target = model.shapes.get(&member.target)?;
            let holds_members = matches!(
                target.kind,
                ShapeKind::Structure { .. } | ShapeKind::Union { .. }
            );
            holds_members.then_some(member.target.as_str())
        })
}
