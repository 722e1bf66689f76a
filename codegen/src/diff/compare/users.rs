//! The members of both sides that refer to one shape: what a trait of the shape means is decided by
//! them, as their own traits supersede it.

use super::breaks::{Breaks, Carried};
use super::messages::Form;
use super::{Comparison, zip};
use crate::diff::change::Direction;
use crate::model::{Member, Model, Shape};

/// A member of both sides, with the shapes that it is part of.
#[derive(Clone, Copy)]
pub(super) struct Kept<'a> {
    /// The names of the shapes on both sides.
    pub(super) parents: [&'a str; 2],
    pub(super) name: &'a str,
    pub(super) members: [&'a Member; 2],
    pub(super) carried: Carried,
}

impl<'a> Comparison<'a> {
    /// The members that refer to a shape of this name on both sides.
    pub(super) fn users(&self, shape: &str) -> Vec<Kept<'a>> {
        let [old, new]: [&'a Model; 2] = self.messages.map(|messages| messages.model);
        let pairs = self.ways.users(shape).filter_map(|user| {
            let (in_old, of_old) = old.shapes.get_key_value(user)?;
            let renamed = self.renames.new_name(user).unwrap_or(user);
            let (in_new, of_new) = new.shapes.get_key_value(renamed)?;
            Some(([in_old.as_str(), in_new.as_str()], of_old, of_new))
        });
        pairs
            .flat_map(|(parents, of_old, of_new)| {
                let members = of_old.references().filter(|(_, it)| it.target == shape);
                members.filter_map(move |(name, member)| {
                    let other = reference(of_new, name)?;
                    self.renames
                        .same(&member.target, &other.target)
                        .then(|| Kept {
                            parents,
                            name,
                            members: [member, other],
                            carried: self.carried_as(parents),
                        })
                })
            })
            .collect()
    }

    /// What a difference in the form of a member breaks.
    pub(super) fn form_breaks(
        &self,
        kept: Kept<'a>,
        differs: impl Fn(&Form<'a>, &Form<'a>) -> bool,
    ) -> Breaks {
        let breaks = |direction| {
            let [old, new] = self.forms(kept, direction);
            differs(&old, &new)
        };
        Breaks {
            request: breaks(Direction::Request),
            response: breaks(Direction::Response),
            ..Breaks::NOTHING
        }
    }

    /// How messages in a direction have a member, before and after.
    pub(super) fn forms(&self, kept: Kept<'a>, direction: Direction) -> [Form<'a>; 2] {
        let parents = self.parents(kept.parents);
        zip(zip(self.messages, parents), kept.members).map(|((messages, parent), member)| {
            messages.form(parent, (kept.name, member), direction)
        })
    }

    /// What each member that refers to a shape breaks in the messages that carry it, together.
    pub(super) fn users_break(&self, shape: &str, breaks: impl Fn(Kept<'a>) -> Breaks) -> Breaks {
        let users = self.users(shape).into_iter();
        let broken = users.map(|kept| kept.carried.of(breaks(kept)));
        broken.fold(Breaks::NOTHING, Breaks::and)
    }
}

/// A member by the key that leads to it.
fn reference<'s>(shape: &'s Shape, key: &str) -> Option<&'s Member> {
    let mut references = shape.references();
    references.find(|(name, _)| *name == key).map(|it| it.1)
}
