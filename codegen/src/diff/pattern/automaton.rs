//! Patterns as automata, and the shortest text that one of them matches and another does not.

use indexmap::map::Entry;
use regex_automata::Anchored;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_automata::util::start;
use regex_syntax::hir::Hir;

use super::Texts;
use super::alphabet::{Alphabet, Letter};
use crate::collections::IndexMap;

/// The maximum size in bytes of a nondeterministic automaton, whose states represent places in the
/// pattern.
const NFA_BYTES: usize = 1 << 23;
/// The maximum size in bytes of the states of a deterministic automaton, of which a search builds
/// those that it visits.
const DFA_BYTES: usize = 1 << 20;
/// The maximum number of pairs of states that a search visits.
const MOST_PAIRS: usize = 50_000;
/// The maximum length to which minimum lengths are counted, since each length has its own pairs of
/// states.
const MOST_COUNTED: u64 = 64;

/// Returns the shortest text of valid length that one automaton matches and the other does not, if
/// there is one; `None` if the search would take too much time or memory.
pub(super) fn shortest_only_in(
    [one, other]: [&mut Option<Automaton>; 2],
    alphabet: &Alphabet,
    texts: Texts<'_>,
) -> Option<Option<String>> {
    let (one, other) = (one.as_mut()?, other.as_mut()?);
    let min = texts.min.min(MOST_COUNTED);
    let texts = Texts { min, ..texts };
    let start = [one.start, other.start].map(Some);
    let first = Step {
        length: 0,
        from: None,
    };
    let mut reached = Reached::from_iter([((start, 0), first)]);
    let mut index = 0;
    // A text is reached after all shorter ones.
    while let Some((&([in_one, in_other], _), &Step { length, .. })) = reached.get_index(index) {
        let is_only_in_one = one.matches(in_one)? && !other.matches(in_other)?;
        if is_only_in_one && texts.has_length(length) {
            return Some(Some(text(&reached, index)));
        }
        let can_become_so = in_one.is_none_or(|state| !state.is_dead()) && in_other.is_some();
        if can_become_so && texts.max.is_none_or(|max| length < max) {
            let length = length + 1;
            for &letter in &alphabet.letters {
                let next = [one.next(in_one, letter)?, other.next(in_other, letter)?];
                if let Entry::Vacant(entry) = reached.entry((next, length.min(min))) {
                    let from = Some((index, letter.character));
                    entry.insert(Step { length, from });
                }
            }
        }
        if reached.len() > MOST_PAIRS {
            return None;
        }
        index += 1;
    }
    Some(None)
}

/// The pairs of states that the search has reached. Up to the length that texts must have, texts of
/// different lengths reach different pairs.
type Reached = IndexMap<([State; 2], u64), Step>;

/// The shortest text that leads to a pair of states.
#[derive(Clone, Copy)]
struct Step {
    length: u64,
    /// The index of the previous pair, and the character that leads on from it; `None` at the start.
    from: Option<(usize, char)>,
}

/// Returns the text that leads to a pair of states.
fn text(reached: &Reached, mut index: usize) -> String {
    let mut characters = Vec::new();
    while let Some((before, character)) = reached.get_index(index).and_then(|(_, it)| it.from) {
        characters.push(character);
        index = before;
    }
    characters.into_iter().rev().collect()
}

/// A deterministic automaton, whose states are built when they are first visited.
pub(super) struct Automaton {
    dfa: DFA,
    cache: Cache,
    start: LazyStateID,
}

/// The state of an automaton; `None` if it matches whatever follows.
type State = Option<LazyStateID>;

impl Automaton {
    /// Returns the automaton that matches an expression over letters from the start of a text, unless
    /// it would be too large.
    pub(super) fn new(expression: &Hir) -> Option<Self> {
        let nfa = Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(NFA_BYTES));
        let nfa = Compiler::new().configure(nfa).build_from_hir(expression);
        // A cache that is full is not cleared, since the search refers to its states.
        let dfa = DFA::config()
            .cache_capacity(DFA_BYTES)
            .skip_cache_capacity_check(true)
            .minimum_cache_clear_count(Some(0));
        let dfa = DFA::builder()
            .configure(dfa)
            .build_from_nfa(nfa.ok()?)
            .ok()?;
        let mut cache = dfa.create_cache();
        let start = start::Config::new().anchored(Anchored::Yes);
        let start = dfa.start_state(&mut cache, &start).ok()?;
        Some(Self { dfa, cache, start })
    }

    fn next(&mut self, state: State, letter: Letter) -> Option<State> {
        let Some(state) = state else {
            return Some(None);
        };
        let next = self.dfa.next_state(&mut self.cache, state, letter.byte);
        let next = next.ok()?;
        Some((!next.is_match()).then_some(next))
    }

    /// Returns `true` if the text may end here.
    fn matches(&mut self, state: State) -> Option<bool> {
        let Some(state) = state else {
            return Some(true);
        };
        let end = self.dfa.next_eoi_state(&mut self.cache, state).ok()?;
        Some(end.is_match())
    }
}
