//! A list to pick from, filtered as one types: how to group and order the tree, marks, saved queries.

use crate::base::width::fit;
use crate::catalog::{By, Facet, Order};
use crate::decide::{QueryEdit, SavedQuery};
use crate::effect::{Change, Effect};
use crate::query;
use crate::tui::command::{Command, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::kit::list::{Clicked, Window};
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::pointer::Pointer;
use crate::tui::route::{Next, Pick, Route};
use crate::tui::screen::browse::arrangement::Arrangement;
use crate::tui::sign;
use crate::tui::span::{Line, Role};
use crate::tui::surface::{Behaviour, Context, Surface};
use crate::world::World;

/// What can be picked, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As it is shown.
    pub line: Line,
    /// What happens when it is picked.
    pub next: Next,
}

impl Item {
    /// Whether a part of its line is that name.
    fn is_called(&self, name: &str) -> bool {
        self.line.spans().iter().any(|span| span.text().trim().eq_ignore_ascii_case(name))
    }
}

/// The list.
#[derive(Clone, Debug)]
pub struct Picker {
    pick: Pick,
    /// What is picked.
    pub title: Line,
    /// What is typed to find an item.
    pub field: Field,
    /// The one under the cursor, among those that fit.
    pub window: Window,
    items: Vec<Item>,
    fitting: Vec<usize>,
}

impl Picker {
    /// The list for that choice.
    #[must_use]
    pub fn new(pick: Pick, model: &Model) -> Self {
        let (title, items, at) = match pick {
            Pick::Group => groups(model),
            Pick::Order => orders(model),
            Pick::Facet => facets(model),
            Pick::Mark => marks(model),
            Pick::Query => queries(model),
            Pick::Language => examples(model),
        };
        let fitting = (0..items.len()).collect();
        let window = Window { cursor: at, top: 0 };
        Self { pick, title: Line::new(Role::Title, title), field: Field::line(""), window, items, fitting }
    }

    /// What happens when the item of that name is picked; where several may be meant, the list of these.
    ///
    /// # Errors
    /// Several may be meant.
    pub fn named(mut self, name: &str) -> Result<Next, Box<Self>> {
        self.field = Field::line(name);
        self.find();
        let one = self.shown().find(|item| item.is_called(name)).or(match self.count() {
            1 => self.shown().next(),
            _ => None,
        });
        match (one, self.count()) {
            (Some(item), _) => Ok(item.next.clone()),
            (None, 0) => {
                let list = Next::Open(self.pick.route());
                let hint = match self.pick {
                    Pick::Group => format!("`{name}` is not listed: only what has few answers is"),
                    _ => format!("nothing here is called `{name}`"),
                };
                Ok(Next::All(vec![list, Next::hint(hint)]))
            }
            (None, _) => Err(Box::new(self)),
        }
    }

    /// The items that fit what is typed.
    pub fn shown(&self) -> impl Iterator<Item = &Item> {
        self.fitting.iter().filter_map(|at| self.items.get(*at))
    }

