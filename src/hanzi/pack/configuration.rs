//! Reads OpenCC's configurations.
//!
//! A profile's JSON in, the dictionaries of its steps out. Loads no dictionary.

use super::json::{Json, parse};

/// The dictionary files of a group, each with its rank in short-circuit order.
pub type Group = Vec<(usize, String)>;

/// The steps of a profile, their groups flattened.
pub struct Configuration {
    /// What is done to the text before anything else.
    pub normalization: Group,
    /// The words that the text is cut into, if it is.
    pub segmentation: Option<Group>,
    /// The replacements that follow each other: one or two.
    pub stages: Vec<Group>,
}

impl Configuration {
    /// Reads a profile's configuration; fails on a form that the engine does not know.
    pub fn read(read: &dyn Fn(&str) -> Result<String, String>, name: &str) -> Result<Self, String> {
        let file = format!("config/{name}.json");
        let configuration = parse(&read(&file)?).and_then(|json| Self::from_json(&json));
        configuration.map_err(|error| format!("{file}: {error}"))
    }

    fn from_json(json: &Json) -> Result<Self, String> {
        let mut normalization = groups(json, "normalization")?;
        let stages = groups(json, "conversion_chain")?;
        let segmentation = match json.get("segmentation") {
            None => None,
            Some(found) if found.text("type") == Some("mmseg") => Some(dictionary(found)?),
            Some(_) => return Err("the segmentation is not mmseg".to_owned()),
        };
        if normalization.len() != 1 || !(1..=2).contains(&stages.len()) {
            return Err("expected one normalization and one or two stages".to_owned());
        }
        Ok(Self { normalization: normalization.remove(0), segmentation, stages })
    }

    /// The groups of all steps.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        let before = std::iter::once(&self.normalization).chain(&self.segmentation);
        before.chain(&self.stages)
    }
}

fn groups(json: &Json, key: &str) -> Result<Vec<Group>, String> {
    let steps = json.get(key).and_then(Json::items);
    let steps = steps.ok_or_else(|| format!("no `{key}`"))?;
    steps.iter().map(dictionary).collect()
}

fn dictionary(step: &Json) -> Result<Group, String> {
    flatten(step.get("dict").ok_or("a step has no `dict`")?)
}

/// The files of a dictionary, a union, or a short-circuit group of these.
fn flatten(dictionary: &Json) -> Result<Group, String> {
    if dictionary.text("type") != Some("group") {
        let file = dictionary.text("file").ok_or("a `dict` has no `file`")?;
        return Ok(vec![(0, file.to_owned())]);
    }
    let items = dictionary.get("dicts").and_then(Json::items);
    let union = match dictionary.text("match_policy") {
        Some("union") => true,
        Some("short_circuit") | None => false,
        Some(other) => return Err(format!("unknown match policy `{other}`")),
    };
    let mut group = Group::new();
    for (position, item) in items.ok_or("a group has no `dicts`")?.iter().enumerate() {
        for (rank, file) in flatten(item)? {
            if rank != 0 {
                return Err("a short-circuit group inside a group".to_owned());
            }
            group.push((if union { 0 } else { position }, file));
        }
    }
    Ok(group)
}
