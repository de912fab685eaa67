//! The page of the open data.

use super::edition::Edition;
use super::feed::last_change;
use super::shell::Heading;
use crate::model::{FigureRef, Route};
use crate::view::data::FIELDS;
use crate::view::data_page::{DataField, DataFile, DataPage, IndicatorFile, IndicatorFiles};
use crate::view::parts::GroupHeading;

/// The files of all figures, by the key of their description.
const FILES: [(&str, &str); 3] =
    [("metrics.csv", "csv"), ("metrics.json", "json"), ("datapackage.json", "package")];

impl Edition<'_> {
    /// The page of the open data.
    pub fn data_page(&self) -> DataPage {
        let knowledge = self.world.knowledge;
        let figures: Vec<FigureRef> = knowledge.figures().collect();
        let figure_count = self.labels.count("figures", figures.len());
        let article_count = self.labels.count("articles", knowledge.articles.len());
        let counts = [("figures", figure_count.as_str()), ("articles", article_count.as_str())];
        let title = self.labels.get("data.title").to_owned();
        let heading = Heading {
            kind: "page",
            section: "data",
            title: title.clone(),
            title_lang: None,
            description: self.labels.fill("description.data", &counts),
            breadcrumbs: Vec::new(),
        };
        let mut shell = self.page_shell(&Route::Data, heading);
        let what = self.data_node(&shell, &figures);
        self.tell_search_engines(&mut shell, Some(what));
        let site = self.site_title();
        let version = self.world.data_version;
        let url = self.absolute(&Route::Data);
        let values = [("title", title.as_str()), ("site", &site), ("version", version), ("url", &url)];
        let link = |path: &str| self.world.config.base_url.link(path);
        DataPage {
            shell,
            summary: self.labels.fill("data.summary", &counts),
            files: FILES
                .iter()
                .map(|(name, key)| DataFile {
                    name: (*name).to_owned(),
                    url: link(&format!("data/{name}")),
                    text: self.labels.get(&format!("data.{key}")).to_owned(),
                })
                .collect(),
            fields: FIELDS.iter().map(|(name, kind)| self.data_field(name, kind)).collect(),
            indicators: self.indicator_files(),
            figure_count,
            article_count,
            version: version.to_owned(),
            updated: knowledge.articles.iter().map(last_change).max().map(|day| self.date(day)),
            licence: self.licence(),
            citation: self.labels.fill("format.data_citation", &values),
        }
    }

    fn data_field(&self, name: &str, kind: &str) -> DataField {
        DataField {
            name: name.to_owned(),
            kind: self.labels.get(&format!("data_type.{kind}")).to_owned(),
            text: self.labels.get(&format!("data_field.{name}")).to_owned(),
        }
    }

    fn indicator_files(&self) -> Vec<IndicatorFiles> {
        let knowledge = self.world.knowledge;
        let base = &self.world.config.base_url;
        let groups = self.world.lexicon.indicators.groups().iter().map(|group| {
            let mut members: Vec<_> = knowledge
                .indicators()
                .filter_map(|id| self.indicator(id))
                .filter(|indicator| indicator.group == group.id)
                .collect();
            members.sort_by_key(|indicator| (indicator.order, indicator.derived_from.is_some()));
            let file = |id: &str, kind| base.link(&Route::IndicatorData(id.to_owned(), kind).path());
            let files = members.into_iter().map(|indicator| IndicatorFile {
                link: self.indicator_link(&indicator.id),
                count: self.labels.count("figures", knowledge.figures_of_indicator(&indicator.id).len()),
                csv_url: file(&indicator.id, "csv"),
                json_url: file(&indicator.id, "json"),
            });
            IndicatorFiles {
                heading: GroupHeading { text: self.group_name(group), url: None },
                files: files.collect(),
            }
        });
        groups.filter(|group| !group.files.is_empty()).collect()
    }
}
