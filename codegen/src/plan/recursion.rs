//! The members that need a `Box`, because their structure would otherwise contain itself.

use crate::collections::{HashMap, HashSet};
use crate::model::{Model, Shape, ShapeKind};

/// The members that need a `Box`.
///
/// A member needs one if its target is a structure or union that leads back to the member's own
/// without a list or map in between, which would break the cycle already. All members on a cycle
/// are boxed, so that the choice does not depend on the order of shapes.
#[derive(Clone, Debug, Default)]
pub struct Recursion<'m> {
    /// The cycle that a structure or union is part of.
    cycles: HashMap<&'m str, usize>,
}

impl<'m> Recursion<'m> {
    /// Finds the cycles of a model.
    pub fn of(model: &'m Model) -> Self {
        let cycles = components(model, direct_targets).into_iter().enumerate();
        let cycles = cycles.flat_map(|(cycle, shapes)| {
            let shapes = shapes.into_iter();
            shapes.map(move |shape| (shape, cycle))
        });
        Self {
            cycles: cycles.collect(),
        }
    }

    /// Returns `true` if a member of `shape` that targets `target` needs a `Box`.
    pub fn needs_box(&self, shape: &str, target: &str) -> bool {
        let cycle = self.cycles.get(shape);
        cycle.is_some() && cycle == self.cycles.get(target)
    }
}

/// Returns the groups of shapes that lead to themselves, also through lists and maps. A value of a
/// shape in none of them cannot hold another value of that shape.
///
/// # Examples
///
/// ```
/// use codegen::plan::recursion;
/// use codegen::source::{Source, read};
///
/// let text = r#"{
///     "metadata": {"apiVersion": "2024-01-01", "protocol": "rest-xml", "serviceId": "Trees"},
///     "operations": {},
///     "shapes": {
///         "Branches": {"type": "list", "member": {"shape": "Branch"}},
///         "Branch": {"type": "structure", "members": {"Branches": {"shape": "Branches"}}},
///         "Trunk": {"type": "structure", "members": {"Branches": {"shape": "Branches"}}}
///     }
/// }"#;
/// let model = read(Source::new(text.as_bytes())).unwrap();
/// assert_eq!(recursion::recursive_components(&model), [["Branch", "Branches"]]);
/// ```
pub fn recursive_components(model: &Model) -> Vec<Vec<&str>> {
    let mut components = components(model, |model, shape| {
        let shape = model.shapes.get(shape);
        let references = shape.into_iter().flat_map(Shape::references);
        references
            .map(|(_, member)| member.target.as_str())
            .collect()
    });
    for component in &mut components {
        component.sort_unstable();
    }
    components
}

fn components<'m>(model: &'m Model, targets: Targets<'m>) -> Vec<Vec<&'m str>> {
    let mut search = Search::new(model, targets);
    for name in model.shapes.keys() {
        search.visit(name);
    }
    search.components
}

/// The shapes that a shape leads to.
type Targets<'m> = fn(&'m Model, &str) -> Vec<&'m str>;

/// Tarjan's search for strongly connected components, without recursion so that no depth of
/// nesting overflows the stack.
struct Search<'m> {
    model: &'m Model,
    targets: Targets<'m>,
    /// The components that lead to themselves.
    components: Vec<Vec<&'m str>>,
    /// The order in which shapes were first seen.
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
    fn new(model: &'m Model, targets: Targets<'m>) -> Self {
        Self {
            model,
            targets,
            components: Vec::new(),
            order: HashMap::default(),
            open: Vec::new(),
            closed: HashSet::default(),
            path: Vec::new(),
        }
    }

    fn visit(&mut self, start: &'m str) {
        if self.order.contains_key(start) {
            return;
        }
        self.enter(start);
        while let Some(step) = self.path.last_mut() {
            match step.targets.pop() {
                None => self.leave(),
                Some(target) => match self.order.get(target) {
                    None => self.enter(target),
                    Some(&order) if !self.closed.contains(target) => {
                        step.earliest = step.earliest.min(order)
                    }
                    Some(_) => {}
                },
            }
        }
    }

    fn enter(&mut self, shape: &'m str) {
        let order = self.order.len();
        self.order.insert(shape, order);
        self.open.push(shape);
        let targets = (self.targets)(self.model, shape);
        self.path.push(Step {
            shape,
            targets,
            earliest: order,
        });
    }

    fn leave(&mut self) {
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
        let targets = (self.targets)(self.model, step.shape);
        if component.len() > 1 || targets.contains(&step.shape) {
            self.components.push(component);
        }
    }
}

/// Returns the structures and unions that a value of the shape holds without a list or map in
/// between.
fn direct_targets<'m>(model: &'m Model, shape: &str) -> Vec<&'m str> {
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
        .collect()
}