    /// How many fit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.fitting.len()
    }

    fn find(&mut self) {
        let wanted = self.field.text().to_lowercase();
        let fits = |item: &Item| {
            let text = item.line.plain().to_lowercase();
            wanted.split_whitespace().all(|word| text.contains(word))
        };
        self.fitting = self.items.iter().enumerate().filter(|(_, item)| fits(item)).map(|(at, _)| at).collect();
        self.window = Window::default();
    }

    /// Forgets the saved query under the cursor.
    fn forget(&self, world: &World) -> Next {
        if self.pick != Pick::Query {
            return Next::hint("only saved queries can be forgotten; p lists them");
        }
        let at = self.fitting.get(self.window.cursor);
        at.and_then(|at| world.queries.get(*at)).map_or(Next::Stay, forget)
    }

    /// The same list with what is typed and chosen in the other.
    fn like(mut self, other: &Self) -> Self {
        self.field = other.field.clone();
        self.find();
        self.window = other.window;
        self
    }

    /// Makes the lists of saved queries anew, wherever they are open.
    pub fn renew_queries(model: &mut Model) {
        for at in 0..model.stack.len() {
            let Some(Surface::Picker(picker)) = model.stack.get(at) else { continue };
            if picker.pick != Pick::Query {
                continue;
            }
            let renewed = Surface::Picker(Self::new(Pick::Query, model).like(picker));
            if let Some(surface) = model.stack.get_mut(at) {
                *surface = renewed;
            }
        }
    }

    /// What the list says below itself.
    #[must_use]
    pub fn keys(&self) -> &'static str {
        match self.pick {
            Pick::Query => "type to find; enter takes it, ^X forgets it",
            _ => "type to find; enter takes it, esc leaves all as it is",
        }
    }

    /// Why nothing is listed, and what to do about it.
    #[must_use]
    pub fn nothing(&self) -> &'static str {
        match self.pick {
            Pick::Query if self.items.is_empty() => "Nothing is saved yet; / filters, w then keeps the filter.",
            _ => "Nothing fits; backspace widens the search.",
        }
    }

    fn take(&self) -> Next {
        match self.shown().nth(self.window.cursor) {
            Some(item) => Next::All(vec![Next::Back, item.next.clone()]),
            None => Next::hint("nothing fits; backspace widens the search"),
        }
    }
}

