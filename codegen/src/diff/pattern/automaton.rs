//! Patterns as automata, and the shortest text that distinguishes two of them.

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::nfa::thompson::{Compiler, Config, NFA, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_syntax::hir::{Hir, Look};

use super::alphabet::{Alphabet, Letter};
use super::{Reading, Texts, Undecided};
use crate::collections::HashSet;

/// The maximum size in bytes of a nondeterministic automaton, whose states represent places in the
/// pattern.
const NFA_BYTES: usize = 1 << 20;
/// The maximum number of pairs of states that a search visits.
const MOST_PAIRS: usize = 50_000;

/// The maximum length to which minimum lengths are counted, since each length has its own pairs of
/// states.
const MOST_COUNTED: u64 = 64;

/// Returns the shortest text that each of two expressions over letters matches and the other does
/// not, if there is one with a `wanted` length.
pub(super) fn only_in_each(
    [one, other]: &[Hir; 2],
    alphabet: &Alphabet,
    reading: Reading<'_>,
    mut wanted: [Option<Texts<'_>>; 2],
) -> Result<[Option<String>; 2], Undecided> {
    let mut counted = 0;
    for texts in wanted.iter_mut().flatten() {
        texts.min = texts.min.min(MOST_COUNTED);
        counted = counted.max(texts.min);
    }
    if wanted == [None, None] {
        return Ok([None, None]);
    }
    let [one, other] = [one, other].map(|expression| Automaton::new(expression, reading));
    let search = Search {
        automata: [one?, other?],
        alphabet,
        counted,
        wanted,
        reached: Vec::new(),
        seen: HashSet::default(),
    };
    search.run()
}

/// Returns whether an expression matches anywhere in a text in letters; `None` if it is too large.
pub(super) fn matches(expression: &Hir, text: &[u8]) -> Option<bool> {
    let machine = PikeVM::new_from_nfa(nfa(expression).ok()?).ok()?;
    Some(machine.is_match(&mut machine.create_cache(), text))
}

/// Returns the expression for matches of the whole text.
pub(super) fn whole(expression: &Hir) -> Hir {
    let [start, end] = [Look::Start, Look::End].map(Hir::look);
    Hir::concat(vec![start, expression.clone(), end])
}

fn nfa(expression: &Hir) -> Result<NFA, Undecided> {
    let config = Config::new()
        .utf8(false)
        .which_captures(WhichCaptures::None)
        .nfa_size_limit(Some(NFA_BYTES));
    let nfa = Compiler::new().configure(config).build_from_hir(expression);
    nfa.map_err(|_| Undecided::Budget)
}

struct Automaton {
    dfa: dense::DFA<Vec<u32>>,
    start: StateID,
}

/// The state of an automaton; `None` if it matches whatever follows.
type State = Option<StateID>;

impl Automaton {
    fn new(expression: &Hir, reading: Reading<'_>) -> Result<Self, Undecided> {
        // The maximum size of the deterministic automaton, and of the memory to build it. A match
        // anywhere only affects a note, and needs more states.
        let (expression, start_kind, anchored, most_bytes) = match reading {
            Reading::Anywhere(_) => (
                expression.clone(),
                StartKind::Unanchored,
                Anchored::No,
                1 << 17,
            ),
            Reading::WholeText => (
                whole(expression),
                StartKind::Anchored,
                Anchored::Yes,
                1 << 20,
            ),
        };
        let config = dense::Config::new()
            .start_kind(start_kind)
            .accelerate(false)
            .dfa_size_limit(Some(most_bytes))
            .determinize_size_limit(Some(most_bytes));
        let dfa = dense::Builder::new()
            .configure(config)
            .build_from_nfa(&nfa(&expression)?)
            .map_err(|_| Undecided::Budget)?;
        let start = dfa.start_state(&start::Config::new().anchored(anchored));
        let start = start.map_err(|_| Undecided::Budget)?;
        Ok(Self { dfa, start })
    }

    fn next(&self, state: State, letter: Letter) -> State {
        let next = self.dfa.next_state(state?, letter.byte);
        (!self.dfa.is_match_state(next)).then_some(next)
    }

    /// Returns `true` if the text may end here.
    fn matches(&self, state: State) -> bool {
        let is_match = |state| self.dfa.is_match_state(self.dfa.next_eoi_state(state));
        state.is_none_or(is_match)
    }

    /// Returns `true` if nothing that follows makes a match.
    fn is_dead(&self, state: State) -> bool {
        state.is_some_and(|state| self.dfa.is_dead_state(state))
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
    fn run(mut self) -> Result<[Option<String>; 2], Undecided> {
        let mut found = [None, None];
        let [one, other] = &self.automata;
        self.reach([Some(one.start), Some(other.start)], 0, None);
        let mut index = 0;
        while let Some(&Reached { states, length, .. }) = self.reached.get(index) {
            let [one, other] = self.matches(states);
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
                    let [one, other] = &self.automata;
                    let [in_one, in_other] = states;
                    let next = [one.next(in_one, letter), other.next(in_other, letter)];
                    self.reach(next, length + 1, Some((index, letter.character)));
                }
            }
            if self.reached.len() > MOST_PAIRS {
                return Err(Undecided::Budget);
            }
            index += 1;
        }
        Ok(found)
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

    fn matches(&self, [one, other]: [State; 2]) -> [bool; 2] {
        let [in_one, in_other] = &self.automata;
        [in_one.matches(one), in_other.matches(other)]
    }

    /// Returns `true` if a text that continues from here can be a wanted one.
    fn can_tell_apart(&self, [one, other]: [State; 2], length: u64) -> bool {
        let [in_one, in_other] = &self.automata;
        let is_short = |texts: Texts<'_>| texts.max.is_none_or(|max| length < max);
        let [only_one, only_other] = self.wanted.map(|texts| texts.is_some_and(is_short));
        (only_one && !in_one.is_dead(one) && other.is_some())
            || (only_other && !in_other.is_dead(other) && one.is_some())
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
