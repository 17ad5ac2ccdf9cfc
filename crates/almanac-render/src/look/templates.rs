//! The almanac's own templates and their faults.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use almanac_model::{Area, FilePath, TemplateFault};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::bounds;
use super::built_in::{self, BUILT_IN};
use super::environment::environment;
use super::faults;
use almanac_locale::Locale;

/// The almanac's own templates over the built-in ones.
pub(super) struct OwnTemplates {
    environment: Environment<'static>,
    /// The texts of its own, by name.
    own: BTreeMap<String, (FilePath, Arc<str>)>,
    /// The built-in templates whose pages differ, each with the file of its own that has a part
    /// in them. All other pages are made by the compiled templates.
    affected: BTreeMap<&'static str, FilePath>,
    /// Pages are made on many threads at once, and each may find a fault. A set, because a fault in a template is
    /// found by every page that it makes.
    faults: Mutex<BTreeSet<TemplateFault>>,
}

impl OwnTemplates {
    /// Reads templates. One that can't be read is as if it were not there.
    pub fn new(
        files: &BTreeMap<FilePath, Arc<str>>,
        locale: &'static Locale,
        sets_punctuation: bool,
    ) -> Self {
        let mut templates = Self {
            environment: environment(locale, sets_punctuation),
            own: BTreeMap::new(),
            affected: BTreeMap::new(),
            faults: Mutex::default(),
        };
        for (file, text) in files {
            templates.add(file, text);
        }
        for template in built_in::all() {
            if let Some(file) = templates.own_part_of(template.name) {
                templates.affected.insert(template.name, file);
            }
        }
        let unused = templates
            .unused()
            .map(|file| faults::unused(&file))
            .collect::<Vec<_>>();
        templates.noted().extend(unused);
        templates
    }

    fn add(&mut self, file: &FilePath, text: &Arc<str>) {
        let name = file
            .as_str()
            .strip_prefix(Area::Templates.folder())
            .unwrap_or(file.as_str());
        if name.starts_with(BUILT_IN) {
            self.noted().insert(faults::reserved(file));
            return;
        }
        if let Some(span) = bounds::first_too_long(text) {
            self.noted().insert(faults::too_long(file, span));
            return;
        }
        match self
            .environment
            .add_template_owned(name.to_owned(), text.to_string())
        {
            Ok(()) => {
                let own = (file.clone(), text.clone());
                self.own.insert(name.to_owned(), own);
            }
            Err(error) => drop(self.noted().insert(faults::unreadable(file, text, &error))),
        }
    }

    /// The file of the almanac's own that has a part in what a template makes: its own override,
    /// or that of a template that it names, and so on.
    fn own_part_of(&self, name: &str) -> Option<FilePath> {
        let mut seen = BTreeSet::from([name.to_owned()]);
        let mut waiting = vec![name.to_owned()];
        while let Some(name) = waiting.pop() {
            if let Some((file, _)) = self.own.get(&name) {
                return Some(file.clone());
            }
            let text = built_in::all()
                .iter()
                .find(|template| template.name == name);
            for template in built_in::all() {
                let is_named = text.is_some_and(|text| names(&text.text, template.name));
                if is_named && seen.insert(template.name.to_owned()) {
                    waiting.push(template.name.to_owned());
                }
            }
        }
        None
    }

    /// The files that override nothing and that no other template names.
    fn unused(&self) -> impl Iterator<Item = FilePath> {
        self.own.iter().filter_map(|(name, (file, _))| {
            let is_built_in = built_in::all().iter().any(|template| template.name == name);
            let mut others = self.own.values().filter(|(other, _)| other != file);
            let is_used = is_built_in || others.any(|(_, text)| names(text, name));
            (!is_used).then(|| file.clone())
        })
    }

    /// The page that a template makes; `None` if the compiled template is to make it.
    ///
    /// A template that fails for one page may do for the next, so that each page falls back by itself. What
    /// failed is noted and not returned: whoever asks for a page can do nothing about it, and the report of the
    /// almanac, which can, is made from all pages that were tried.
    pub fn page(&self, name: &'static str, page: &impl Serialize) -> Option<String> {
        let file = self.affected.get(name)?;
        // The fields by their names, and all of them once more as `context`, which a template can show whole.
        let given = Value::from(Serde(page));
        let all = context! { context => given.clone(), ..given.clone() };
        let made = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(all));
        match made {
            Ok(text) => Some(text),
            Err(error) => {
                let fault = faults::failed(&self.own, file, &error, &given);
                self.noted().insert(fault);
                None
            }
        }
    }

    /// What was wrong so far, sorted.
    pub fn faults(&self) -> Vec<TemplateFault> {
        self.noted().iter().cloned().collect()
    }

    fn noted(&self) -> MutexGuard<'_, BTreeSet<TemplateFault>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a template's text names another template.
fn names(text: &str, name: &str) -> bool {
    ["\"", "'"]
        .iter()
        .any(|quote| text.contains(&format!("{quote}{name}{quote}")))
}