type List = (&'static str, Vec<Item>, usize);

fn arrange(arrangement: Arrangement) -> Next {
    Next::Open(Route::Arrange(arrangement))
}

fn named(field: &str, label: &str) -> Line {
    Line::new(Role::Text, fit(label, 26)).with(Role::Dim, format!(" {field}"))
}

fn groups(model: &Model) -> List {
    let (now, catalog) = (model.arrangement(), &model.world.catalog);
    let facets: Vec<Option<Facet>> = Facet::all(catalog).into_iter().map(Some).chain([None]).collect();
    let at = facets.iter().position(|facet| *facet == now.group).unwrap_or(0);
    let items = facets.into_iter().map(|group| Item {
        line: match &group {
            Some(facet) => named(facet.field(), &facet.label(catalog)),
            None => named("none", "Not at all"),
        },
        next: arrange(Arrangement { group, ..now.clone() }),
    });
    ("Group the tree by", items.collect(), at)
}

fn facets(model: &Model) -> List {
    let (now, catalog) = (model.facet(), &model.world.catalog);
    let spread = catalog.criteria.iter().filter(|criterion| query::can_be_spread(criterion));
    let spread = spread.map(|criterion| Facet::Criterion(criterion.id.clone()));
    let facets: Vec<Facet> = Facet::all(catalog).into_iter().chain(spread).collect();
    let at = facets.iter().position(|facet| Some(facet) == now).unwrap_or(0);
    let items = facets
        .into_iter()
        .map(|facet| Item { line: named(facet.field(), &facet.label(catalog)), next: Next::Open(Route::Facet(facet)) });
    ("Count the answers of", items.collect(), at)
}

/// Every order, and behind them the same reversed.
fn orders(model: &Model) -> List {
    let (now, catalog) = (model.arrangement(), &model.world.catalog);
    let labels = ["Name", "How well it fits the filter", "Newest event"];
    let plain = By::WORDS.into_iter().zip(labels).map(|((_, by), label)| (by, label));
    let criteria =
        catalog.criteria.iter().map(|criterion| (By::Criterion(criterion.id.clone()), criterion.label.as_str()));
    let all: Vec<(By, &str)> = plain.chain(criteria).collect();
    let both = [false, true]
        .into_iter()
        .flat_map(|reversed| all.iter().map(move |(by, label)| (Order { by: by.clone(), reversed }, *label)));
    let orders: Vec<(Order, &str)> = both.collect();
    let at = orders.iter().position(|(order, _)| *order == now.order).unwrap_or(0);
    let items = orders.into_iter().map(|(order, label)| {
        let reversed = if order.reversed { ", reversed" } else { "" };
        Item {
            line: named(&order.word(), label).with(Role::Dim, reversed),
            next: arrange(Arrangement { order, ..now.clone() }),
        }
    });
    ("Order the entries by", items.collect(), at)
}

fn marks(model: &Model) -> List {
    let entries = model.marks.iter().filter_map(|id| model.world.catalog.entry(id));
    let items = entries.map(|entry| {
        let (sign, role) = sign::of_status(entry.status);
        Item {
            line: Line::new(role, format!("{} ", sign.text(model.theme.ascii))).with(Role::Text, entry.name.as_str()),
            next: Next::Open(Route::Entry(entry.id.clone())),
        }
    });
    ("Marked entries", items.collect(), 0)
}

/// The saved queries, each with how many entries it finds.
fn queries(model: &Model) -> List {
    let items = model.world.queries.iter().map(|saved| Item {
        line: Line::new(Role::Text, fit(&saved.name, 20))
            .with(Role::Text, counted(&saved.query, model))
            .with(Role::Dim, saved.query.as_str()),
        next: Next::Open(Route::Filter(saved.query.to_string())),
    });
    ("Saved queries", items.collect(), 0)
}

/// What can be asked of this catalog, each example with how many entries it finds.
fn examples(model: &Model) -> List {
    let items = query::examples(&model.world.catalog).into_iter().map(|example| Item {
        line: Line::new(Role::Key, fit(&example.query, 26))
            .with(Role::Text, counted(&example.query, model))
            .with(Role::Dim, example.about),
        next: Next::Open(Route::Filter(example.query)),
    });
    ("What can be asked", items.collect(), 0)
}

/// How many entries a query finds, in a column; a `?` where it is not sound in this catalog.
fn counted(query: &str, model: &Model) -> String {
    let is_counted = model.world.catalog.entries.len() <= query::AT_ONCE;
    let count = is_counted.then(|| model.count(query).map_or_else(|| "?".to_owned(), |count| count.to_string()));
    format!("{:>6}  ", count.unwrap_or_default())
}

/// Forgets a saved query; undo saves it again.
fn forget(saved: &SavedQuery) -> Next {
    let change = |edit| Effect::Change(Change::Queries { edit });
    let (name, query) = (saved.name.to_string(), saved.query.to_string());
    let undo = vec![change(QueryEdit::Save { name: name.clone(), query })];
    Next::Undoable { effect: change(QueryEdit::Forget { name }), undo }
}

impl Behaviour for Picker {
    fn scope(&self) -> Scope {
        Scope::Pick
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        match command.step() {
            Some(step) => self.window.step(step, self.count(), layout::menu_lines(context.size)),
            None if command == Command::Accept => return self.take(),
            None if command == Command::Forget => return self.forget(context.world),
            None => return Next::Back,
        }
        Next::Stay
    }

    fn typed(&mut self, key: Key, _context: &mut Context<'_>) -> Next {
        if self.field.key(key) == Edited::Text {
            self.find();
        }
        Next::Stay
    }

    fn paste(&mut self, text: &str, _context: &mut Context<'_>) -> Next {
        if self.field.paste(text) == Edited::Text {
            self.find();
        }
        Next::Stay
    }

    fn pointed(&mut self, Pointer { act, at }: Pointer, context: &mut Context<'_>) -> Next {
        let list = layout::menu_list(context.size, layout::HELP, self.count());
        match self.window.point(act, layout::row_at(list, at), self.count(), usize::from(list.height)) {
            Clicked::Again => self.take(),
            Clicked::Anew | Clicked::Nothing => Next::Stay,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        self.window.follow(self.count(), layout::menu_lines(context.size));
    }
}
