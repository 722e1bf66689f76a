//! Patterns as automata, and the shortest text that distinguishes two of them.

use regex_automata::Anchored;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_automata::util::start;
use regex_syntax::hir::Hir;

use super::Texts;
use super::alphabet::{Alphabet, Letter};
use crate::collections::HashSet;

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

/// Returns the shortest text that each of two expressions over letters matches from its start and
/// the other does not, if there is one with a `wanted` length; `None` if the search would take too
/// much time or memory.
pub(super) fn only_in_each(
    [one, other]: [&Hir; 2],
    alphabet: &Alphabet,
    mut wanted: [Option<Texts<'_>>; 2],
) -> Option<[Option<String>; 2]> {
    let mut counted = 0;
    for texts in wanted.iter_mut().flatten() {
        texts.min = texts.min.min(MOST_COUNTED);
        counted = counted.max(texts.min);
    }
    if wanted == [None, None] {
        return Some([None, None]);
    }
    let search = Search {
        automata: [Automaton::new(one)?, Automaton::new(other)?],
        alphabet,
        counted,
        wanted,
        reached: Vec::new(),
        seen: HashSet::default(),
    };
    search.run()
}

/// A deterministic automaton, whose states are built when they are first visited.
struct Automaton {
    dfa: DFA,
    cache: Cache,
    start: LazyStateID,
}

/// The state of an automaton; `None` if it matches whatever follows.
type State = Option<LazyStateID>;

impl Automaton {
    fn new(expression: &Hir) -> Option<Self> {
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

/// A search through the pairs of states that texts lead two automata to, shorter texts first.
struct Search<'a> {
    automata: [Automaton; 2],
    alphabet: &'a Alphabet,
    /// The texts of each pattern that are still to be found.
    wanted: [Option<Texts<'a>>; 2],
    /// The length up to which texts are distinguished by their length.
    counted: u64,
    reached: Vec<Reached>,
    seen: HashSet<([State; 2], u64)>,
}

/// A pair of states, and how the search reached it.
struct Reached {
    states: [State; 2],
    /// The length of the text that leads here.
    length: u64,
    /// The previous pair, and the character that leads on from it; `None` for the first.
    from: Option<(usize, char)>,
}

impl Search<'_> {
    fn run(mut self) -> Option<[Option<String>; 2]> {
        let mut found = [None, None];
        self.reach(self.automata.each_ref().map(|it| Some(it.start)), 0, None);
        let mut index = 0;
        while let Some(&Reached { states, length, .. }) = self.reached.get(index) {
            let [in_one, in_other] = states;
            let [one, other] = &mut self.automata;
            let [one, other] = [one.matches(in_one)?, other.matches(in_other)?];
            let tells_apart = [one && !other, other && !one];
            for ((found, wanted), is_apart) in
                found.iter_mut().zip(&mut self.wanted).zip(tells_apart)
            {
                if is_apart && wanted.is_some_and(|texts| texts.has_length(length)) {
                    *found = Some(text(&self.reached, index));
                    *wanted = None;
                }
            }
            if self.can_tell_apart(states, length) {
                for &letter in &self.alphabet.letters {
                    let [one, other] = &mut self.automata;
                    let next = [one.next(in_one, letter)?, other.next(in_other, letter)?];
                    self.reach(next, length + 1, Some((index, letter.character)));
                }
            }
            if self.reached.len() > MOST_PAIRS {
                return None;
            }
            index += 1;
        }
        Some(found)
    }

    fn reach(&mut self, states: [State; 2], length: u64, from: Option<(usize, char)>) {
        if self.seen.insert((states, length.min(self.counted))) {
            let reached = Reached {
                states,
                length,
                from,
            };
            self.reached.push(reached);
        }
    }

    /// Returns `true` if a text that continues from here can be a wanted one.
    fn can_tell_apart(&self, [one, other]: [State; 2], length: u64) -> bool {
        let is_dead = |state: State| state.is_some_and(|state| state.is_dead());
        let is_short = |texts: Texts<'_>| texts.max.is_none_or(|max| length < max);
        let [only_one, only_other] = self.wanted.map(|texts| texts.is_some_and(is_short));
        (only_one && !is_dead(one) && other.is_some())
            || (only_other && !is_dead(other) && one.is_some())
    }
}

/// Returns the text that leads to a pair of states.
fn text(reached: &[Reached], mut index: usize) -> String {
    let mut characters = Vec::new();
    while let Some((before, character)) = reached.get(index).and_then(|it| it.from) {
        characters.push(character);
        index = before;
    }
    characters.into_iter().rev().collect()
}
