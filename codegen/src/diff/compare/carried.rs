//! The shapes that messages of both sides have in the same places.

use super::breaks::Breaks;
use super::{Comparison, both, zip};
use crate::collections::HashSet;
use crate::diff::change::Direction;
use crate::model::{Operation, Shape};

/// Shapes in the place of each other, by direction.
pub(super) struct Carried<'m>([HashSet<[&'m str; 2]>; 2]);

impl Carried<'_> {
    /// Returns which messages have the new shape where they had the old one. Only there can one side
    /// misread the other.
    pub(super) fn breaks(&self, names: [&str; 2]) -> Breaks {
        let [request, response] = self.0.each_ref().map(|pairs| pairs.contains(&names));
        Breaks::new(request, response)
    }
}

impl<'a> Comparison<'a> {
    /// Follows the members of messages from the inputs, outputs and errors of operations. Errors that
    /// no operation lists count as well, since services return those, too.
    pub(super) fn find_carried(&self) -> Carried<'a> {
        let [old, _] = self.models();
        let input = |it: &'a Operation| it.input.as_deref();
        let output = |it: &'a Operation| it.output.as_deref();
        let errors = old.shapes.iter().filter(|(_, shape)| shape.error.is_some());
        let errors = errors.map(|(name, _)| [name, self.renames.new_name(name).unwrap_or(name)]);
        let inputs = self.answered().filter_map(|sides| both(sides.map(input)));
        let outputs = self.answered().filter_map(|sides| both(sides.map(output)));
        Carried([
            self.reached(Direction::Request, inputs.collect()),
            self.reached(Direction::Response, outputs.chain(errors).collect()),
        ])
    }

    fn reached(
        &self,
        direction: Direction,
        mut to_visit: Vec<[&'a str; 2]>,
    ) -> HashSet<[&'a str; 2]> {
        let mut reached = HashSet::default();
        while let Some(names) = to_visit.pop() {
            let shapes = zip(self.models(), names).map(|(model, name)| model.shapes.get(name));
            if let Some(shapes) = both(shapes)
                && reached.insert(names)
            {
                to_visit.extend(self.targets(direction, names, shapes));
            }
        }
        reached
    }

    /// Returns the targets of the members that two shapes have in one place.
    fn targets(
        &self,
        direction: Direction,
        names: [&'a str; 2],
        shapes: [&'a Shape; 2],
    ) -> Vec<[&'a str; 2]> {
        let targets = |shape: &'a Shape| shape.references().map(|(name, it)| (name, &*it.target));
        let [old, new] = shapes.map(targets);
        // Most shapes are the same on both sides.
        if old.eq(new) {
            return targets(shapes[0]).map(|(_, target)| [target; 2]).collect();
        }
        let members = shapes.map(|it| it.references().collect());
        let slots = self.in_one_place(direction, names, members);
        slots
            .map(|slots| slots.map(|it| &*it.member.target))
            .collect()
    }
}
